"""The models of replay.sh, written once: what every tool simulates."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A place with stock. It reviews every evening."""

    name: str
    #: Who supplies it; None: a supplier who always has enough.
    parent: int | None
    #: Periods from an evening's decision to the morning on which the goods are there.
    lead: int
    #: Units on the shelf at first: the local base-stock level.
    level: int
    #: Units a day that customers ask for; 0: it only sends on.
    mean: float = 0
    #: Their deviation, of normal demand rounded to whole units; None: Poisson.
    deviation: float | None = None


@dataclass(frozen=True)
class Model:
    """A network with base-stock levels and backorders. A day: goods come, customers ask, everybody orders, goods leave."""

    name: str
    title: str
    stages: tuple[Stage, ...]
    #: SKUs and days of the large scenario by which Allot is timed.
    many: int = 2_000
    many_days: int = 365
    #: Whether Allot draws their demand, each SKU's its own, instead of reading the same numbers for all.
    draws: bool = False

    @property
    def is_serial(self) -> bool:
        """Whether nobody supplies two."""
        return all(len(self.children(number)) <= 1 for number in range(len(self.stages)))

    @property
    def is_poisson(self) -> bool:
        """Whether all demand is."""
        return all(self.stages[store].deviation is None for store in self.stores)

    @property
    def stores(self) -> list[int]:
        """Where customers are."""
        return [number for number, stage in enumerate(self.stages) if stage.mean > 0]

    def children(self, number: int) -> list[int]:
        """Whom a stage supplies."""
        return [child for child, stage in enumerate(self.stages) if stage.parent == number]

    def echelon(self, number: int) -> int:
        """The level of a stage's echelon stock, its own and all below it."""
        return self.stages[number].level + sum(self.echelon(child) for child in self.children(number))

    def draw(self, days: int, seed: int) -> dict[int, list[int]]:
        """Demand by store and day."""
        drawn = {store: draws(self.stages[store], days, random.Random(f"{self.name} {store} {seed}"))
                 for store in self.stores}
        for units in drawn.values():
            # SupplyNetPy's customers begin on the first day. It is not measured.
            units[0] = max(1, units[0])
        return drawn


def draws(stage: Stage, days: int, stream: random.Random) -> list[int]:
    """Units asked for on each day."""
    if stage.deviation is not None:
        return [max(0, round(stream.gauss(stage.mean, stage.deviation))) for _ in range(days)]
    return [poisson(stage.mean, stream) for _ in range(days)]


def poisson(mean: float, stream: random.Random) -> int:
    """One draw, by counting exponential gaps. Complexity: O(mean)."""
    count, time = 0, stream.expovariate(1)
    while time < mean:
        count += 1
        time += stream.expovariate(1)
    return count


def models() -> list[Model]:
    """The serial system of Snyder and Shen's example 6.1 with twenty units for one, and a warehouse with five stores."""
    serial = (
        Stage("plant", None, 2, 213), Stage("depot", 0, 1, 111), Stage("shop", 1, 1, 130, mean=100, deviation=20))
    warehouse = Stage("warehouse", None, 3, 315)
    stores = tuple(Stage(f"store-{number}", 0, 2, 46, mean=20) for number in range(1, 6))
    slow = tuple(Stage(f"store-{number}", 0, 2, 1, mean=0.1) for number in range(1, 6))
    return [
        Model("serial", "three stages in a row, normal demand", serial),
        Model(
            "warehouse", "one warehouse, five stores, Poisson demand", (warehouse, *stores), many_days=3_650, draws=True),
        Model("slow", "the same with a unit in ten days", (Stage("warehouse", None, 3, 2), *slow), many=20_000,
              many_days=3_650, draws=True),
    ]


@dataclass(frozen=True)
class Measures:
    """What a simulation says of the days after its warm-up."""

    #: By stage, units on the shelf when the day is over: mean.
    on_hand: tuple[float, ...]
    #: Units that customers wait for when the day is over: mean.
    waiting: float
    #: Units handed over at once of all that were asked for.
    fill_rate: float

    def named(self, model: Model) -> dict[str, float]:
        """By name; `stores` are all together, and `net` is their stock less what customers wait for."""
        values = {stage.name: self.on_hand[number] for number, stage in enumerate(model.stages) if stage.mean == 0}
        stores = sum(self.on_hand[store] for store in model.stores)
        return {**{f"on hand, {name}": value for name, value in values.items()}, "on hand, stores": stores,
                "waiting": self.waiting, "net stock of stores": stores - self.waiting, "fill rate": self.fill_rate}


class Tally:
    """Adds up days for `Measures`; the same for every peer."""

    def __init__(self, model: Model, warmup: int) -> None:
        self._warmup = warmup
        self._on_hand = [0.0] * len(model.stages)
        self._waiting = self._at_once = self._asked = 0.0
        self._days = 0

    def demand(self, day: int, net: float, units: float) -> None:
        """A store's customers: `net` is its stock less what earlier ones wait for."""
        if day >= self._warmup:
            self._asked += units
            self._at_once += min(units, max(0.0, net))

    def close(self, day: int, on_hand: list[float], waiting: float) -> None:
        """The day is over."""
        if day >= self._warmup:
            self._days += 1
            self._waiting += waiting
            for number, units in enumerate(on_hand):
                self._on_hand[number] += units

    def measures(self) -> Measures:
        """Means over the days."""
        return Measures(
            tuple(units / self._days for units in self._on_hand), self._waiting / self._days,
            self._at_once / self._asked)


def share(available: float, positions: list[float], asked: list[float]) -> list[float]:
    """Whole units for each: all that they ask for, or what there is so that all have the same stock, who has less first."""
    if sum(asked) <= available:
        return list(asked)
    given = [0.0] * len(asked)
    for _ in range(int(available)):
        poorest = min(
            (number for number in range(len(asked)) if given[number] < asked[number]),
            key=lambda number: (positions[number] + given[number], number))
        given[poorest] += 1
    return given


