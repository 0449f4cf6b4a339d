"""Policies for multi-item fulfilment: against enumeration, and lots against what they are to keep."""

import itertools
import random
import unittest

try:
    import numpy as np
except ImportError as missing:
    raise unittest.SkipTest(f"{missing}: run setup.sh") from missing

try:
    from bench.peers import fulfilment, fulfilment_program, roundings
except ImportError as missing:
    raise unittest.SkipTest(f"{missing}: run setup.sh") from missing


def _case(seed: int, types: list[list[int]], skus: int = 4, stock: int = 3) -> dict:
    draw = random.Random(seed)
    items = [[draw.randrange(1, 40) for _ in range(2)] for _ in range(3)]
    items.append([2 * max(row[city] for row in items) for city in range(2)])
    held = [[draw.randrange(stock) for _ in range(skus)] for _ in range(3)]
    shares = [[0.5 / len(types)] * 2 for _ in types]
    return {
        "periods": 10, "types": types, "shares": shares, "boxes": [10, 10, 10, 20], "items": items, "stock": held,
        "nearest": [[0, 1]] * skus}


class Rounding(unittest.TestCase):
    shares = np.array([[0.5, 0.2, 0.6], [0.3, 0.8, 0.0], [0.2, 0.0, 0.4]])

    def test_every_scheme_keeps_the_shares(self) -> None:
        count = 20_000
        for scheme in (roundings.Independent, roundings.Dilation, roundings.Layers):
            made, lots = scheme(self.shares), np.random.default_rng(5)
            counts = np.zeros((3, 3))
            for _ in range(count):
                for item, centre in enumerate(made.draw(lots)):
                    counts[centre, item] += 1
            with self.subTest(scheme.__name__):
                # Five standard deviations.
                self.assertLess(np.abs(counts / count - self.shares).max(), 5 * (0.25 / count) ** 0.5)
                self.assertEqual(0, counts[self.shares == 0].sum())

    def test_equal_shares_go_together(self) -> None:
        shares = np.repeat(np.array([[0.3], [0.7]]), 4, axis=1)
        for scheme in (roundings.Dilation, roundings.Layers):
            made, lots = scheme(shares), np.random.default_rng(5)
            self.assertEqual({1}, {len(set(made.draw(lots))) for _ in range(200)})

    def test_two_items_use_no_more_boxes_than_they_must(self) -> None:
        shares = np.array([[0.5, 0.2], [0.5, 0.8]])
        made, lots = roundings.Layers(shares), np.random.default_rng(5)
        boxes = sum(len(set(made.draw(lots))) for _ in range(20_000)) / 20_000
        # Each centre with the larger of its shares.
        self.assertAlmostEqual(0.5 + 0.8, boxes, delta=0.02)


class Least(unittest.TestCase):
    def test_is_the_least_of_all_ways(self) -> None:
        for seed in range(200):
            case = _case(seed, [[], [0, 1, 2]])
            left = [row.copy() for row in case["stock"]]
            prices = np.array([[random.Random(seed + 9).randrange(20) for _ in range(4)] for _ in range(3)], dtype=float)
            chosen = fulfilment.priced(case, prices)(1, seed % 2, left)

            def cost(way: tuple[int, ...]) -> float:
                sum_items = sum(
                    case["items"][centre][seed % 2] + (prices[centre, item] if centre < 3 else 0)
                    for item, centre in zip([0, 1, 2], way))
                return sum_items + sum(case["boxes"][centre] for centre in set(way))

            ways = [
                way for way in itertools.product(range(4), repeat=3)
                if all(centre == 3 or left[centre][item] > 0 for item, centre in zip([0, 1, 2], way))]
            self.assertEqual(min(map(cost, ways)), cost(tuple(chosen)))
            self.assertIn(tuple(chosen), ways)

    def test_what_is_gone_is_unfilled(self) -> None:
        case = _case(1, [[], [0, 1]])
        case["stock"] = [[1, 2, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
        ledger = fulfilment.Ledger(case)
        ledger.book(1, 0, [0, 0])
        ledger.book(1, 0, [0, 0])
        first = 10 + 2 * case["items"][0][0]
        second = 10 + 20 + case["items"][0][0] + case["items"][3][0]
        self.assertEqual((first + second, 3, 1), (ledger.cost, ledger.boxes, ledger.unfilled))
        self.assertEqual([0, 0, 0, 0], ledger.left[0])


class Program(unittest.TestCase):
    def test_single_items_by_hand(self) -> None:
        # Ten orders for one item; six units at the near centre, the rest unfilled.
        case = {
            "periods": 10, "types": [[], [0]], "shares": [[0.0], [1.0]], "boxes": [1_000_000, 2_000_000],
            "items": [[500_000], [1_000_000]], "stock": [[6]], "nearest": [[0]]}
        program = fulfilment_program.solve(case)
        self.assertAlmostEqual(6 * 1_500_000 + 4 * 3_000_000, program.cost, places=3)
        self.assertAlmostEqual(1_500_000, program.prices[0, 0], places=3)
        np.testing.assert_allclose([[0.6], [0.4]], program.frequencies[1, 0], atol=1e-9)

    def test_every_item_comes_from_somewhere(self) -> None:
        case = _case(3, [[], [0], [1, 2], [0, 1, 3]], stock=4)
        for shares in fulfilment_program.solve(case).frequencies.values():
            np.testing.assert_allclose(np.ones(shares.shape[1]), shares.sum(axis=0), atol=1e-9)


if __name__ == "__main__":
    unittest.main()
