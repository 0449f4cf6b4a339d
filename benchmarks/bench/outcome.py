"""What a contender made of an instance."""

from dataclasses import dataclass

from .measured import Measured


@dataclass
class Outcome:
    """One row of the comparison.

    `status` is `optimal` (the contender says so), `feasible` (it has a plan), `none` (no plan within the limit) or
    `not run`; `note` says why. Times and memory are those of the contender's own process.
    """

    status: str
    note: str = ""
    measured: Measured | None = None
    #: Seconds of solving alone, where the contender reports them.
    solving: float | None = None
    #: The lower bound that the contender claims, in currency units.
    bound: float | None = None
    #: By `allot audit`, the same for all.
    cost: float | None = None
    unfilled: float | None = None
    audit: str = ""


def not_run(why: str) -> Outcome:
    """A contender that cannot take part: it gets a row all the same."""
    return Outcome("not run", why)
