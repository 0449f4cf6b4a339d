"""A case of online fulfilment as a scenario folder.

What nobody fills comes from a vendor whose stock never ends, at the price of leaving it unfilled: every order is served, and
the carrier's cost is all there is.
"""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from .fulfilment_case import Case, Sequences
from .tables import write

START = datetime.datetime(2026, 3, 2)
DAYS = 50
#: Days of orders before the first, by which Allot knows what to expect.
HISTORY_DAYS = 28
UNFILLED = "unfilled"


def _money(millionths: int) -> str:
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}"


def _lines(case: Case, orders: Sequences, first: datetime.datetime, name: str) -> Iterator[list[object]]:
    """One row a line; orders without items have none."""
    step = datetime.timedelta(days=DAYS) / case.periods
    for number, (kind, city) in enumerate(orders):
        placed = (first + number * step).isoformat(timespec="seconds")
        for item in case.types[kind]:
            yield [f"{name}{number:05d}", f"item-{item:02d}", 1, placed, case.cities[city]]


def _places(folder: Path, case: Case) -> None:
    nodes = [*([centre, "regional"] for centre in case.centres), [UNFILLED, "vendor"]]
    write(folder / "nodes.csv", ["node_id", "tier"], nodes)
    write(folder / "zones.csv", ["zone_id"], ([city] for city in case.cities))
    write(folder / "skus.csv", ["sku_id"], ([f"item-{item:02d}"] for item in range(case.skus)))
    stock = [
        [centre, f"item-{item:02d}", units]
        for centre, row in zip(case.centres, case.stock) for item, units in enumerate(row) if units > 0]
    stock += [[UNFILLED, f"item-{item:02d}", ""] for item in range(case.skus)]
    write(folder / "stock.csv", ["node_id", "sku_id", "on_hand"], stock)
    lanes = [
        [name, city, _money(box), _money(row[place])]
        for name, box, row in zip([*case.centres, UNFILLED], case.boxes, case.items)
        for place, city in enumerate(case.cities)]
    write(folder / "lanes.csv", ["origin", "destination", "cost_per_shipment", "cost_per_unit"], lanes)


def write_folder(
    folder: Path, case: Case, orders: Sequences, history: Sequences | None = None, retune_days: int = DAYS
) -> None:
    """The orders one by one over 50 days, after those of the history."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(
        f"version: 1\nname: {folder.name}\ncurrency: USD\ntimezone: UTC\nas_of: {START:%Y-%m-%d}\n"
        # Never paid: the vendor has everything.
        "unfilled: { per_unit: 1000 }\npolicy: optimal\n"
        f"simulation: {{ start: {START:%Y-%m-%d}, days: {DAYS}, every_hours: 0, replenishment: none, "
        f"retune_days: {retune_days} }}\n",
        encoding="utf-8")
    _places(folder, case)
    rows: Iterable[list[object]] = _lines(case, orders, START, "o")
    if history:
        before = START - datetime.timedelta(days=DAYS) * len(history) / case.periods
        rows = [*_lines(case, history, before, "h"), *rows]
    write(folder / "orders.csv", ["order_id", "sku_id", "quantity", "placed_at", "zone_id"], rows)
