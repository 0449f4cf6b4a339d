"""Seeded networks for `allot replenish`: a central warehouse, regional ones, stores, four weeks of expected demand.

One in `active` of all stores has a SKU. Demand: SKUs are lognormal in popularity, stores differ by a factor of 0.4 to 1.8,
variance is one to two times the mean. Stock: stores have up to five weeks, regional and central together a tenth to over one
times what four weeks ask for; seven SKUs in ten can be bought, at 5, 10 or 14 days.

The same seed gives the same bytes with any version of Python: of `random`, only `random()` promises that, so everything
is drawn by it.
"""

import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .tables import write

_WEEKS = ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]
#: Of a store's share of the SKUs: what its dock takes in a day, and what there is to spend on a SKU.
_DOCK = 0.35
_SPENDING = 20


@dataclass(frozen=True)
class Network:
    """What is asked for."""

    stores: int
    regional: int
    skus: int
    #: The share of stores that have a SKU.
    active: float = 0.15
    pack: int = 1
    #: Whether docks and the budget bind.
    shared: bool = False

    @property
    def nodes(self) -> int:
        """All of them."""
        return 1 + self.regional + self.stores


class Draw:
    """Draws that are the same everywhere."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def share(self) -> float:
        """Evenly from 0 up to 1."""
        return self._random.random()

    def between(self, low: float, high: float) -> float:
        """Evenly from one to the other."""
        return low + (high - low) * self.share()

    def below(self, count: int) -> int:
        """A whole number from 0, evenly."""
        return int(count * self.share())

    def lognormal(self, mean: float, deviation: float) -> float:
        """Whose logarithm is normal (Box and Muller 1958)."""
        radius = math.sqrt(-2 * math.log(1 - self.share()))
        return math.exp(mean + deviation * radius * math.cos(2 * math.pi * self.share()))


@dataclass(frozen=True)
class _Place:
    name: str
    tier: str
    parent: str
    latitude: float
    longitude: float


def _places(network: Network, draw: Draw) -> list[_Place]:
    places = [_Place("dc", "central", "", 31.2, 121.4)]
    for number in range(network.regional):
        places.append(
            _Place(f"rw{number}", "regional", "dc", draw.between(25, 40), draw.between(105, 120)))
    for number in range(network.stores):
        base = places[1 + draw.below(network.regional)]
        places.append(
            _Place(
                f"st{number}", "store", base.name, base.latitude + draw.between(-2, 2),
                base.longitude + draw.between(-2, 2)))
    return places


class _Goods:
    """Rows of the four tables by SKU, drawn in one go."""

    def __init__(self, network: Network, places: list[_Place], draw: Draw) -> None:
        self.skus: list[list[object]] = []
        self.stock: list[list[object]] = []
        self.supply: list[list[object]] = []
        self._network, self._places, self._draw = network, places, draw

    def forecast(self) -> Iterator[list[object]]:
        """The largest table row by row; the others fill on the way."""
        for number in range(self._network.skus):
            yield from self._sku(f"s{number}")

    def _sku(self, name: str) -> Iterator[list[object]]:
        draw, network = self._draw, self._network
        cost = round(draw.lognormal(2.7, 0.6), 2)
        price = round(cost * draw.between(1.6, 2.6), 2)
        self.skus.append(
            [name, f"{price:.2f}", f"{cost:.2f}", f"{draw.between(0.1, 2):.3f}", 0.25, network.pack])
        popularity = draw.lognormal(-0.3, 1.0)
        total = 0.0
        for place in self._places[1 + network.regional:]:
            if draw.share() >= network.active:
                continue
            mean = popularity * draw.between(0.4, 1.8)
            for week in _WEEKS:
                expected = mean * draw.between(0.9, 1.1)
                yield [
                    place.name, name, week, f"{expected:.4f}", f"{math.sqrt(expected * draw.between(1, 2)):.4f}"]
            total += mean * len(_WEEKS)
            self._hold(place.name, name, mean * draw.between(0, 5))
        for place in self._places[1:1 + network.regional]:
            self._hold(place.name, name, total / network.regional * draw.between(0, 0.4))
        self._hold("dc", name, total * draw.between(0.1, 0.8))
        if draw.share() < 0.7:
            self.supply.append(["dc", name, [5, 10, 14][draw.below(3)], f"{cost:.2f}"])

    def _hold(self, place: str, sku: str, units: float) -> None:
        if int(units) > 0:
            self.stock.append([place, sku, int(units)])


def settings(network: Network, seed: int) -> str:
    """scenario.yaml."""
    budget = f", budget: {network.skus * network.stores * network.active * _SPENDING:.0f}" if network.shared else ""
    return (
        f"version: 1\nname: network-{network.stores}x{network.skus}-seed-{seed}\ncurrency: EUR\n"
        f"as_of: {_WEEKS[0]}\nhorizon_days: {7 * len(_WEEKS)}\n"
        "transfer_tariff: { per_shipment: 20, per_km: 0.02, per_unit: 0.3, speed_km_per_day: 500, minimum_days: 1 }\n"
        f"replenishment: {{ service_level: 0.95{budget} }}\n")


def generate(network: Network, seed: int, folder: Path) -> None:
    """Writes a scenario folder."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = Draw(seed)
    places = _places(network, draw)
    dock = int(network.skus * network.active * _DOCK) if network.shared else ""
    (folder / "scenario.yaml").write_text(settings(network, seed), encoding="utf-8")
    write(
        folder / "nodes.csv", ["node_id", "tier", "parent", "latitude", "longitude", "receiving_units"],
        ([p.name, p.tier, p.parent, f"{p.latitude:.4f}", f"{p.longitude:.4f}", dock if p.tier == "store" else ""]
         for p in places))
    goods = _Goods(network, places, draw)
    write(folder / "forecast.csv", ["node_id", "sku_id", "period_start", "mean", "sd"], goods.forecast())
    write(
        folder / "skus.csv", ["sku_id", "price", "unit_cost", "weight_kg", "holding_rate", "pack_size"], goods.skus)
    write(folder / "stock.csv", ["node_id", "sku_id", "on_hand"], goods.stock)
    write(folder / "supply.csv", ["node_id", "sku_id", "lead_days", "unit_cost"], goods.supply)


NETWORKS: dict[str, Network] = {
    "tiny": Network(stores=5, regional=2, skus=40, active=0.5),
    "small": Network(stores=20, regional=2, skus=1000),
    "shared": Network(stores=20, regional=2, skus=300, shared=True),
    "packs": Network(stores=20, regional=2, skus=1000, pack=6),
    "mid": Network(stores=100, regional=4, skus=2000),
    "large": Network(stores=500, regional=10, skus=10_000),
}


def main(name: str, seed: str, folder: str) -> None:
    """`python -m bench.networks NAME SEED FOLDER`"""
    generate(NETWORKS[name], int(seed), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
