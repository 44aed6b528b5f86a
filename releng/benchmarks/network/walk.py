"""SNMP: our session, which keeps evidence, against snmpbulkwalk. One agent of the lab whole; then the interfaces of 200 agents at once."""

import contextlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import time

import measure

from .harness import Harness
from .lab import COMMUNITY, folder, lab, succeeded

AGENT, ALL = "10.77.0.40", "1.3.6.1"
# what does not come and go while the others are asked: system, interfaces, storage, devices, software, names, views, users
STABLE = [f"1.3.6.1.{subtree}." for subtree in ("2.1.1", "2.1.2", "2.1.25.2", "2.1.25.3", "2.1.25.6", "2.1.31.1.1", "6.3.15", "6.3.16")]
WARM = 40
AGENTS, WIRES = 200, 12
INTERFACES = "1.3.6.1.2.1.2.2"
MANY_WARM = 6
# at once; more only take turns on the one agent, and fewer leave it idle
PROCESSES = 16


def run(root, options):
    measure.need(("snmpbulkwalk", "snmp"), ("snmpd", "snmpd"), ("xargs", "findutils"), ("unshare", "util-linux"), ("nsenter", "util-linux"), ("ip", "iproute2"))
    with folder("walk") as work:
        harness = Harness(root, work)
        with lab(root, "snmp1") as network:
            one = Contest(harness, work, network.environment, lambda *c: network.auditor(*c), [AGENT], ALL, WARM)
            print(f" one agent, {ALL}")
            result = {"one agent": one.compare(options.rounds or 7)}
        with many(work) as (enter, addresses):
            print(f" {AGENTS} agents, the interfaces of each; all of them one snmpd, which is what both wait for")
            some = Contest(harness, work, dict(os.environ), lambda *c: [*enter, *c], addresses, INTERFACES, MANY_WARM)
            result[f"{AGENTS} agents"] = some.compare(options.rounds or 5)
    return result


