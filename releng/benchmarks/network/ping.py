"""Who is there in a /24 that holds the whole lab: `tidewaiter scan` with the fewest ports against fping and nmap's host discovery."""

import re
import xml.etree.ElementTree as xml

import measure

from .lab import NETWORK, Tidewaiter, folder, lab, succeeded

OURS = "tidewaiter scan --tcp 9"


def run(root, options):
    measure.need(("nmap", "nmap"), ("fping", "fping"))
    with lab(root) as network, folder("ping") as work:
        ours = Tidewaiter(root, work, network.environment)
        network.environment = ours.environment

        def scan():
            sample = succeeded(OURS, network.run(network.auditor(*ours.scan(NETWORK, "--no-dns", "--tcp", "9"))))
            sample.found = set(ours.devices())
            return sample

        def fping():
            # 1: some were silent
            sample = succeeded("fping", network.run(network.auditor("fping", "-a", "-g", NETWORK)), 0, 1)
            sample.found = set(re.findall(r"^[0-9.]+$", sample.output, re.MULTILINE))
            return sample

        def nmap():
            file = work / "nmap.xml"
            sample = succeeded("nmap", network.run(network.auditor("nmap", "-n", "-sn", "-oX", str(file), NETWORK)))
            up = [host for host in xml.fromstring(file.read_text()).iter("host") if host.find("status").get("state") == "up"]
            sample.found = {a.get("addr") for host in up for a in host.iter("address") if a.get("addrtype") == "ipv4"}
            return sample

        contestants = {OURS: scan, "fping -a -g": fping, "nmap -n -sn": nmap}
        found = {name: contestant().found for name, contestant in contestants.items()}
        for name in list(contestants)[1:]:
            missed = found[name] - found[OURS]
            if missed:
                raise measure.Different(f"{name} finds what we do not: {', '.join(sorted(missed))}")
            print(f"   all {len(found[name])} that {name} finds are found; beside them {', '.join(sorted(found[OURS] - found[name])) or 'none'}")
        counts = {name: set() for name in contestants}
        samples = measure.alternate(contestants, options.rounds or 5, lambda name, sample: counts[name].add(len(sample.found)))
    result = measure.compare(samples, [OURS])
    result["found in the rounds"] = {name: sorted(seen) for name, seen in counts.items()}
    return result
