"""Magento's walks on instances that can be walked by hand."""

import unittest

from bench.peers.walk import Walk, distance_rank, priority_rank

from .small import cost, drawn, instance


class WalkTests(unittest.TestCase):
    def test_priority_takes_the_central_node_and_distance_the_nearest(self) -> None:
        world = instance(
            stock=[[2], [2]], lanes=[[5], [9]], orders=[(0, "lines", [(0, 1)])], tiers=["store", "central"])
        self.assertEqual(list(Walk(world, priority_rank(world)).run()), [(0, 1, 1)])
        self.assertEqual(list(Walk(world, distance_rank(world)).run()), [(0, 0, 1)])

    def test_a_line_goes_whole_and_units_are_divided(self) -> None:
        stock, lanes = [[1], [2]], [[5], [5]]
        whole = instance(stock=stock, lanes=lanes, orders=[(0, "lines", [(0, 2)]), (0, "lines", [(0, 2)])])
        self.assertEqual(list(Walk(whole, distance_rank(whole)).run()), [(0, 1, 2)])
        divided = instance(stock=stock, lanes=lanes, orders=[(0, "units", [(0, 3)])])
        self.assertEqual(list(Walk(divided, distance_rank(divided)).run()), [(0, 0, 1), (0, 1, 2)])

    def test_a_full_node_is_passed_over_but_serves_on_where_it_serves_already(self) -> None:
        world = instance(
            stock=[[2, 1], [2, 1]], lanes=[[5], [5]], capacity=[1, 5],
            orders=[(0, "lines", [(0, 1), (1, 1)]), (0, "lines", [(0, 1)])])
        self.assertEqual(list(Walk(world, distance_rank(world)).run()), [(0, 0, 1), (1, 0, 1), (2, 1, 1)])

    def test_never_goes_to_the_first_node_that_has_all(self) -> None:
        world = instance(stock=[[1, 0], [1, 1]], lanes=[[5], [9]], orders=[(0, "never", [(0, 1), (1, 1)])])
        self.assertEqual(list(Walk(world, distance_rank(world)).run()), [(0, 1, 1), (1, 1, 1)])

    def test_every_walk_keeps_every_limit(self) -> None:
        for seed in range(300):
            world = drawn(seed)
            for rank in (priority_rank(world), distance_rank(world)):
                with self.subTest(seed=seed):
                    self.assertIsNotNone(cost(world, list(Walk(world, rank).run())))
