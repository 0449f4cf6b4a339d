"""Instructions by address, from what `valgrind --tool=callgrind --dump-instr=yes` writes."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

_SPEC = re.compile(r"(ob|cob|fn|cfn)=\((\d+)\)(?: (.*))?")


@dataclass
class Counts:
    """Instructions of one run."""

    #: By library, the program itself left out.
    libraries: Counter[str] = field(default_factory=Counter)
    #: By address in the program: executed there, and in library calls made there.
    own: Counter[int] = field(default_factory=Counter)
    called: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All instructions."""
        return sum(self.libraries.values()) + sum(self.own.values())


def read_counts(path: Path, program: str) -> Counts:
    """Reads the output of a run of `program`, the path as valgrind was given it.

    Format: "Callgrind Format Specification" of the Valgrind manual; names are written once and then referred to by
    number, addresses may be relative to the line before, and the line after `calls=` is the whole cost of a callee.
    Calls into libdispatch are left out of `called`: what they cost is the program's own work again.
    """
    counts = Counts()
    objects: dict[str, str] = {}
    current, callee = "", None
    address, is_call = 0, False
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            first = line[0]
            if first in "0+-*":
                words = line.split()
                address = _position(words[0], address)
                cost = int(words[-1])
                if is_call:
                    target = callee if callee is not None else current
                    if current.endswith(program) and not target.endswith(program) and "libdispatch" not in target:
                        counts.called[address] += cost
                    is_call, callee = False, None
                elif current.endswith(program):
                    counts.own[address] += cost
                else:
                    counts.libraries[current] += cost
            elif line.startswith("calls="):
                is_call = True
            elif found := _SPEC.match(line):
                kind, number, name = found.groups()
                if kind in ("ob", "cob"):
                    if name is not None:
                        objects[number] = name.strip()
                    if kind == "ob":
                        current = objects[number]
                    else:
                        callee = objects[number]
    return counts


def _position(text: str, previous: int) -> int:
    if text == "*":
        return previous
    if text[0] in "+-":
        return previous + int(text, 0)
    return int(text, 0)
