"""The year of 511 nodes and 5,000 SKUs that replay is to manage in 30 s and 3 GB."""

from dataclasses import dataclass

from . import options
from .measured import run

#: Wall seconds and memory of the rules; `optimal` may take so many times as long.
SECONDS, BYTES, TIMES = 30.0, 3e9, 5.0
_NODES, _SKUS, _DAYS = 511, 5_000, 365


@dataclass(frozen=True)
class Large:
    """One run of it."""

    what: str
    wall: float
    cpu: float
    peak_bytes: int
    tool: str = "allot"
    model: str = "replay-speed"
    node_days: int = _NODES * _SKUS * _DAYS


def measure(study: options.Study) -> list[Large]:
    """Generates it where it is not there yet, and replays it under two policies."""
    folder = study.work / "replay" / "replay-speed"
    folder.parent.mkdir(parents=True, exist_ok=True)
    log = folder.parent / "replay-speed.log"
    if not (folder / "scenario.yaml").exists():
        made = run([study.allot.program, "generate", folder, "--spec", options.ROOT / "specs/replay-speed.yaml"], log)
        if made.exit != 0:
            raise SystemExit(f"allot generate: exit {made.exit}, see {log}.err")
        # The written demand is replayed; planners forecast from it.
        (folder / "forecast.csv").unlink()
    found = []
    for what, policies in (("nearest-store-first+base_stock", []), ("optimal+base_stock", ["--policies", "optimal"])):
        measured = run(
            [study.allot.program, "simulate", folder, *policies, "--quiet", "--threads", str(study.allot.threads)], log)
        if measured.exit != 0:
            raise SystemExit(f"allot simulate, {what}: exit {measured.exit}, see {log}.err")
        found.append(Large(what, measured.wall, measured.cpu, measured.peak_bytes))
    return found


def faults(runs: list[Large]) -> list[str]:
    """What is over its target."""
    if not runs:
        return []
    rules, optimal = runs
    found = []
    if rules.wall > SECONDS:
        found.append(f"replay-speed: {rules.wall:.1f} s, expected at most {SECONDS:.0f}")
    for row in runs[:1]:
        if row.peak_bytes > BYTES:
            found.append(f"replay-speed: {row.peak_bytes / 1e9:.2f} GB, expected at most {BYTES / 1e9:.0f}")
    if optimal.wall > TIMES * rules.wall:
        found.append(f"replay-speed, optimal: {optimal.wall / rules.wall:.1f} times as long, expected at most {TIMES:.0f}")
    return found
