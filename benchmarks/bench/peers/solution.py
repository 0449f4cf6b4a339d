"""Solution files of the solvers, and the plan folder that a solution stands for."""

import re
import sys
from pathlib import Path

import numpy as np

from .instance import Integers, read_instance
from .milp import Program
from .planfolder import write_plan


def write_values(path: Path, values: Integers) -> None:
    """`COLUMN VALUE` for every column that is not 0."""
    chosen = np.flatnonzero(values)
    path.write_text("".join(f"{column} {values[column]}\n" for column in chosen), encoding="ascii")


# What stands before the value of a column in a solution file: `COLUMN VALUE` of write_values; CBC's `index Cn value
# reduced-cost`, with ** before what breaks a row; `j n value` of glpsol, which counts from 1.
_LINES = {
    "values": (re.compile(r"(\d+) (\S+)$"), 0),
    "cbc": (re.compile(r"[\s*]*\d+ C(\d+)\s+(\S+)\s+\S+$"), 0),
    "glpk": (re.compile(r"j (\d+) (\S+)$"), 1),
}


def read_values(path: Path, form: str, columns: int) -> Integers:
    """The values of all columns, rounded to whole numbers; the audit says what is wrong where they are not."""
    pattern, first = _LINES[form]
    values = np.zeros(columns, dtype=np.int64)
    with path.open(encoding="ascii") as file:
        for line in file:
            found = pattern.match(line.rstrip())
            if found:
                values[int(found[1]) - first] = round(float(found[2]))
    return values


def main(scenario: str, model: str, form: str, solution: str, plan: str) -> None:
    """`python -m bench.peers.solution SCENARIO MODEL values|cbc|glpk SOLUTION PLAN`"""
    instance = read_instance(Path(scenario))
    program = Program.load(Path(model + ".npz"))
    values = read_values(Path(solution), form, len(program.cost))
    write_plan(instance, program.assignment(instance, values), Path(plan))


if __name__ == "__main__":
    main(*sys.argv[1:])
