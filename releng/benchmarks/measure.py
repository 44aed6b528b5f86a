"""Runs programs in turn and keeps wall time, time of the last line, CPU seconds and peak memory of each."""

import os
import select
import shutil
import statistics
import subprocess
import time


class Missing(Exception):
    """Something that a benchmark needs is not on this machine."""


class Different(Exception):
    """The contestants did not do the same, so that their times compare nothing."""


def need(*programs):
    """Says what is missing. programs: pairs of a program and the package of Debian that it is in."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    missing = [(program, package) for program, package in programs if not shutil.which(program, path=path)]
    if missing:
        raise Missing(f"needs {', '.join(p for p, _ in missing)} (Debian: apt-get install --no-install-recommends {' '.join(dict.fromkeys(p for _, p in missing))})")


class Sample:
    """One run: seconds to the last line on stdout, to the exit, of CPU (user and system, children included), peak MiB, output, exit code."""

    def __init__(self, last_line, exited, cpu, peak, output, errors, code):
        self.last_line, self.exited, self.cpu, self.peak = last_line, exited, cpu, peak
        self.output, self.errors, self.code = output, errors, code


def run_once(command, environment=None, folder=None, limit=600):
    """Runs a command to its end; a run past limit seconds is killed and an error."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=folder)
    texts = {process.stdout: bytearray(), process.stderr: bytearray()}
    last_line = begin
    pending = list(texts)
    while pending:
        ready, _, _ = select.select(pending, [], [], max(0.0, begin + limit - time.monotonic()))
        if not ready:
            process.kill()
            process.wait()
            raise TimeoutError(f"{command[0]}: not done after {limit} s")
        for stream in ready:
            piece = os.read(stream.fileno(), 1 << 16)
            if not piece:
                pending.remove(stream)
            elif stream is process.stdout and b"\n" in piece:
                last_line = time.monotonic()
            texts[stream] += piece
    _, status, usage = os.wait4(process.pid, 0)
    exited = time.monotonic()
    process.returncode = os.waitstatus_to_exitcode(status)
    output, errors = (bytes(texts[s]).decode("utf-8", "replace") for s in (process.stdout, process.stderr))
    process.stdout.close()
    process.stderr.close()
    return Sample(last_line - begin, exited - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output, errors, process.returncode)


def interleave(contestants, rounds, check=None, **options):
    """Runs every contestant once a round, in turn: A B C A B C ... contestants: name -> (command, environment). Returns name -> samples."""
    samples = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, (command, environment) in contestants.items():
            sample = run_once(command, environment, **options)
            if check:
                check(name, sample)
            samples[name].append(sample)
    return samples


def summary(samples, *fields):
    """field -> median and minimum, rounded to milliseconds"""
    return {f: {"median": round(statistics.median(getattr(s, f) for s in samples), 3), "min": round(min(getattr(s, f) for s in samples), 3)} for f in fields}


def ratios(contestant, baseline, *fields):
    """field -> ratio of medians, ratio of minima and the median of the rounds' own ratios, which noise that lasts longer than a round does not touch"""
    result = {}
    for f in fields:
        ours, theirs = [getattr(s, f) for s in contestant], [getattr(s, f) for s in baseline]
        result[f] = {"medians": round(statistics.median(ours) / statistics.median(theirs), 3), "minima": round(min(ours) / min(theirs), 3),
                     "paired": round(statistics.median(a / b for a, b in zip(ours, theirs)), 3)}
    return result


def alternate(contestants, rounds, attend=None):
    """Runs every contestant once a round, in turn. contestants: name -> function without arguments that gives a sample; attend(name, sample) may look at it."""
    samples = {name: [] for name in contestants}
    for number in range(rounds):
        for name, run in contestants.items():
            sample = run()
            if attend:
                attend(name, sample)
            samples[name].append(sample)
            print(f"   round {number + 1}, {name}: {sample.exited:.2f} s, {sample.cpu:.2f} CPU s", flush=True)
    return samples


def compare(samples, ours, fields=("exited", "cpu", "peak")):
    """Prints medians of seconds, and how ours stand to each of the others; returns both for the results."""
    rows, result = [("", "median s", "min s", "CPU s", "peak MiB")], {"rounds": len(samples[ours[0]]), "seconds": {}, "ratios": {}}
    for name, runs in samples.items():
        s = result["seconds"][name] = summary(runs, *fields)
        rows.append((name, f"{s['exited']['median']:.3f}", f"{s['exited']['min']:.3f}", f"{s['cpu']['median']:.2f}", round(s["peak"]["median"])))
    table(rows)
    for mine in ours:
        for other in (name for name in samples if name not in ours):
            ratio = result["ratios"][f"{mine} / {other}"] = ratios(samples[mine], samples[other], "exited")["exited"]
            print(f"{mine} / {other}: {ratio['medians']:.2f} (of minima {ratio['minima']:.2f}, of rounds {ratio['paired']:.2f})")
    return result


def table(rows):
    """Prints rows of equal length in columns."""
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(str(cell).ljust(width) if i == 0 else str(cell).rjust(width) for i, (cell, width) in enumerate(zip(row, widths))).rstrip())
