"""Scenarios that `allot generate` has no option for, made from its files."""

import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from . import tables


def _copy(source: Path, target: Path) -> None:
    """All input files, without the record by which Allot knows its own output."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("run.json", "out"))


def _scaled_capacity(folder: Path, factor: float) -> None:
    """Multiplies capacity_orders, rounded up: every node keeps at least one order."""
    header, content = tables.read(folder / "nodes.csv")
    place = header.index("capacity_orders")
    for row in content:
        if row[place]:
            row[place] = str(-int(-int(row[place]) * factor // 1))
    tables.write(folder / "nodes.csv", header, content)


def unit_orders(folder: Path) -> None:
    """Every unit of every line becomes an order of its own: one line, quantity 1.

    Demand by SKU and zone stays as it was, and so does its relation to stock; capacity grows with the orders.
    """
    header, content = tables.read(folder / "orders.csv")
    order, quantity = header.index("order_id"), header.index("quantity")
    units: list[list[str]] = []
    for row in content:
        for _ in range(int(row[quantity])):
            units.append(row.copy())
            units[-1][quantity] = "1"
            units[-1][order] = f"U{len(units):07d}"
    before = len({row[order] for row in content})
    tables.write(folder / "orders.csv", header, units)
    _scaled_capacity(folder, len(units) / before)


def joined_orders(folder: Path, count: int) -> None:
    """Joins each `count` successive orders to one, sent where the first goes: more lines an order, the same units.

    Lines of one SKU become one line. Capacity shrinks with the orders.
    """
    header, content = tables.read(folder / "orders.csv")
    order, sku, quantity = (header.index(name) for name in ("order_id", "sku_id", "quantity"))
    joined: list[list[str]] = []
    line_of: dict[str, list[str]] = {}
    seen = 0
    previous = ""
    for row in content:
        if row[order] != previous:
            previous = row[order]
            if seen % count == 0:
                line_of, first = {}, row
            seen += 1
        if row[sku] in line_of:
            line = line_of[row[sku]]
            line[quantity] = str(int(line[quantity]) + int(row[quantity]))
        else:
            line = first.copy()
            line[sku], line[quantity] = row[sku], row[quantity]
            line_of[row[sku]] = line
            joined.append(line)
    tables.write(folder / "orders.csv", header, joined)
    _scaled_capacity(folder, 1 / count)


def divided_stock(folder: Path, parts: int) -> None:
    """Leaves one part of all stock, rounded down, so that demand is `parts` times what it was to stock."""
    header, content = tables.read(folder / "stock.csv")
    place = header.index("on_hand")
    for row in content:
        row[place] = str(int(row[place]) // parts)
    tables.write(folder / "stock.csv", header, (row for row in content if row[place] != "0"))


def divided_capacity(folder: Path, parts: int) -> None:
    """Leaves one part of the capacity of every node, rounded up."""
    _scaled_capacity(folder, 1 / parts)


def facility(folder: Path, split: str) -> None:
    """A capacitated facility location problem: one SKU, large orders, and a price for opening each node.

    Orders of 1 to 20 units; stock four times what they ask for, spread over all nodes; opening a node costs 50 to
    150 and 0.5 for each unit of its stock; no other capacity. Seeded by the scenario's own name.
    """
    settings = (folder / "scenario.yaml").read_text(encoding="utf-8")
    draw = random.Random(settings.split("name:")[1].split()[0])
    header, orders = tables.read(folder / "orders.csv")
    quantity = header.index("quantity")
    for row in orders:
        row[quantity] = str(draw.randint(1, 20))
    demand = sum(int(row[quantity]) for row in orders)
    tables.write(folder / "orders.csv", header + ["split"], (row + [split] for row in orders))
    header, nodes = tables.read(folder / "nodes.csv")
    node, capacity, activation = (header.index(name) for name in ("node_id", "capacity_orders", "activation_cost"))
    sku = tables.read(folder / "skus.csv")[1][0][0]
    stock = []
    for row in nodes:
        units = max(20, round(4 * demand / len(nodes) * draw.uniform(0.5, 1.5)))
        stock.append([row[node], sku, str(units)])
        row[capacity] = ""
        row[activation] = str(round(draw.uniform(50, 150) + 0.5 * units))
    tables.write(folder / "nodes.csv", header, nodes)
    tables.write(folder / "stock.csv", ["node_id", "sku_id", "on_hand"], stock)


#: What recipes may ask for, by name; an argument follows a colon.
STEPS: dict[str, Callable[[Path, str], None]] = {
    "units": lambda folder, _: unit_orders(folder),
    "join": lambda folder, count: joined_orders(folder, int(count)),
    "stock": lambda folder, parts: divided_stock(folder, int(parts)),
    "capacity": lambda folder, parts: divided_capacity(folder, int(parts)),
    "facility": facility,
}


def derive(source: Path, target: Path, step: str) -> None:
    """Makes `target` of the scenario `source` by one step such as `stock:3`."""
    name, _, argument = step.partition(":")
    _copy(source, target)
    STEPS[name](target, argument)


if __name__ == "__main__":
    derive(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
