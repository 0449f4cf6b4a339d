"""A program as MPS text, once for all solvers; costs in currency units with their six decimals."""

import sys
from pathlib import Path

import numpy as np

from ..money import decimal
from .instance import read_instance
from .milp import Program, ProgramBuilder


def write_mps(program: Program, path: Path) -> None:
    """Columns are C0, C1, …, rows R0, R1, …; every column is an integer within bounds.

    The fields stand where fixed MPS wants them and are set apart by spaces, so that the text is free MPS too: CBC takes
    one kind for the other where only one of them holds.
    """
    order = np.lexsort((program.entries[:, 0], program.entries[:, 1]))
    entries = program.entries[order]
    starts = np.searchsorted(entries[:, 1], np.arange(len(program.cost) + 1))
    rows, values = entries[:, 0].tolist(), entries[:, 2].tolist()
    with path.open("w", encoding="ascii") as file:
        file.write("NAME          BATCH\nROWS\n N  COST\n")
        file.writelines(f" {sense}  R{row}\n" for row, sense in enumerate(program.row_sense))
        file.write("COLUMNS\n" + _marker("M1", "INTORG"))
        for column, cost in enumerate(program.cost.tolist()):
            file.write(_field("", f"C{column}", "COST", decimal(cost)))
            file.writelines(
                _field("", f"C{column}", f"R{rows[i]}", values[i]) for i in range(starts[column], starts[column + 1]))
        file.write(_marker("M2", "INTEND") + "RHS\n")
        file.writelines(
            _field("", "RHS", f"R{row}", right) for row, right in enumerate(program.row_right.tolist()) if right)
        file.write("BOUNDS\n")
        file.writelines(
            _field("UP", "BND", f"C{column}", upper) for column, upper in enumerate(program.upper.tolist()))
        file.write("ENDATA\n")


def _field(kind: str, name: str, other: str, value: object) -> str:
    """Columns 2, 5, 15 and 25 of fixed MPS."""
    return f" {kind:2} {name:8}  {other:8}  {value:>12}\n"


def _marker(name: str, kind: str) -> str:
    return f"    {name:8}  'MARKER'                 '{kind}'\n"


def main(scenario: str, model: str) -> None:
    """`python -m bench.peers.mps SCENARIO MODEL` writes MODEL.mps and MODEL.npz."""
    program = ProgramBuilder(read_instance(Path(scenario))).build()
    write_mps(program, Path(model + ".mps"))
    program.save(Path(model + ".npz"))
    print(f"{len(program.row_sense)} rows, {len(program.cost)} columns, {len(program.entries)} entries")


if __name__ == "__main__":
    main(*sys.argv[1:])
