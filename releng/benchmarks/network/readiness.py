"""Readiness of the lab's /24, all rules, against nmap told to probe the same ports; a /24 in which all is filtered; and a /16 and its quarter."""

import contextlib
import json
import signal
import sqlite3
import subprocess
import time

import measure

from .lab import NETWORK, Tidewaiter, folder, lab, succeeded
from .ports import TRIES, nmap_states_by_protocol

OURS, THEIRS = "tidewaiter readiness", "nmap -n -sS -sU"
FILTERED, QUARTER, WHOLE = "127.3.0.0/24", "127.1.0.0/18", "127.1.0.0/16"
MOST_SECONDS, MOST_MIB = 8, 512
WORDS = {"OPEN": "open", "CLOSED": "closed", "FILTERED": "filtered", "UNREACHABLE": "filtered"}
# by address and port
LEFT_OUT = {("10.77.0.70", "tcp", 5985): "fw1 takes one connection a second there, and whoever asks sooner after the other hears nothing"}


def run(root, options):
    measure.need(("nmap", "nmap"), ("nft", "nftables"), ("unshare", "util-linux"), ("nsenter", "util-linux"), ("ip", "iproute2"))
    with folder("readiness") as work:
        ours = Tidewaiter(root, work)
        wanted = ports(root, ours)
        print(f"   TCP {', '.join(map(str, wanted['tcp']))}; UDP {', '.join(map(str, wanted['udp']))}")
        result = against_nmap(root, ours, work, wanted, options)
        result["all filtered"] = filtered(root, ours)
        result["a /16"] = large(ours)
    return result


def ports(root, ours):
    """The targets' ports of all rules."""
    told = subprocess.run([str(root / "tidewaiter"), "ports", "--format", "json"], env=ours.environment, check=True, capture_output=True, text=True).stdout
    rules = [rule for rule in json.loads(told) if rule["party"] == "target" and rule["protocol"] in ("tcp", "udp")]
    return {protocol: sorted({rule["port"] for rule in rules if rule["protocol"] == protocol}) for protocol in ("tcp", "udp")}


def against_nmap(root, ours, work, wanted, options):
    listed = ",".join(["T:" + ",".join(map(str, wanted["tcp"])), "U:" + ",".join(map(str, wanted["udp"]))])
    with lab(root) as network:
        network.environment = {**network.environment, **ours.environment, "TIDEWAITER_LAB": network.state}

        def readiness():
            command = ours.command("readiness", NETWORK, "--no-dns", "--no-login")
            sample = succeeded(OURS, network.run(network.auditor(*command)))
            sample.hosts = stored(ours.engagement)
            return sample

        def nmap():
            file = work / "nmap.xml"
            sample = succeeded("nmap", network.run(network.auditor("nmap", "-n", "-sS", "-sU", "-p", listed, "-oX", str(file), NETWORK), limit=1200))
            sample.hosts = nmap_states_by_protocol(file.read_text())
            return sample

        contestants = {OURS: readiness, THEIRS: nmap}
        found = agree(contestants)
        samples = measure.alternate(contestants, options.rounds or 1, lambda name, sample: None)
    result = measure.compare(samples, [OURS])
    result["ports"] = found
    return result


def stored(engagement):
    """address -> (protocol, port) -> state of what is no suspected phantom."""
    hosts = {}
    with contextlib.closing(sqlite3.connect(f"file:{engagement}?mode=ro", uri=True)) as store:
        for address, protocol, port, state in store.execute(
                "SELECT v.address, lower(p.protocol), p.port, p.state FROM port p JOIN visit v ON v.id = p.visit_id WHERE v.suspicion IS NULL AND p.port > 0"):
            hosts.setdefault(address, {})[protocol, port] = WORDS.get(state, "silent")
    return hosts


def agree(contestants):
    """A difference that is there every time is one. Silence of ours on UDP contradicts nothing: Linux answers one datagram a second, and nmap waits for it."""
    lasting = None
    for attempt in range(TRIES):
        hosts = {name: run().hosts for name, run in contestants.items()}
        ours, theirs = hosts[OURS], hosts[THEIRS]
        equal, ambiguous, now = 0, 0, {}
        for address in ours.keys() & theirs.keys():
            for place, mine in ours[address].items():
                other = theirs[address].get(place)
                same = mine == other or mine == "silent" and other in ("filtered", "open|filtered")
                if other is None or (address, *place) in LEFT_OUT:
                    continue
                if same:
                    equal += 1
                elif place[0] == "udp" and mine == "silent":
                    ambiguous += 1
                else:
                    now[(address, *place)] = (mine, other)
        for place, pair in now.items():
            print(f"   differs in try {attempt + 1}: {place}: ours {pair[0]}, nmap {pair[1]}", flush=True)
        lasting = now if lasting is None else {where: pair for where, pair in now.items() if where in lasting}
        if not lasting:
            break
    if lasting:
        raise measure.Different(f"in each of {TRIES} tries: {lasting}")
    print(f"   {equal} states are the same, {ambiguous} of UDP are silent to us and closed to nmap", flush=True)
    return {"equal": equal, "silent to us": ambiguous}


