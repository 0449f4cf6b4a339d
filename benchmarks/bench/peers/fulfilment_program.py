"""The deterministic linear program of multi-item fulfilment (Jasin and Sinha 2015): how often each item of an order should
come from each centre, if every period brought its expected demand."""

import math
from dataclasses import dataclass

import highspy
import numpy as np


@dataclass(frozen=True)
class Program:
    """What the program says."""

    #: By type and city: by centre and unfilled at the end, by item of the type, the share that comes from there.
    frequencies: dict[tuple[int, int], np.ndarray]
    #: By centre and item: what one more unit would save, in millionths.
    prices: np.ndarray
    #: The expected cost of all periods, millionths: a bound on the expected cost of any policy.
    cost: float


class _Rows:
    """Rows and columns of a linear program, column by column."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.starts: list[int] = [0]
        self.index: list[int] = []
        self.values: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def row(self, lower: float, upper: float) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def column(self, cost: float, entries: list[tuple[int, float]]) -> int:
        self.costs.append(cost)
        for row, value in entries:
            self.index.append(row)
            self.values.append(value)
        self.starts.append(len(self.index))
        return len(self.costs) - 1

    def solve(self) -> tuple[np.ndarray, np.ndarray, float]:
        """Columns, duals and the optimum. Costs in units of a million, which suits the solver's tolerances."""
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.costs), len(self.lower)
        program.col_cost_ = np.array(self.costs) / 1e6
        program.col_lower_ = np.zeros(len(self.costs))
        program.col_upper_ = np.full(len(self.costs), highspy.kHighsInf)
        program.row_lower_ = np.array(self.lower)
        program.row_upper_ = np.array(self.upper)
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.array(self.starts)
        program.a_matrix_.index_ = np.array(self.index)
        program.a_matrix_.value_ = np.array(self.values)
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(program)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS: {solver.modelStatusToString(solver.getModelStatus())}")
        solution = solver.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual) * 1e6, solver.getObjectiveValue() * 1e6


def solve(case: dict) -> Program:
    """Solves the program of a case (a record of `bench.fulfilment_case`)."""
    stock, boxes, items = case["stock"], case["boxes"], case["items"]
    centres = len(stock)
    rows = _Rows()
    infinite = highspy.kHighsInf
    left = {
        (centre, item): rows.row(-infinite, units)
        for centre, row in enumerate(stock) for item, units in enumerate(row) if units > 0}
    columns: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for kind, wanted in enumerate(case["types"]):
        for city, share in enumerate(case["shares"][kind]):
            expected = case["periods"] * share
            if not wanted or expected == 0:
                continue
            served = [rows.row(1, 1) for _ in wanted]
            used = columns.setdefault((kind, city), [])
            for centre in range(centres + 1):
                has = [place for place, item in enumerate(wanted) if centre == centres or stock[centre][item] > 0]
                opened = [rows.row(0, infinite) for _ in has]
                if has:
                    rows.column(expected * boxes[centre], [(row, 1) for row in opened])
                for place, row in zip(has, opened):
                    entries = [(served[place], 1.0), (row, -1.0)]
                    if centre < centres:
                        entries.append((left[centre, wanted[place]], expected))
                    used.append((centre, place, rows.column(expected * items[centre][city], entries)))
    values, duals, cost = rows.solve()
    frequencies = {}
    for (kind, city), used in columns.items():
        shares = np.zeros((centres + 1, len(case["types"][kind])))
        for centre, place, column in used:
            shares[centre, place] = max(0.0, values[column])
        frequencies[kind, city] = shares / shares.sum(axis=0)
    prices = np.zeros((centres, len(stock[0])))
    for (centre, item), row in left.items():
        prices[centre, item] = max(0.0, -duals[row])
    return Program(frequencies, prices, cost if math.isfinite(cost) else math.nan)
