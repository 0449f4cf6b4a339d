"""Cases of multi-item online fulfilment (after Jasin and Sinha 2015, Ma 2023): fulfilment centres, cities, order types.

Every period brings one order: a set of items, possibly none, for a city. Stock comes once. Each centre that sends anything of an
order costs a box, each item its journey; what no centre sends costs twice a box and twice the longest journey. All amounts are
whole millionths, so that every policy counts with the same numbers.
"""

import csv
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

from .networks import Draw

_BOX = 8_759_000
_ITEM = 423_000
_ITEM_MILE = 541
_EARTH_KM = 6371
_KM_A_MILE = 1.61
_CARRIED = 0.75
_SIZES = 5
_SETS_OF_A_SIZE = 5


@dataclass(frozen=True)
class Place:
    """A city or a centre; of centres the population is 0."""

    name: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True)
class Case:
    """What all policies know. The last row of `items` is that of leaving items unfilled."""

    centres: list[str]
    cities: list[str]
    periods: int
    #: By type: its items. The first type is the order without any.
    types: list[list[int]]
    #: By type and city: how often that is a period's order.
    shares: list[list[float]]
    #: By centre and unfilled at the end: millionths for a box.
    boxes: list[int]
    #: By centre and unfilled at the end, by city: millionths for an item.
    items: list[list[int]]
    #: By centre, by item: units.
    stock: list[list[int]]
    #: By item, by city: the nearest centre that carries it, or the number of centres where none does.
    nearest: list[list[int]]

    @property
    def skus(self) -> int:
        """How many items there are."""
        return len(self.nearest)

    def record(self) -> dict[str, object]:
        """As JSON holds it."""
        return asdict(self)


#: The orders of all periods: type and city.
Sequences = list[tuple[int, int]]


def cities(path: Path) -> list[Place]:
    """Rows `name,state,latitude,longitude,population`, without a header."""
    return [Place(row[0], float(row[2]), float(row[3]), int(row[4])) for row in _rows(path)]


def centres(path: Path) -> list[Place]:
    """Rows `name,state,latitude,longitude`, without a header."""
    return [Place(row[0], float(row[2]), float(row[3]), 0) for row in _rows(path)]


def _rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [row for row in csv.reader(file) if row]


def miles(one: Place, other: Place) -> float:
    """Along the great circle."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    chord = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(chord)) / _KM_A_MILE


def _normalised(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


def _types(draw: Draw, skus: int) -> tuple[list[list[int]], list[float]]:
    """Sets of items and how often each is asked for: sizes weigh U(0,1) each, and so do the sets of one size."""
    sizes = _normalised([draw.share() for _ in range(_SIZES + 1)])
    types: list[list[int]] = [[]]
    weights = [sizes[0]]
    for size in range(1, _SIZES + 1):
        for weight in _normalised([draw.share() for _ in range(_SETS_OF_A_SIZE)]):
            rest = list(range(skus))
            types.append(sorted(rest.pop(draw.below(len(rest))) for _ in range(size)))
            weights.append(sizes[size] * weight)
    return types, weights


def make(seed: int, cities: Sequence[Place], centres: Sequence[Place], skus: int = 20, periods: int = 10_000) -> Case:
    """Draws a case; the same seed gives the same case everywhere."""
    draw = Draw(seed)
    types, weights = _types(draw, skus)
    people = sum(city.population for city in cities)
    shares = [[weight * city.population / people for city in cities] for weight in weights]
    far = [[miles(centre, city) for city in cities] for centre in centres]
    items = [[round(_ITEM + _ITEM_MILE * distance) for distance in row] for row in far]
    items.append([2 * max(row[city] for row in items) for city in range(len(cities))])
    stock = [[0] * skus for _ in centres]
    nearest: list[list[int]] = []
    for item in range(skus):
        carriers = [centre for centre in range(len(centres)) if draw.share() < _CARRIED]
        nearest.append([
            min(carriers, key=lambda centre: far[centre][city], default=len(centres)) for city in range(len(cities))])
        for centre in carriers:
            demand = sum(
                shares[kind][city] for kind, wanted in enumerate(types) if item in wanted
                for city in range(len(cities)) if nearest[item][city] == centre)
            stock[centre][item] = round(periods * demand + 0.5 * math.sqrt(periods * demand * (1 - demand)))
    return Case(
        centres=[centre.name for centre in centres], cities=[city.name for city in cities], periods=periods, types=types,
        shares=shares, boxes=[_BOX] * len(centres) + [2 * _BOX], items=items, stock=stock, nearest=nearest)


def sequence(case: Case, seed: int) -> Sequences:
    """One order a period, drawn by the shares."""
    draw = Draw(seed)
    ends = list(accumulate(share for row in case.shares for share in row))
    last = len(ends) - 1
    picked = (min(last, bisect_right(ends, draw.share() * ends[-1])) for _ in range(case.periods))
    return [divmod(cell, len(case.cities)) for cell in picked]


def typical(case: Case, count: int, seed: int) -> Sequences:
    """Orders that stand for the shares, which all policies know: each type and city within one of its expected number,
    in any order (systematic sampling)."""
    draw = Draw(seed)
    ends = list(accumulate(share for row in case.shares for share in row))
    step, start = ends[-1] / count, draw.share()
    last = len(ends) - 1
    picked = [divmod(min(last, bisect_right(ends, (start + number) * step)), len(case.cities)) for number in range(count)]
    for place in range(count - 1, 0, -1):
        other = draw.below(place + 1)
        picked[place], picked[other] = picked[other], picked[place]
    return picked