def filtered(root, ours):
    """The lab's /24 when everything but ARP and echo is dropped on the way back; then as many addresses behind a router, each of which answers an echo."""
    told = {}
    with lab(root) as network:
        rules = ["add table inet bench", "add chain inet bench in { type filter hook input priority 0; }", "add rule inet bench in meta l4proto { tcp, udp } drop",
                 "add rule inet bench in icmp type destination-unreachable drop"]
        for rule in rules:
            subprocess.run(network.auditor("nft", rule), env=network.environment, check=True)
        try:
            for name, more in (("the lab", ()), ("the lab without its lossy host", ("--exclude", "10.77.0.73"))):
                command = ours.command("readiness", NETWORK, "--no-dns", "--no-login", *more)
                environment = {**network.environment, **ours.environment, "TIDEWAITER_LAB": network.state}
                told[name] = round(succeeded(OURS, measure.run_once(network.auditor(*command), environment, limit=300)).exited, 2)
                if set(judged(ours.engagement)) != {"UNKNOWN"}:
                    raise measure.Different(f"all filtered: {judged(ours.engagement)}, but nothing can be known")
        finally:
            subprocess.run(network.auditor("nft", "delete table inet bench"), env=network.environment, check=True)
    with namespace(f"ip daddr {FILTERED} meta l4proto {{ tcp, udp }} drop") as enter:
        for name, more in (("a routed /24", ()), ("a routed /24, --rate 0", ("--rate", "0"))):
            sample = succeeded(OURS, measure.run_once([*enter, *ours.command("readiness", FILTERED, "--no-dns", *more)], ours.environment, limit=300))
            told[name] = round(sample.exited, 2)
            if sum(judged(ours.engagement).values()) != 256:
                raise measure.Different(f"all filtered: {judged(ours.engagement)}, but there are 256 devices")
    print(f"   all filtered, seconds: {told}; the aim is less than {MOST_SECONDS} for the lab", flush=True)
    return told


def large(ours):
    """A /16 of devices on the loopback, and a quarter of it: time in proportion, memory bounded."""
    told = {}
    for name, block in (("a /18", QUARTER), ("a /16", WHOLE)):
        with namespace(None) as enter:
            sample = succeeded(OURS, measure.run_once([*enter, *ours.command("readiness", block, "--rate", "0", "--no-dns")], ours.environment, limit=3000))
        told[name] = {"seconds": round(sample.exited, 1), "peak MiB": round(sample.peak), "devices": sum(judged(ours.engagement).values())}
        print(f"   {name}: {told[name]}", flush=True)
    ratio = told["a /16"]["seconds"] / told["a /18"]["seconds"]
    print(f"   four times the devices take {ratio:.1f} times as long; {told['a /16']['peak MiB']} MiB at most, the aim is less than {MOST_MIB}", flush=True)
    return told


def judged(engagement):
    with contextlib.closing(sqlite3.connect(f"file:{engagement}?mode=ro", uri=True)) as store:
        return dict(store.execute("SELECT verdict, count(*) FROM readiness GROUP BY verdict").fetchall())


@contextlib.contextmanager
def namespace(rule):
    """A network namespace with nothing but its loopback, on which no port is open."""
    script = "ip link set lo up; nft add table inet bench; nft 'add chain inet bench in { type filter hook input priority 0; }'; "
    script += f"nft 'add rule inet bench in {rule}'; " if rule else ""
    holder = subprocess.Popen(["unshare", "--net", "sh", "-c", script + "echo ready; exec sleep 3600"], stdout=subprocess.PIPE, text=True)
    try:
        if holder.stdout.readline() != "ready\n":
            raise measure.Missing("no network namespace; this needs root")
        yield ["nsenter", "-t", str(holder.pid), "--net", "--"]
    finally:
        holder.send_signal(signal.SIGTERM)
        holder.wait(20)
        holder.stdout.close()
        time.sleep(0.5)
