"""`allot simulate` on a small case of online fulfilment: the costs of the case, and prices that are found again help."""

import csv
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from bench.fulfilment_case import Case, Place, Sequences, make, sequence, typical
from bench.fulfilment_folder import write_folder
from bench.options import ROOT

_ALLOT = Path(os.environ.get("ALLOT") or ROOT.parent / ".build/release/allot")
_CITIES = [Place("north", 45, -100, 3_000_000), Place("south", 31, -97, 1_000_000), Place("east", 40, -80, 2_000_000)]
_CENTRES = [Place("hub", 45, -99, 0), Place("coast", 40, -75, 0), Place("gulf", 30, -95, 0)]


@unittest.skipUnless(_ALLOT.exists(), f"{_ALLOT}: no such program; build it, or set ALLOT")
class Tuning(unittest.TestCase):
    def _cost(self, case: Case, orders: Sequences, history: Sequences | None, retuned: int) -> float:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "case"
            write_folder(folder, case, orders, history, retuned)
            subprocess.run(
                [_ALLOT, "simulate", folder, "--policies", "optimal+none@unified", "--quiet"], check=True,
                capture_output=True)
            with (folder / "out/simulate/kpis.csv").open(newline="", encoding="utf-8") as file:
                metrics = {row["metric"]: row["value"] for row in csv.DictReader(file)}
        self.assertEqual(sum(len(case.types[kind]) for kind, _ in orders), int(metrics["units_sold"]))
        return float(metrics["carrier_cost"])

    def test_one_order_costs_what_the_case_says(self) -> None:
        case = make(4, _CITIES, _CENTRES, periods=1_000)
        kind = next(number for number, items in enumerate(case.types) if len(items) == 1)
        least = min(
            case.boxes[centre] + case.items[centre][1]
            for centre in range(4) if centre == 3 or case.stock[centre][case.types[kind][0]] > 0)
        self.assertEqual(least, round(1e6 * self._cost(case, [(kind, 1)], None, 50)))

    def test_found_again_is_better_than_found_once_than_never(self) -> None:
        never = once = again = 0.0
        for seed in (4, 5, 6):
            case = make(seed, _CITIES, _CENTRES, periods=2_000)
            orders, history = sequence(case, seed), typical(case, 1_120, seed)
            never += self._cost(case, orders, None, 50)
            once += self._cost(case, orders, history, 50)
            again += self._cost(case, orders, history, 1)
        self.assertLess(once, never)
        self.assertLess(again, once)


if __name__ == "__main__":
    unittest.main()
