"""Magento MSI's source selection, after its published description: order by order, down a list of sources.

Adobe Commerce documentation, "Source selection and reservations": the priority algorithm works through the sources
in the merchant's order and takes what each has until the order is filled; the distance algorithm does the same from
the source closest to the shipping address outwards.

Adapted to the contract: a line goes whole from the first source that has all of it (`split: units`: as there, what
each has; `split: never`: the order whole from the first source that has all of it), a source whose day is full is
passed over like a disabled one, and so is one without a lane to the zone. Priority here is central, regional, then
store, nodes.csv order within a tier. Costs play no part, as there.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .distance import kilometres
from .instance import Instance, Integers, read_instance
from .planfolder import Row, write_plan

_TIERS = ["central", "regional", "store", "vendor"]
_NOWHERE = 2**30


def priority_rank(instance: Instance) -> Integers:
    """[zone, node]: the place of each node in the merchant's list, the same for every zone."""
    order = sorted(range(len(instance.nodes)), key=lambda node: (_TIERS.index(instance.tier[node]), node))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return np.where(instance.lane_known.T, rank[None, :], _NOWHERE)


def distance_rank(instance: Instance) -> Integers:
    """[zone, node]: the place of each node by distance from the zone; ties in nodes.csv order."""
    order = np.argsort(kilometres(instance.zone_place, instance.node_place), axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(order.shape[1])[None, :], axis=1)
    return np.where(instance.lane_known.T, rank, _NOWHERE)


class Walk:
    """The walk of all orders over what is left of stock and capacity."""

    def __init__(self, instance: Instance, rank: Integers) -> None:
        self.instance = instance
        self.rank = rank
        start = instance.stock_start
        self.holders = [instance.stock_node[a:b] for a, b in zip(start, start[1:])]
        self.left = [instance.stock_units[a:b].copy() for a, b in zip(start, start[1:])]
        self.orders_left = instance.capacity_orders.copy()
        self.units_left = instance.capacity_units.copy()

    def run(self) -> Iterator[Row]:
        """Every order in the order of the file."""
        instance = self.instance
        for order in range(len(instance.orders)):
            serving: set[int] = set()
            lines = range(instance.first_line[order], instance.first_line[order + 1])
            if instance.order_split[order] == "never":
                yield from self._whole(order, lines, serving)
            else:
                for line in lines:
                    yield from self._line(order, line, serving)

    def _line(self, order: int, line: int, serving: set[int]) -> Iterator[Row]:
        divides = self.instance.order_split[order] == "units"
        sku, missing = int(self.instance.line_sku[line]), int(self.instance.line_quantity[line])
        while missing:
            index = self._first(order, sku, 1 if divides else missing, serving)
            if index is None:
                return
            node = int(self.holders[sku][index])
            taken = int(min(missing, self.left[sku][index], self.units_left[node]))
            self._take(sku, index, node, taken, serving)
            missing -= taken
            yield line, node, taken

    def _whole(self, order: int, lines: range, serving: set[int]) -> Iterator[Row]:
        skus = [int(self.instance.line_sku[line]) for line in lines]
        units = [int(self.instance.line_quantity[line]) for line in lines]
        need: dict[int, int] = {}
        for sku, quantity in zip(skus, units):
            need[sku] = need.get(sku, 0) + quantity
        rank = self.rank[self.instance.order_zone[order]]
        for node in np.argsort(rank, kind="stable"):
            if rank[node] == _NOWHERE or self.orders_left[node] < 1 or self.units_left[node] < sum(units):
                continue
            places = {sku: self._place(sku, int(node)) for sku in need}
            if all(i is not None and self.left[sku][i] >= need[sku] for sku, i in places.items()):
                for line, sku, quantity in zip(lines, skus, units):
                    self._take(sku, places[sku], int(node), quantity, serving)
                    yield line, int(node), quantity
                return

    def _place(self, sku: int, node: int) -> int | None:
        found = np.flatnonzero(self.holders[sku] == node)
        return int(found[0]) if len(found) else None

    def _first(self, order: int, sku: int, need: int, serving: set[int]) -> int | None:
        """The holder that comes first in the walk and can give `need` units to the order."""
        holders = self.holders[sku]
        if not len(holders):
            return None
        ranks = self.rank[self.instance.order_zone[order], holders]
        can = (self.left[sku] >= need) & (self.units_left[holders] >= need)
        has_room = self.orders_left[holders] > 0
        for node in serving:
            has_room |= holders == node
        ranks = np.where(can & has_room, ranks, _NOWHERE)
        index = int(ranks.argmin())
        return index if ranks[index] < _NOWHERE else None

    def _take(self, sku: int, index: int, node: int, units: int, serving: set[int]) -> None:
        self.left[sku][index] -= units
        self.units_left[node] -= units
        if node not in serving:
            serving.add(node)
            self.orders_left[node] -= 1


def main(algorithm: str, scenario: str, plan: str) -> None:
    """`python -m bench.peers.walk priority|distance SCENARIO PLAN`"""
    instance = read_instance(Path(scenario))
    rank = {"priority": priority_rank, "distance": distance_rank}[algorithm](instance)
    write_plan(instance, Walk(instance, rank).run(), Path(plan))


if __name__ == "__main__":
    main(*sys.argv[1:])
