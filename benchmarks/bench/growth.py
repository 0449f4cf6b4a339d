"""How time and gap grow with a batch: from S to L, and with nodes, SKUs, orders and lines an order, one at a time."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .instances import RECIPES, Recipe
from .machine import machine
from .options import ROOT, Study, names, numbers, parser
from .report import Cell, facts, markdown, megabytes, percent, seconds, write_csv


@dataclass(frozen=True)
class Point:
    """One instance of a series and the value it stands for; `value` None takes what the instance turns out to have."""

    series: str
    name: str
    recipe: Recipe
    value: int | None = None

    @property
    def orders(self) -> int:
        """Orders that are generated, before any step."""
        words = self.recipe.generate.split()
        if "--orders" in words:
            return int(words[words.index("--orders") + 1])
        return {"S": 10_000, "M": 100_000, "L": 1_000_000}[words[words.index("--size") + 1]]


def _generated(nodes: int = 50, skus: int = 2000, orders: int = 20_000, step: str = "") -> Recipe:
    return Recipe(f"--nodes {nodes} --zones 100 --skus {skus} --orders {orders}", step)


def points() -> list[Point]:
    """Every series varies one thing and leaves the others at 50 nodes, 2,000 SKUs, 20,000 orders of 1.58 lines."""
    return (
        [Point("size", name, RECIPES[name]) for name in ("S", "M", "L")]
        + [Point("nodes", f"nodes-{n}", _generated(nodes=n), n) for n in (10, 20, 50, 100, 200, 500)]
        + [Point("skus", f"skus-{n}", _generated(skus=n), n) for n in (250, 500, 1000, 2000, 4000, 16_000)]
        + [Point("orders", f"orders-{n}", _generated(orders=n), n)
           for n in (2500, 5000, 10_000, 20_000, 40_000, 80_000, 160_000)]
        # The lines stay: 25,000 in ever fewer orders.
        + [Point("lines", f"lines-{n}", _generated(orders=16_000, step=f"join:{n}")) for n in (1, 2, 4, 8, 16)]
    )


SERIES = ["size", "nodes", "skus", "orders", "lines"]

_HEADER = [
    "series", "value", "instance", "seed", "orders", "lines", "cost", "lower_bound", "gap", "wall_seconds",
    "cpu_seconds", "peak_bytes", "phases",
]


def measure(point: Point, seed: int, study: Study, extra: list[str]) -> list[Cell]:
    """Plans one instance. A run that fails is an error: a curve must not lose a point."""
    scenario = study.instances.make(point.name, point.recipe, seed)
    folder = study.work / "growth"
    folder.mkdir(parents=True, exist_ok=True)
    plan, log = folder / f"{point.name}-{seed}", folder / f"{point.name}-{seed}.log"
    measured = study.allot.assign(scenario, plan, "optimal", extra, log)
    if measured.exit != 0:
        raise SystemExit(f"allot assign {scenario}: exit {measured.exit}, see {log}.err")
    summary = study.allot.summary(plan)
    phases = json.loads((plan / "run.json").read_text(encoding="utf-8"))["seconds"]
    value = {"size": summary["orders"], "lines": round(summary["lines"] / summary["orders"], 1)}.get(point.series, point.value)
    return [
        point.series, value, point.name, seed, summary["orders"], summary["lines"], summary["cost"]["total"],
        summary["lower_bound"], summary["gap"], measured.wall, measured.cpu, measured.peak_bytes,
        " ".join(f"{name}={spent}" for name, spent in phases.items()),
    ]


def _readable(row: list[Cell]) -> list[str]:
    value = dict(zip(_HEADER, row))
    return [
        f"{value['instance']}-{value['seed']}", f"{value['value']:,}", f"{value['orders']:,}", f"{value['lines']:,}", percent(value["gap"], 3),
        seconds(value["wall_seconds"]), seconds(value["cpu_seconds"]), megabytes(value["peak_bytes"]),
        f"{1e6 * value['cpu_seconds'] / value['lines']:.1f}",
    ]


def document(rows: list[list[Cell]], heading: str, picture: str) -> str:
    """The Markdown page: the picture, then a table for each series."""
    header = ["instance", "value", "orders", "lines", "gap", "wall s", "CPU s", "MB", "CPU µs a line"]
    parts = [heading, f"\n![time and gap]({picture})\n"]
    for series in SERIES:
        part = [_readable(row) for row in rows if row[0] == series]
        if part:
            parts.append(f"\n## {series}\n\n" + markdown(header, part))
    return "".join(parts)


def main() -> None:
    """`python -m bench.growth`, usually by growth.sh"""
    arguments = parser("Measure how time and gap grow with the size of a batch.")
    arguments.add_argument(
        "--series", type=lambda text: names(text, SERIES), default=",".join(SERIES), help="some of " + ", ".join(SERIES))
    arguments.add_argument("--seeds", type=numbers, default="101", help="101,103 or 101-103")
    arguments.add_argument("--up-to", type=int, default=10**9, help="leave out batches of more generated orders than that")
    arguments.add_argument("--allot-options", default="", help="more options of `allot assign`, as one text")
    options = arguments.parse_args()
    study = Study(options, "growth")
    heading = "# How time and gap grow\n\n" + facts(
        {**machine(ROOT.parent, options.allot), "threads": str(options.threads),
         "options of Allot": options.allot_options or "none"})
    rows: list[list[Cell]] = []
    for point in points():
        if point.series not in options.series:
            continue
        if point.orders > options.up_to:
            print(f"{point.name}: left out, {point.orders:,} orders", file=sys.stderr)
            continue
        for seed in options.seeds:
            rows.append(measure(point, seed, study, options.allot_options.split()))
            print(" ".join(_readable(rows[-1])), file=sys.stderr)
            write_csv(Path(f"{study.table}.csv"), _HEADER, rows)
    picture = Path(f"{study.table}.png")
    Path(f"{study.table}.md").write_text(document(rows, heading, picture.name), encoding="utf-8")
    # In a process of its own: drawing takes memory that would count as that of every run.
    subprocess.run([sys.executable, "-m", "bench.picture", f"{study.table}.csv", picture], check=True)


if __name__ == "__main__":
    main()
