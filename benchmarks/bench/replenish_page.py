"""The page of replenish.sh."""

from .networks import NETWORKS
from .replenishing import Planned, Sample, Whole
from .report import markdown, megabytes, money, percent, seconds
from .textbook import duration

_PLANS = """
## Plans

`allot replenish`, files to files. *cost* is what is expected by the projection, the same for all policies, and *times* that
of a rule in `planned`'s. *gap* is that of `planned`'s own model. *audit* is `allot audit --plan`.

"""

_SAMPLES = """
## One SKU at a time

SKUs at even distances, each network by itself without a price of anything shared; optima are equal to a share of {apart:.1e}.
Seconds are medians of one network, each the least of several calls, in one process without reading files. *build* makes the
network from the curves of stock (Allot), or loads the program into the solver from arrays that lie ready. *times* are sums of
solving alone, in Allot's.

"""

_WHOLE = """
## All SKUs as one program

Posed as `planned` poses it in the end. The relaxation lets journeys carry all goods there are; *limited* has a row for each SKU
on each journey, by the most that the planner thinks a best plan sends. That is the program that HiGHS gets as integers, too:
stronger, and in its favour. Seconds of HiGHS are without reading.

"""


def page(
    heading: str, plans: list[Planned], samples: list[Sample], wholes: list[Whole], textbook: str
) -> str:
    """Everything of a run."""
    text = "# Replenishment\n\n" + heading
    if plans:
        header = [
            "instance", "nodes x SKUs", "policy", "wall s", "CPU s", "MB", "cost", "times", "shortage", "turnover days",
            "lower bound", "objective", "gap", "audit",
        ]
        text += _PLANS + markdown(header, [_plan(row, plans) for row in plans])
        text += "\nSeconds of the phases of `planned`:\n\n" + "".join(
            f"- {row.instance}: {row.phases.replace(' ', ', ').replace('=', ' ')}\n"
            for row in plans if row.policy == "planned")
    if samples:
        header = [
            "instance", "networks", "columns", "Allot build", "Allot solve", "HiGHS load", "HiGHS solve", "times",
            "no presolve", "times", "GLPK load", "GLPK solve", "times",
        ]
        text += _SAMPLES.format(apart=max(row.apart for row in samples))
        text += markdown(header, [_sample(row) for row in samples])
    if wholes:
        header = [
            "instance", "rows x columns", "Allot bound", "plan", "s", "relaxation", "s", "limited", "s",
            "HiGHS bound", "HiGHS plan", "s", "status", "Allot's plan above it",
        ]
        text += _WHOLE + markdown(header, [_whole(row) for row in wholes])
    if textbook:
        text += "\n# Textbook models, beside stockpyl (`textbook.sh`, same run)\n" + textbook
    return text


def _plan(row: Planned, plans: list[Planned]) -> list[str]:
    network = NETWORKS[row.instance]
    base = [other.total for other in plans if other.instance == row.instance and other.policy == "planned"]
    return [
        row.instance, f"{network.nodes:,} x {network.skus:,}", row.policy, seconds(row.wall), seconds(row.cpu),
        megabytes(row.peak_bytes), money(row.total), f"{row.total / base[0]:.2f}" if base else "-", money(row.shortage),
        "-" if row.turnover_days is None else f"{row.turnover_days:.1f}", money(row.bound), money(row.objective),
        percent(row.gap), row.audit,
    ]


def _sample(row: Sample) -> list[str]:
    return [
        row.instance, str(row.networks), f"{row.columns:.0f}", duration(row.build), duration(row.solve),
        duration(row.highs_load), duration(row.highs_solve), f"{row.ratio_highs:,.0f}", duration(row.highs_plain),
        f"{row.ratio_highs_plain:,.0f}", duration(row.glpk_load), duration(row.glpk_solve), f"{row.ratio_glpk:,.0f}",
    ]


def _whole(row: Whole) -> list[str]:
    above = None if row.best is None else (row.objective - row.best) / max(abs(row.best), 1e-9)
    return [
        row.instance, f"{row.rows:,} x {row.columns:,}", money(row.bound), money(row.objective), seconds(row.seconds),
        money(row.relaxation), seconds(row.relaxation_seconds), money(row.limited_relaxation),
        seconds(row.limited_relaxation_seconds), money(row.best_bound), money(row.best), seconds(row.best_seconds),
        row.status, percent(above),
    ]
