"""Runs a command and says what it took."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One run, the processes that it started included."""

    exit: int
    wall: float
    cpu: float
    #: The most memory that one of its processes held.
    peak_bytes: int
    #: Whether it had to be ended because it did not heed its own limit.
    killed: bool


def run(command: list[str | Path], log: Path, most_seconds: float | None = None) -> Measured:
    """Runs a command with its output in `log` (standard output) and `log`.err.

    The kernel counts the memory of the process that forks as that of its child, so whoever calls this must stay small:
    no numpy here.
    """
    with log.open("wb") as output, Path(f"{log}.err").open("wb") as errors:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=errors, stdin=subprocess.DEVNULL)
        killed = threading.Event()

        def end() -> None:
            killed.set()
            process.kill()

        timer = threading.Timer(most_seconds, end) if most_seconds else None
        if timer:
            timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            if timer:
                timer.cancel()
        wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        process.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, killed.is_set())
