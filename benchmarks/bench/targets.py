"""Measures Allot against its targets, seed by seed."""

import argparse
import os
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from .instances import RECIPES
from .machine import machine
from .options import ROOT, Study, names, numbers, parser
from .report import Cell, facts, markdown, megabytes, money, percent, seconds, write_csv
from .suites import SUITES, Suite
from .weeks import data_file, import_week, weeks

_HEADER = [
    "suite", "instance", "policy", "orders", "cost", "unfilled", "lower_bound", "price_bound", "bound_method", "gap",
    "gap_served", "wall_seconds", "cpu_seconds", "peak_bytes", "audit", "bound_audit", "missed",
]


def cases(suite: Suite, study: Study, options: argparse.Namespace) -> Iterator[tuple[str, Path | str]]:
    """The name and scenario of each run of a suite, or why there is none."""
    data = data_file(options.data)
    if suite.instance:
        for seed in options.seeds or suite.seeds:
            yield f"{suite.instance}-{seed}", study.instances.make(suite.instance, RECIPES[suite.instance], seed)
    elif data is None:
        yield suite.name, "not run: no data, see --data"
    else:
        for number, (first, last) in enumerate(weeks(), 1):
            if options.weeks and number not in options.weeks:
                continue
            yield f"{suite.name}-{first}", import_week(study.instances, data, first, last) or "no orders"


def missed(suite: Suite, value: dict[str, Cell]) -> str:
    """Which limits a run does not keep; whether enough runs are proven is for the whole suite to say."""
    found = []
    gap = value["gap_served"] if suite.served else value["gap"]
    if suite.gap is not None and (gap is None or gap > suite.gap):
        found.append("gap_served" if suite.served else "gap")
    if suite.wall is not None and value["wall_seconds"] > suite.wall:
        found.append("wall")
    if suite.peak_bytes is not None and value["peak_bytes"] > suite.peak_bytes:
        found.append("memory")
    if value["audit"] != "clean":
        found.append("audit")
    if value["bound_audit"] == "refuted" or str(value["bound_audit"]).startswith("failed"):
        found.append("bound audit")
    return " ".join(found)


def measure(suite: Suite, name: str, scenario: Path, study: Study, options: argparse.Namespace) -> list[Cell]:
    """One run: plan, audit, bound audit."""
    folder = options.work / "targets" / suite.name
    folder.mkdir(parents=True, exist_ok=True)
    plan, log = folder / name, folder / f"{name}.log"
    extra = options.allot_options.split() if suite.policy == "optimal" else []
    measured = study.allot.assign(scenario, plan, suite.policy, extra, log)
    if measured.exit != 0:
        value: dict[str, Cell] = dict.fromkeys(_HEADER)
        value.update(suite=suite.name, instance=name, policy=suite.policy, missed=f"exit {measured.exit}")
        return [value[column] for column in _HEADER]
    summary = study.allot.summary(plan)
    verdict = study.allot.audit(scenario, plan, folder / f"{name}-audit.json")
    proof = "not asked for"
    if suite.policy == "optimal" and options.bound_audit_limit > 0:
        proof = study.allot.audit_bound(scenario, plan, folder / f"{name}-bound.json", options.bound_audit_limit)
    value = {
        "suite": suite.name, "instance": name, "policy": suite.policy, "orders": summary["orders"],
        "cost": verdict.cost, "unfilled": verdict.unfilled,
        **{key: summary[key] for key in ("lower_bound", "price_bound", "bound_method", "gap", "gap_served")},
        "wall_seconds": measured.wall, "cpu_seconds": measured.cpu, "peak_bytes": measured.peak_bytes,
        "audit": verdict.text, "bound_audit": proof,
    }
    value["missed"] = missed(suite, value)
    return [value[column] for column in _HEADER]


def _worst(values: list[float]) -> float | None:
    return max(values) if values else None


