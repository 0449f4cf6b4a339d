"""Options that all studies share."""

import argparse
import os
from pathlib import Path

from .allot import Allot
from .instances import Instances
from .machine import version

ROOT = Path(__file__).resolve().parent.parent


def parser(description: str) -> argparse.ArgumentParser:
    """A parser with the options that every study takes."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    made.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="threads for who has any")
    made.add_argument(
        "--allot", type=Path, default=ROOT.parent / ".build/release/allot", help="the program under test")
    made.add_argument("--work", type=Path, default=ROOT / ".work", help="instances, plans and logs")
    made.add_argument("--results", type=Path, default=ROOT / "results", help="where the tables go")
    made.add_argument("--label", help="first part of the names of the tables; by default the version of allot")
    return made


class Study:
    """What the shared options come to."""

    def __init__(self, options: argparse.Namespace, kind: str) -> None:
        if not options.allot.exists():
            raise SystemExit(f"{options.allot}: no such program; build it, or use --allot")
        self.allot = Allot(options.allot, options.threads)
        self.instances = Instances(options.allot, options.work / "instances")
        self.work: Path = options.work
        self.label: str = options.label or version(options.allot)
        self.table: Path = options.results / f"{self.label}-{kind}"


def names(text: str, known: list[str]) -> list[str]:
    """A list separated by commas; unknown names are an error that lists the known ones."""
    wanted = [name for name in text.split(",") if name]
    for name in wanted:
        if name not in known:
            raise argparse.ArgumentTypeError(f"{name}: expected some of {', '.join(known)}")
    return wanted


def numbers(text: str) -> list[int]:
    """`101,105` or `101-110`, or both."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found
