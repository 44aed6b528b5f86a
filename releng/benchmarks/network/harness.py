"""Programs of the benchmarks themselves: Java that calls into the product's jars, C that is held against it."""

import os
import subprocess
from pathlib import Path

import measure
import startup

HERE = Path(__file__).resolve().parent.parent


class Harness:
    """The classes below java/, compiled against the built product and run on the plain class path."""

    def __init__(self, root, work):
        classes = work / "classes"
        jars = sorted((root / ".run" / "tidewaiter-headless" / "plugins").glob("*.jar"))
        startup.java(root, "javac", "--release", "25", "-d", classes, "-cp", os.pathsep.join(map(str, jars)), *(HERE / "java").glob("*.java"))
        script = 'root=$1; . "$root/releng/scripts/build.sh"; find_java && echo "$java_home"'
        home = subprocess.run(["sh", "-c", script, "sh", str(root)], check=True, capture_output=True, text=True).stdout.strip()
        self.java = str(Path(home) / "bin" / "java")
        self.classes = os.pathsep.join(map(str, [classes, *jars]))

    def command(self, name, *arguments, flags=()):
        """With the flags with which the product starts itself."""
        return [self.java, "-XX:+UseSerialGC", "-Xmx1g", "--enable-native-access=ALL-UNNAMED", *flags, "-cp", self.classes, name, *map(str, arguments)]


def c(work, name):
    """Compiles a C program of ours."""
    measure.need(("gcc", "build-essential"))
    program = work / name
    built = subprocess.run(["gcc", "-O2", "-o", program, HERE / "native" / f"{name}.c"], capture_output=True, text=True)
    if built.returncode != 0:
        raise measure.Missing(f"{name}.c does not compile (Debian: apt-get install build-essential): {built.stderr[:300]}")
    return str(program)
