"""Writes what boto3 makes of each case of its resources, by default of all services that have cases.

`python oracle.py [SERVICE...]` writes `cases/SERVICE.jsonl`, `--check` compares.
"""

import base64
import hashlib
import json
import pathlib
import sys

from cases import Cases
from recorder import Recorder

FOLDER = pathlib.Path(__file__).parent.parent / "cases"


def lines(service):
    """The answers of a service, each once, and its cases."""
    made = Cases(service, Recorder(service)).all()
    answers, rows = {}, []
    for case in made:
        numbers = []
        for operation, status, headers, body in case.pop("answers"):
            key = hashlib.sha256(repr((operation, status, sorted(headers.items()), body)).encode()).hexdigest()
            if key not in answers:
                answers[key] = len(answers)
                rows.append({"answer": answers[key], "operation": operation, "status": status, "headers": headers,
                             **text_or_bytes(body)})
            numbers.append(answers[key])
        rows.append({**case, "answers": numbers})
    return "".join(json.dumps(row, separators=(",", ":"), ensure_ascii=False, sort_keys=False) + "\n" for row in rows)


def text_or_bytes(body):
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}


def main(arguments):
    check = "--check" in arguments
    services = [one for one in arguments if not one.startswith("-")] or sorted(path.stem for path in FOLDER.iterdir())
    FOLDER.mkdir(exist_ok=True)
    stale = []
    for service in services:
        path, text = FOLDER / f"{service}.jsonl", lines(service)
        if check and path.read_text() != text:
            stale.append(path.name)
        if not check:
            path.write_text(text)
            print(f"{service}: {text.count(chr(10))} lines, {len(text) >> 10} KiB")
    if stale:
        sys.exit(f"not what boto3 says: {', '.join(stale)}; run {pathlib.Path(__file__).name}")


if __name__ == "__main__":
    main(sys.argv[1:])
