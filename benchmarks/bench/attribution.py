"""Whose work an instruction is: that of the source file it was written in, or of the one that asked for it.

Libraries, and functions that the compiler emits on its own (specialised copies of the standard library's, retains and
releases), have no source file of ours. What they cost goes to their callers in proportion to what each caused, as gprof
does it (Graham, Kessler, McKusick 1982), until it arrives at a source file. Nothing is counted twice.
"""

from collections import Counter, defaultdict

from .callgrind import Counts

START = "start and end of the program"
# Cycles among foreign functions never end; what is left after so many steps counts as START.
_STEPS = 200


def by_file(counts: Counts, files: dict[int, str]) -> tuple[Counter[str], Counter[str]]:
    """Instructions by source file: executed there, and executed elsewhere on its account.

    `files` has the source file of those addresses that have one.
    """
    homes = _homes(counts, files)
    own: Counter[str] = Counter()
    pending: Counter[str] = Counter()
    for function, costs in counts.own.items():
        for address, cost in costs.items():
            file = files.get(address) if function in counts.program else None
            file = file or homes.get(function)
            if file:
                own[file] += cost
            else:
                pending[function] += cost
    return own, _charge(pending, _callers(counts, files, homes))


def _homes(counts: Counts, files: dict[int, str]) -> dict[str, str]:
    """The file in which most of each function of ours was written; none for the compiler's."""
    homes: dict[str, str] = {}
    for function in counts.program:
        written: Counter[str] = Counter()
        for address, cost in counts.own[function].items():
            if address in files:
                written[files[address]] += cost
        if written:
            homes[function] = written.most_common(1)[0][0]
    return homes


def _callers(
    counts: Counts, files: dict[int, str], homes: dict[str, str]
) -> dict[str, list[tuple[str, bool, float]]]:
    """For each foreign function: (file or foreign function, whether it is a file, share)."""
    callers: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for (caller, address, callee), cost in counts.calls.items():
        if callee in homes or callee == caller:
            continue
        file = files.get(address) if caller in counts.program else None
        file = file or homes.get(caller)
        callers[callee][(file, True) if file else (caller, False)] += max(cost, 1)
    return {
        callee: [(name, is_file, cost / sum(found.values())) for (name, is_file), cost in found.items()]
        for callee, found in callers.items()}


def _charge(pending: Counter[str], callers: dict[str, list[tuple[str, bool, float]]]) -> Counter[str]:
    charged: Counter[str] = Counter()
    moving: dict[str, float] = dict(pending)
    for _ in range(_STEPS):
        following: defaultdict[str, float] = defaultdict(float)
        for function, cost in moving.items():
            for name, is_file, share in callers.get(function, [(START, True, 1.0)]):
                (charged if is_file else following)[name] += cost * share
        moving = following
        if not moving:
            break
    charged[START] += sum(moving.values())
    return charged
