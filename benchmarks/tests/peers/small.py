"""Instances of a few orders, made by hand or by a seed."""

import datetime
import random

import numpy as np

from bench.money import MILLION
from bench.peers.instance import UNLIMITED, Instance
from bench.peers.settings import Settings


def instance(
    stock: list[list[int]],
    lanes: list[list[int]],
    orders: list[tuple[int, str, list[tuple[int, int]]]],
    *,
    tiers: list[str] | None = None,
    places: list[tuple[float, float]] | None = None,
    capacity: list[int] | None = None,
    units: list[int] | None = None,
    activation: list[int] | None = None,
    penalty: int = 40,
) -> Instance:
    """`stock` [node][SKU], `lanes` [node][zone] as the price of a shipment (below 0: no lane), orders as (zone, split,
    [(SKU, quantity)]); a unit costs a tenth of its shipment. Money in whole currency units."""
    nodes, skus, zones = len(stock), len(stock[0]), len(lanes[0])
    rows = [(sku, node) for sku in range(skus) for node in range(nodes) if stock[node][sku]]
    price = np.array(lanes) * MILLION
    lines = [line for _, _, part in orders for line in part]
    return Instance(
        settings=Settings("hand", datetime.date(2026, 11, 11), "standard", penalty * MILLION),
        nodes=[f"n{i}" for i in range(nodes)], tier=tiers or ["store"] * nodes,
        node_place=np.array(places or [(0.0, float(i)) for i in range(nodes)]),
        capacity_orders=np.array(capacity or [UNLIMITED] * nodes), capacity_units=np.array(units or [UNLIMITED] * nodes),
        handling_shipment=np.zeros(nodes, dtype=np.int64), handling_unit=np.zeros(nodes, dtype=np.int64),
        activation=np.array(activation or [0] * nodes) * MILLION,
        zones=[f"z{i}" for i in range(zones)], zone_place=np.zeros((zones, 2)), skus=[f"s{i}" for i in range(skus)],
        weight=np.full(skus, 500_000), stock_start=np.searchsorted([sku for sku, _ in rows], np.arange(skus + 1)),
        stock_node=np.array([node for _, node in rows], dtype=np.int64),
        stock_units=np.array([stock[node][sku] for sku, node in rows], dtype=np.int64),
        lane_known=price >= 0, lane_shipment=price, lane_unit=price // 10, lane_days=np.ones_like(price),
        orders=[f"o{i}" for i in range(len(orders))], order_zone=np.array([zone for zone, _, _ in orders]),
        order_split=[split for _, split, _ in orders],
        first_line=np.cumsum([0] + [len(part) for _, _, part in orders]),
        line_sku=np.array([sku for sku, _ in lines]), line_quantity=np.array([quantity for _, quantity in lines]))


def drawn(seed: int) -> Instance:
    """Three nodes, two SKUs, two zones, three orders; every feature of the model somewhere."""
    draw = random.Random(seed)
    orders = []
    for most in (2, 2, 1):
        lines = draw.sample(range(2), draw.randint(1, most))
        split = draw.choice(["lines", "lines", "units", "never"])
        orders.append((draw.randrange(2), split, [(sku, draw.randint(1, 2)) for sku in lines]))
    return instance(
        stock=[[draw.randint(0, 4) for _ in range(2)] for _ in range(3)],
        lanes=[[draw.choice([-1, 5, 8, 11, 20]) for _ in range(2)] for _ in range(3)],
        orders=orders, capacity=[draw.randint(1, 3) for _ in range(3)], units=[draw.randint(1, 6) for _ in range(3)],
        activation=[draw.choice([0, 0, 7, 15]) for _ in range(3)])


def cost(world: Instance, rows: list[tuple[int, int, int]]) -> int | None:
    """What a plan costs by the contract's words, in millionths; None where it breaks a limit. Simple on purpose."""
    total = 0
    taken: dict[tuple[int, int], int] = {}
    served: dict[int, set[int]] = {}
    units_at: dict[int, int] = {}
    order_of = [order for order in range(len(world.orders))
                for _ in range(world.first_line[order], world.first_line[order + 1])]
    left = list(world.line_quantity)
    of_line: dict[int, list[tuple[int, int]]] = {}
    for line, node, quantity in rows:
        order = order_of[line]
        zone, sku = world.order_zone[order], int(world.line_sku[line])
        if not world.lane_known[node, zone]:
            return None
        left[line] -= quantity
        of_line.setdefault(line, []).append((node, quantity))
        taken[node, sku] = taken.get((node, sku), 0) + quantity
        units_at[node] = units_at.get(node, 0) + quantity
        if order not in served.setdefault(node, set()):
            served[node].add(order)
            total += world.lane_shipment[node, zone]
        total += world.lane_unit[node, zone] * quantity
    for node, orders in served.items():
        if len(orders) > world.capacity_orders[node] or units_at[node] > world.capacity_units[node]:
            return None
        total += world.activation[node]
    for (node, sku), quantity in taken.items():
        part = slice(world.stock_start[sku], world.stock_start[sku + 1])
        held = dict(zip(world.stock_node[part].tolist(), world.stock_units[part].tolist()))
        if quantity > held.get(node, 0):
            return None
    for order, split in enumerate(world.order_split):
        lines = range(world.first_line[order], world.first_line[order + 1])
        used = {node for line in lines for node, _ in of_line.get(line, [])}
        whole = all(left[line] == 0 for line in lines)
        if split == "never" and used and (len(used) > 1 or not whole):
            return None
        if split == "lines" and any(len(of_line.get(line, [])) > 1 or (of_line.get(line) and left[line]) for line in lines):
            return None
    return int(total) + sum(left) * world.settings.penalty
