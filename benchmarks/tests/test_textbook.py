"""The problems of textbook.sh are what both sides take them for."""

import unittest

from bench.textbook_problems import problems


class Problems(unittest.TestCase):
    def test_names_are_unique(self) -> None:
        names = [problem.name for problem in problems()]
        self.assertEqual(len(names), len(set(names)))

    def test_the_same_each_time(self) -> None:
        self.assertEqual(problems(), problems())

    def test_trees_are_trees(self) -> None:
        for problem in problems():
            if problem.model != "tree":
                continue
            self.assertEqual(len(problem.links), len(problem.stages) - 1, problem.name)
            reached = {0}
            for _ in problem.links:
                for ends in problem.links:
                    if reached & set(ends):
                        reached |= set(ends)
            self.assertEqual(len(reached), len(problem.stages), problem.name)
            suppliers = {supplier for supplier, _ in problem.links}
            for index, stage in enumerate(problem.stages):
                # Only who supplies nobody has customers, and promises them something.
                self.assertEqual(stage[2] > 0, index not in suppliers, problem.name)
                self.assertEqual(stage[5] >= 0, index not in suppliers, problem.name)

    def test_instances_leave_out_what_a_model_lacks(self) -> None:
        for problem in problems():
            instance = problem.instance()
            keys = {
                "newsvendor": {"holding", "stockout", "mean"}, "serial": {"echelonHolding", "leadTimes", "stockout", "mean"},
                "tree": {"stages", "links"},
            }[problem.model]
            self.assertEqual(set(instance) - {"name", "model", "deviation"}, keys, problem.name)


if __name__ == "__main__":
    unittest.main()
