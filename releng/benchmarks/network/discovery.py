"""What is on 100 addresses of the lab, with names and an SNMP community: `tidewaiter scan` against fusioninventory-netdiscovery."""

import subprocess
import xml.etree.ElementTree as xml

import measure

from .lab import COMMUNITY, Tidewaiter, folder, lab, succeeded

FIRST, LAST = "10.77.0.1", "10.77.0.100"
THREADS, TIMEOUT = 10, 1
OURS, THEIRS = "tidewaiter scan", "fusioninventory-netdiscovery"
# writes one XML file a device; on the host client, whose root is thrown away with the lab
FOLDER = "/tmp/netdiscovery"


def run(root, options):
    measure.need((THEIRS, "fusioninventory-agent-task-network"), ("nmap", "nmap"))
    with lab(root) as network, folder("discovery") as work:
        for where in (network.auditor(), network.on("client")):
            if subprocess.run([*where, "ip", "route", "show", "default"], env=network.environment, capture_output=True, text=True, check=True).stdout.strip():
                raise measure.Missing("the lab has a way out; nothing is sent")
        ours = Tidewaiter(root, work, network.environment)
        network.environment = ours.environment
        ours.community("bench", COMMUNITY, "10.77.0.0/24")

        def scan():
            sample = succeeded(OURS, network.run(network.auditor(*ours.scan(f"{FIRST}-{LAST.rpartition('.')[2]}", "--dns", "10.77.0.1", "--credential", "bench"))))
            sample.devices = {address: ({n.lower() for n in device["names"]}, {m.lower() for m in device["macs"]}) for address, device in ours.devices().items()}
            return sample

        def netdiscovery():
            script = ('rm -rf "$0" && mkdir -p "$0" && cd "$0" && ip neigh flush all; '
                      'HOME="$0" exec fusioninventory-netdiscovery --first "$1" --last "$2" --community "$3" --threads "$4" --timeout "$5" --save "$0"')
            command = network.on("client", "sh", "-c", script, FOLDER, FIRST, LAST, COMMUNITY, str(THREADS), str(TIMEOUT))
            sample = succeeded(THEIRS, network.run(command))
            sample.devices = theirs(network)
            return sample

        contestants = {OURS: scan, THEIRS: netdiscovery}
        agree(scan().devices, netdiscovery().devices)
        counts = {name: set() for name in contestants}
        samples = measure.alternate(contestants, options.rounds or 3, lambda name, sample: counts[name].add(len(sample.devices)))
    result = measure.compare(samples, [OURS])
    result["devices in the rounds"] = {name: sorted(seen) for name, seen in counts.items()}
    print(f"{OURS} is {1 / result['ratios'][f'{OURS} / {THEIRS}']['medians']:.1f} times as fast")
    return result


def theirs(network):
    """address -> names, MACs: out of the files that it wrote."""
    script = 'for file in "$0"/netdiscovery/*.xml; do cat "$file"; printf "\\0"; done'
    output = subprocess.run(network.on("client", "sh", "-c", script, FOLDER), env=network.environment, capture_output=True, text=True, check=True).stdout
    devices = {}
    for text in filter(str.strip, output.split("\0")):
        device = xml.fromstring(text.strip().encode()).find("CONTENT/DEVICE")
        address = device.findtext("IP")
        # its word for an address without a name is the address
        names = {n.lower() for n in (device.findtext("DNSHOSTNAME"), device.findtext("NETBIOSNAME"), device.findtext("SNMPHOSTNAME")) if n and n != address}
        macs = {m.lower() for m in (device.findtext("MAC"),) if m}
        # the name server's word alone is no device: it knows hosts of the lab that are not up
        if macs or device.findtext("NETBIOSNAME") or device.findtext("SNMPHOSTNAME"):
            devices[address] = names, macs
    return devices


def agree(ours, theirs):
    """We find each device that they find, with one of their names where both know names, and their MAC where both know one."""
    wrong, named, mac = [], [0, 0], 0
    for address, (names, macs) in sorted(theirs.items()):
        if address not in ours:
            wrong.append(f"{address} is not found by us")
            continue
        mine, my_macs = ours[address]
        if names and mine and not names & mine:
            wrong.append(f"{address} is called {', '.join(sorted(mine))} by us, {', '.join(sorted(names))} by {THEIRS}")
        if macs and my_macs and not macs & my_macs:
            wrong.append(f"{address} has {', '.join(sorted(my_macs))} for us, {', '.join(sorted(macs))} for {THEIRS}")
        named[0] += bool(names and mine)
        named[1] += bool(names and not mine)
        mac += bool(macs and my_macs)
    if wrong:
        raise measure.Different("; ".join(wrong))
    print(f"   all {len(theirs)} devices are found; {named[0]} with a name, {mac} with the MAC that {THEIRS} has, too; {named[1]} that it alone has a name for")
    print(f"   beside them {', '.join(sorted(ours.keys() - theirs.keys())) or 'none'}")
