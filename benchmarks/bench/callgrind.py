"""Instructions and calls from what `valgrind --tool=callgrind --dump-instr=yes` writes."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

_SPEC = re.compile(r"(ob|cob|fn|cfn)=\((\d+)\)(?: (.*))?")


@dataclass
class Counts:
    """Instructions of one run. Functions go by the numbers that callgrind gave them."""

    #: Names of those functions that are the program's own, its libraries' left out.
    program: set[str] = field(default_factory=set)
    #: For each function, by address.
    own: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    #: (caller, address of the call, callee): all that the callee did on that account.
    calls: Counter[tuple[str, int, str]] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All instructions."""
        return sum(sum(costs.values()) for costs in self.own.values())


def read_counts(path: Path, program: str) -> Counts:
    """Reads the output of a run of `program`, the path as valgrind was given it.

    Format: "Callgrind Format Specification" of the Valgrind manual; names are written once and then referred to by
    number, addresses may be relative to the line before, and the line after `calls=` is the whole cost of a callee.
    """
    counts = Counts()
    objects: dict[str, str] = {}
    current, function, callee = "", "", ""
    address, is_call = 0, False
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if line[0] in "0+-*":
                words = line.split()
                address = _position(words[0], address)
                cost = int(words[-1])
                if is_call:
                    counts.calls[function, address, callee] += cost
                    is_call = False
                else:
                    counts.own[function][address] += cost
            elif line.startswith("calls="):
                is_call = True
            elif found := _SPEC.match(line):
                kind, number, name = found.groups()
                if name is not None and kind in ("ob", "cob"):
                    objects[number] = name.strip()
                if kind == "ob":
                    current = objects[number]
                elif kind == "fn":
                    function = number
                    if current == program:
                        counts.program.add(number)
                elif kind == "cfn":
                    callee = number
    return counts


def _position(text: str, previous: int) -> int:
    if text == "*":
        return previous
    return previous + int(text, 0) if text[0] in "+-" else int(text, 0)
