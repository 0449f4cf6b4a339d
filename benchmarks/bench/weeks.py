"""The weeks of Online Retail as scenarios, by Allot's own import."""

import datetime
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .instances import Instances

_FIRST, _LAST = datetime.date(2010, 12, 1), datetime.date(2011, 12, 9)
_NAMES = ["online-retail/online_retail.csv.gz", "online-retail/online_retail.csv", "online_retail.csv.gz",
          "online_retail.csv"]


def data_file(folder: str | None) -> Path | None:
    """The data below a folder (or $ALLOT_DATA), in the places where scenarios/online-retail/run.sh looks."""
    base = folder or os.environ.get("ALLOT_DATA")
    places = [Path(base) / name for name in _NAMES] if base else []
    return next((place for place in places if place.is_file()), None)


def weeks() -> Iterator[tuple[datetime.date, datetime.date]]:
    """Monday to Sunday, the first and the last week shorter."""
    day = _FIRST
    while day <= _LAST:
        sunday = day + datetime.timedelta(days=6 - day.weekday())
        yield day, min(sunday, _LAST)
        day = sunday + datetime.timedelta(days=1)


def import_week(
    instances: Instances, data: Path, first: datetime.date, last: datetime.date
) -> Path | None:
    """The scenario of a week; None where nobody ordered anything."""
    place = instances.folder / f"online-retail-{first}"
    source = Path(__file__).resolve().parents[2] / "scenarios/online-retail"
    instances.folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [instances.allot, "import", "table", data, "--map", source / "map.yaml", "--base", source / "base",
         "--set", f"from={first}", "--set", f"to={last}", "--output", place, "--quiet"], check=True)
    with (place / "orders.csv").open(encoding="utf-8") as orders:
        next(orders)
        return place if next(orders, None) else None
