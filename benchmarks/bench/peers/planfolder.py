"""A bare assignment as a plan folder of Allot's contract, costs included, so that `allot audit` can check it."""

import datetime
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ..money import decimal
from .instance import Instance

#: (line, node, quantity): so many units of a line leave from a node.
Row = tuple[int, int, int]

_SHIPMENTS = [
    "shipment_id", "order_id", "node_id", "destination", "service", "parcels", "units", "weight_kg", "ships_on",
    "arrives_on", "days_late", "carrier", "handling", "commission", "lateness",
]
_HEADERS = {
    "assignments.csv": ["order_id", "line_id", "sku_id", "quantity", "node_id", "shipment_id", "mode"],
    "shipments.csv": _SHIPMENTS,
    "unfilled.csv": ["order_id", "line_id", "sku_id", "quantity", "reason", "repair", "cost"],
    "node_costs.csv": ["node_id", "activation", "use", "orders", "units"],
    "transfers.csv": [
        "transfer_id", "from_node", "to_node", "sku_id", "quantity", "departs_on", "arrives_on", "cost", "reason"],
    "prices.csv": ["resource", "node_id", "sku_id", "destination", "service", "price"],
}
_TERMS = ["carrier", "handling", "commission", "activation", "transfer", "lateness", "use", "unfilled"]


class _Totals:
    """What the rows add up to."""

    def __init__(self, instance: Instance) -> None:
        self.cost = dict.fromkeys(_TERMS, 0)
        self.shipments = self.filled = self.complete = self.split = 0
        self.node_orders = np.zeros(len(instance.nodes), dtype=np.int64)
        self.node_units = np.zeros(len(instance.nodes), dtype=np.int64)


def write_plan(instance: Instance, assignment: Iterable[Row], folder: Path) -> None:
    """Writes the plan of an assignment.

    Peers explain nothing: the reason in unfilled.csv is always `stock_used` and the policy in summary.json is
    `optimal` without a bound, since the contract has no words for others. The audit judges neither.
    """
    by_order: dict[int, list[Row]] = {}
    order_of_line = np.repeat(np.arange(len(instance.orders)), np.diff(instance.first_line))
    for row in sorted(assignment):
        by_order.setdefault(int(order_of_line[row[0]]), []).append(row)
    folder.mkdir(parents=True, exist_ok=True)
    totals = _Totals(instance)
    files = {name: (folder / name).open("w", encoding="utf-8") for name in _HEADERS}
    for name, header in _HEADERS.items():
        files[name].write(",".join(header) + "\n")
    for order in range(len(instance.orders)):
        _write_order(instance, order, by_order.get(order, []), files, totals)
    _write_nodes(instance, files["node_costs.csv"], totals)
    for file in files.values():
        file.close()
    (folder / "summary.json").write_text(_summary(instance, totals), encoding="utf-8")


def _write_order(instance: Instance, order: int, rows: list[Row], files: dict, totals: _Totals) -> None:
    name, zone = instance.orders[order], int(instance.order_zone[order])
    start, end = int(instance.first_line[order]), int(instance.first_line[order + 1])
    missing = [int(units) for units in instance.line_quantity[start:end]]
    nodes = sorted({node for _, node, _ in rows})
    number = {node: i + 1 for i, node in enumerate(nodes)}
    units = dict.fromkeys(nodes, 0)
    weight = dict.fromkeys(nodes, 0)
    for line, node, quantity in rows:
        sku = int(instance.line_sku[line])
        missing[line - start] -= quantity
        units[node] += quantity
        weight[node] += quantity * int(instance.weight[sku])
        files["assignments.csv"].write(
            f"{name},{line - start + 1},{instance.skus[sku]},{quantity},{instance.nodes[node]},"
            f"{name}-{number[node]},ship\n")
    as_of = instance.settings.as_of
    for node in nodes:
        carrier = int(instance.lane_shipment[node, zone] + instance.lane_unit[node, zone] * units[node])
        handling = int(instance.handling_shipment[node] + instance.handling_unit[node] * units[node])
        arrives = as_of + datetime.timedelta(days=int(instance.lane_days[node, zone]))
        files["shipments.csv"].write(
            f"{name}-{number[node]},{name},{instance.nodes[node]},{instance.zones[zone]},"
            f"{instance.settings.service},1,{units[node]},{decimal(weight[node])},{as_of},{arrives},0,"
            f"{decimal(carrier)},{decimal(handling)},0,0\n")
        totals.cost["carrier"] += carrier
        totals.cost["handling"] += handling
        totals.node_orders[node] += 1
        totals.node_units[node] += units[node]
    for index, left in enumerate(missing):
        if left:
            cost = left * instance.settings.penalty
            sku = instance.skus[instance.line_sku[start + index]]
            files["unfilled.csv"].write(f"{name},{index + 1},{sku},{left},stock_used,,{decimal(cost)}\n")
            totals.cost["unfilled"] += cost
    totals.shipments += len(nodes)
    totals.filled += sum(units.values())
    totals.complete += not any(missing)
    totals.split += len(nodes) > 1


def _write_nodes(instance: Instance, file, totals: _Totals) -> None:
    for node, orders in enumerate(totals.node_orders):
        if orders:
            activation = int(instance.activation[node])
            totals.cost["activation"] += activation
            file.write(
                f"{instance.nodes[node]},{decimal(activation)},0,{orders},{totals.node_units[node]}\n")


def _summary(instance: Instance, totals: _Totals) -> str:
    # A double prints money below 1e9 with all of its six decimals.
    cost = {"total": sum(totals.cost.values()), **totals.cost}
    return json.dumps(
        {
            "version": 1, "scenario": instance.settings.name, "policy": "optimal",
            "as_of": str(instance.settings.as_of), "orders": len(instance.orders),
            "lines": len(instance.line_sku), "units": int(instance.line_quantity.sum()),
            "shipments": totals.shipments, "orders_complete": totals.complete, "units_filled": totals.filled,
            "split_orders": totals.split, "late_orders": 0,
            "cost": {term: float(decimal(amount)) for term, amount in cost.items()},
            "lower_bound": None, "price_bound": None, "bound_method": None, "gap": None, "gap_served": None,
            "notices": [],
        },
        indent=2) + "\n"
