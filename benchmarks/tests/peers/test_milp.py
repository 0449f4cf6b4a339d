"""The integer program against enumeration, and through every solver."""

import itertools
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from bench.peers.flow import FlowGraph, refusal
from bench.peers.instance import Instance
from bench.peers.milp import ProgramBuilder
from bench.peers.mps import write_mps
from bench.peers.solution import read_values

from .small import cost, drawn, instance


def divisions(quantity: int, nodes: int, divides: bool) -> list[tuple[int, ...]]:
    """All ways to give at most `quantity` units to some nodes; undivided, all or nothing."""
    steps = range(quantity + 1) if divides else (0, quantity)
    return [each for each in itertools.product(steps, repeat=nodes) if sum(each) <= quantity]


def least_cost(world: Instance) -> int:
    """The optimum, by trying everything."""
    best: int | None = None
    splits = [
        split for order, split in enumerate(world.order_split)
        for _ in range(world.first_line[order], world.first_line[order + 1])]
    choices = [
        divisions(int(quantity), len(world.nodes), split == "units")
        for quantity, split in zip(world.line_quantity, splits)]
    for choice in itertools.product(*choices):
        rows = [(line, node, units) for line, part in enumerate(choice) for node, units in enumerate(part) if units]
        value = cost(world, rows)
        best = value if best is None or (value is not None and value < best) else best
    assert best is not None
    return best


class ProgramTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def solve(self, world: Instance, command: list[str], form: str) -> int | None:
        """The cost of a solver's plan."""
        program = ProgramBuilder(world).build()
        write_mps(program, self.folder / "model.mps")
        program.save(self.folder / "model.npz")
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        values = read_values(self.folder / "solution", form, len(program.cost))
        found = cost(world, program.assignment(world, values))
        self.assertEqual(found, int(program.cost @ values))
        return found

    def test_glpk_finds_the_enumerated_optimum(self) -> None:
        for seed in range(40):
            world = drawn(seed)
            with self.subTest(seed=seed):
                found = self.solve(world, ["glpsol", "--freemps", "model.mps", "-w", "solution"], "glpk")
                self.assertEqual(found, least_cost(world))

    def test_all_solvers_agree(self) -> None:
        python = [sys.executable, "-m"]
        commands = {
            "glpk": (["glpsol", "--freemps", "model.mps", "-w", "solution"], "glpk"),
            "cbc": (["cbc", "model.mps", "-solve", "-solution", "solution"], "cbc"),
            "highs": ([*python, "bench.peers.highs", "model", "20", "1", "solution"], "values"),
            "cpsat": ([*python, "bench.peers.cpsat", "model", "20", "1", "solution"], "values"),
        }
        root = Path(__file__).resolve().parents[2]
        for seed in (1, 2, 3):
            world = drawn(seed)
            for name, (command, form) in commands.items():
                with self.subTest(seed=seed, solver=name):
                    shell = ["env", f"PYTHONPATH={root}", *command]
                    self.assertEqual(self.solve(world, shell, form), least_cost(world))


class FlowTests(unittest.TestCase):
    def test_the_flow_finds_the_enumerated_optimum(self) -> None:
        world = instance(
            stock=[[1, 1], [1, 0], [2, 1]], lanes=[[5, 9], [7, 4], [20, 30]], capacity=[1, 1, 3],
            orders=[(0, "lines", [(0, 1)]), (1, "lines", [(0, 1)]), (0, "lines", [(1, 1)]), (1, "lines", [(0, 1)])])
        self.assertEqual(cost(world, FlowGraph(world).solve()), least_cost(world))

    def test_it_refuses_what_is_no_flow(self) -> None:
        two = instance(stock=[[2]], lanes=[[5]], orders=[(0, "lines", [(0, 2)])])
        self.assertIn("more than one unit", str(refusal(two)))
        opened = instance(stock=[[2]], lanes=[[5]], orders=[(0, "lines", [(0, 1)])], activation=[3])
        self.assertIn("activation", str(refusal(opened)))


class ValueTests(unittest.TestCase):
    def test_cbc_marks_what_breaks_a_row_and_is_read_all_the_same(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "solution"
            path.write_text(
                "Optimal - objective value 3.0\n      0 C0   1   2.5\n**      4 C4   0.99999999   0.5\n")
            np.testing.assert_array_equal(read_values(path, "cbc", 5), [1, 0, 0, 0, 1])
