"""Derived scenarios keep what they say they keep."""

import shutil
import tempfile
import unittest
from collections import Counter
from pathlib import Path

from bench.derive import derive
from bench.tables import read, write


class DeriveTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        source = self.folder / "base"
        source.mkdir()
        (source / "run.json").write_text("{}")
        (source / "scenario.yaml").write_text("name: base\n")
        write(source / "nodes.csv", ["node_id", "capacity_orders", "activation_cost"], [["a", 5, 0], ["b", "", 0]])
        write(source / "skus.csv", ["sku_id"], [["x"]])
        write(source / "stock.csv", ["node_id", "sku_id", "on_hand"], [["a", "x", 7], ["b", "x", 2]])
        write(
            source / "orders.csv", ["order_id", "sku_id", "quantity", "zone_id"],
            [["1", "x", 2, "z"], ["1", "y", 1, "z"], ["2", "x", 3, "w"], ["3", "y", 1, "z"]])

    def derived(self, step: str, table: str) -> list[list[str]]:
        target = self.folder / "derived"
        derive(self.folder / "base", target, step)
        self.assertFalse((target / "run.json").exists())
        return read(target / table)[1]

    def test_units_keep_demand_by_sku_and_zone(self) -> None:
        rows = self.derived("units", "orders.csv")
        self.assertEqual(Counter((row[1], row[3]) for row in rows), {("x", "z"): 2, ("y", "z"): 2, ("x", "w"): 3})
        self.assertEqual({row[2] for row in rows}, {"1"})
        self.assertEqual(len({row[0] for row in rows}), 7)
        # 5 x 7 orders / 3, rounded up; no limit stays none.
        self.assertEqual([row[1] for row in read(self.folder / "derived/nodes.csv")[1]], ["12", ""])

    def test_joined_orders_merge_lines_of_one_sku(self) -> None:
        rows = self.derived("join:2", "orders.csv")
        self.assertEqual(rows, [["1", "x", "5", "z"], ["1", "y", "1", "z"], ["3", "y", "1", "z"]])
        self.assertEqual([row[1] for row in read(self.folder / "derived/nodes.csv")[1]], ["3", ""])

    def test_divided_stock_drops_rows_of_nothing(self) -> None:
        self.assertEqual(self.derived("stock:3", "stock.csv"), [["a", "x", "2"]])

    def test_divided_capacity_rounds_up(self) -> None:
        self.assertEqual([row[1] for row in self.derived("capacity:3", "nodes.csv")], ["2", ""])

    def test_facilities_open_at_a_price_and_the_same_seed_draws_the_same(self) -> None:
        nodes = self.derived("facility:never", "nodes.csv")
        self.assertTrue(all(row[1] == "" and int(row[2]) >= 50 for row in nodes))
        orders = read(self.folder / "derived/orders.csv")[1]
        self.assertTrue(all(row[4] == "never" and 1 <= int(row[2]) <= 20 for row in orders))
        shutil.rmtree(self.folder / "derived")
        self.assertEqual(self.derived("facility:never", "nodes.csv"), nodes)
