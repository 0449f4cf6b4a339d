"""Allot's textbook inventory models and stockpyl's, on the same problems: equal values, and how long each takes."""

import argparse
import json
import subprocess
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version as package_version
from pathlib import Path

from .machine import machine
from .options import ROOT
from .report import Cell, facts, markdown, write_csv
from .textbook_problems import Problem, problems

#: stockpyl takes its distributions from scipy and says so of what scipy will change.
warnings.filterwarnings("ignore")

#: How far costs may be apart, as a share, by model. The levels of a serial system come from grids: stockpyl's usual one
#: has 1,000 steps over the whole range.
TOLERANCE = {"newsvendor": 1e-9, "serial": 2e-3, "tree": 1e-9}

_HEADER = [
    "problem", "model", "allot_cost", "stockpyl_cost", "apart", "cost_of_stockpyl_levels", "allot_seconds",
    "stockpyl_seconds", "ratio", "allot_values", "stockpyl_values",
]


def timed(solve: Callable[[], tuple[list[float], float]]) -> tuple[list[float], float, float]:
    """Values, cost and the least seconds of up to ten calls within some three seconds; long calls count once."""
    least = float("inf")
    started = time.perf_counter()
    values: list[float] = []
    cost = 0.0
    for _ in range(10):
        before = time.perf_counter()
        values, cost = solve()
        least = min(least, time.perf_counter() - before)
        if time.perf_counter() - started > 3:
            break
    return values, cost, least


def peer(problem: Problem) -> tuple[list[float], float, float]:
    """What stockpyl says; the making of its objects is not timed."""
    from . import stockpyl_peer

    return timed(stockpyl_peer.solver(problem))


def allot(program: Path, file: Path, instances: list[dict[str, object]]) -> list[dict[str, object]]:
    """All problems by the Swift program, in one run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(instances, indent=1), encoding="utf-8")
    run = subprocess.run([program, file], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def duration(seconds: float) -> str:
    """In the unit that suits it."""
    for limit, factor, unit in ((1e-6, 1e9, "ns"), (1e-3, 1e6, "µs"), (1, 1e3, "ms")):
        if seconds < limit:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds:.3g} s"


def readable(row: list[Cell]) -> list[str]:
    """A row of the page."""
    value = dict(zip(_HEADER, row))
    levels = value["cost_of_stockpyl_levels"]
    return [
        str(value["problem"]), f"{value['allot_cost']:.6g}", f"{value['stockpyl_cost']:.6g}", f"{value['apart']:.1e}",
        "-" if levels is None else f"{levels:.6g}", duration(value["allot_seconds"]), duration(value["stockpyl_seconds"]),
        f"{value['ratio']:,.0f}",
    ]


def main() -> None:
    """`python -m bench.textbook`, usually by textbook.sh"""
    arguments = argparse.ArgumentParser(
        description="Compare the textbook inventory models with stockpyl.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    arguments.add_argument("--program", type=Path, default=ROOT / ".build/release/Textbook", help="the program under test")
    arguments.add_argument("--allot", type=Path, default=ROOT.parent / ".build/release/allot", help="asked for its version")
    arguments.add_argument("--work", type=Path, default=ROOT / ".work", help="the problems as a file")
    arguments.add_argument("--results", type=Path, default=ROOT / "results", help="where the tables go")
    arguments.add_argument("--label", help="first part of the names of the tables; by default the version of allot")
    arguments.add_argument("--filter", default="", help="only problems whose names hold this")
    options = arguments.parse_args()

    named = machine(ROOT.parent, options.allot)
    chosen = [problem for problem in problems() if options.filter in problem.name]
    answers = {problem.name: peer(problem) for problem in chosen}
    instances = []
    for problem in chosen:
        instance = problem.instance()
        if problem.model == "serial":
            instance["levels"] = answers[problem.name][0]
        instances.append(instance)
    rows: list[list[Cell]] = []
    apart: list[str] = []
    for problem, own in zip(chosen, allot(options.program, options.work / "textbook/problems.json", instances)):
        values, cost, seconds = answers[problem.name]
        difference = abs(own["cost"] - cost) / max(abs(cost), 1e-12)
        of_levels = own.get("costOfLevels")
        rows.append([
            problem.name, problem.model, own["cost"], cost, difference, of_levels, own["seconds"], seconds,
            seconds / own["seconds"], " ".join(f"{v:.10g}" for v in own["values"]), " ".join(f"{v:.10g}" for v in values),
        ])
        if difference > TOLERANCE[problem.model]:
            apart.append(f"{problem.name}: costs {own['cost']} and {cost}")
        # Measured on a fine grid, nobody's levels may be better than those found here.
        if of_levels is not None and of_levels < own["cost"] * (1 - 1e-4):
            apart.append(f"{problem.name}: stockpyl's levels cost {of_levels}, those of Allot {own['cost']}")

    label = options.label or named["allot"].partition(",")[0]
    table = options.results / f"{label}-textbook"
    write_csv(Path(f"{table}.csv"), _HEADER, rows)
    header = ["problem", "cost, Allot", "cost, stockpyl", "apart", "stockpyl's levels cost", "Allot", "stockpyl", "times"]
    versions = {name: package_version(name) for name in ("stockpyl", "numpy", "scipy")}
    page = "# Textbook models\n\n" + facts({**named, **versions})
    for model, title in (("newsvendor", "Newsvendor"), ("serial", "Serial systems (Clark and Scarf)"), ("tree", "Guaranteed service")):
        part = [readable(row) for row in rows if row[1] == model]
        if part:
            page += f"\n## {title}\n\nCosts at most {TOLERANCE[model]:g} apart.\n\n" + markdown(header, part)
    Path(f"{table}.md").write_text(page, encoding="utf-8")
    print(page)
    if apart:
        raise SystemExit("values are apart:\n" + "\n".join(apart))


if __name__ == "__main__":
    main()
