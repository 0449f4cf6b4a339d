"""Counts instructions by part of the program, and takes the time of its phases."""

import json
from pathlib import Path

from .attribution import START, by_file
from .callgrind import read_counts
from .instances import RECIPES
from .machine import machine
from .measured import run
from .options import ROOT, Study, names, parser
from .report import Cell, facts, markdown, write_csv
from .symbols import source_files, tool

_HEADER = ["instance", "file", "own_instructions", "instructions_on_its_account"]


def profile(study: Study, name: str, seed: int, extra: list[str]) -> tuple[list[list[Cell]], int, dict[str, str]]:
    """(file, own instructions, instructions elsewhere on its account) of one thread, and all instructions.

    Also the wall seconds of each phase, from a run without valgrind.
    """
    scenario = study.instances.make(name, RECIPES[name], seed)
    folder = study.work / "profile"
    folder.mkdir(parents=True, exist_ok=True)
    log, plan, out = folder / f"{name}.log", folder / f"{name}-plan", folder / f"{name}.callgrind"
    # Valgrind gives up on the debug information that Swift writes; symbols are looked up in the program as built.
    stripped = folder / "allot"
    run([tool("llvm-objcopy"), "--strip-debug", study.allot.program, stripped], log)
    arguments = ["assign", scenario, "--policy", "optimal", "--output", plan, "--threads", "1", "--quiet", *extra]
    measured = run(
        ["valgrind", "--tool=callgrind", "--dump-instr=yes", f"--callgrind-out-file={out}", stripped, *arguments], log)
    if measured.exit != 0:
        raise SystemExit(f"valgrind: exit {measured.exit}, see {log}.err")
    counts = read_counts(out, str(stripped))
    addresses = sorted({address for function in counts.program for address in counts.own[function]})
    files = source_files(study.allot.program.resolve(), ROOT.parent / "Sources", addresses)
    own, called = by_file(counts, files)
    rows: list[list[Cell]] = [[name, file, own[file], round(called[file])] for file in own.keys() | called.keys()]
    study.allot.assign(scenario, plan, "optimal", extra, log)
    phases = json.loads((plan / "run.json").read_text(encoding="utf-8"))["seconds"]
    return sorted(rows, key=lambda row: (-row[2] - row[3], row[1])), counts.total, phases


def _part(file: str) -> str:
    """The folder of a file: a room, or a part of one."""
    return file if file == START else str(Path(file).parent)


def document(name: str, rows: list[list[Cell]], total: int, phases: dict[str, str]) -> str:
    """Phases by time, then parts and the first files by instructions."""
    parts: dict[str, list[int]] = {}
    for _, file, own, called in rows:
        part = parts.setdefault(_part(file), [0, 0])
        part[0] += own
        part[1] += called

    def line(title: str, own: int, called: int) -> list[str]:
        return [
            title, f"{own / 1e6:,.0f}", f"{called / 1e6:,.0f}", f"{100 * (own + called) / total:.1f}%"]

    header = ["", "own, millions", "on its account", "share"]
    ranked = sorted(parts.items(), key=lambda item: -sum(item[1]))
    return (
        f"\n## {name}: {total / 1e9:,.2f} billion instructions\n\n"
        + markdown(["phase", "wall s"], [[phase, str(spent)] for phase, spent in phases.items()])
        + "\n" + markdown(["part", *header[1:]], [line(part, *cost) for part, cost in ranked])
        + "\n" + markdown(["file", *header[1:]], [line(str(file), own, called) for _, file, own, called in rows[:25]]))


def main() -> None:
    """`python -m bench.profile`, usually by profile.sh"""
    arguments = parser("Count instructions by part of the program (callgrind, about 40 times slower than a run).")
    arguments.add_argument(
        "--instances", type=lambda text: names(text, list(RECIPES)), default="XS,S", help="some of " + ", ".join(RECIPES))
    arguments.add_argument("--seed", type=int, default=101)
    arguments.add_argument("--allot-options", default="", help="more options of `allot assign`, as one text")
    options = arguments.parse_args()
    study = Study(options, "profile")
    page = "# Where the instructions go\n\n" + facts(
        {**machine(ROOT.parent, options.allot), "options of Allot": options.allot_options or "none",
         "threads": f"1 for instructions, {options.threads} for seconds"})
    rows: list[list[Cell]] = []
    for name in options.instances:
        found, total, phases = profile(study, name, options.seed, options.allot_options.split())
        rows += found
        page += document(f"{name}-{options.seed}", found, total, phases)
        write_csv(Path(f"{study.table}.csv"), _HEADER, rows)
        Path(f"{study.table}.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
