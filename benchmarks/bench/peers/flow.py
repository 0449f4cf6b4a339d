"""OR-Tools' min-cost flow, exact for batches of one-line orders of quantity 1 without activation costs.

One graph: all units -> node (capacity) -> node and SKU (stock) -> orders of one zone and SKU, with an arc past all
nodes for what is not served.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from ortools.graph.python import min_cost_flow

from .instance import Instance, Integers, read_instance
from .planfolder import Row, write_plan


def refusal(instance: Instance) -> str | None:
    """Why the batch is no such flow; None where it is one."""
    if len(instance.line_sku) != len(instance.orders) or (instance.line_quantity != 1).any():
        return "orders of more than one unit"
    if instance.activation.any():
        return "activation costs"
    return None


class FlowGraph:
    """Arcs in the order of their making; vertices are source, nodes, stock rows, classes."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        zones = len(instance.zones)
        key = instance.line_sku * zones + instance.order_zone
        self.classes, self.class_of_order, self.demand = np.unique(key, return_inverse=True, return_counts=True)
        self.first_row = 1 + len(instance.nodes)
        self.first_class = self.first_row + len(instance.stock_node)
        self.tails: list[Integers] = []
        self.heads: list[Integers] = []
        self.capacities: list[Integers] = []
        self.costs: list[Integers] = []
        self._build()

    def _add(self, tails: Integers, heads: Integers, capacities: Integers, costs: Integers) -> None:
        for column, values in zip((self.tails, self.heads, self.capacities, self.costs),
                                  (tails, heads, capacities, costs)):
            column.append(np.broadcast_to(values, np.shape(heads)).astype(np.int64))

    def _build(self) -> None:
        instance = self.instance
        count = len(instance.orders)
        zones = len(instance.zones)
        cost = instance.shipment_cost() + instance.unit_cost()
        rows = np.arange(len(instance.stock_node))
        room = np.minimum(np.minimum(instance.capacity_orders, instance.capacity_units), count)
        self._add(np.array(0), 1 + np.arange(len(instance.nodes)), room, np.array(0))
        self._add(1 + instance.stock_node, self.first_row + rows, np.minimum(instance.stock_units, count), np.array(0))
        places = np.arange(len(self.classes))
        self._add(np.array(0), self.first_class + places, self.demand, np.array(instance.settings.penalty))
        self.served_from = sum(len(heads) for heads in self.heads)
        for place, key in enumerate(self.classes):
            sku, zone = divmod(int(key), zones)
            part = slice(instance.stock_start[sku], instance.stock_start[sku + 1])
            nodes = instance.stock_node[part]
            known = instance.lane_known[nodes, zone]
            tails = self.first_row + rows[part][known]
            self._add(
                tails, np.full(len(tails), self.first_class + place), np.array(self.demand[place]),
                cost[nodes[known], zone])

    def solve(self) -> list[Row]:
        """The assignment of least cost."""
        solver = min_cost_flow.SimpleMinCostFlow()
        tails, heads = np.concatenate(self.tails), np.concatenate(self.heads)
        arcs = solver.add_arcs_with_capacity_and_unit_cost(
            tails, heads, np.concatenate(self.capacities), np.concatenate(self.costs))
        vertices = np.arange(self.first_class + len(self.classes))
        supply = np.zeros(len(vertices), dtype=np.int64)
        supply[0] = self.demand.sum()
        supply[self.first_class:] = -self.demand
        solver.set_nodes_supplies(vertices, supply)
        status = solver.solve()
        if status != solver.OPTIMAL:
            raise RuntimeError(f"min-cost flow ended with status {status}")
        return self._assignment(tails, heads, solver.flows(arcs))

    def _assignment(self, tails: Integers, heads: Integers, flows: Integers) -> list[Row]:
        waiting: list[list[int]] = [[] for _ in self.classes]
        for order in range(len(self.class_of_order) - 1, -1, -1):
            waiting[self.class_of_order[order]].append(order)
        found: list[Row] = []
        for arc in self.served_from + np.flatnonzero(flows[self.served_from:]):
            node = int(self.instance.stock_node[tails[arc] - self.first_row])
            orders = waiting[heads[arc] - self.first_class]
            found.extend((orders.pop(), node, 1) for _ in range(flows[arc]))
        return found


def main(scenario: str, plan: str) -> None:
    """`python -m bench.peers.flow SCENARIO PLAN`; prints status and seconds as JSON."""
    instance = read_instance(Path(scenario))
    reason = refusal(instance)
    if reason:
        print(json.dumps({"status": "not applicable", "note": reason}))
        return
    graph = FlowGraph(instance)
    start = time.monotonic()
    assignment = graph.solve()
    seconds = time.monotonic() - start
    write_plan(instance, assignment, Path(plan))
    print(json.dumps({"status": "optimal", "seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