def summary_row(suite: Suite, rows: list[list[Cell]]) -> list[str]:
    """A suite in one line: what was asked, the median and the worst run, and whether it was met."""
    values = [dict(zip(_HEADER, row)) for row in rows]
    done = [value for value in values if value["wall_seconds"] is not None]
    gaps = [value["gap_served" if suite.served else "gap"] for value in done]
    known = [gap for gap in gaps if gap is not None]
    walls = [value["wall_seconds"] for value in done]
    proven = sum(gap == 0 for gap in known)
    bad = sum(bool(value["missed"]) for value in values)
    verdict = f"missed in {bad} of {len(done)} runs" if bad else "met" if done else "not run"
    if suite.proven and proven < suite.proven * len(rows) / len(suite.seeds):
        verdict = "too few proven" + (f", {verdict}" if bad else "")
    asked = ", ".join(
        ([f"gap{' of what is served' if suite.served else ''} {percent(suite.gap)}"] if suite.gap is not None else [])
        + ([f"{suite.proven} of {len(suite.seeds)} proven"] if suite.proven else [])
        + ([f"{suite.wall:g} s"] if suite.wall else [])
        + ([f"{suite.peak_bytes / 1e6:,.0f} MB"] if suite.peak_bytes else []))
    return [
        suite.name, asked, str(len(done)), str(proven) if known else "-",
        percent(statistics.median(known) if known else None), percent(_worst(known)),
        seconds(statistics.median(walls) if walls else None), seconds(_worst(walls)),
        megabytes(_worst([value["peak_bytes"] for value in done])),
        verdict,
    ]


_SUMMARY = [
    "suite", "asked", "runs", "proven", "gap, median", "worst", "wall s, median", "worst", "MB, worst", "verdict"]
_READABLE = ["run", "cost", "bound", "by", "gap", "served", "wall s", "CPU s", "MB", "audit", "bound audit", "missed"]


def _readable(row: list[Cell]) -> list[str]:
    value = dict(zip(_HEADER, row))
    return [
        str(value["instance"]), money(value["cost"]), money(value["lower_bound"]), str(value["bound_method"] or "-"),
        percent(value["gap"], 3), percent(value["gap_served"], 3), seconds(value["wall_seconds"]),
        seconds(value["cpu_seconds"]), megabytes(value["peak_bytes"]), str(value["audit"] or "-"),
        str(value["bound_audit"] or "-"), str(value["missed"] or "-"),
    ]


def document(results: list[tuple[Suite, list[list[Cell]]]], heading: str) -> str:
    """The Markdown page: a line for each suite, then every run."""
    parts = [heading, "\n", markdown(_SUMMARY, [summary_row(suite, rows) for suite, rows in results])]
    for suite, rows in results:
        parts.append(f"\n## {suite.name}\n\n" + markdown(_READABLE, [_readable(row) for row in rows]))
    return "".join(parts)


def main() -> None:
    """`python -m bench.targets`, usually by seeds.sh"""
    known = [suite.name for suite in SUITES]
    arguments = parser("Measure Allot against its targets.")
    arguments.add_argument(
        "--suites", type=lambda text: names(text, known), default=",".join(known), help="some of " + ", ".join(known))
    arguments.add_argument("--seeds", type=numbers, help="other seeds than those of the targets: 101,103 or 101-110")
    arguments.add_argument("--data", default=os.environ.get("ALLOT_DATA"), help="folder with the Online Retail file")
    arguments.add_argument("--weeks", type=numbers, help="some weeks of Online Retail, counted from 1")
    arguments.add_argument(
        "--bound-audit-limit", type=float, default=1800,
        help="seconds for `audit --bound` of a run, 0 for none: its code is simple and slow by intent")
    arguments.add_argument("--allot-options", default="", help="more options of `allot assign`, as one text")
    options = arguments.parse_args()
    study = Study(options, "targets")
    heading = "# Allot against its targets\n\n" + facts(
        {**machine(ROOT.parent, options.allot), "threads": str(options.threads),
         "options of Allot": options.allot_options or "none"})
    results: list[tuple[Suite, list[list[Cell]]]] = []
    for suite in (suite for suite in SUITES if suite.name in options.suites):
        rows: list[list[Cell]] = []
        results.append((suite, rows))
        for name, scenario in cases(suite, study, options):
            if isinstance(scenario, str):
                value = dict.fromkeys(_HEADER) | {"suite": suite.name, "instance": f"{name} ({scenario})"}
                rows.append([value[column] for column in _HEADER])
            else:
                rows.append(measure(suite, name, scenario, study, options))
            print(" ".join(_readable(rows[-1])), file=sys.stderr)
            write_csv(Path(f"{study.table}.csv"), _HEADER, [row for _, part in results for row in part])
            Path(f"{study.table}.md").write_text(document(results, heading), encoding="utf-8")


if __name__ == "__main__":
    main()
