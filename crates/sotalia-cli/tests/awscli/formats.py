"""What the AWS CLI prints for values: `python formats.py > formats.json` with awscli 1.45.11 from PyPI."""
import argparse, io, json, sys
from awscli.formatter import get_formatter

VALUES = [
    {}, [], None, "text", 7, 1.5, True, [None, True, 1.0],
    ["a", "b"], [["a", "b"], ["c", "d"]], [1, 2.5, "x"],
    {"One": "a"}, {"One": "a", "Two": 2}, {"B": 1, "A": None, "C": False},
    {"List": ["a", "b"]}, {"List": []}, {"Empty": {}}, {"Text": ""},
    {"Buckets": [{"Name": "a", "CreationDate": "2026-01-01T00:00:00+00:00"}, {"Name": "bb"}], "Owner": {"ID": "x", "DisplayName": "y"}},
    {"Items": [{"Id": 1, "Tags": [{"Key": "k", "Value": "v"}, {"Key": "k2", "Value": "v2"}]}, {"Id": 2, "Tags": []}, {"Id": 3}]},
    {"Reservations": [{"Instances": [{"InstanceId": "i-1", "State": {"Code": 16, "Name": "running"}, "Groups": ["a", "b"]}], "OwnerId": "1"},
                      {"Instances": [{"InstanceId": "i-2", "State": {"Code": 80, "Name": "stopped"}, "PublicIp": "1.2.3.4"}], "OwnerId": "1"}]},
    [{"a": 1}, {"b": [1, 2]}, {"a": 2, "b": [3]}],
    {"Map": {"x": 1, "y": {"z": [1, [2, 3]]}}},
    {"Ünïcode": "täxt", "Wide": "日本語", "Line": "a\nb", "Quote": "\"\\", "Tab": "\t\u0001"},
    {"Name": "x" * 70, "Other": "y" * 30, "Third": "z"},
    {"Rows": [{"A": "x" * 60, "B": "y" * 30}, {"A": "x", "B": "y"}]},
    {"A": 1, "BB": 22, "CCC": 333, "DDDD": {"E": 1, "FF": 2, "GGG": 3}},
    {"Numbers": [1e16, 1e-5, 0.1, -0.0, 123456789012345678]},
    {"Deep": {"Deeper": {"Deepest": {"Bottom": [{"x": 1, "y": 2}]}}}},
    {"Single": [{"x": 1}]}, [["a", ["b"]]], [[["a"]], ["b", "c"]],
]

def printed(kind, value):
    arguments = argparse.Namespace(query=None, color="off")
    stream = io.StringIO()
    try:
        get_formatter(kind, arguments)("ListThings", json.loads(json.dumps(value)), stream)
    except Exception as error:
        return None
    return stream.getvalue()

json.dump([{"value": v, **{k: printed(k, v) for k in ("json", "table", "text")}} for v in VALUES], sys.stdout, indent=1, ensure_ascii=False)
print()
