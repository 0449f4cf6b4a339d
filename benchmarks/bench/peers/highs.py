"""HiGHS on the whole program, read from its MPS text. Default settings but for limit, threads and a gap of 0."""

import json
import sys
from pathlib import Path

import highspy
import numpy as np

from .solution import write_values


def main(model: str, limit: str, threads: str, solution: str) -> None:
    """`python -m bench.peers.highs MODEL LIMIT THREADS SOLUTION`; prints status, bound and seconds as JSON."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(model + ".mps")
    highs.setOptionValue("time_limit", float(limit))
    highs.setOptionValue("threads", int(threads))
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.run()
    info = highs.getInfo()
    is_optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    has_plan = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if has_plan:
        write_values(Path(solution), np.rint(np.array(highs.getSolution().col_value)).astype(np.int64))
    bound = info.mip_dual_bound
    print(
        json.dumps(
            {
                "status": "optimal" if is_optimal else "feasible" if has_plan else "none",
                "bound": bound if abs(bound) < 1e30 else None,
                "seconds": highs.getRunTime(),
            }))


if __name__ == "__main__":
    main(*sys.argv[1:])
