"""655,360 probes of loopback addresses: the bare engine and a whole scan, with storing, against a C program that does no more than connect."""

import contextlib
import json
import signal
import sqlite3
import subprocess
import time

import measure

from .harness import Harness, c
from .lab import Tidewaiter, folder, succeeded

BLOCK, FIRST, ADDRESSES = "127.1.0.0/16", "127.1.0.0", 65536
PORTS = (22, 80, 135, 139, 443, 445, 902, 5985, 5986, 9100)
OPEN = (22, 443)
# one port of 256 addresses is silent, so that waiting is part of it
SILENT, SILENT_PORT = "127.1.255.0/24", 902
EXPECTED = {"open": ADDRESSES * len(OPEN), "silent": 256, "closed": ADDRESSES * (len(PORTS) - len(OPEN)) - 256}
UNDER_WAY, TIMEOUT_MILLIS = 4096, 1300
BARE, BARE_C2, WHOLE, THEIRS = "bare engine", "bare engine, both compilers", "tidewaiter scan", "connect.c"
MOST_MIB = 512


def run(root, options):
    measure.need(("gcc", "build-essential"), ("nft", "nftables"), ("unshare", "util-linux"), ("nsenter", "util-linux"), ("ip", "iproute2"))
    with folder("loopback") as work:
        harness = Harness(root, work)
        connect, accept = c(work, "connect"), c(work, "accept")
        ours = Tidewaiter(root, work)
        listed = ",".join(map(str, PORTS))
        sweep = ("SweepRun", FIRST, ADDRESSES, listed, UNDER_WAY)

        def counted(name, command):
            with network(accept) as enter:
                sample = succeeded(name, measure.run_once([*enter, *command], ours.environment))
            if sample.errors:
                raise measure.Different(f"{name}: {sample.errors[:500]}")
            told = json.loads(sample.output)
            sample.counts = {key: told[key] for key in EXPECTED}
            sample.seconds, sample.peak = told["seconds"], told["peakKib"] / 1024
            return sample

        def whole():
            with network(accept) as enter:
                command = ours.scan(BLOCK, "--rate", "0", "--no-dns", "--tcp", listed)
                sample = succeeded(WHOLE, measure.run_once([*enter, *command], ours.environment, limit=1800))
            sample.counts = stored(ours.engagement)
            sample.seconds = sample.exited
            return sample

        contestants = {
            # a scan starts with the quick compiler alone: releng/decisions/0007-quick-starts.md
            BARE: lambda: counted(BARE, harness.command(*sweep, flags=["-XX:TieredStopAtLevel=1"])),
            BARE_C2: lambda: counted(BARE_C2, harness.command(*sweep)),
            WHOLE: whole,
            THEIRS: lambda: counted(THEIRS, [connect, FIRST, str(ADDRESSES), listed, str(UNDER_WAY), str(TIMEOUT_MILLIS)]),
        }
        for name, contestant in contestants.items():
            agree(name, contestant())
            print(f"   {name}: the same counts, {EXPECTED}", flush=True)
        samples = measure.alternate(contestants, options.rounds or 3, agree)
    result = measure.compare(samples, [BARE, BARE_C2, WHOLE], ("seconds", "exited", "cpu", "peak"))
    result["counts"] = EXPECTED
    result["probes a second"] = {}
    rows = [("", "probes/s", "best", "peak MiB")]
    for name, runs in samples.items():
        seconds = result["seconds"][name]["seconds"]
        rate = result["probes a second"][name] = {key: round(ADDRESSES * len(PORTS) / seconds[of]) for key, of in (("median", "median"), ("best", "min"))}
        rows.append((name, rate["median"], rate["best"], round(max(sample.peak for sample in runs))))
        if name != THEIRS:
            result["ratios"][f"{name} / {THEIRS}, without the start"] = measure.ratios(runs, samples[THEIRS], "seconds")["seconds"]
    measure.table(rows)
    worst = max(sample.peak for sample in samples[WHOLE])
    print(f"a whole scan takes {worst:.0f} MiB at most: {'less' if worst < MOST_MIB else 'MORE'} than {MOST_MIB}")
    return result


def agree(name, sample):
    if sample.counts != EXPECTED:
        raise measure.Different(f"{name}: {sample.counts}, but there are {EXPECTED}")


def stored(engagement):
    """What the engagement says of TCP ports. Straight from its tables: a report of 65,536 devices is hundreds of megabytes."""
    words = {"OPEN": "open", "CLOSED": "closed", "NO_ANSWER": "silent"}
    with contextlib.closing(sqlite3.connect(f"file:{engagement}?mode=ro", uri=True)) as store:
        rows = store.execute("SELECT state, count(*) FROM port WHERE lower(protocol) = 'tcp' GROUP BY state").fetchall()
    return {**dict.fromkeys(EXPECTED, 0), **{words.get(state, state): count for state, count in rows}}


@contextlib.contextmanager
def network(accept):
    """A network namespace with nothing but its loopback, on which some ports are open; a new one each time, since ended connections linger."""
    script = ("ip link set lo up; sysctl -qw net.core.somaxconn=65535; nft add table inet bench; "
              "nft 'add chain inet bench in { type filter hook input priority 0; }'; "
              f"nft add rule inet bench in ip daddr {SILENT} tcp dport {SILENT_PORT} drop; exec \"$0\" \"$1\"")
    server = subprocess.Popen(["unshare", "--net", "sh", "-c", script, accept, ",".join(map(str, OPEN))], stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout.readline() != "ready\n":
            raise measure.Missing("the listener did not start; this needs root, for a network namespace")
        yield ["nsenter", "-t", str(server.pid), "--net", "--"]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
        server.stdout.close()
        time.sleep(0.5)  # the namespace with its thousands of sockets is taken down behind our back
