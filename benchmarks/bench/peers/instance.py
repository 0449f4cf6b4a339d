"""A scenario as the peers see it: dense numbers, read from the same files as Allot reads."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..money import millionths
from ..tables import NotModelled, rows
from .settings import Settings, read_settings

Integers = NDArray[np.int64]

#: No limit.
UNLIMITED = 2**40


@dataclass(frozen=True)
class Instance:
    """Nodes, stock, lanes and orders; money in millionths, weight in milligrams.

    `lane_*` are tables [node, zone]; stock rows are sorted by SKU, then node, and those of SKU k are
    `stock_start[k] ..< stock_start[k + 1]`; the lines of order o are `first_line[o] ..< first_line[o + 1]`.
    """

    settings: Settings
    nodes: list[str]
    tier: list[str]
    node_place: NDArray[np.float64]
    capacity_orders: Integers
    capacity_units: Integers
    handling_shipment: Integers
    handling_unit: Integers
    activation: Integers
    zones: list[str]
    zone_place: NDArray[np.float64]
    skus: list[str]
    weight: Integers
    stock_start: Integers
    stock_node: Integers
    stock_units: Integers
    lane_known: NDArray[np.bool_]
    lane_shipment: Integers
    lane_unit: Integers
    lane_days: Integers
    orders: list[str]
    order_zone: Integers
    order_split: list[str]
    first_line: Integers
    line_sku: Integers
    line_quantity: Integers

    def shipment_cost(self) -> Integers:
        """[node, zone]: what the first parcel of an order costs, without its units."""
        return self.lane_shipment + self.handling_shipment[:, None]

    def unit_cost(self) -> Integers:
        """[node, zone]: what each unit costs."""
        return self.lane_unit + self.handling_unit[:, None]


def _limit(text: str) -> int:
    return int(text) if text else UNLIMITED


def _place(latitude: str, longitude: str) -> tuple[float, float]:
    return (float(latitude), float(longitude)) if latitude else (float("nan"), float("nan"))


def read_instance(folder: Path) -> Instance:
    """Reads a scenario folder. Raises `NotModelled` where it uses more than generated scenarios do."""
    settings = read_settings(folder / "scenario.yaml")
    node_rows = list(
        rows(
            folder / "nodes.csv",
            ["node_id", "tier", "latitude", "longitude", "capacity_orders", "capacity_units", "handling_per_shipment",
             "handling_per_unit", "activation_cost"],
            frozenset({"name", "region", "parent"}),
        )
    )
    zone_rows = list(
        rows(folder / "zones.csv", ["zone_id", "latitude", "longitude"], frozenset({"name", "country"})))
    sku_rows = list(
        rows(
            folder / "skus.csv", ["sku_id", "weight_kg"],
            frozenset({"name", "category", "price", "unit_cost", "holding_rate"})))
    node_of = {row[0]: i for i, row in enumerate(node_rows)}
    zone_of = {row[0]: i for i, row in enumerate(zone_rows)}
    sku_of = {row[0]: i for i, row in enumerate(sku_rows)}
    stock = np.array(
        [(sku_of[s], node_of[n], int(units))
         for n, s, units in rows(folder / "stock.csv", ["node_id", "sku_id", "on_hand"])],
        dtype=np.int64).reshape(-1, 3)
    stock = stock[np.lexsort((stock[:, 1], stock[:, 0]))]
    known, shipment, unit, days = _lanes(folder, node_of, zone_of)
    return Instance(
        settings=settings,
        nodes=[row[0] for row in node_rows],
        tier=[row[1] for row in node_rows],
        node_place=np.array([_place(row[2], row[3]) for row in node_rows]),
        capacity_orders=np.array([_limit(row[4]) for row in node_rows]),
        capacity_units=np.array([_limit(row[5]) for row in node_rows]),
        handling_shipment=np.array([millionths(row[6]) for row in node_rows]),
        handling_unit=np.array([millionths(row[7]) for row in node_rows]),
        activation=np.array([millionths(row[8]) for row in node_rows]),
        zones=[row[0] for row in zone_rows],
        zone_place=np.array([_place(row[1], row[2]) for row in zone_rows]),
        skus=[row[0] for row in sku_rows],
        weight=np.array([millionths(row[1]) for row in sku_rows]),
        stock_start=np.searchsorted(stock[:, 0], np.arange(len(sku_rows) + 1)),
        stock_node=stock[:, 1].copy(),
        stock_units=stock[:, 2].copy(),
        lane_known=known, lane_shipment=shipment, lane_unit=unit, lane_days=days,
        **_orders(folder, zone_of, sku_of),
    )


def _lanes(folder: Path, node_of: dict[str, int], zone_of: dict[str, int]) -> tuple:
    shape = (len(node_of), len(zone_of))
    known = np.zeros(shape, dtype=bool)
    tables = [np.zeros(shape, dtype=np.int64) for _ in range(3)]
    columns = ["origin", "destination", "cost_per_shipment", "cost_per_unit", "transit_days"]
    for origin, destination, shipment, unit, days in rows(folder / "lanes.csv", columns):
        place = node_of[origin], zone_of[destination]
        known[place] = True
        for table, value in zip(tables, (millionths(shipment), millionths(unit), int(days or 0))):
            table[place] = value
    return known, *tables


def _orders(folder: Path, zone_of: dict[str, int], sku_of: dict[str, int]) -> dict:
    orders: list[str] = []
    zone: list[int] = []
    split: list[str] = []
    first: list[int] = []
    sku: list[int] = []
    quantity: list[int] = []
    columns = ["order_id", "sku_id", "quantity", "zone_id", "split"]
    for order, item, units, destination, rule in rows(folder / "orders.csv", columns, frozenset({"placed_at"})):
        if not orders or orders[-1] != order:
            orders.append(order)
            zone.append(zone_of[destination])
            split.append(rule or "lines")
            first.append(len(sku))
        sku.append(sku_of[item])
        quantity.append(int(units))
    if len(set(orders)) != len(orders):
        raise NotModelled("orders.csv: the rows of an order do not stand together")
    return {
        "orders": orders, "order_zone": np.array(zone, dtype=np.int64), "order_split": split,
        "first_line": np.array(first + [len(sku)], dtype=np.int64),
        "line_sku": np.array(sku, dtype=np.int64), "line_quantity": np.array(quantity, dtype=np.int64),
    }
