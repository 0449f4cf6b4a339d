"""Cases of multi-item fulfilment: the same each time, and what they are said to be."""

import csv
import hashlib
import json
import tempfile
import unittest
from collections import Counter
from pathlib import Path

from bench.fulfilment_case import Case, Place, centres, cities, make, miles, sequence, typical
from bench.fulfilment_folder import UNFILLED, write_folder

_CITIES = [Place("north", 45, -100, 3_000_000), Place("south", 31, -100, 1_000_000)]
_CENTRES = [Place("hub", 45, -100, 0), Place("coast", 40, -75, 0), Place("gulf", 30, -95, 0)]


def _case(seed: int = 7, periods: int = 1_000) -> Case:
    return make(seed, _CITIES, _CENTRES, periods=periods)


class Cases(unittest.TestCase):
    def test_the_same_seed_gives_the_same_case(self) -> None:
        self.assertEqual(_case(), _case())
        self.assertNotEqual(_case(), _case(8))
        case = _case()
        # Whole numbers only: they do not depend on the last digit of any machine's sines.
        text = json.dumps([case.types, case.items, case.stock, case.nearest, sequence(case, 3), typical(case, 560, 1)])
        self.assertEqual("e54b8f206bfd", hashlib.sha256(text.encode()).hexdigest()[:12])

    def test_a_quarter_of_the_way_round(self) -> None:
        pole, equator = Place("pole", 90, 0, 0), Place("equator", 0, 40, 0)
        self.assertAlmostEqual(6371 * 3.141592653589793 / 2 / 1.61, miles(pole, equator), places=6)

    def test_types_and_shares(self) -> None:
        case = _case()
        self.assertEqual({0: 1, 1: 5, 2: 5, 3: 5, 4: 5, 5: 5}, Counter(len(kind) for kind in case.types))
        self.assertTrue(all(len(set(kind)) == len(kind) for kind in case.types))
        self.assertAlmostEqual(1, sum(map(sum, case.shares)))
        for north, south in case.shares:
            self.assertAlmostEqual(3 * south, north)

    def test_what_it_costs(self) -> None:
        case = _case()
        self.assertEqual([8_759_000] * 3 + [17_518_000], case.boxes)
        self.assertEqual(423_000, case.items[0][0])
        self.assertEqual(2 * max(row[0] for row in case.items[:3]), case.items[3][0])

    def test_stock_follows_the_demand_of_the_cities_that_a_centre_is_nearest_to(self) -> None:
        case = _case()
        for item, nearest in enumerate(case.nearest):
            demand = [0.0] * 4
            for kind, shares in zip(case.types, case.shares):
                for city, share in enumerate(shares):
                    demand[nearest[city]] += share if item in kind else 0
            for centre, row in enumerate(case.stock):
                expected = 1_000 * demand[centre]
                self.assertEqual(round(expected + 0.5 * (expected * (1 - demand[centre])) ** 0.5), row[item])

    def test_typical_orders_are_within_one_of_what_is_expected(self) -> None:
        case = _case()
        counts = Counter(typical(case, 560, 1))
        self.assertEqual(560, counts.total())
        for kind, row in enumerate(case.shares):
            for city, share in enumerate(row):
                self.assertLess(abs(counts[kind, city] - 560 * share), 1)

    def test_sequences_follow_the_shares(self) -> None:
        case = _case(periods=20_000)
        north = sum(1 for _, city in sequence(case, 3) if city == 0)
        self.assertLess(abs(north - 15_000), 5 * (20_000 * 0.75 * 0.25) ** 0.5)

    def test_files_of_places_with_a_mark_at_the_start(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "places.csv"
            file.write_text("\ufeffNew York,New York,40.5,-73.25,18\n", encoding="utf-8")
            self.assertEqual([Place("New York", 40.5, -73.25, 18)], cities(file))
            self.assertEqual([Place("New York", 40.5, -73.25, 0)], centres(file))


class Folders(unittest.TestCase):
    def _write(self, folder: Path, case: Case, history: bool) -> list[dict[str, str]]:
        past = typical(case, 560, 1) if history else None
        write_folder(folder, case, sequence(case, 3), past, 5)
        with (folder / "orders.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def test_history_ends_where_the_orders_begin(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            rows = self._write(Path(name), _case(), True)
            past = [row["placed_at"] for row in rows if row["order_id"].startswith("h")]
            now = [row["placed_at"] for row in rows if row["order_id"].startswith("o")]
            self.assertTrue("2026-02-02" <= min(past) < "2026-02-04")
            self.assertTrue("2026-02-28" < max(past) < "2026-03-02")
            self.assertTrue("2026-03-02" <= min(now) < max(now) < "2026-04-21")
            self.assertIn("retune_days: 5 ", (Path(name) / "scenario.yaml").read_text(encoding="utf-8"))

    def test_unfilled_is_a_vendor_that_has_everything(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            case = _case()
            self._write(Path(name), case, False)
            with (Path(name) / "stock.csv").open(newline="", encoding="utf-8") as file:
                stock = [row for row in csv.DictReader(file) if row["node_id"] == UNFILLED]
            self.assertEqual([""] * case.skus, [row["on_hand"] for row in stock])
            with (Path(name) / "lanes.csv").open(newline="", encoding="utf-8") as file:
                lanes = [row for row in csv.DictReader(file) if row["origin"] == UNFILLED]
            self.assertEqual({"17.518000"}, {row["cost_per_shipment"] for row in lanes})
            self.assertEqual(case.items[-1], [round(1e6 * float(row["cost_per_unit"])) for row in lanes])


if __name__ == "__main__":
    unittest.main()
