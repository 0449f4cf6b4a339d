"""OR-Tools CP-SAT on the whole program; costs as whole millionths. Default settings but for limit and workers."""

import json
import sys
from pathlib import Path

import numpy as np
from ortools.sat.python import cp_model

from ..money import MILLION
from .milp import Program
from .solution import write_values

# With fewer workers CP-SAT leaves out the ones that use the linear relaxation: on two cores two workers needed over 15
# seconds for what eight did in one.
_WORKERS = 8


def build(program: Program) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """The program as a CP-SAT model."""
    model = cp_model.CpModel()
    columns = [model.new_int_var(0, upper, "") for upper in program.upper.tolist()]
    order = np.argsort(program.entries[:, 0], kind="stable")
    entries = program.entries[order]
    starts = np.searchsorted(entries[:, 0], np.arange(len(program.row_sense) + 1))
    names, values = entries[:, 1].tolist(), entries[:, 2].tolist()
    for row, (sense, right) in enumerate(zip(program.row_sense, program.row_right.tolist())):
        part = slice(starts[row], starts[row + 1])
        left = cp_model.LinearExpr.weighted_sum([columns[name] for name in names[part]], values[part])
        model.add(left == right if sense == "E" else left <= right)
    model.minimize(cp_model.LinearExpr.weighted_sum(columns, program.cost.tolist()))
    return model, columns


def main(model: str, limit: str, threads: str, solution: str) -> None:
    """`python -m bench.peers.cpsat MODEL LIMIT THREADS SOLUTION`; prints status, bound and seconds as JSON."""
    program = Program.load(Path(model + ".npz"))
    built, columns = build(program)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = float(limit)
    solver.parameters.num_workers = max(_WORKERS, int(threads))
    status = solver.solve(built)
    has_plan = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    if has_plan:
        write_values(Path(solution), np.array([solver.value(column) for column in columns], dtype=np.int64))
    bound = solver.best_objective_bound / MILLION
    print(
        json.dumps(
            {
                "status": "optimal" if status == cp_model.OPTIMAL else "feasible" if has_plan else "none",
                # Costs and therefore bounds below 0 mean that nothing has been proven yet.
                "bound": bound if bound > 0 else None,
                "seconds": solver.wall_time,
            }))


if __name__ == "__main__":
    main(*sys.argv[1:])
