"""The problems that textbook.sh solves: published ones first, then seeded ones of growing size."""

import random
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """A problem in plain numbers. Lists of a serial system run from the customer up."""

    name: str
    #: newsvendor, serial or tree.
    model: str
    holding: float | None = None
    stockout: float | None = None
    mean: float | None = None
    #: None: demand is Poisson.
    deviation: float | None = None
    echelon_holding: list[float] = field(default_factory=list)
    lead_times: list[float] = field(default_factory=list)
    #: Holding cost, processing time, deviation of demand, bound factor, outside inbound time, longest service (-1: none).
    stages: list[list[float]] = field(default_factory=list)
    #: Supplier and customer.
    links: list[list[int]] = field(default_factory=list)

    def instance(self) -> dict[str, object]:
        """As the Swift program reads it."""
        made: dict[str, object] = {"name": self.name, "model": self.model}
        for key, value in (
            ("holding", self.holding), ("stockout", self.stockout), ("mean", self.mean), ("deviation", self.deviation),
            ("echelonHolding", self.echelon_holding or None), ("leadTimes", self.lead_times or None),
        ):
            if value is not None:
                made[key] = value
        if self.stages:
            made["stages"] = self.stages
            made["links"] = self.links
        return made


def _newsvendor(name: str, holding: float, stockout: float, mean: float, deviation: float | None) -> Problem:
    return Problem(name, "newsvendor", holding=holding, stockout=stockout, mean=mean, deviation=deviation)


def _serial(
    name: str, costs: list[float], times: list[float], stockout: float, mean: float, deviation: float | None
) -> Problem:
    return Problem(
        name, "serial", stockout=stockout, mean=mean, deviation=deviation, echelon_holding=costs, lead_times=times)


def _seeded_tree(count: int, seed: int) -> Problem:
    """Suppliers on one side, customers on the other of a chain in the middle, as assembly and distribution make it."""
    draw = random.Random(seed)
    links = []
    for stage in range(1, count):
        other = draw.randrange(max(0, stage - 6), stage)
        links.append([other, stage] if draw.random() < 0.5 else [stage, other])
    suppliers = {link[0] for link in links}
    stages = []
    for stage in range(count):
        is_last = stage not in suppliers
        stages.append([
            round(draw.uniform(0.1, 5), 3), draw.randint(1, 4), round(draw.uniform(1, 20), 3) if is_last else 0, 1.645, 0,
            draw.randint(0, 2) if is_last else -1,
        ])
    return Problem(f"tree-{count}-seed-{seed}", "tree", stages=stages, links=links)


def problems() -> list[Problem]:
    """All of them. FoSCT: Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd edition."""
    k = 1.6448536269514722
    return [
        _newsvendor("FoSCT example 4.3, normal", 0.18, 0.70, 50, 8),
        _newsvendor("stockpyl's front page, normal", 2, 18, 120, 10),
        _newsvendor("FoSCT example 4.3, Poisson", 0.18, 0.70, 50, None),
        _newsvendor("Poisson, mean 6", 1, 4, 6, None),
        _newsvendor("Poisson, mean 500", 0.5, 9, 500, None),
        _serial("FoSCT example 6.1", [3, 2, 2], [1, 1, 2], 37.12, 5, 1),
        _serial("FoSCT problem 6.1", [1, 1], [1, 1], 15, 100, 15),
        _serial("FoSCT problem 6.2a", [2, 2, 1, 1, 1], [0.5] * 5, 24, 64, 8),
        _serial("FoSCT problem 6.16", [5, 2], [8, 3], 24, 20, 4),
        _serial("Shang and Song 1, Poisson", [0.25] * 4, [0.25] * 4, 9, 16, None),
        Problem(
            "FoSCT example 6.5", "tree",
            stages=[[1, 2, 0, 1, 1, -1], [3, 1, 1, 1, 0, 0], [2, 1, 0, 1, 0, -1], [3, 1, 1, 1, 0, 1]],
            links=[[0, 2], [2, 1], [2, 3]]),
        Problem(
            "FoSCT figure 6.14", "tree",
            stages=[
                [0.01, 2, 0, k, 0, -1], [0.03, 3, 0, k, 0, -1], [0.04, 2, 0, k, 0, -1], [0.06, 4, 0, k, 0, -1],
                [0.12, 2, 0, k, 0, -1], [0.13, 3, 0, k, 0, -1], [0.2, 6, 0, k, 0, -1], [0.08, 4, 0, k, 0, -1],
                [0.04, 3, 0, k, 0, -1], [0.5, 2, 10, k, 0, 2],
            ],
            links=[[0, 1], [1, 2], [2, 4], [3, 4], [4, 5], [5, 9], [6, 9], [7, 9], [8, 9]]),
        _seeded_tree(20, 1), _seeded_tree(50, 2), _seeded_tree(100, 3),
    ]
