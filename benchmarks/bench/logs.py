"""What CBC and glpsol print about how far they came."""

import re

from .outcome import Outcome


def _number(pattern: str, log: str) -> float | None:
    found = re.findall(pattern, log)
    return float(found[-1]) if found else None


def read_cbc(log: str, has_file: bool) -> Outcome:
    """The result block at the end of CBC's log; an optimum is its own bound."""
    objective = _number(r"(?m)^Objective value:\s+(\S+)", log)
    solving = _number(r"Wallclock seconds\):\s+([\d.]+)", log)
    if "Result - Optimal solution found" in log:
        return Outcome("optimal", solving=solving, bound=objective)
    bound = _number(r"(?m)^Lower bound:\s+(\S+)", log)
    has_plan = has_file and objective is not None and "No feasible solution found" not in log
    return Outcome("feasible" if has_plan else "none", solving=solving, bound=bound)


def read_glpk(log: str, solution: str) -> Outcome:
    """The status line of the solution file, and the last bound of the tree search in the log.

    Before its tree search glpsol reports nothing; after the limit it still writes a file, with status `u` where it
    has no integer solution.
    """
    status = re.search(r"(?m)^s mip \d+ \d+ (\w) (\S+)", solution)
    solving = _number(r"Time used:\s+([\d.]+)", log)
    if status and status[1] == "o":
        return Outcome("optimal", solving=solving, bound=float(status[2]))
    bound = _number(r"(?m)^\+.*(?:mip =|>>>>>).*>=\s+([-\d.e+]+)", log)
    return Outcome("feasible" if status and status[1] == "f" else "none", solving=solving, bound=bound)
