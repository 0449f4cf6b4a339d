"""What replenish.sh measures, one class a row; no measuring here, so that tests need neither programs nor solvers."""

from dataclasses import dataclass
from statistics import median

#: How far optima of the same program may be apart, as a share: sums of doubles in another order.
SAME = 1e-6


@dataclass(frozen=True)
class Planned:
    """A policy on an instance, files to files."""

    instance: str
    policy: str
    sku_nodes: int
    wall: float
    cpu: float
    peak_bytes: int
    #: Expected, by the projection.
    total: float
    shortage: float
    turnover_days: float | None
    objective: float | None
    bound: float | None
    gap: float | None
    audit: str
    phases: str


def planned(
    instance: str, policy: str, summary: dict, run: dict, wall: float, cpu: float, peak_bytes: int, audit: str
) -> Planned:
    """From summary.json and run.json."""
    cost = summary["cost"]
    return Planned(
        instance, policy, summary["sku_nodes"], wall, cpu, peak_bytes, cost["total"], cost["shortage"],
        summary["after"]["turnover_days"], summary["objective"], summary["lower_bound"], summary["gap"], audit,
        " ".join(f"{name}={spent}" for name, spent in run["seconds"].items()))


@dataclass(frozen=True)
class Sample:
    """The networks of some SKUs of an instance, each by itself. Seconds are medians of one network."""

    instance: str
    networks: int
    columns: float
    #: The largest difference of optima, as a share.
    apart: float
    build: float
    solve: float
    highs_load: float
    highs_solve: float
    highs_plain: float
    glpk_load: float
    glpk_solve: float
    #: Sums over all networks: the ratios of the page.
    ratio_highs: float
    ratio_highs_plain: float
    ratio_glpk: float

    @property
    def faults(self) -> list[str]:
        """Optima that are not the same."""
        return [f"{self.instance}: optima are {self.apart} apart"] if self.apart > SAME else []


def share_apart(first: float, second: float) -> float:
    """The difference of two costs as a share of the larger, or of one unit of money."""
    return abs(first - second) / max(1.0, abs(first), abs(second))


def sample(instance: str, own: list[dict], peer: list[dict]) -> Sample:
    """What Allot and GLPK, and what HiGHS say of the same networks."""
    if [row["sku"] for row in own] != [row["sku"] for row in peer]:
        raise ValueError(f"{instance}: the two sides solved different networks")
    apart = max(
        max(share_apart(mine["cost"], theirs["cost"]), share_apart(mine["cost"], mine["glpkCost"]))
        for mine, theirs in zip(own, peer))

    def mine(name: str) -> list[float]:
        return [row[name] for row in own]

    def theirs(name: str) -> list[float]:
        return [row[name] for row in peer]

    solve = sum(mine("solveSeconds"))
    return Sample(
        instance, len(own), median(mine("columns")), apart, median(mine("buildSeconds")), median(mine("solveSeconds")),
        median(theirs("loading")), median(theirs("solving")), median(theirs("plain")), median(mine("glpkLoadSeconds")),
        median(mine("glpkSolveSeconds")), sum(theirs("solving")) / solve, sum(theirs("plain")) / solve,
        sum(mine("glpkSolveSeconds")) / solve)


@dataclass(frozen=True)
class Whole:
    """All SKUs of an instance as one program. Money with the constant."""

    instance: str
    rows: int
    columns: int
    #: Allot on the same: what its model makes of its plan, what it proves, and the seconds of the search.
    objective: float
    bound: float
    seconds: float
    #: HiGHS: both relaxations, with journeys that carry all there is and as the planner limits them.
    relaxation: float | None
    relaxation_seconds: float
    limited_relaxation: float | None
    limited_relaxation_seconds: float
    #: The integer program.
    status: str
    best: float | None
    best_bound: float | None
    best_seconds: float

    @property
    def faults(self) -> list[str]:
        """What cannot be if the bound is one: each would refute it."""
        found = []
        if self.bound > self.objective + SAME * max(1, abs(self.objective)):
            found.append(f"{self.instance}: the bound {self.bound} is above Allot's own plan {self.objective}")
        # At the same limits of journeys the bound is a dual solution of the relaxation.
        relaxed = self.limited_relaxation
        if relaxed is not None and self.bound > relaxed + SAME * max(1, abs(relaxed)):
            found.append(f"{self.instance}: the bound {self.bound} is above the relaxation {relaxed}")
        # Any plan of the peer is a plan of this model.
        if self.best is not None and self.bound > self.best + SAME * max(1, abs(self.best)):
            found.append(f"{self.instance}: the bound {self.bound} is above HiGHS' plan {self.best}")
        if self.best_bound is not None and self.best_bound > self.objective + SAME * max(1, abs(self.objective)):
            found.append(f"{self.instance}: HiGHS' bound {self.best_bound} is above Allot's plan {self.objective}")
        return found


def whole(instance: str, own: dict, loose: dict, limited: dict, integer: dict) -> Whole:
    """Puts the answers together; the solver's lack the constant."""

    def money(value: float | None) -> float | None:
        return None if value is None else value + own["constant"]

    return Whole(
        instance, own["rows"], own["columns"], own["objective"], own["lowerBound"], own["seconds"],
        money(loose["bound"]), loose["solving"], money(limited["bound"]), limited["solving"], integer["status"],
        money(integer["cost"]), money(integer["bound"]), integer["solving"])
