"""The page of multi-item.sh."""

import math
from collections.abc import Callable, Sequence
from statistics import fmean, stdev
from typing import Protocol

from .report import markdown, percent, seconds


class Row(Protocol):
    """What the page needs of an outcome."""

    policy: str
    instance: int
    orders: int
    boxes: int
    seconds: float

    @property
    def above(self) -> float: ...


#: By policy: what it is, and what an independent program got for it: cost above the bound, boxes an order.
_POLICIES: dict[str, tuple[str, str, str]] = {
    "independent": ("independent rounding of the linear program", "12.1%", "1.50"),
    "nearest": ("nearest, static", "10.0%", "1.55"),
    "jasin-sinha": ("correlated rounding (Jasin and Sinha 2015)", "7.2%", "1.42"),
    "dilation": ("dilation (Ma 2023)", "6.2%", "1.40"),
    "myopic": ("myopic: the cheapest way there is; Allot without history", "6.3%", "1.42"),
    "duals": ("duals of the linear program, static (after Acimovic and Graves 2015)", "4.3%", "1.37"),
    "static": ("Allot, prices found once", "1.7%", "1.40"),
    "tuned-10": ("Allot, prices found 10 times", "0.54%", "1.38"),
    "tuned-50": ("Allot, prices found 50 times", "0.35%", "1.38"),
}

_TEXT = """
{instances} instances x {sequences} sequences of 10,000 periods. *above* is the cost above the bound in hindsight, the mean over
instances with its standard error (over the means of instances: sequences of one instance are not independent). Boxes are those
of orders with items, one of unfilled items included. Seconds are CPU, medians of a sequence: of Allot files to files, of
the others in Python with the solution of the program, where they need it. *reference* is what an independent program got on
instances drawn alike (its boxes an order may count otherwise).

"""


#: What prices found 50 times may cost above the bound, on average.
TARGET = 0.005


def missed(outcomes: Sequence[Row]) -> str | None:
    """What is to be said where the target is missed."""
    mean = fmean(by_instance([row for row in outcomes if row.policy == "tuned-50"], lambda row: row.above))
    if mean <= TARGET:
        return None
    return f"prices found 50 times cost {percent(mean)} above the bound, expected at most {percent(TARGET)}"


def standard_error(values: Sequence[float]) -> float | None:
    """Of the mean; None of a single value."""
    return stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None


def by_instance(rows: Sequence[Row], value: Callable[[Row], float]) -> list[float]:
    """The mean of each instance."""
    numbers = sorted({row.instance for row in rows})
    return [fmean(value(row) for row in rows if row.instance == number) for number in numbers]


def page(heading: str, outcomes: Sequence[Row]) -> str:
    """Everything of a run."""
    lines = []
    for policy, (title, above, boxes) in _POLICIES.items():
        rows = [row for row in outcomes if row.policy == policy]
        if not rows:
            continue
        costs = by_instance(rows, lambda row: row.above)
        middle = sorted(row.seconds for row in rows)[len(rows) // 2]
        lines.append([
            title, percent(fmean(costs)), percent(standard_error(costs)), above, percent(max(row.above for row in rows)),
            f"{fmean(by_instance(rows, lambda row: row.boxes / row.orders)):.2f}", boxes, seconds(middle),
        ])
    instances = len({row.instance for row in outcomes})
    sequences = sum(1 for row in outcomes if row.policy == "tuned-50") // max(1, instances)
    header = ["policy", "above", "standard error", "reference", "worst run", "boxes an order", "reference", "CPU s"]
    return "# Multi-item online fulfilment\n\n" + heading + _TEXT.format(
        instances=instances, sequences=sequences) + markdown(header, lines)
