"""Hosts per minute over WinRM with sealed NTLM: `tidewaiter audit` of Windows against pywinrm running one command on each, on the lab's service under many addresses."""

import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import measure

PORT = 5985
AT_ONCE = 50
USER, PASSWORD = "LABDOM\\auditor", "a-password-for-this-run"
FIELDS = ("exited", "cpu", "peak")
ROWS = "bundles/org.tidewaiter.family.windows/src/test/recordings/synthetic-windows-server-2022-domain-member"
# one command, as somebody would write it; MD4 needs OpenSSL's legacy provider
PYWINRM = """
import sys
from concurrent.futures import ThreadPoolExecutor
import winrm
def run(address):
    session = winrm.Session('http://%s:5985/wsman' % address, auth=(sys.argv[1], sys.argv[2]), transport='ntlm', message_encryption='always')
    done = session.run_cmd('ipconfig', ['/all'])
    assert done.status_code == 0 and b'Host Name' in done.std_out, done
with ThreadPoolExecutor(int(sys.argv[3])) as pool:
    print(sum(1 for _ in pool.map(run, open(sys.argv[4]).read().split())))
"""
LEGACY = """openssl_conf = initial
[initial]
providers = providers
[providers]
default = on
legacy = on
[on]
activate = 1
"""


def run(root, options):
    measure.need(("python3", "python3"), ("unshare", "util-linux"), ("nsenter", "util-linux"), ("ip", "iproute2"), ("openssl", "openssl"))
    for module, package in (("gssapi", "python3-gssapi"), ("winrm", "python3-winrm")):
        if subprocess.run(["/usr/bin/python3", "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode != 0:
            raise measure.Missing(f"needs {package} (Debian: apt-get install --no-install-recommends {package} gss-ntlmssp)")
    if os.geteuid() != 0:
        raise measure.Missing("needs root: the server listens in a network namespace of its own, so that nothing leaves this machine")
    with tempfile.TemporaryDirectory(prefix="tidewaiter-winrm-") as folder:
        work = Path(folder)
        server = Server(root, work)
        try:
            return compare(root, options, work, server)
        finally:
            server.end()


class Server:
    """The lab's responder, in a network namespace that has nothing but its loopback."""

    def __init__(self, root, work):
        (work / "users").write_text(f"LABDOM:auditor:{PASSWORD}\n")
        (work / "openssl.cnf").write_text(LEGACY)
        script = f'ip link set lo up; exec /usr/bin/python3 "$1" --log /dev/null any=0.0.0.0:{PORT}'
        environment = {**os.environ, "NTLM_USER_FILE": str(work / "users"), "POWERSHELL_ROWS": str(root / ROWS / "1"), "PYTHONDONTWRITEBYTECODE": "1",
                       "PATH": os.environ.get("PATH", "") + ":/usr/sbin:/sbin"}
        self.process = subprocess.Popen(["unshare", "--net", "sh", "-c", script, "sh", str(root / "releng/lab/winrm/responder.py")], env=environment,
                                        stdout=(work / "server.out").open("w"), stderr=(work / "server.err").open("w"))
        self.enter = ["nsenter", "-t", str(self.process.pid), "--net", "--"]
        end = time.monotonic() + 20
        while "ready" not in (work / "server.out").read_text():
            if time.monotonic() > end or self.process.poll() is not None:
                raise measure.Missing("the responder did not start: " + (work / "server.err").read_text()[-300:])
            time.sleep(0.1)

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def compare(root, options, work, server):
    addresses = [f"127.0.3.{n}" for n in range(1, options.hosts + 1)]
    (work / "targets").write_text("\n".join([*addresses, ""]))
    (work / "one").write_text(addresses[0] + "\n")
    contestants = {"tidewaiter audit": Ours(root, work, server), "pywinrm": Pywinrm(work, server, 1), f"pywinrm, {AT_ONCE} threads": Pywinrm(work, server, AT_ONCE)}
    rounds = options.rounds or 2
    for contestant in contestants.values():
        contestant.run(work / "one", 1)
    samples = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, contestant in contestants.items():
            before = server.cpu_seconds()
            sample = contestant.run(work / "targets", len(addresses))
            samples[name].append(sample)
            print(f"   {name}: {sample.exited:.1f} s, {sample.cpu:.1f} CPU s, the server {server.cpu_seconds() - before:.1f}", flush=True)
    rows = [("", "hosts/min", "best", "exit", "CPU", "peak MiB")]
    result = {"hosts": len(addresses), "at_once": AT_ONCE, "rounds": rounds, "seconds": {}, "hosts_per_minute": {}, "ratios": {}}
    for name, runs in samples.items():
        summary = result["seconds"][name] = measure.summary(runs, *FIELDS)
        rate = {k: round(len(addresses) * 60 / summary["exited"][k], 1) for k in ("median", "min")}
        result["hosts_per_minute"][name] = {"median": rate["median"], "best": rate["min"]}
        rows.append((name, rate["median"], rate["min"], f"{summary['exited']['median']:.1f}", f"{summary['cpu']['median']:.1f}", round(summary["peak"]["median"])))
    measure.table(rows)
    mine, *others = contestants
    for theirs in others:
        ratio = measure.ratios(samples[theirs], samples[mine], "exited", "cpu")
        result["ratios"][f"{mine} / {theirs}"] = {"rate": ratio["exited"], "cpu_per_host": ratio["cpu"]}
        print(f"{mine}: {ratio['exited']['paired']:.1f} times the hosts per minute of {theirs}")
    return result


class Ours:
    """An audit into a new engagement each time, without the report."""

    def __init__(self, root, work, server):
        self.program = str(root / ".run" / "tidewaiter-headless" / "tidewaiter")
        self.folder, self.enter = work / "ours", server.enter
        self.folder.mkdir()
        self.environment = {**os.environ, "HOME": str(self.folder), "XDG_CACHE_HOME": str(work / "cache"), "TIDEWAITER_HOME": str(self.folder / "home"), "BENCH_PASSWORD": PASSWORD}
        subprocess.run([self.program, "credentials", "add", "bench", "--user", USER, "--secret-env", "BENCH_PASSWORD", "--for", "winrm"],
                       env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def run(self, targets, count):
        engagement = self.folder / f"{time.monotonic_ns()}.tide"
        sample = measure.run_once([*self.enter, self.program, "audit", f"@{targets}", "--credential", "bench", "--parallel", str(AT_ONCE), "--no-dns",
                                   "--engagement", str(engagement), "--quiet", "--no-report"], self.environment, limit=1800)
        if sample.code != 0:
            raise measure.Different(f"tidewaiter: exit code {sample.code}: {sample.errors[-500:]}")
        report = subprocess.run([self.program, "report", "--engagement", str(engagement), "--format", "json", "--output", "-"], env=self.environment,
                                check=True, capture_output=True, text=True).stdout
        devices = json.loads(report)["devices"]
        read = [d for d in devices if len(d["data"].get("installed-software", [])) >= 3 and d["data"].get("operating-system")]
        if len(read) != count:
            raise measure.Different(f"tidewaiter: {len(read)} of {count} hosts were read")
        return sample


class Pywinrm:
    """One command on each host, on a connection of its own."""

    def __init__(self, work, server, threads):
        self.work, self.enter, self.threads = work, server.enter, threads
        self.environment = {**os.environ, "OPENSSL_CONF": str(work / "openssl.cnf"), "PYTHONWARNINGS": "ignore"}

    def run(self, targets, count):
        sample = measure.run_once([*self.enter, "/usr/bin/python3", "-c", PYWINRM, USER, PASSWORD, str(self.threads), str(targets)], self.environment, limit=1800)
        if sample.code != 0 or sample.output.split() != [str(count)]:
            raise measure.Different(f"pywinrm: exit code {sample.code}, {sample.output.strip()}: {sample.errors[-500:]}")
        return sample
