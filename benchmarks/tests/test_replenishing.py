"""What replenish.sh reads and concludes, on hand-made answers."""

import dataclasses
import unittest

from bench.replenish_page import page
from bench.replenishing import Whole, planned, sample, share_apart, whole

_SUMMARY = {
    "sku_nodes": 12, "cost": {"total": 90.5, "shortage": 40.25}, "after": {"turnover_days": None}, "objective": 91.0,
    "lower_bound": 80.0, "gap": 0.1209,
}
_RUN = {"seconds": {"reading": 0.5, "plan": 1.25}}


def _own(sku: int, cost: float, glpk: float, solve: float) -> dict:
    return {
        "sku": sku, "columns": 10, "cost": cost, "glpkCost": glpk, "buildSeconds": 1e-6, "solveSeconds": solve,
        "glpkLoadSeconds": 2e-6, "glpkSolveSeconds": 4 * solve,
    }


def _peer(sku: int, cost: float) -> dict:
    return {"sku": sku, "cost": cost, "loading": 1e-5, "solving": 1e-3, "plain": 5e-4}


_WHOLE_ANSWER = {
    "rows": 5, "columns": 9, "constant": 100.0, "objective": 95.0, "lowerBound": 90.0, "seconds": 0.5,
}


def _lp(bound: float | None) -> dict:
    return {"status": "optimal", "cost": bound, "bound": bound, "reading": 1.0, "solving": 0.25}


class Reading(unittest.TestCase):
    def test_a_plan(self) -> None:
        row = planned("tiny", "planned", _SUMMARY, _RUN, 2.0, 3.0, 1_000_000, "clean")
        self.assertEqual((row.total, row.shortage, row.turnover_days), (90.5, 40.25, None))
        self.assertEqual(row.phases, "reading=0.5 plan=1.25")

    def test_a_sample(self) -> None:
        row = sample("tiny", [_own(0, -5, -5, 1e-6), _own(4, 20, 20, 3e-6)], [_peer(0, -5), _peer(4, 20.00001)])
        self.assertEqual(row.networks, 2)
        self.assertAlmostEqual(row.apart, 0.00001 / 20.00001)
        self.assertAlmostEqual(row.solve, 2e-6)
        self.assertAlmostEqual(row.ratio_highs, 2e-3 / 4e-6)
        self.assertAlmostEqual(row.ratio_highs_plain, 1e-3 / 4e-6)
        self.assertAlmostEqual(row.ratio_glpk, 4)

    def test_glpk_counts_as_well(self) -> None:
        row = sample("tiny", [_own(0, 50, 51, 1e-6)], [_peer(0, 50)])
        self.assertAlmostEqual(row.apart, 1 / 51)
        self.assertEqual(len(row.faults), 1)

    def test_other_networks_are_an_error(self) -> None:
        with self.assertRaises(ValueError):
            sample("tiny", [_own(0, 1, 1, 1)], [_peer(1, 1)])

    def test_small_costs_are_compared_as_money(self) -> None:
        self.assertEqual(share_apart(0, 1e-9), 1e-9)
        self.assertEqual(share_apart(-200, -100), 0.5)


class Bounds(unittest.TestCase):
    def setUp(self) -> None:
        integer = {"status": "feasible", "cost": -6.0, "bound": -8.0, "reading": 1.0, "solving": 5.0}
        self.row: Whole = whole("tiny", _WHOLE_ANSWER, _lp(-11.0), _lp(-10.0), integer)

    def test_the_constant_belongs_to_everything(self) -> None:
        self.assertEqual((self.row.relaxation, self.row.limited_relaxation), (89, 90))
        self.assertEqual((self.row.best, self.row.best_bound), (94, 92))
        self.assertEqual(self.row.faults, [])

    def test_no_answer_is_none(self) -> None:
        nothing = {"status": "none", "cost": None, "bound": None, "reading": 1.0, "solving": 5.0}
        row = whole("tiny", _WHOLE_ANSWER, _lp(None), _lp(-10.0), nothing)
        self.assertEqual((row.relaxation, row.best, row.best_bound, row.faults), (None, None, None, []))

    def test_each_contradiction_is_named(self) -> None:
        for change, text in (
            ({"objective": 89.0, "best_bound": 80.0}, "above Allot's own plan"),
            ({"best": 89.0}, "above HiGHS' plan"),
            ({"best_bound": 96.0}, "HiGHS' bound"),
            ({"limited_relaxation": 89.0}, "above the relaxation"),
        ):
            faults = dataclasses.replace(self.row, **change).faults
            self.assertEqual(len(faults), 1, text)
            self.assertIn(text, faults[0])


class Page(unittest.TestCase):
    def test_rules_are_told_as_multiples_of_planned(self) -> None:
        plans = [
            planned("tiny", "planned", _SUMMARY, _RUN, 2.0, 3.0, 1_000_000, "clean"),
            planned("tiny", "min_max", {**_SUMMARY, "cost": {"total": 181.0, "shortage": 1.0}}, _RUN, 2.0, 3.0, 1, "clean"),
        ]
        text = page("", plans, [], [], "")
        self.assertIn("| 181 | 2.00 |", text)
        self.assertIn("- tiny: reading 0.5, plan 1.25\n", text)


if __name__ == "__main__":
    unittest.main()
