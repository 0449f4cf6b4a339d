"""Compares Allot with its peers: same instances, same cost model, same evaluator."""

import sys
from pathlib import Path

from .case import Case
from .contenders import CONTENDERS, Contender, Rules
from .instances import RECIPES
from .machine import machine, tools
from .options import ROOT, Study, names, numbers, parser
from .outcome import Outcome
from .report import Cell, facts, markdown, megabytes, money, percent, seconds, write_csv

DEFAULT = ["tiny", "XS", "mid", "S", "M", "L", "units-1k", "units-10k", "units-100k", "facility-never", "facility-units"]

_HEADER = [
    "instance", "seed", "orders", "contender", "status", "note", "cost", "unfilled", "own_bound", "own_gap",
    "gap_to_allots_bound", "cost_ratio", "wall_seconds", "solving_seconds", "cpu_seconds", "peak_bytes", "wall_ratio",
    "audit",
]


def _gap(cost: float | None, bound: float | None) -> float | None:
    """(cost - bound) / the larger of the two, as in summary.json."""
    if cost is None or bound is None:
        return None
    return 0.0 if cost == bound else (cost - bound) / max(abs(cost), abs(bound))


def _ratio(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None


def row(case: Case, contender: Contender, outcome: Outcome, reference: Outcome | None) -> list[Cell]:
    """A row of the table; `reference` is Allot's outcome on the same case."""
    measured = outcome.measured
    base = reference or Outcome("not run")
    return [
        case.name, case.seed, case.orders, contender.name, outcome.status, outcome.note, outcome.cost,
        outcome.unfilled, outcome.bound, _gap(outcome.cost, outcome.bound), _gap(outcome.cost, base.bound),
        _ratio(outcome.cost, base.cost), measured.wall if measured else None, outcome.solving,
        measured.cpu if measured else None, measured.peak_bytes if measured else None,
        _ratio(measured.wall if measured else None, base.measured.wall if base.measured else None), outcome.audit,
    ]


_READABLE = [
    "contender", "result", "cost", "/ Allot", "own bound", "own gap", "gap to Allot's bound", "wall s", "/ Allot",
    "CPU s", "MB", "audit",
]


def _readable(cells: list[Cell], titles: dict[str, str]) -> list[str]:
    value = dict(zip(_HEADER, cells))
    result = f"{value['status']}: {value['note']}" if value["note"] else str(value["status"])
    ratio, slower = value["cost_ratio"], value["wall_ratio"]
    return [
        titles[str(value["contender"])], result, money(value["cost"]), "-" if ratio is None else f"{ratio:.4f}",
        money(value["own_bound"]), percent(value["own_gap"]), percent(value["gap_to_allots_bound"]),
        seconds(value["wall_seconds"]), "-" if slower is None else f"{slower:.3g}", seconds(value["cpu_seconds"]),
        megabytes(value["peak_bytes"]), str(value["audit"] or "-"),
    ]


def document(tables: list[tuple[str, list[list[Cell]]]], heading: str) -> str:
    """The Markdown page: a table for each instance."""
    titles = {contender.name: contender.title for contender in CONTENDERS}
    parts = [heading]
    for title, rows in tables:
        parts.append(f"\n## {title}\n\n" + markdown(_READABLE, [_readable(cells, titles) for cells in rows]))
    return "".join(parts)


def refuted(cells: list[Cell], reference: Outcome | None) -> bool:
    """Whether a plan that keeps every limit costs less than Allot says any plan can: its bound would be wrong."""
    value = dict(zip(_HEADER, cells))
    bound = reference.bound if reference else None
    return value["audit"] == "clean" and bound is not None and value["cost"] < bound - 1e-6


def main() -> None:
    """`python -m bench.compare`, usually by run.sh"""
    known = [contender.name for contender in CONTENDERS]
    arguments = parser("Compare Allot with its peers on the same instances.")
    arguments.add_argument(
        "--instances", type=lambda text: names(text, list(RECIPES)), default=",".join(DEFAULT),
        help="some of " + ", ".join(RECIPES))
    arguments.add_argument(
        "--contenders", type=lambda text: names(text, known), default=",".join(known), help="some of " + ", ".join(known))
    arguments.add_argument("--seeds", type=numbers, default="101", help="101,103 or 101-110")
    arguments.add_argument("--limit", type=float, default=120, help="seconds for each solver of the whole program")
    arguments.add_argument(
        "--program-orders", type=int, default=12_000, help="largest batch given to solvers of the whole program")
    arguments.add_argument("--flow-orders", type=int, default=120_000, help="largest batch given to the flow")
    arguments.add_argument(
        "--allot-options", default="", help="more options of `allot assign --policy optimal`, as one text")
    options = arguments.parse_args()
    study = Study(options, "comparison")
    rules = Rules(
        study.allot, options.limit, options.threads, options.program_orders, options.flow_orders,
        options.allot_options.split())
    facts_of_run = {
        **machine(ROOT.parent, options.allot), **tools(),
        **dict(line.split("==") for line in (ROOT / "requirements.txt").read_text().split()),
        "limit of each solver": f"{options.limit:g} s", "threads": str(options.threads),
        "options of Allot": options.allot_options or "none",
    }
    heading = "# Allot and its peers\n\n" + facts(facts_of_run)
    tables: list[tuple[str, list[list[Cell]]]] = []
    wrong: list[str] = []
    chosen = [contender for contender in CONTENDERS if contender.name in options.contenders]
    for name in options.instances:
        for seed in options.seeds:
            scenario = study.instances.make(name, RECIPES[name], seed)
            case = Case(name, seed, scenario, options.work / "runs" / f"{name}-{seed}")
            table: list[list[Cell]] = []
            reference: Outcome | None = None
            for contender in chosen:
                outcome = contender.compete(case, rules)
                reference = outcome if contender.name == "allot" else reference
                table.append(row(case, contender, outcome, reference))
                if refuted(table[-1], reference):
                    wrong.append(f"{name}, seed {seed}: the plan of {contender.name} is below Allot's bound")
                print(f"{name} {seed} {contender.name}: {outcome.status} {outcome.note} {outcome.cost}", file=sys.stderr)
            size = f"; program: {case.program_size}" if case.program_size else ""
            tables.append((f"{name}, seed {seed}: {case.orders:,} orders{size}", table))
            # After each case: what a long run has found must not be lost with it.
            write_csv(Path(f"{study.table}.csv"), _HEADER, [cells for _, part in tables for cells in part])
            page = document(tables, heading) + "".join(f"\n**{line}**\n" for line in wrong)
            Path(f"{study.table}.md").write_text(page, encoding="utf-8")
    if wrong:
        raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
