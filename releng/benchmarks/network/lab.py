"""The lab of releng/lab for as long as a benchmark runs, and our own command in it."""

import contextlib
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

import measure

NETWORK = "10.77.0.0/24"
COMMUNITY = "public-lab"


class Lab:
    """Hosts of the lab. What TIDEWAITER_LAB names is used, and left up if it was; otherwise a lab of its own is started and ended."""

    def __init__(self, root):
        self.program = str(root / "releng" / "lab" / "lab")
        named = os.environ.get("TIDEWAITER_LAB")
        self.state = named or tempfile.mkdtemp(prefix="tidewaiter-lab-bench-", dir="/tmp")
        self.environment = {**os.environ, "TIDEWAITER_LAB": self.state}
        self.stays = self.status("bridge")

    def status(self, name):
        lines = subprocess.run([self.program, "status"], env=self.environment, capture_output=True, text=True).stdout.splitlines()
        return any(line.startswith(name + " up ") for line in lines)

    def up(self, *hosts):
        if subprocess.run([self.program, "up", *hosts], env=self.environment).returncode != 0:
            raise measure.Missing(f"the lab did not come up; see {self.program} needs")
        if not hosts:
            time.sleep(6)  # name servers and neighbours find each other some seconds later: releng/lab/README.md

    def down(self):
        if not self.stays:
            subprocess.run([self.program, "down"], env=self.environment)

    def auditor(self, *command):
        """The command in the auditor's network."""
        return [self.program, "auditor", *command]

    def on(self, host, *command):
        return [self.program, "exec", host, *command]

    def run(self, command, **options):
        """Runs and measures a command, with what is left over in the auditor's neighbour table out of its way."""
        subprocess.run(self.auditor("ip", "neigh", "flush", "all"), env=self.environment, check=True, stderr=subprocess.DEVNULL)
        return measure.run_once(command, self.environment, **options)


@contextlib.contextmanager
def lab(root, *hosts):
    """The lab with these hosts, all when none is named."""
    if os.geteuid() != 0:
        raise measure.Missing("needs root: the lab is made of network namespaces, so that nothing leaves this machine")
    it = Lab(root)
    try:
        it.up(*hosts)
        yield it
    finally:
        it.down()


@contextlib.contextmanager
def folder(name):
    with tempfile.TemporaryDirectory(prefix=f"tidewaiter-{name}-") as path:
        yield Path(path)


class Tidewaiter:
    """Our command, with a home of its own and a new engagement for each run."""

    def __init__(self, root, work, environment=None):
        self.program = str(root / ".run" / "tidewaiter-headless" / "tidewaiter")
        self.work = work
        self.environment = {**(environment or os.environ), "HOME": str(work), "XDG_CACHE_HOME": str(work / "cache"), "TIDEWAITER_HOME": str(work / "home")}
        self.environment.pop("TIDEWAITER_VMARGS", None)
        self.engagement = None

    def community(self, name, community, hosts):
        subprocess.run([self.program, "credentials", "add", name, "--community", "--secret-env", "COMMUNITY", "--hosts", hosts],
                       env={**self.environment, "COMMUNITY": community}, check=True, stdout=subprocess.DEVNULL)

    def scan(self, *arguments):
        """A scan's command line; its engagement is the one that is read afterwards."""
        return self.command("scan", *arguments)

    def command(self, verb, *arguments):
        """A command line with a new engagement, the one that is read afterwards."""
        if self.engagement:
            for file in self.work.glob(self.engagement.name + "*"):
                file.unlink()
        self.engagement = self.work / f"{time.monotonic_ns()}.tide"
        return [self.program, verb, *arguments, "--engagement", str(self.engagement), "--quiet"]

    def devices(self):
        """What the last scan stored, by address."""
        output = self.work / "report.json"
        subprocess.run([self.program, "report", "--engagement", str(self.engagement), "--format", "json", "--output", str(output)], env=self.environment,
                       check=True, stdout=subprocess.DEVNULL)
        devices = json.loads(output.read_text())["devices"]
        output.unlink()
        return {device["address"]: device for device in devices}


def succeeded(name, sample, *codes):
    """The sample, unless the command failed."""
    if sample.code not in (codes or (0,)):
        raise measure.Different(f"{name}: exit code {sample.code}: {sample.errors[-500:]}")
    return sample
