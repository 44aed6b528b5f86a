"""Ten TCP ports of a /24 that holds the whole lab: `tidewaiter scan` against nmap's connect and SYN scans."""

import xml.etree.ElementTree as xml

import measure

from .lab import NETWORK, Tidewaiter, folder, lab, succeeded

OURS, CONNECT, SYN = "tidewaiter scan", "nmap -n -sT", "nmap -n -sS"
PORTS = (22, 80, 135, 139, 443, 445, 902, 5985, 5986, 9100)
# by contestant, address and port
LEFT_OUT = {(SYN, "10.77.0.70", 5985): "fw1 takes one connection a second there, and whoever asks sooner after the other hears nothing",
            (CONNECT, "10.77.0.70", 5985): "the same",
            (CONNECT, "10.77.0.70", 139): "connect(2) says refused to an ICMP port-unreachable, too, and nmap calls that closed; its SYN scan sees what it is"}
# .73 loses one packet in twenty: what was lost differs from run to run, what is so does not
TRIES = 3


def run(root, options):
    measure.need(("nmap", "nmap"))
    with lab(root) as network, folder("ports") as work:
        ours = Tidewaiter(root, work, network.environment)
        network.environment = ours.environment
        listed = ",".join(map(str, PORTS))

        def scan():
            sample = succeeded(OURS, network.run(network.auditor(*ours.scan(NETWORK, "--no-dns", "--tcp", listed))))
            sample.hosts = {address: states(device) for address, device in ours.devices().items()}
            return sample

        def nmap(kind):
            file = work / "nmap.xml"
            sample = succeeded("nmap", network.run(network.auditor("nmap", "-n", kind, "-p", listed, "-oX", str(file), NETWORK)))
            sample.hosts = nmap_states(file.read_text())
            return sample

        contestants = {OURS: scan, CONNECT: lambda: nmap("-sT"), SYN: lambda: nmap("-sS")}
        for (name, address, port), why in LEFT_OUT.items():
            print(f"   left out of the comparison with {name}: {address} port {port}: {why}")
        found = agree(contestants)
        counts = {name: set() for name in contestants}
        samples = measure.alternate(contestants, options.rounds or 5, lambda name, sample: counts[name].add(tally(sample.hosts)))
    result = measure.compare(samples, [OURS])
    result["hosts"] = found
    result["hosts, open ports in the rounds"] = {name: sorted(map(list, seen)) for name, seen in counts.items()}
    return result


def states(device):
    words = {"OPEN": "open", "CLOSED": "closed"}
    return {port["port"]: words.get(port["state"], "filtered") for port in device["ports"] if port["protocol"] == "tcp"}


def nmap_states(text):
    """address -> port -> state of the hosts that are up, of one protocol."""
    return {address: {port: state for (_, port), state in found.items()} for address, found in nmap_states_by_protocol(text).items()}


def nmap_states_by_protocol(text):
    """address -> (protocol, port) -> state of the hosts that are up; what nmap does not list one by one it sums up."""
    hosts = {}
    for host in xml.fromstring(text).iter("host"):
        if host.find("status").get("state") != "up":
            continue
        address = next(a.get("addr") for a in host.iter("address") if a.get("addrtype") == "ipv4")
        found = {(port.get("protocol"), int(port.get("portid"))): port.find("state").get("state") for port in host.iter("port")}
        for extra in host.iter("extraports"):
            for reason in extra.iter("extrareasons"):
                for port in spread(reason.get("ports")):
                    found[reason.get("proto", "tcp"), port] = extra.get("state")
        hosts[address] = found
    return hosts


def spread(ranges):
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def tally(hosts):
    return len(hosts), sum(state == "open" for found in hosts.values() for state in found.values())


def differences(ours, theirs):
    """What contradicts: hosts that they list and we do not, and other states of ports of hosts that both list."""
    found = {(address, None): ("not found", "listed") for address in theirs.keys() - ours.keys()}
    for address in ours.keys() & theirs.keys():
        for port in PORTS:
            pair = ours[address].get(port), theirs[address].get(port)
            if pair[0] != pair[1]:
                found[address, port] = pair
    return found


def agree(contestants):
    """Holds our results against each of theirs; only what differs every time is a difference."""
    lasting = None
    for attempt in range(TRIES):
        hosts = {name: run().hosts for name, run in contestants.items()}
        ours = hosts.pop(OURS)
        now = {(name, *where): pair for name, theirs in hosts.items() for where, pair in differences(ours, theirs).items() if (name, *where) not in LEFT_OUT}
        lasting = now if lasting is None else {where: pair for where, pair in now.items() if where in lasting}
        for (name, address, port), (mine, theirs) in now.items():
            print(f"   differs in try {attempt + 1}: {address}{f' port {port}' if port else ''}: ours {mine}, {name} {theirs}")
        if not lasting:
            break
    if lasting:
        raise measure.Different(f"in each of {TRIES} tries: " + "; ".join(f"{address} port {port}: ours {mine}, {name} {theirs}"
                                                                        for (name, address, port), (mine, theirs) in sorted(lasting.items(), key=str)))
    both = set(ours).intersection(*hosts.values())
    print(f"   the same states on all {len(both)} hosts that all list: {sum(len(ours[a]) for a in both)} ports")
    return {"all": len(both), OURS: len(ours), **{name: len(theirs) for name, theirs in hosts.items()}}
