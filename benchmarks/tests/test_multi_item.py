"""The page of multi-item.sh: means and standard errors."""

import math
import unittest
from dataclasses import dataclass

from bench.multi_item_page import by_instance, missed, page, standard_error


@dataclass
class _Row:
    policy: str
    instance: int
    above: float
    orders: int = 100
    boxes: int = 130
    seconds: float = 0.5


class Pages(unittest.TestCase):
    def test_sequences_of_an_instance_count_together(self) -> None:
        rows = [_Row("tuned-50", 1, 0.01), _Row("tuned-50", 1, 0.03), _Row("tuned-50", 2, 0.04)]
        self.assertEqual([0.02, 0.04], by_instance(rows, lambda row: row.above))

    def test_standard_error(self) -> None:
        self.assertAlmostEqual(math.sqrt(((0.01) ** 2 * 2) / 1) / math.sqrt(2), standard_error([0.02, 0.04]))
        self.assertIsNone(standard_error([0.02]))

    def test_the_target(self) -> None:
        self.assertIsNone(missed([_Row("tuned-50", 1, 0.004), _Row("tuned-50", 2, 0.006), _Row("myopic", 2, 0.06)]))
        self.assertIn("cost 0.51% above", missed([_Row("tuned-50", 1, 0.0051)]))

    def test_a_line_for_each_policy_that_ran(self) -> None:
        rows = [_Row(policy, instance, 0.02 * instance) for policy in ("myopic", "tuned-50") for instance in (1, 2)]
        text = page("", rows)
        self.assertIn("2 instances x 1 sequences", text)
        self.assertIn("| Allot, prices found 50 times | 3.00% | 1.00% | 0.35% | 4.00% | 1.30 | 1.38 | 0.50 |", text)
        self.assertEqual(4, sum(line.startswith("| ") for line in text.splitlines()))


if __name__ == "__main__":
    unittest.main()
