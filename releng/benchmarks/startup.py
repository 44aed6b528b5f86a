"""Start to last line: `tidewaiter families --format json` against an Equinox that starts one application of one line."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import measure

BARE = "org.tidewaiter.benchmarks.bare"
EQUINOX = ["org.eclipse.osgi", "org.eclipse.equinox.launcher", "org.eclipse.equinox.simpleconfigurator", "org.eclipse.equinox.common",
           "org.eclipse.equinox.registry", "org.eclipse.equinox.app"]
FIELDS = ("last_line", "exited", "cpu", "peak")


def run(root, options):
    product = root / ".run" / "tidewaiter-headless"
    with tempfile.TemporaryDirectory(prefix="tidewaiter-startup-") as folder:
        work = Path(folder)
        alike = bare(root, product, work / "alike")
        published = bare(root, product, work / "published")
        sign_again(root, published / "plugins", work)
        environment = {**os.environ, "XDG_CACHE_HOME": str(work / "cache")}
        environment.pop("TIDEWAITER_VMARGS", None)
        plain = {**environment, "TIDEWAITER_BOOT_CACHE": "off"}
        ours = [str(product / "tidewaiter"), "families", "--format", "json"]
        contestants = {
            "bare Equinox as published": ([str(published / "tidewaiter")], plain),
            "bare Equinox with all our tricks": ([str(alike / "tidewaiter")], environment),
            "tidewaiter families": (ours, environment),
            "tidewaiter families, no boot cache": (ours, plain),
        }
        families = len(list((product / "plugins").glob("org.tidewaiter.family.*.jar")))
        check = lambda name, sample: expect(name, sample, families)
        # the first start unpacks, the second makes the boot cache
        measure.interleave(contestants, 3, check)
        samples = measure.interleave(contestants, options.rounds or 15, check)
    rows = [("", "last line", "min", "exit", "CPU", "min", "peak MiB")]
    result = {"rounds": len(samples["tidewaiter families"]), "seconds": {}, "ratios": {}}
    for name, runs in samples.items():
        summary = result["seconds"][name] = measure.summary(runs, *FIELDS)
        rows.append((name, *(f"{summary[f][k]:.3f}" for f, k in
                             (("last_line", "median"), ("last_line", "min"), ("exited", "median"), ("cpu", "median"), ("cpu", "min"))), round(summary["peak"]["median"])))
    measure.table(rows)
    for ours in list(contestants)[2:]:
        for theirs in list(contestants)[:2]:
            ratio = result["ratios"][f"{ours} / {theirs}"] = measure.ratios(samples[ours], samples[theirs], "last_line", "cpu")
            print(f"{ours} / {theirs}: last line {ratio['last_line']['paired']:.2f} (of minima {ratio['last_line']['minima']:.2f}), CPU {ratio['cpu']['paired']:.2f}")
    return result


def expect(name, sample, families):
    """Each prints what it should, all of it, and nothing else."""
    if sample.code != 0 or sample.errors:
        raise measure.Different(f"{name}: exit code {sample.code}, {sample.errors[:300]}")
    if name.startswith("bare"):
        if sample.output != "started\n":
            raise measure.Different(f"{name}: printed {sample.output[:300]}")
    elif len({family["bundle"] for family in json.loads(sample.output)}) != families:
        raise measure.Different(f"{name}: not the families of {families} bundles: {sample.output[:300]}")


def bare(root, product, folder):
    """An installation of the fewest bundles of the product that start an application, started by the product's own script."""
    plugins = folder / "plugins"
    plugins.mkdir(parents=True)
    jars = {name: next((product / "plugins").glob(name + "_*.jar")) for name in EQUINOX}
    for jar in jars.values():
        shutil.copy2(jar, plugins)
    configuration = folder / "configuration" / "org.eclipse.equinox.simpleconfigurator"
    configuration.mkdir(parents=True)
    lines = (product / "configuration" / configuration.name / "bundles.info").read_text().splitlines()
    kept = [line for line in lines if line.startswith("#") or line.split(",")[0] in EQUINOX]
    (configuration / "bundles.info").write_text("\n".join([*kept, f"{BARE},1.0.0,plugins/{BARE}_1.0.0.jar,4,false", ""]))
    shutil.copy2(product / "configuration" / "config.ini", folder / "configuration")
    shutil.copytree(product / "lib", folder / "lib")
    shutil.copy2(product / "logging.properties", folder)
    script = (product / "tidewaiter").read_text()
    if "org.tidewaiter.cli.application" not in script:
        raise measure.Different("the start script names its application no longer; the bare start cannot be made from it")
    (folder / "tidewaiter").write_text(script.replace("org.tidewaiter.cli.application", BARE + ".application"))
    (folder / "tidewaiter").chmod(0o755)
    source = root / "releng" / "benchmarks" / "bare"
    classes = folder / "classes"
    java(root, "javac", "--release", "25", "-d", classes, "-cp", os.pathsep.join(map(str, jars.values())), *source.rglob("*.java"))
    shutil.copy2(source / "plugin.xml", classes)
    java(root, "jar", "--create", "--file", plugins / f"{BARE}_1.0.0.jar", "--manifest", source / "META-INF" / "MANIFEST.MF", "-C", classes, ".")
    return folder


def sign_again(root, plugins, work):
    """The product's build takes the signatures out of two jars; a bare Equinox has them as they were published."""
    for name in EQUINOX[:2]:
        jar = next(plugins.glob(name + "_*.jar"))
        version = ".".join(jar.name[len(name) + 1:].split(".")[:3])
        shell(root, 'find_java && find_maven && run_maven -q -o org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "$@"',
              f"-Dartifact=org.eclipse.platform:{name}:{version}", f"-DoutputDirectory={work / 'signed'}")
        shutil.copyfile(work / "signed" / f"{name}-{version}.jar", jar)


def java(root, program, *arguments):
    """Runs a program of the JDK that the scripts find."""
    shell(root, 'find_java && exec "$java_home/bin/$@"', program, *arguments)


def shell(root, command, *arguments):
    """Runs a command in a shell that knows the functions of the build scripts."""
    subprocess.run(["sh", "-c", f'root=$1; shift; . "$root/releng/scripts/build.sh"; {command}', "sh", str(root), *map(str, arguments)],
                   check=True, stdout=subprocess.DEVNULL)
