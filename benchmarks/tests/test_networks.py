"""The networks of replenish.sh: the same each time, and what they are said to be."""

import csv
import hashlib
import tempfile
import unittest
from collections import Counter
from pathlib import Path

from bench.networks import Draw, NETWORKS, Network, generate, settings


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _digest(folder: Path) -> str:
    sums = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        sums.update(file.name.encode() + file.read_bytes())
    return sums.hexdigest()


class Networks(unittest.TestCase):
    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def make(self, network: Network, seed: int, name: str = "a") -> Path:
        generate(network, seed, self.folder / name)
        return self.folder / name

    def test_the_same_each_time_and_another_for_another_seed(self) -> None:
        tiny = NETWORKS["tiny"]
        first = _digest(self.make(tiny, 101, "a"))
        self.assertEqual(first, _digest(self.make(tiny, 101, "b")))
        self.assertNotEqual(first, _digest(self.make(tiny, 102, "c")))

    def test_every_row_names_what_there_is(self) -> None:
        folder = self.make(NETWORKS["tiny"], 101)
        nodes = {row["node_id"]: row for row in _rows(folder, "nodes")}
        skus = {row["sku_id"] for row in _rows(folder, "skus")}
        self.assertEqual(len(nodes), NETWORKS["tiny"].nodes)
        self.assertEqual(len(skus), NETWORKS["tiny"].skus)
        for node in nodes.values():
            self.assertEqual(node["parent"] == "", node["tier"] == "central")
            self.assertIn(node["parent"], set(nodes) | {""})
        for table in ("stock", "forecast", "supply"):
            for row in _rows(folder, table):
                self.assertIn(row["node_id"], nodes)
                self.assertIn(row["sku_id"], skus)

    def test_keys_are_unique_and_demand_has_four_weeks(self) -> None:
        folder = self.make(NETWORKS["tiny"], 101)
        for table in ("stock", "supply"):
            keys = [(row["node_id"], row["sku_id"]) for row in _rows(folder, table)]
            self.assertEqual(len(keys), len(set(keys)), table)
        weeks = Counter((row["node_id"], row["sku_id"]) for row in _rows(folder, "forecast"))
        self.assertEqual(set(weeks.values()), {4})

    def test_the_active_share_is_what_was_asked_for(self) -> None:
        network = Network(stores=50, regional=2, skus=400, active=0.15)
        folder = self.make(network, 7)
        pairs = len(_rows(folder, "forecast")) / 4
        # 20,000 draws: five standard deviations are 0.013.
        self.assertAlmostEqual(pairs / (50 * 400), 0.15, delta=0.013)
        for row in _rows(folder, "forecast"):
            mean, deviation = float(row["mean"]), float(row["sd"])
            self.assertGreater(mean, 0)
            # Between one and two times the mean, but for four decimals.
            self.assertLessEqual(deviation**2, 2 * mean + 1e-3)
            self.assertGreaterEqual(deviation**2, mean - 1e-3)

    def test_only_shared_has_limits(self) -> None:
        for name, network in NETWORKS.items():
            self.assertEqual("budget" in settings(network, 1), network.shared, name)
        free = self.make(NETWORKS["tiny"], 1, "free")
        self.assertEqual({row["receiving_units"] for row in _rows(free, "nodes")}, {""})
        bound = self.make(Network(stores=5, regional=2, skus=40, active=0.5, shared=True), 1, "bound")
        docks = {row["tier"]: row["receiving_units"] for row in _rows(bound, "nodes")}
        self.assertEqual(docks, {"central": "", "regional": "", "store": "7"})

    def test_packs(self) -> None:
        folder = self.make(Network(stores=5, regional=2, skus=4, pack=6), 1)
        self.assertEqual({row["pack_size"] for row in _rows(folder, "skus")}, {"6"})


class Draws(unittest.TestCase):
    def test_lognormal_has_its_median_and_spread(self) -> None:
        draw = Draw(3)
        values = sorted(draw.lognormal(0.5, 0.6) for _ in range(20_000))
        # The median is e^0.5, a standard deviation above it e^1.1.
        self.assertAlmostEqual(values[10_000], 1.6487, delta=0.04)
        self.assertAlmostEqual(values[16_827], 3.0042, delta=0.1)

    def test_whole_numbers_stay_below(self) -> None:
        draw = Draw(4)
        self.assertEqual({draw.below(3) for _ in range(200)}, {0, 1, 2})


if __name__ == "__main__":
    unittest.main()
