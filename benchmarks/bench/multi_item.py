"""Multi-item online fulfilment (after Jasin and Sinha 2015, Ma 2023): policies beside the bound in hindsight."""

import csv
import json
import os
import sys
from dataclasses import astuple, dataclass, fields
from importlib.metadata import version as package_version
from pathlib import Path

from . import fulfilment_case, fulfilment_folder, multi_item_page, options
from .fulfilment_case import Case, Sequences
from .machine import machine
from .measured import run
from .report import facts, write_csv

_FILES = ("cities_warmup.csv", "fulfillment_centers_warmup.csv")
#: Days from one tuning of prices to the next, by policy.
_TUNED = {"static": 50, "tuned-10": 5, "tuned-50": 1}
#: Prices, and so the bound, are done before the plan is within this.
_PLAN_GAP = "0.01"


@dataclass(frozen=True)
class Outcome:
    """One policy on one sequence."""

    policy: str
    instance: int
    sequence: int
    #: Orders with items.
    orders: int
    cost: float
    bound: float
    #: Shipments, that of unfilled items included.
    boxes: int
    #: CPU seconds: of policies in Python without reading, of Allot's files to files.
    seconds: float

    @property
    def above(self) -> float:
        """Cost above the bound, as a share of it."""
        return self.cost / self.bound - 1


class Bench:
    """Runs one instance after the other."""

    def __init__(self, study: options.Study, data: Path, sequences: int) -> None:
        self._allot = study.allot
        self._folder = study.work / "multi-item"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._cities = fulfilment_case.cities(data / _FILES[0])
        self._centres = fulfilment_case.centres(data / _FILES[1])
        self._sequences = sequences

    def instance(self, number: int) -> list[Outcome]:
        """All policies on all sequences of an instance; every draw follows from its number."""
        case = fulfilment_case.make(number, self._cities, self._centres)
        drawn = [fulfilment_case.sequence(case, 1_000 * number + count) for count in range(self._sequences)]
        days = fulfilment_folder.HISTORY_DAYS / fulfilment_folder.DAYS
        history = fulfilment_case.typical(case, round(case.periods * days), 1_000 * number + 999)
        peers = self._peers(number, case, drawn)
        found = []
        for count, orders in enumerate(drawn):
            asked = sum(1 for kind, _ in orders if case.types[kind])
            bound = self._bound(case, orders, f"{number}-{count}")
            rows = {
                name: (row[count]["cost"] / 1e6, row[count]["boxes"], row[count]["seconds"])
                for name, row in peers.items()}
            mine = self._simulate(case, orders, None, fulfilment_folder.DAYS)
            if round(1e6 * mine[0]) != peers["myopic"][count]["cost"]:
                raise SystemExit(
                    f"instance {number}: without prices Allot costs {mine[0]}, the least ways {rows['myopic'][0]}")
            rows["myopic"] = mine
            for policy, retuned in _TUNED.items():
                rows[policy] = self._simulate(case, orders, history, retuned)
            for policy, (cost, boxes, seconds) in rows.items():
                if cost < bound * (1 - 1e-9):
                    raise SystemExit(f"instance {number}, {policy}: costs {cost}, which refutes the bound {bound}")
                found.append(Outcome(policy, number, count, asked, cost, bound, boxes, seconds))
        return found

    def _peers(self, number: int, case: Case, drawn: list[Sequences]) -> dict[str, list[dict[str, float]]]:
        file, log = self._folder / "case.json", self._folder / "peers.json"
        file.write_text(json.dumps({"case": case.record(), "sequences": drawn, "seed": number}), encoding="utf-8")
        measured = run([sys.executable, "-m", "bench.peers.fulfilment", file], log)
        if measured.exit != 0:
            raise SystemExit(f"the policies in Python failed: see {log}.err")
        return json.loads(log.read_text(encoding="utf-8"))["policies"]

    def _bound(self, case: Case, orders: Sequences, name: str) -> float:
        """The least that all orders could cost, had they been known: proven by prices, and confirmed by the audit."""
        folder, plan, log = self._folder / "hindsight", self._folder / "plan", self._folder / "hindsight.log"
        fulfilment_folder.write_folder(folder, case, orders)
        if self._allot.assign(folder, plan, "optimal", ["--target-gap", _PLAN_GAP], log).exit != 0:
            raise SystemExit(f"{name}: allot assign failed: see {log}.err")
        verdict = self._allot.audit_bound(folder, plan, log, 600)
        if verdict != "confirmed":
            raise SystemExit(f"{name}: the bound is {verdict} by allot audit: see {log}")
        return self._allot.summary(plan)["lower_bound"]

    def _simulate(
        self, case: Case, orders: Sequences, history: Sequences | None, retuned: int
    ) -> tuple[float, int, float]:
        """Cost, boxes and CPU seconds of `optimal`, each order on arrival."""
        folder, output, log = self._folder / "replay", self._folder / "simulated", self._folder / "simulate.log"
        fulfilment_folder.write_folder(folder, case, orders, history, retuned)
        measured = run(
            [self._allot.program, "simulate", folder, "--policies", "optimal+none@unified", "--output", output,
             "--threads", "1", "--quiet"], log)
        if measured.exit != 0:
            raise SystemExit(f"allot simulate failed: see {log}.err")
        with (output / "kpis.csv").open(newline="", encoding="utf-8") as file:
            metrics = {row["metric"]: float(row["value"] or "nan") for row in csv.DictReader(file)}
        if metrics["units_sold"] != sum(len(case.types[kind]) for kind, _ in orders):
            raise SystemExit(f"allot simulate: {metrics['units_sold']} units served; expected all of them")
        boxes = round(metrics["shipments_per_order"] * metrics["orders"])
        return metrics["carrier_cost"], boxes, measured.cpu


