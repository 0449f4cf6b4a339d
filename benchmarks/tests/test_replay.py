"""The models of replay.sh, their folders, and what is made of results."""

import random
import tempfile
import unittest
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from bench import replay_folder, replay_speed
from bench.replay import Comparison, Speed, faults
from bench.replay_models import Model, Stage, Tally, models, poisson, share
from bench.tables import read

#: A depot and a shop; decisions of an evening are there next morning.
SMALL = Model("small", "", (Stage("depot", None, 1, 2), Stage("shop", 0, 1, 3, mean=2)))
DEMAND = {1: [1, 5, 0, 2]}


class Models(unittest.TestCase):
    def test_echelon_levels_add_up(self) -> None:
        serial = models()[0]
        # The levels of the textbook's example times 20: 22.72, 12.03, 6.48.
        self.assertEqual([serial.echelon(number) for number in range(3)], [454, 241, 130])

    def test_the_same_draws_each_time_and_others_by_seed(self) -> None:
        for model in models():
            self.assertEqual(model.draw(50, 1), model.draw(50, 1))
            self.assertNotEqual(model.draw(50, 1), model.draw(50, 2))
            self.assertTrue(all(units[0] > 0 for units in model.draw(50, 1).values()))

    def test_poisson_has_its_mean_and_variance(self) -> None:
        stream = random.Random(5)
        drawn = [poisson(3, stream) for _ in range(20_000)]
        mean = sum(drawn) / len(drawn)
        self.assertAlmostEqual(mean, 3, delta=0.06)
        self.assertAlmostEqual(sum((units - mean) ** 2 for units in drawn) / len(drawn), 3, delta=0.15)

    def test_shortages_go_to_whom_has_least(self) -> None:
        self.assertEqual(share(10, [5, 1], [2, 3]), [2, 3])
        self.assertEqual(share(3, [5, 1, 2], [4, 4, 4]), [0, 2, 1])
        # Nobody gets more than he asks for.
        self.assertEqual(share(3, [5, 1], [4, 1]), [2, 1])


class Days(unittest.TestCase):
    def test_tally(self) -> None:
        tally = Tally(SMALL, 1)
        tally.demand(0, 9, 9)
        tally.close(0, [9, 9], 9)
        tally.demand(1, 2, 3)
        tally.close(1, [4, 0], 1)
        tally.demand(2, -1, 1)
        tally.close(2, [2, 0], 2)
        found = tally.measures()
        self.assertEqual((found.on_hand, found.waiting, found.fill_rate), ((3, 0), 1.5, 0.5))

    # By hand, stock at depot/shop and who waits: day 0 asks 1 of 3 -> 2/2, sent 1, depot 1 (1 bought). Day 1: 2/3, asks 5,
    # 2 wait; shop asks for 5, gets 2, depot 0 (buys 5). Day 2: 5/0, none waits; shop still lacks 3, gets them, depot 2.
    # Day 3: 2/3, asks 2: 2/1; the last evening decides nothing.
    EXPECTED = ((1 + 0 + 2 + 2) / 4, (2 + 0 + 0 + 1) / 4)

    def check(self, module: str, package: str) -> None:
        if find_spec(package) is None:
            self.skipTest(f"{package} is not installed")
        from importlib import import_module

        found = import_module(f"bench.peers.{module}").simulate(SMALL, DEMAND, 4, 0)
        self.assertEqual(found.on_hand, self.EXPECTED)
        self.assertEqual(found.waiting, 2 / 4)
        if package != "SupplyNetPy":
            # Of 8 units 2 came late; SupplyNetPy's first day is not counted.
            self.assertEqual(found.fill_rate, 6 / 8)

    def test_simpy(self) -> None:
        self.check("replay_simpy", "simpy")

    def test_stockpyl(self) -> None:
        self.check("replay_stockpyl", "stockpyl")

    def test_supplynetpy(self) -> None:
        self.check("replay_supplynetpy", "SupplyNetPy")


class Folders(unittest.TestCase):
    def test_lead_times_and_levels(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            replay_folder.make(SMALL, folder, 4, 1, DEMAND, skus=2)
            self.assertEqual(read(folder / "supply.csv")[1], [["depot", "A0", "0"], ["depot", "A1", "0"]])
            self.assertEqual(read(folder / "lanes.csv")[1], [["depot", "shop", "0"]])
            self.assertEqual(read(folder / "levels.csv")[1][:2], [["depot", "A0", "5"], ["shop", "A0", "3"]])
            # A day without demand has no row.
            self.assertEqual(len(read(folder / "demand.csv")[1]), 6)
            replay_folder.make(SMALL, folder, 4, 1, None)
            self.assertFalse((folder / "demand.csv").exists())
            self.assertEqual(read(folder / "forecast.csv")[1][0][3], "8")

    def test_measures(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "kpis.csv").write_text(
                "policy,replication,metric,value\np,1,average_waiting_units,4\np,1,fill_rate,0.5\np,1,rejects,\n")
            (folder / "breakdown.csv").write_text(
                "policy,replication,scope,key,metric,value\np,1,node,depot,average_stock_units,6\n"
                "p,1,node,shop,average_stock_units,8\n")
            found = replay_folder.measures(SMALL, folder, skus=2)
            self.assertEqual(found[0].on_hand, (3, 4))
            self.assertEqual((found[0].waiting, found[0].fill_rate), (2, 0.5))


class Verdicts(unittest.TestCase):
    def test_what_is_apart_and_what_is_slow(self) -> None:
        near = Comparison("m", "drawn by each", "simpy", "waiting", 1, 1.1, 0.1, 1, 4.5)
        self.assertEqual(faults([near, replace(near, apart=9, limit=None)], []), [])
        self.assertEqual(len(faults([replace(near, apart=4.6)], [])), 1)
        own = Speed("allot", "m", "", 3_000, 1, 1, 0)
        slow = Speed("allot", "m", "", 10, 1, 1, 0)
        peer = Speed("simpy", "m", "", 20, 4, 2, 0)
        self.assertEqual(faults([], [slow, own, peer]), [])
        self.assertEqual(len(faults([], [slow, peer])), 1)

    def test_the_large_year(self) -> None:
        rules = replay_speed.Large("rules", 20, 30, 2_000_000_000)
        self.assertEqual(replay_speed.faults([]), [])
        self.assertEqual(replay_speed.faults([rules, replace(rules, wall=90)]), [])
        self.assertEqual(len(replay_speed.faults([replace(rules, wall=40, peak_bytes=4 * 10**9), replace(rules, wall=201)])), 3)


if __name__ == "__main__":
    unittest.main()
