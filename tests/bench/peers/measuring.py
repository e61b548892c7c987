"""Time and memory of a job, told as the programs of Rust do."""
import json
import os
import resource
import sys
import time

KEY = "data/part-00000000007.parquet"
LARGE_KEY = "data/part-00000000000.parquet"
SMALL_BUCKET = "flat-1000"
SMALL_TABLE = "items-1000"
MIB = 1 << 20
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


def cpu(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def peak():
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


class Begun:
    def __init__(self, who=resource.RUSAGE_SELF):
        self.who, self.cpu, self.time = who, cpu(who), time.perf_counter()

    def done(self, items, total=0, memory=None):
        wall = time.perf_counter() - self.time
        spent = cpu(self.who) - self.cpu
        told = {"items": items, "sum": total, "wall": wall, "cpu": spent, "peak": memory or peak()}
        print(json.dumps(told), flush=True)


def run(jobs):
    """Does the job that the command line names, with its words."""
    name, words = sys.argv[1], sys.argv[2:]
    return jobs[name](*words)