class Contest:
    """A walk of agents by both sides."""

    def __init__(self, harness, work, environment, inside, addresses, root, warm):
        self.harness, self.work, self.inside, self.addresses, self.root, self.warm = harness, work, inside, addresses, root, warm
        state = work / "snmp"
        state.mkdir(exist_ok=True)
        # the tools of net-snmp look for MIB files and keep state, unless told otherwise
        self.environment = {**environment, "MIBS": "", "SNMP_PERSISTENT_DIR": str(state)}
        (work / "addresses").write_text("\n".join([*addresses, ""]))

    def ours(self, times, *more):
        command = self.harness.command("Walk", ",".join(self.addresses), 161, COMMUNITY, self.root, times, *more)
        sample = succeeded("our session", measure.run_once(self.inside(*command), self.environment))
        walks = [json.loads(line) for line in sample.output.splitlines()]
        sample.variables = walks[-1]["variables"]
        sample.first, sample.warm, sample.peak = walks[0]["seconds"], statistics.median(w["seconds"] for w in walks[1:] or walks), walks[-1]["peakKib"] / 1024
        return sample

    def theirs(self):
        walks = self.work / "walks"
        shutil.rmtree(walks, ignore_errors=True)
        walks.mkdir()
        walk = f'exec snmpbulkwalk -v2c -c {COMMUNITY} -Cr50 -On "$1" .{self.root} >{walks}/"$1"'
        script = f"exec xargs -P {PROCESSES} -n 1 sh -c '{walk}' sh <{self.work}/addresses"
        sample = succeeded("snmpbulkwalk", measure.run_once(self.inside("sh", "-c", script), self.environment))
        sample.oids = {(a, line.split(" ", 1)[0][1:]) for a in self.addresses for line in (walks / a).read_text(errors="replace").splitlines() if line.startswith(".1.")}
        sample.variables = len(sample.oids)
        return sample

    def agree(self):
        """The same object identifiers, of every agent, in what is stable."""
        file = self.work / "ours.oids"
        self.ours(1, file)
        stable = STABLE if self.root == ALL else [self.root + "."]
        keep = lambda oids: {(a, oid) for a, oid in oids if any((oid + ".").startswith(s) for s in stable)}
        ours = keep(tuple(line.split(" ")) for line in file.read_text().splitlines())
        theirs = keep(self.theirs().oids)
        if ours != theirs or not ours:
            raise measure.Different(f"walk of {self.root}: only we read {sorted(ours - theirs)[:3]} ({len(ours - theirs)}), "
                                    f"only snmpbulkwalk {sorted(theirs - ours)[:3]} ({len(theirs - ours)})")
        print(f"   the same {len(ours)} identifiers below {', '.join(s.rstrip('.') for s in stable)}")
        return len(ours)

    def compare(self, rounds):
        same = self.agree()
        contestants = {"our session, a new JVM": lambda: self.ours(1), "our session, warm": lambda: self.ours(1 + self.warm), "snmpbulkwalk": self.theirs}
        samples = measure.alternate(contestants, rounds)
        new, warm, theirs = samples.values()
        seconds = {"our session, a new JVM, start to end": [s.exited for s in new], "our session, first walk in a new JVM": [s.first for s in new],
                   "our session, warm": [s.warm for s in warm], "snmpbulkwalk, start to end": [s.exited for s in theirs]}
        variables = {name: statistics.median(s.variables for s in (theirs if name.startswith("snmp") else warm)) for name in seconds}
        rates = {name: [variables[name] / s for s in took] for name, took in seconds.items()}
        base = statistics.median(rates["snmpbulkwalk, start to end"])
        rows, result = [("", "variables/s", "best", "seconds", "of snmpbulkwalk's rate")], {"rounds": rounds, "compared identifiers": same, "variables": variables, "rates": {}}
        for name, rate in rates.items():
            middle = statistics.median(rate)
            result["rates"][name] = {"median": round(middle), "best": round(max(rate)), "seconds": round(statistics.median(seconds[name]), 4), "ratio": round(middle / base, 3)}
            rows.append((name, round(middle), round(max(rate)), f"{statistics.median(seconds[name]):.3f}", f"{middle / base:.2f}"))
        measure.table(rows)
        result["peak MiB"] = {"our session, warm": round(statistics.median(s.peak for s in warm)), "our session, a new JVM": round(statistics.median(s.peak for s in new))}
        print(f"peak MiB: {result['peak MiB']}")
        return result


@contextlib.contextmanager
def many(work):
    """One snmpd under many loopback addresses, in a network namespace that has nothing but its loopback and some wires within."""
    addresses = [f"127.0.1.{n}" for n in range(1, AGENTS + 1)]
    # short, since snmpd cuts the list off after 2,560 characters without a word
    (work / "snmpd.conf").write_text(f"agentaddress {','.join(addresses)}\nrocommunity {COMMUNITY} default\n")
    wires = "; ".join(f"ip link add w{n} type veth peer name x{n}" for n in range(WIRES))
    script = f'ip link set lo up; {wires}; exec "$(command -v snmpd)" -f -Lf "$1/snmpd.log" -C -c "$1/snmpd.conf" -I -smux,mteTrigger,mteTriggerConf -p "$1/snmpd.pid"'
    environment = {**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin:/sbin", "MIBS": "", "SNMP_PERSISTENT_DIR": str(work / "snmpd")}
    server = subprocess.Popen(["unshare", "--net", "sh", "-c", script, "sh", str(work)], env=environment)
    try:
        log, end = work / "snmpd.log", time.monotonic() + 20
        while not (log.exists() and "NET-SNMP version" in log.read_text()):
            if time.monotonic() > end or server.poll() is not None:
                raise measure.Missing("snmpd did not start: " + (log.read_text()[-300:] if log.exists() else "no log"))
            time.sleep(0.05)
        yield ["nsenter", "-t", str(server.pid), "--net", "--"], addresses
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
