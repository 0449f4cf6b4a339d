"""The page of replay.sh."""

from collections.abc import Sequence
from typing import Protocol

from .report import markdown, megabytes, seconds


class Result(Protocol):
    """What the page needs of a comparison."""

    model: str
    demand: str
    peer: str
    measure: str
    allot: float
    other: float
    error: float | None
    apart: float
    limit: float | None

    @property
    def holds(self) -> bool: ...


class Timed(Protocol):
    """What it needs of a timed run."""

    tool: str
    model: str
    what: str
    node_days: int
    wall: float
    cpu: float
    peak_bytes: int


_RESULTS = """
Results: mean units at the day's end, and the share of demand that is served at once. With *the same* demand all replay the very same numbers,
*apart* is the share of the value; with demand *drawn by each*, {replications} simulations with seeds of their own, *apart* counts
standard errors of the difference. Where the limit is a dash the tools divide shortages between stores otherwise (stockpyl in the order of stores;
Allot, SimPy and SupplyNetPy, which are told to, so that all have the same) or give the odd unit to another of equals; *stockpyl and
simpy in order* shows stockpyl's beside SimPy with stockpyl's rule, in the columns Allot and peer.

"""

_SPEED = """
Speed: Allot files to files, all of its process; peers the simulation only, without start, imports and the drawing of demand.
*a second* counts SKU-node-days by CPU seconds, so that it says nothing about threads and less about other work on the machine.

"""


def text(
    results: Sequence[Result], speeds: Sequence[Timed], large: Sequence[Timed], replications: int, missed: Sequence[str]
) -> str:
    """All tables."""
    page = ""
    for model in dict.fromkeys(row.model for row in results):
        page += f"\n## {model}\n"
        page += _SPEED + _timed([row for row in speeds if row.model == model], relative=True)
        page += _RESULTS.format(replications=replications) + markdown(
            ["measure", "demand", "peer", "Allot", "peer's", "apart", "limit"],
            [_result(row) for row in results if row.model == model])
    if large:
        page += "\n## A year of 511 nodes and 5,000 SKUs\n\nTargets: 30 s and 3 GB, `optimal` at most five times the time.\n\n"
        page += _timed(large, relative=False)
    page += "\n## Not as expected\n\n" + ("".join(f"- {line}\n" for line in missed) if missed else "Nothing.\n")
    return page


def _result(row: Result) -> list[str]:
    unit = "" if row.error is None else " se"
    apart = f"{row.apart:.1e}" if row.error is None else f"{row.apart:.2f}{unit}"
    limit = "-" if row.limit is None else f"{row.limit:g}{unit}"
    return [row.measure, row.demand, row.peer, f"{row.allot:.6g}", f"{row.other:.6g}", apart, limit]


def _timed(rows: Sequence[Timed], relative: bool) -> str:
    header = ["tool", "what", "wall s", "CPU s", "MB", "SKU-node-days", "a second"]
    best = max((row.node_days / row.cpu for row in rows if row.tool == "allot"), default=0)
    if relative:
        header.append("Allot's best is … times as fast")
    lines = []
    for row in rows:
        rate = row.node_days / row.cpu
        line = [row.tool, row.what, seconds(row.wall), seconds(row.cpu), megabytes(row.peak_bytes), f"{row.node_days:,}",
                f"{rate:,.0f}"]
        lines.append(line + ([f"{best / rate:,.1f}"] if relative else []))
    return markdown(header, lines)
