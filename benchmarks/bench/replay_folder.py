"""The models of replay.sh as scenario folders, and what `allot simulate` said of them."""

import csv
import datetime
from pathlib import Path

from .replay_models import Measures, Model
from .tables import write

START = datetime.date(2026, 1, 1)
#: More days a simulation of Allot cannot have.
MOST_DAYS = 36_500


def make(
    model: Model, folder: Path, days: int, warmup: int, demand: dict[int, list[int]] | None, skus: int = 1, seed: int = 1
) -> None:
    """Writes the folder. With `demand` its numbers come in demand.csv, else Poisson demand is drawn from forecast.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in ("demand.csv", "forecast.csv"):
        (folder / old).unlink(missing_ok=True)
    names = [f"A{number}" for number in range(skus)]
    synthetic = "" if demand is not None else ", demand: {}"
    (folder / "scenario.yaml").write_text(
        f"version: 1\nname: {model.name}\ncurrency: EUR\nas_of: {START}\n"
        "transfer_tariff: { per_shipment: 1, minimum_days: 1 }\nunfilled: { per_unit: 1 }\n"
        f"simulation: {{ days: {days}, warmup_days: {warmup}, review_days: 1, stockout: backorder, "
        f"forecast_days: {days}, seed: {seed}{synthetic} }}\n", encoding="utf-8")
    stages = model.stages
    tiers = ["store" if stage.mean else "central" if stage.parent is None else "regional" for stage in stages]
    write(folder / "nodes.csv", ["node_id", "tier", "parent"], (
        [stage.name, tier, "" if stage.parent is None else stages[stage.parent].name]
        for stage, tier in zip(stages, tiers)))
    write(folder / "skus.csv", ["sku_id", "price", "unit_cost"], ([name, 2, 1] for name in names))
    write(folder / "stock.csv", ["node_id", "sku_id", "on_hand"], (
        [stage.name, name, stage.level] for name in names for stage in stages))
    write(folder / "levels.csv", ["node_id", "sku_id", "base_stock"], (
        [stage.name, name, model.echelon(number)] for name in names for number, stage in enumerate(stages)))
    # What is decided in an evening leaves next morning: a period is over by then.
    write(folder / "supply.csv", ["node_id", "sku_id", "lead_days"], (
        [stage.name, name, stage.lead - 1] for name in names for stage in stages if stage.parent is None))
    write(folder / "lanes.csv", ["origin", "destination", "transit_days"], (
        [stages[stage.parent].name, stage.name, stage.lead - 1] for stage in stages if stage.parent is not None))
    if demand is None:
        # A row holds until the next one.
        write(folder / "forecast.csv", ["node_id", "sku_id", "period_start", "mean"], (
            [stages[store].name, name, START + datetime.timedelta(days=first), stages[store].mean * days]
            for name in names for store in model.stores for first in (0, days)))
    else:
        write(folder / "demand.csv", ["date", "node_id", "sku_id", "quantity"], (
            [START + datetime.timedelta(days=day), stages[store].name, name, demand[store][day]]
            for day in range(days) for name in names for store in model.stores if demand[store][day] > 0))


def measures(model: Model, output: Path, replications: int = 1, skus: int = 1) -> list[Measures]:
    """By replication, means a SKU."""
    runs: list[dict[str, float]] = [{} for _ in range(replications)]
    with (output / "kpis.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            runs[int(row["replication"]) - 1][row["metric"]] = float(row["value"] or "nan")
    parts: list[dict[str, float]] = [{} for _ in range(replications)]
    with (output / "breakdown.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["metric"] == "average_stock_units":
                parts[int(row["replication"]) - 1][row["key"]] = float(row["value"])
    return [
        Measures(
            tuple(part[stage.name] / skus for stage in model.stages), run["average_waiting_units"] / skus,
            run["fill_rate"])
        for run, part in zip(runs, parts)]
