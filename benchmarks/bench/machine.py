"""What the figures were measured on."""

import datetime
import os
import subprocess
from pathlib import Path


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""


def _field(text: str, name: str) -> str:
    """The value after `name:` or `name=` on a line of its own."""
    for line in text.splitlines():
        for mark in (":", "="):
            key, found, value = line.partition(mark)
            if found and key.strip() == name:
                return value.strip().strip('"')
    return "unknown"


def machine(repository: Path, allot: Path) -> dict[str, str]:
    """Processor, cores, memory, system, compiler, program, commit, date and load."""
    cpu = _output("lscpu")
    memory = int(_field(Path("/proc/meminfo").read_text(), "MemTotal").split()[0])
    commit = _output("git", "-C", str(repository), "rev-parse", "--short", "HEAD") or "unknown"
    if _output("git", "-C", str(repository), "status", "--porcelain", "--", "Sources"):
        commit += " with changes"
    swift = [line for line in _output("swift", "--version").splitlines() if "Swift version" in line]
    return {
        "processor": _field(cpu, "Model name"),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory / 2**20:.1f} GiB",
        "system": f"{_field(Path('/etc/os-release').read_text(), 'PRETTY_NAME')}, Linux {os.uname().release}",
        "compiler": swift[0] if swift else "unknown",
        "allot": f"{version(allot)}, commit {commit}",
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "load at the start": f"{os.getloadavg()[0]:.1f}",
    }


def version(allot: Path) -> str:
    """What `allot --version` says."""
    return _output(str(allot), "--version") or "unknown"


def tools() -> dict[str, str]:
    """Versions of the solvers that are not Python packages."""
    cbc = _output("cbc", "-exit")
    glpk = _output("glpsol", "--version").splitlines()
    return {
        "cbc": _field(cbc, "Version") if cbc else "missing",
        "glpk": glpk[0].rpartition(" ")[2] if glpk else "missing",
    }
