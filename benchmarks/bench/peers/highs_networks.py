"""HiGHS on the programs of replenish.sh, as MPS text. Default settings but for what is named."""

import json
import sys
import time
from pathlib import Path

import highspy


def quiet(**options: object) -> highspy.Highs:
    """A solver that says nothing."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    for name, value in options.items():
        highs.setOptionValue(name, value)
    return highs


def _least(lp: highspy.HighsLp, **options: object) -> tuple[float, float, float]:
    """The optimum; the least seconds of three calls to load the program and to solve it."""
    loading = solving = float("inf")
    optimum = 0.0
    for _ in range(3):
        highs = quiet(**options)
        start = time.perf_counter()
        highs.passModel(lp)
        loaded = time.perf_counter()
        highs.run()
        solved = time.perf_counter()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS: {highs.getModelStatus()}")
        optimum = highs.getInfo().objective_function_value
        loading, solving = min(loading, loaded - start), min(solving, solved - loaded)
    return optimum, loading, solving


def singles(folder: Path) -> list[dict[str, float]]:
    """Every `NUMBER.mps` of a folder, with presolve as usual and without."""
    found = []
    for file in sorted(folder.glob("*.mps"), key=lambda file: int(file.stem)):
        reader = quiet()
        reader.readModel(str(file))
        lp = reader.getLp()
        optimum, loading, solving = _least(lp)
        _, _, plain = _least(lp, presolve="off")
        found.append(
            {"sku": int(file.stem), "cost": optimum, "loading": loading, "solving": solving, "plain": plain})
    return found


def whole(file: Path, limit: float, threads: int, relaxed: bool) -> dict[str, float | str | None]:
    """One program, its integer conditions left out if `relaxed`. Reading counts apart."""
    highs = quiet(time_limit=limit, threads=threads, mip_rel_gap=0.0, solve_relaxation=relaxed)
    start = time.perf_counter()
    highs.readModel(str(file))
    read = time.perf_counter()
    highs.run()
    solved = time.perf_counter()
    info = highs.getInfo()
    is_optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    has_plan = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    bound: float | None = info.objective_function_value if is_optimal else None
    if not relaxed and not is_optimal:
        bound = info.mip_dual_bound if abs(info.mip_dual_bound) < 1e30 else None
    return {
        "status": "optimal" if is_optimal else "feasible" if has_plan and not relaxed else "none",
        "cost": info.objective_function_value if has_plan and (is_optimal or not relaxed) else None,
        "bound": bound, "reading": read - start, "solving": solved - read,
    }


def main(arguments: list[str]) -> None:
    """`python -m bench.peers.highs_networks singles FOLDER` or `whole FILE LIMIT THREADS relaxed|integer`; JSON."""
    if arguments[0] == "singles":
        print(json.dumps(singles(Path(arguments[1]))))
    else:
        file, limit, threads, kind = arguments[1:]
        print(json.dumps(whole(Path(file), float(limit), int(threads), kind == "relaxed")))


if __name__ == "__main__":
    main(sys.argv[1:])
