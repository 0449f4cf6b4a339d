"""`allot replenish` on seeded networks: time, memory, bound and audit, beside the rules; and HiGHS and GLPK on the same
programs, one SKU at a time and whole."""

import json
import subprocess
import sys
from dataclasses import astuple, fields
from importlib.metadata import version as package_version
from pathlib import Path

from .machine import machine, tools
from .measured import Measured, run
from .networks import NETWORKS
from .options import ROOT, Study, names, parser
from .replenish_page import page
from .replenishing import Planned, Sample, Whole, planned, sample, whole
from .report import Cell, facts, write_csv

POLICIES = ["planned", "base_stock", "min_max"]
#: Whose networks are solved one by one, and which are posed as one program.
SINGLES = ["small", "large"]
WHOLE = ["tiny", "small", "shared"]


class Replenishment:
    """What is measured, and where it lies."""

    def __init__(self, study: Study, program: Path, seed: int, threads: int) -> None:
        self.study, self.program, self.seed, self.threads = study, program, seed, threads
        self.work = study.work / "replenish"
        self.work.mkdir(parents=True, exist_ok=True)

    def scenario(self, name: str) -> Path:
        """An instance, made where it is not there yet: in a process of its own, since this one must stay small."""
        place, recipe = self.work / f"{name}-{self.seed}", self.work / f"{name}-{self.seed}.recipe"
        text = f"{NETWORKS[name]}\n" + (ROOT / "bench/networks.py").read_text(encoding="utf-8")
        if not recipe.exists() or recipe.read_text(encoding="utf-8") != text:
            subprocess.run([sys.executable, "-m", "bench.networks", name, str(self.seed), place], check=True)
            recipe.write_text(text, encoding="utf-8")
        return place

    def plan(self, name: str, policy: str) -> Planned:
        """A policy on an instance, files to files, and its audit."""
        scenario, output = self.scenario(name), self.work / f"{name}-{self.seed}-{policy}"
        measured = self._run(
            f"{name}-{policy}", [
                self.study.allot.program, "replenish", scenario, "--policy", policy, "--output", output, "--threads",
                str(self.threads), "--quiet"])
        log = self.work / f"{name}-{policy}-audit.log"
        verdict = self.study.allot.audit(scenario, output, log)
        return planned(
            name, policy, _read(output / "summary.json"), _read(output / "run.json"), measured.wall, measured.cpu,
            measured.peak_bytes, verdict.text)

    def singles(self, name: str, count: int) -> Sample:
        """Some networks of an instance, each by itself, by everybody."""
        folder = self.work / f"{name}-{self.seed}-networks"
        for old in folder.glob("*.mps"):
            old.unlink()
        own = self._answer(f"{name}-networks", [self.program, "single", self.scenario(name), folder, str(count)])
        peer = self._answer(
            f"{name}-networks-highs", [sys.executable, "-m", "bench.peers.highs_networks", "singles", folder])
        return sample(name, own, peer)

    def whole(self, name: str, limit: float) -> Whole:
        """An instance as one program."""
        folder = self.work / f"{name}-{self.seed}-whole"
        own = self._answer(f"{name}-whole", [self.program, "whole", self.scenario(name), folder, str(self.threads)])

        def highs(file: str, kind: str) -> dict:
            return self._answer(
                f"{name}-{file}-{kind}", [
                    sys.executable, "-m", "bench.peers.highs_networks", "whole", folder / f"{file}.mps", str(limit),
                    str(self.threads), kind])

        return whole(
            name, own, highs("whole", "relaxed"), highs("journeys", "relaxed"), highs("journeys", "integer"))

    def _answer(self, name: str, command: list[str | Path]) -> list | dict:
        self._run(name, command)
        return _read(self.work / f"{name}.log")

    def _run(self, name: str, command: list[str | Path]) -> Measured:
        log = self.work / f"{name}.log"
        measured = run(command, log)
        if measured.exit != 0:
            raise SystemExit(f"{name}: exit {measured.exit}, see {log}.err")
        return measured


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _table(rows: list, kind: type) -> tuple[list[str], list[list[Cell]]]:
    return [field.name for field in fields(kind)], [list(astuple(row)) for row in rows]


def _textbook(label: str, results: Path) -> str:
    """The tables of textbook.sh, made now."""
    subprocess.run(
        ["./textbook.sh", "--label", label, "--results", results.resolve()], cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL)
    text = (results / f"{label}-textbook.md").read_text(encoding="utf-8")
    return text[text.index("\n## "):]


def main() -> None:
    """`python -m bench.replenish`, usually by replenish.sh"""
    arguments = parser("Measure replenishment, beside rules and solvers of linear programs.")
    known = list(NETWORKS)
    arguments.add_argument(
        "--instances", type=lambda text: names(text, known), default=",".join(known), help="some of " + ", ".join(known))
    arguments.add_argument("--seed", type=int, default=101, help="of the instances")
    arguments.add_argument("--limit", type=float, default=120, help="seconds of HiGHS for each whole program")
    arguments.add_argument("--samples", type=int, default=200, help="SKUs of an instance that are solved one by one")
    arguments.add_argument(
        "--networks", type=Path, default=ROOT / ".build/release/Networks", help="the program beside allot")
    arguments.add_argument("--skip-textbook", action="store_true", help="leave textbook.sh out")
    options = arguments.parse_args()
    study = Study(options, "replenish")
    heading = facts(
        {**machine(ROOT.parent, options.allot), "highspy": package_version("highspy"), "glpk": tools()["glpk"],
         "threads": str(options.threads), "seed": str(options.seed), "limit of HiGHS": f"{options.limit:g} s"})
    work = Replenishment(study, options.networks, options.seed, options.threads)
    plans: list[Planned] = []
    for name in options.instances:
        for policy in POLICIES:
            plans.append(work.plan(name, policy))
            print(*astuple(plans[-1]), file=sys.stderr)
            write_csv(Path(f"{study.table}.csv"), *_table(plans, Planned))
    samples = [work.singles(name, options.samples) for name in options.instances if name in SINGLES]
    write_csv(Path(f"{study.table}-networks.csv"), *_table(samples, Sample))
    wholes = [work.whole(name, options.limit) for name in options.instances if name in WHOLE]
    write_csv(Path(f"{study.table}-whole.csv"), *_table(wholes, Whole))
    textbook = "" if options.skip_textbook else _textbook(study.label, options.results)
    text = page(heading, plans, samples, wholes, textbook)
    Path(f"{study.table}.md").write_text(text, encoding="utf-8")
    print(text)
    faults = [fault for row in wholes for fault in row.faults] + [fault for row in samples for fault in row.faults]
    faults += [f"{row.instance}, {row.policy}: audit says {row.audit}" for row in plans if row.audit != "clean"]
    if faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()
