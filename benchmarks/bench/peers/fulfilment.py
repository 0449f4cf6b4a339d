"""Policies for multi-item online fulfilment, one order after the other, as published; a process of its own.

- `independent`, `jasin-sinha`, `dilation`: centres by lot, as often as the linear program says (`fulfilment_program`,
  `roundings`). An item whose lot falls on a centre that has no more of it stays unfilled, as in Ma's program.
- `nearest`: each item from the nearest centre that carries it, unfilled once that has no more.
- `myopic`: the least that an order can cost from what is there.
- `duals`: the same, with the program's duals added for what is taken (after Acimovic and Graves 2015).

    python -m bench.peers.fulfilment FILE

FILE: `{"case": …, "sequences": [[[type, city], …], …], "seed": …}`. Standard output: policy by policy, what it cost and took.
"""

import itertools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from . import fulfilment_program, roundings

#: A centre for each item of an order of this type for this city, by what is left.
Choice = Callable[[int, int, list[list[int]]], list[int]]


class Ledger:
    """What is left, and what it has cost so far."""

    def __init__(self, case: dict) -> None:
        self._case = case
        self.left: list[list[int]] = [row.copy() for row in case["stock"]]
        #: Millionths.
        self.cost = 0
        self.boxes = 0
        self.unfilled = 0

    def book(self, kind: int, city: int, chosen: list[int]) -> None:
        """Serves an order; what the chosen centre has no more of is left unfilled."""
        none = len(self.left)
        used = set()
        for item, centre in zip(self._case["types"][kind], chosen):
            if centre < none and self.left[centre][item] > 0:
                self.left[centre][item] -= 1
            else:
                centre = none
                self.unfilled += 1
            used.add(centre)
            self.cost += self._case["items"][centre][city]
        self.cost += sum(self._case["boxes"][centre] for centre in used)
        self.boxes += len(used)


def rounding(case: dict, program: fulfilment_program.Program, scheme: Callable, seed: int) -> Choice:
    """Centres by lot."""
    random = np.random.default_rng(seed)
    made: dict[tuple[int, int], roundings.Rounding] = {}

    def choose(kind: int, city: int, _: list[list[int]]) -> list[int]:
        if (kind, city) not in made:
            made[kind, city] = scheme(program.frequencies[kind, city])
        return made[kind, city].draw(random)

    return choose


def nearest(case: dict) -> Choice:
    """The nearest centre that carries the item."""
    return lambda kind, city, _: [case["nearest"][item][city] for item in case["types"][kind]]


def priced(case: dict, prices: np.ndarray | None = None) -> Choice:
    """The least of cost and prices (millionths by centre and item) over all ways to serve the order from what is there."""
    none = len(case["stock"])
    free = np.zeros((none, len(case["stock"][0]))) if prices is None else prices
    known: dict[tuple[int, int, tuple[bool, ...]], list[int]] = {}

    def least(kind: int, city: int, there: list[list[bool]]) -> list[int]:
        wanted = case["types"][kind]
        best, chosen = float("inf"), [none] * len(wanted)
        # Which centres send anything; then each item takes the least of them. Unfilled is one of the centres.
        for size in range(1, min(len(wanted), none + 1) + 1):
            for opened in itertools.combinations(range(none + 1), size):
                cost, taken = float(sum(case["boxes"][centre] for centre in opened)), []
                for place, item in enumerate(wanted):
                    offers = [
                        (case["items"][centre][city] + (free[centre, item] if centre < none else 0.0), centre)
                        for centre in opened if centre == none or there[place][centre]]
                    if not offers:
                        break
                    offer, centre = min(offers)
                    cost += offer
                    taken.append(centre)
                if len(taken) == len(wanted) and cost < best:
                    best, chosen = cost, taken
        return chosen

    def choose(kind: int, city: int, left: list[list[int]]) -> list[int]:
        there = [[left[centre][item] > 0 for centre in range(none)] for item in case["types"][kind]]
        key = (kind, city, tuple(itertools.chain.from_iterable(there)))
        if key not in known:
            known[key] = least(kind, city, there)
        return known[key]

    return choose


def replay(case: dict, orders: list[list[int]], choose: Choice) -> Ledger:
    """Serves all orders one after the other."""
    ledger = Ledger(case)
    for kind, city in orders:
        if case["types"][kind]:
            ledger.book(kind, city, choose(kind, city, ledger.left))
    return ledger


def run(case: dict, sequences: list[list[list[int]]], seed: int) -> dict:
    """All policies on all sequences. Seconds are of this process; those to start are the program's, once a case."""
    before = time.process_time()
    program = fulfilment_program.solve(case)
    start = time.process_time() - before
    policies: dict[str, tuple[float, Callable[[int], Choice]]] = {
        "independent": (start, lambda number: rounding(case, program, roundings.Independent, seed + number)),
        "nearest": (0.0, lambda _: nearest(case)),
        "jasin-sinha": (start, lambda number: rounding(case, program, roundings.Layers, seed + number)),
        "dilation": (start, lambda number: rounding(case, program, roundings.Dilation, seed + number)),
        "myopic": (0.0, lambda _: priced(case)),
        "duals": (start, lambda _: priced(case, program.prices)),
    }
    found: dict[str, list[dict[str, float]]] = {}
    for name, (started, make) in policies.items():
        for number, orders in enumerate(sequences):
            before = time.process_time()
            ledger = replay(case, orders, make(number))
            found.setdefault(name, []).append({
                "cost": ledger.cost, "boxes": ledger.boxes, "unfilled": ledger.unfilled, "start": started,
                "seconds": started + time.process_time() - before})
    return {"policies": found, "program": program.cost}


def main() -> None:
    """`python -m bench.peers.fulfilment FILE`"""
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    json.dump(run(asked["case"], asked["sequences"], asked["seed"]), sys.stdout)


if __name__ == "__main__":
    main()