def _data(text: str | None) -> Path:
    below = os.environ.get("ALLOT_DATA")
    folder = Path(text) if text else Path(below) / "multi-item" if below else None
    if folder and all((folder / name).is_file() for name in _FILES):
        return folder
    print(
        f"{f'{folder}: ' if folder else ''}the data is not here: expected {' and '.join(_FILES)}, as published with the "
        "code of Ma (2023). Then: multi-item.sh --data FOLDER, or set ALLOT_DATA to the folder that holds multi-item/",
        file=sys.stderr)
    raise SystemExit(66)


def main() -> None:
    """`python -m bench.multi_item`, usually by multi-item.sh"""
    parser = options.parser("Compare policies for multi-item online fulfilment with the bound in hindsight.")
    parser.add_argument("--instances", type=int, default=30, help="how many, from number 1 on")
    parser.add_argument("--sequences", type=int, default=3, help="of orders for each instance, up to 999")
    parser.add_argument("--data", help="the folder of the places; by default multi-item below ALLOT_DATA")
    chosen = parser.parse_args()
    if chosen.instances < 1 or not 1 <= chosen.sequences <= 999:
        raise SystemExit("expected at least one instance, and 1 to 999 sequences")
    data = _data(chosen.data)
    study = options.Study(chosen, "multi-item")
    named = machine(options.ROOT.parent, study.allot.program)
    bench = Bench(study, data, chosen.sequences)
    outcomes: list[Outcome] = []
    for number in range(1, chosen.instances + 1):
        outcomes += bench.instance(number)
        print(f"instance {number} of {chosen.instances}", file=sys.stderr)
    header = [*(field.name for field in fields(Outcome)), "above"]
    write_csv(Path(f"{study.table}.csv"), header, [[*astuple(row), row.above] for row in outcomes])
    versions = {name: package_version(name) for name in ("highspy", "numpy")}
    page = multi_item_page.page(facts({**named, **versions}), outcomes)
    Path(f"{study.table}.md").write_text(page, encoding="utf-8")
    print(page)
    missed = multi_item_page.missed(outcomes)
    if missed:
        raise SystemExit(missed)


if __name__ == "__main__":
    main()
