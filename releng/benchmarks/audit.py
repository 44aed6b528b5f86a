"""Hosts per minute over SSH: `tidewaiter audit` against `ansible -m setup`, both with 50 hosts at once, on one OpenSSH server under many addresses."""

import json
import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import measure

PORT = 2222
AT_ONCE = 50
FIELDS = ("exited", "cpu", "served", "peak")


def run(root, options):
    measure.need(("ansible", "ansible-core"), ("sshd", "openssh-server"), ("ssh", "openssh-client"), ("unshare", "util-linux"), ("nsenter", "util-linux"), ("ip", "iproute2"))
    if os.geteuid() != 0:
        raise measure.Missing("needs root: the server listens in a network namespace of its own, so that nothing leaves this machine")
    if not 1 <= options.hosts <= 250:
        raise measure.Missing("--hosts from 1 to 250")
    with tempfile.TemporaryDirectory(prefix="tidewaiter-audit-") as folder:
        work = Path(folder)
        server = Server(work)
        try:
            return compare(root, options, work, server)
        finally:
            server.end()


class Server:
    """One sshd with keys and a configuration of its own, in a network namespace that has nothing but its loopback."""

    def __init__(self, work):
        for key in ("host", "login"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / key], check=True)
        lines = [f"Port {PORT}", "ListenAddress 0.0.0.0", f"HostKey {work / 'host'}", f"AuthorizedKeysFile {work / 'login.pub'}", "StrictModes no", "UsePAM no",
                 "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password", "PidFile none", "UseDNS no", "PrintMotd no",
                 "PrintLastLog no", "MaxStartups 1000:30:2000", "MaxSessions 1000", "LogLevel ERROR", "Subsystem sftp internal-sftp"]
        (work / "sshd_config").write_text("\n".join([*lines, ""]))
        # sshd insists on /run/sshd, which the machine may not have; and root's home is an empty one, since the start files that whoever uses
        # this machine has there would count for each shell, of which the contestants start different numbers
        script = 'ip link set lo up; mount -t tmpfs none /root; [ -d /run/sshd ] || { mount -t tmpfs none /run; mkdir -m 755 /run/sshd; }; exec "$(command -v sshd)" -D -f "$1" -E "$2"'
        environment = {**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin:/sbin"}
        self.process = subprocess.Popen(["unshare", "--net", "--mount", "sh", "-c", script, "sh", work / "sshd_config", work / "sshd.log"], env=environment)
        self.enter = ["nsenter", "-t", str(self.process.pid), "--net", "--mount", "--"]
        end = time.monotonic() + 20
        while subprocess.run([*self.enter, "sh", "-c", f"ss -ltn | grep -q :{PORT}"], stderr=subprocess.DEVNULL).returncode != 0:
            if time.monotonic() > end or self.process.poll() is not None:
                log = work / "sshd.log"
                raise measure.Missing("sshd did not start: " + (log.read_text()[-300:] if log.exists() else "no log"))
            time.sleep(0.1)

    def cpu_seconds(self):
        """What the server's ended sessions took, all of their programs included."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def settle(self):
        """Waits until no session is left, so that the next contestant has the machine for itself."""
        end = time.monotonic() + 60
        while Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().strip():
            if time.monotonic() > end:
                raise measure.Different("sessions are left over a minute after their client ended")
            time.sleep(0.05)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def compare(root, options, work, server):
    addresses = [f"127.0.3.{n}" for n in range(1, options.hosts + 1)]
    ours = Ours(root, work, server, addresses, options)
    contestants = {"tidewaiter audit": ours, "tidewaiter audit, no report": Ours(root, work, server, addresses, options, ["--no-report"]),
                   "ansible setup": Ansible(work, server, addresses, False), "ansible setup, pipelining": Ansible(work, server, addresses, True)}
    rounds = options.rounds or 2
    # one host each: caches of the disc and of Java are warm, keys are known, and a mistake shows early
    for contestant in contestants.values():
        contestant.run(addresses[:1])
        server.settle()
    samples = {name: [] for name in contestants}
    facts, hosts = {}, {}
    for _ in range(rounds):
        for name, contestant in contestants.items():
            before = server.cpu_seconds()
            sample = contestant.run(addresses)
            server.settle()
            sample.served = server.cpu_seconds() - before
            samples[name].append(sample)
            hosts[name], facts[name] = contestant.read(addresses)
            agree(name, hosts[name], addresses)
            print(f"   {name}: {sample.exited:.1f} s, {sample.cpu:.1f} CPU s, the server {sample.served:.1f}", flush=True)
    rows = [("", "hosts/min", "best", "exit", "CPU", "server CPU", "peak MiB", "facts/host")]
    result = {"hosts": len(addresses), "at_once": AT_ONCE, "rounds": rounds, "seconds": {}, "facts_per_host": facts, "hosts_per_minute": {}, "ratios": {}}
    for name, runs in samples.items():
        summary = result["seconds"][name] = measure.summary(runs, *FIELDS)
        rate = {k: round(len(addresses) * 60 / summary["exited"][k], 1) for k in ("median", "min")}
        result["hosts_per_minute"][name] = {"median": rate["median"], "best": rate["min"]}
        rows.append((name, rate["median"], rate["min"], f"{summary['exited']['median']:.1f}", f"{summary['cpu']['median']:.1f}", f"{summary['served']['median']:.1f}", round(summary["peak"]["median"]), facts[name]))
    measure.table(rows)
    for mine in list(contestants)[:2]:
        for theirs in list(contestants)[2:]:
            ratio = measure.ratios(samples[theirs], samples[mine], "exited", "cpu")
            result["ratios"][f"{mine} / {theirs}"] = {"rate": ratio["exited"], "cpu_per_host": ratio["cpu"], "facts": round(facts[mine] / facts[theirs], 2)}
            print(f"{mine}: {ratio['exited']['paired']:.1f} times the hosts per minute of {theirs}, with {facts[mine] / facts[theirs]:.1f} times the facts")
    return result


class Ours:
    """An audit into a new engagement each time."""

    def __init__(self, root, work, server, addresses, options, more=()):
        self.program = str(root / ".run" / "tidewaiter-headless" / "tidewaiter")
        self.folder = work / ("ours" + "".join(more))
        self.folder.mkdir()
        self.enter, self.more, self.recording = server.enter, list(more), options.java_flight_recording
        self.environment = {**os.environ, "HOME": str(self.folder), "XDG_CACHE_HOME": str(work / "cache"), "TIDEWAITER_HOME": str(self.folder / "home")}
        subprocess.run([self.program, "credentials", "add", "bench", "--user", "root", "--key-file", str(work / "login"), "--hosts", "127.0.3.0/24"],
                       env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def run(self, addresses):
        self.engagement = self.folder / f"{time.monotonic_ns()}.tide"
        (self.folder / "targets").write_text("\n".join([*addresses, ""]))
        environment = dict(self.environment)
        if self.recording and len(addresses) > 1:
            environment["TIDEWAITER_VMARGS"] = f"-XX:StartFlightRecording:filename={self.recording},settings=profile"
        sample = measure.run_once([*self.enter, self.program, "audit", f"@{self.folder / 'targets'}", "--credential", "bench", "--port", f"ssh={PORT}",
                                   "--parallel", str(AT_ONCE), "--engagement", str(self.engagement), "--quiet", *self.more], environment, limit=1800)
        if sample.code != 0:
            raise measure.Different(f"tidewaiter: exit code {sample.code}: {sample.errors[-500:]}")
        return sample

    def read(self, addresses):
        """Host name, kernel and packages by address; facts per host: the values that are there, without the evidence."""
        output = self.folder / "report.json"
        subprocess.run([self.program, "report", "--engagement", str(self.engagement), "--format", "json", "--output", str(output)], env=self.environment,
                       check=True, stdout=subprocess.DEVNULL)
        hosts, counts = {}, []
        for device in json.loads(output.read_text())["devices"]:
            data = device["data"]
            session = device["sessions"][0]
            hosts[device["address"]] = (device["names"][0] if device["names"] else None, session.get("release"), len(data.get("installed-software", [])))
            counts.append(sum(leaves(value) for rows in data.values() for row in rows for column, value in row.items() if column != "evidence"))
        output.unlink()
        return hosts, round(statistics.mean(counts)) if counts else 0


class Ansible:
    """The setup module alone, with a connection of its own for each host and run."""

    def __init__(self, work, server, addresses, pipelining):
        self.folder = work / f"ansible-{pipelining}"
        self.folder.mkdir()
        self.enter = server.enter
        (self.folder / "ansible.cfg").write_text(f"""[defaults]
forks = {AT_ONCE}
host_key_checking = False
interpreter_python = /usr/bin/python3
remote_tmp = {self.folder / 'remote'}
local_tmp = {self.folder / 'local'}
[ssh_connection]
pipelining = {pipelining}
""")
        self.settings = f"ansible_port={PORT} ansible_user=root ansible_ssh_private_key_file={work / 'login'} ansible_ssh_common_args='-o UserKnownHostsFile={self.folder / 'known_hosts'}'"
        self.environment = {**os.environ, "ANSIBLE_CONFIG": str(self.folder / "ansible.cfg"), "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def run(self, addresses):
        (self.folder / "inventory").write_text("".join(f"{a} {self.settings}\n" for a in addresses))
        tree, control = self.folder / "tree", Path(tempfile.mkdtemp(prefix="cp-", dir="/tmp"))
        shutil.rmtree(tree, ignore_errors=True)
        try:
            sample = measure.run_once([*self.enter, "sh", "-c", 'exec ansible all -i "$1" -m setup --tree "$2" >/dev/null', "sh", str(self.folder / "inventory"), str(tree)],
                                      {**self.environment, "ANSIBLE_SSH_CONTROL_PATH_DIR": str(control)}, limit=3600)
        finally:
            # the connections that ssh keeps open for the next task would run beside the next contestant
            for socket in control.iterdir():
                subprocess.run([*self.enter, "ssh", "-o", f"ControlPath={socket}", "-O", "exit", "any"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            shutil.rmtree(control, ignore_errors=True)
        if sample.code != 0:
            raise measure.Different(f"ansible: exit code {sample.code}: {sample.errors[-500:]}")
        return sample

    def read(self, addresses):
        hosts, counts = {}, []
        for address in addresses:
            facts = json.loads((self.folder / "tree" / address).read_text())["ansible_facts"]
            hosts[address] = (facts["ansible_hostname"], facts["ansible_kernel"], None)
            counts.append(leaves(facts))
        return hosts, round(statistics.mean(counts))


def leaves(value):
    """How many single values that are not null stand in a JSON value."""
    if isinstance(value, dict):
        return sum(leaves(v) for v in value.values())
    if isinstance(value, list):
        return sum(leaves(v) for v in value)
    return 0 if value is None else 1


def agree(name, hosts, addresses):
    """Every host was read, and rightly: against this machine's own words."""
    if set(hosts) != set(addresses):
        raise measure.Different(f"{name}: {len(set(addresses) - set(hosts))} of {len(addresses)} hosts were not read: {sorted(set(addresses) - set(hosts))[:3]}")
    listed = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Abbrev}\n"], capture_output=True, text=True, check=True).stdout if shutil.which("dpkg-query") else ""
    packages = sum(line[1:2] == "i" for line in listed.splitlines()) or None
    true = (os.uname().nodename.split(".")[0], os.uname().release)
    for address, (host, kernel, count) in hosts.items():
        if (host and host.split(".")[0], kernel) != true or packages is not None and count is not None and count != packages:
            raise measure.Different(f"{name}: {address} says {host}, {kernel}, {count} packages; this machine says {true[0]}, {true[1]}, {packages}")
