"""The whole batch as one mixed integer program: every node that could serve a line, every limit, every cost.

Columns: a *take* is one line (a unit of it, under `split: units`) from one node; a *shipment* is one order served by
one node; a *whole* is both at once, for orders of one line or `split: never`; *missing* is what is not served; *open*
is a node that serves anything. Rows: each line is served or missing; a take needs its shipment; stock; capacity in
orders and in units; a shipment needs its node open. Rows that cannot bind are left out, nothing else is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .instance import UNLIMITED, Instance, Integers
from .planfolder import Row


@dataclass
class Program:
    """Minimise cost (millionths) over integer columns 0 ... upper; rows `row_sense` ('E' or 'L') `row_right`.

    Entries are triples (row, column, value). `decode` says for each column which (line, node, units) it stands for:
    line -1 for none, -2 - order for all lines of an order.
    """

    cost: Integers
    upper: Integers
    decode: Integers
    row_sense: str
    row_right: Integers
    entries: Integers

    def save(self, path: Path) -> None:
        """Keeps the program beside its text, for peers with an interface of their own and for reading solutions."""
        np.savez(
            path, cost=self.cost, upper=self.upper, decode=self.decode, right=self.row_right, entries=self.entries,
            sense=np.array(self.row_sense))

    @staticmethod
    def load(path: Path) -> "Program":
        """Reads what `save` wrote."""
        with np.load(path) as file:
            return Program(
                file["cost"], file["upper"], file["decode"], str(file["sense"]), file["right"], file["entries"])

    def assignment(self, instance: Instance, values: Integers) -> list[Row]:
        """The rows of a solution."""
        found: list[Row] = []
        for column in np.flatnonzero(values):
            line, node, units = (int(x) for x in self.decode[column])
            if line >= 0:
                found.append((line, node, units * int(values[column])))
            elif line <= -2:
                order = -2 - line
                for each in range(instance.first_line[order], instance.first_line[order + 1]):
                    found.append((each, node, int(instance.line_quantity[each])))
        return found


@dataclass
class _Columns:
    cost: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    decode: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, cost: int, upper: int, decode: tuple[int, int, int] = (-1, 0, 0)) -> int:
        self.cost.append(int(cost))
        self.upper.append(int(upper))
        self.decode.append(decode)
        return len(self.cost) - 1


@dataclass
class _Rows:
    sense: list[str] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    entries: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, sense: str, right: int, entries: list[tuple[int, int]]) -> None:
        row = len(self.sense)
        self.sense.append(sense)
        self.right.append(int(right))
        self.entries.extend((row, column, value) for column, value in entries)


class ProgramBuilder:
    """Builds the program of an instance. O(lines x nodes that could serve them)."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.columns = _Columns()
        self.rows = _Rows()
        self.shipment_cost = instance.shipment_cost()
        self.unit_cost = instance.unit_cost()
        # What each limit has to hold: lists of (column, use).
        self.of_stock: dict[int, list[tuple[int, int]]] = {}
        self.of_orders: dict[int, list[tuple[int, int]]] = {}
        self.of_units: dict[int, list[tuple[int, int]]] = {}

    def build(self) -> Program:
        """All orders, then the limits that they share."""
        for order in range(len(self.instance.orders)):
            lines = range(self.instance.first_line[order], self.instance.first_line[order + 1])
            rule = self.instance.order_split[order]
            if rule == "never" or (len(lines) == 1 and rule == "lines"):
                self._whole(order, lines)
            else:
                self._divided(order, lines, by_units=rule == "units")
        self._limits()
        return Program(
            cost=np.array(self.columns.cost, dtype=np.int64), upper=np.array(self.columns.upper, dtype=np.int64),
            decode=np.array(self.columns.decode, dtype=np.int64).reshape(-1, 3), row_sense="".join(self.rows.sense),
            row_right=np.array(self.rows.right, dtype=np.int64),
            entries=np.array(self.rows.entries, dtype=np.int64).reshape(-1, 3))

    def _sources(self, line: int, least: int) -> list[tuple[int, int]]:
        """(stock row, node) of every node with `least` units of the line's SKU and a lane to its zone."""
        instance = self.instance
        sku = instance.line_sku[line]
        zone = self._zone
        return [
            (row, int(instance.stock_node[row]))
            for row in range(instance.stock_start[sku], instance.stock_start[sku + 1])
            if instance.stock_units[row] >= least and instance.lane_known[instance.stock_node[row], zone]
        ]

    def _whole(self, order: int, lines: range) -> None:
        instance = self.instance
        self._zone = zone = int(instance.order_zone[order])
        units = [int(instance.line_quantity[line]) for line in lines]
        places = [dict((node, row) for row, node in self._sources(line, n)) for line, n in zip(lines, units)]
        entries = []
        for node in sorted(set(places[0]).intersection(*places[1:])):
            total = sum(units)
            column = self.columns.add(
                self.shipment_cost[node, zone] + total * self.unit_cost[node, zone], 1, (-2 - order, node, 0))
            entries.append((column, 1))
            self.of_orders.setdefault(node, []).append((column, 1))
            self.of_units.setdefault(node, []).append((column, total))
            need: dict[int, int] = {}
            for place, n in zip(places, units):
                need[place[node]] = need.get(place[node], 0) + n
            for row, n in need.items():
                self.of_stock.setdefault(row, []).append((column, n))
        missing = self.columns.add(sum(units) * instance.settings.penalty, 1)
        self.rows.add("E", 1, entries + [(missing, 1)])

    def _divided(self, order: int, lines: range, by_units: bool) -> None:
        instance = self.instance
        self._zone = zone = int(instance.order_zone[order])
        shipments: dict[int, int] = {}
        for line in lines:
            quantity = int(instance.line_quantity[line])
            each = 1 if by_units else quantity
            entries = []
            for row, node in self._sources(line, each):
                if node not in shipments:
                    shipments[node] = self.columns.add(self.shipment_cost[node, zone], 1)
                    self.of_orders.setdefault(node, []).append((shipments[node], 1))
                most = min(quantity, int(instance.stock_units[row])) if by_units else 1
                take = self.columns.add(each * self.unit_cost[node, zone], most, (line, node, each))
                entries.append((take, 1))
                self.rows.add("L", 0, [(take, 1), (shipments[node], -most)])
                self.of_stock.setdefault(row, []).append((take, each))
                self.of_units.setdefault(node, []).append((take, each))
            count = quantity // each
            missing = self.columns.add(each * instance.settings.penalty, count)
            self.rows.add("E", count, entries + [(missing, 1)])

    def _limits(self) -> None:
        instance = self.instance
        nodes = range(len(instance.nodes))
        opened = {
            node: self.columns.add(instance.activation[node], 1) for node in nodes if instance.activation[node]}
        for node, column in opened.items():
            for served, _ in self.of_orders.get(node, []):
                self.rows.add("L", 0, [(served, 1), (column, -1)])
        node_of_row = dict(enumerate(instance.stock_node.tolist()))
        self._limit(self.of_stock, instance.stock_units, node_of_row, opened)
        self._limit(self.of_orders, instance.capacity_orders, nodes, opened)
        self._limit(self.of_units, instance.capacity_units, nodes, opened)

    def _limit(
        self, uses: dict[int, list[tuple[int, int]]], limits: Integers, node_of: Mapping | range, opened: dict[int, int]
    ) -> None:
        """A limit of a node that must be opened holds nothing before: the tighter row of facility location."""
        for key in sorted(uses):
            most = sum(use * self.columns.upper[column] for column, use in uses[key])
            limit = int(limits[key])
            if limit < min(most, UNLIMITED):
                column = opened.get(node_of[key])
                if column is None:
                    self.rows.add("L", limit, uses[key])
                else:
                    self.rows.add("L", 0, uses[key] + [(column, -limit)])
