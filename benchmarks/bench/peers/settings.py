"""The keys of scenario.yaml that the peers' cost model knows."""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from ..money import millionths
from ..tables import NotModelled

# Keys without influence on the cost of a plan made by a peer.
_HARMLESS = {"version", "name", "currency", "timezone", "horizon_days", "default_service", "policy"}


@dataclass(frozen=True)
class Settings:
    """What scenario.yaml says."""

    name: str
    as_of: datetime.date
    service: str
    #: Penalty of an unserved unit, in millionths.
    penalty: int


def read_settings(path: Path) -> Settings:
    """Reads the settings of a generated scenario: one key a line, `unfilled` in braces.

    Anything else, and any penalty but one by the unit, is `NotModelled`.
    """
    values: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.split("#")[0].rstrip()
        if not text:
            continue
        found = re.fullmatch(r"(\w+):\s*(.*)", text)
        if not found or (found[1] not in _HARMLESS and found[1] not in ("as_of", "unfilled")):
            raise NotModelled(f"scenario.yaml: {text.strip()}")
        values[found[1]] = found[2]
    unfilled = {key: float(value) for key, value in re.findall(r"(\w+):\s*([\d.]+)", values["unfilled"])}
    for key, value in unfilled.items():
        if key != "per_unit" and value != 0:
            raise NotModelled(f"scenario.yaml: unfilled.{key}")
    return Settings(
        name=values["name"],
        as_of=datetime.date.fromisoformat(values["as_of"]),
        service=values.get("default_service") or "standard",
        penalty=millionths(str(unfilled.get("per_unit", 0))),
    )
