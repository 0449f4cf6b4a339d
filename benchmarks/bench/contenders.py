"""Who takes part, and how each is run: same instance, same cost model, same evaluator."""

import json
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from .allot import Allot
from .case import Case
from .logs import read_cbc, read_glpk
from .measured import Measured, run
from .outcome import Outcome, not_run


@dataclass(frozen=True)
class Rules:
    """What holds for all contenders of a run."""

    allot: Allot
    #: Seconds for each solver of the whole program.
    limit: float
    threads: int
    #: The largest batches, in orders, that integer programming and the flow are asked for.
    program_orders: int
    flow_orders: int
    #: More options of `allot assign --policy optimal`.
    allot_options: list[str]


class Contender(ABC):
    """Someone who plans a batch; `plan` leaves a plan folder at `place`."""

    name: str
    title: str

    def compete(self, case: Case, rules: Rules) -> Outcome:
        """Plans and has the plan judged."""
        place = case.folder / self.name
        outcome = self.plan(case, rules, place)
        if outcome.status in ("optimal", "feasible"):
            verdict = rules.allot.audit(case.scenario, place, case.log(f"{self.name}-audit"))
            outcome.cost, outcome.unfilled, outcome.audit = verdict.cost, verdict.unfilled, verdict.text
        return outcome

    @abstractmethod
    def plan(self, case: Case, rules: Rules, place: Path) -> Outcome:
        """Plans."""


class AllotPolicy(Contender):
    """Allot by its command line."""

    def __init__(self, policy: str, title: str) -> None:
        self.policy, self.title = policy, title
        self.name = "allot" if policy == "optimal" else policy

    def plan(self, case: Case, rules: Rules, place: Path) -> Outcome:
        extra = rules.allot_options if self.policy == "optimal" else []
        measured = rules.allot.assign(case.scenario, place, self.policy, extra, case.log(self.name))
        if measured.exit != 0:
            return Outcome("none", f"exit {measured.exit}", measured)
        summary = rules.allot.summary(place)
        is_proven = summary["lower_bound"] is not None and summary["gap"] == 0
        return Outcome("optimal" if is_proven else "feasible", measured=measured, bound=summary["lower_bound"])


class Peer(Contender):
    """A Python peer that writes its plan folder itself."""

    def __init__(self, name: str, title: str, module: str, *arguments: str) -> None:
        self.name, self.title = name, title
        self.module, self.arguments = module, arguments

    def plan(self, case: Case, rules: Rules, place: Path) -> Outcome:
        log = case.log(self.name)
        command = [sys.executable, "-m", f"bench.peers.{self.module}", *self.arguments, case.scenario, place]
        measured = run(command, log)
        if measured.exit != 0:
            return Outcome("none", _last_line(Path(f"{log}.err")) or f"exit {measured.exit}", measured)
        text = _last_line(log)
        said = json.loads(text) if text else {"status": "feasible"}
        if said["status"] == "not applicable":
            return not_run(said["note"])
        return Outcome(said["status"], measured=measured, solving=said.get("seconds"))


class FlowPeer(Peer):
    """The min-cost flow: a bound of itself where it applies."""

    def plan(self, case: Case, rules: Rules, place: Path) -> Outcome:
        if case.orders > rules.flow_orders:
            return not_run(f"over {rules.flow_orders:,} orders")
        return super().plan(case, rules, place)

    def compete(self, case: Case, rules: Rules) -> Outcome:
        outcome = super().compete(case, rules)
        if outcome.status == "optimal":
            outcome.bound = outcome.cost
        return outcome


class Solver(Contender):
    """A solver of the whole program; its time counts from the program's text to the solution's."""

    form = "values"

    def plan(self, case: Case, rules: Rules, place: Path) -> Outcome:
        if case.orders > rules.program_orders:
            return not_run(f"over {rules.program_orders:,} orders")
        model, log = case.program(), case.log(self.name)
        solution = case.folder / f"{self.name}.solution"
        solution.unlink(missing_ok=True)
        # Solvers look at the clock seldom in some phases; past this they are ended.
        measured = run(self.command(model, rules, solution), log, rules.limit * 1.5 + 60)
        outcome = Outcome("none", "ended: did not heed its limit") if measured.killed else self.read(log, solution)
        outcome.measured = measured
        if measured.exit != 0 and not measured.killed:
            return Outcome("none", f"exit {measured.exit}: {_last_line(Path(f'{log}.err'))}", measured)
        if outcome.status != "none":
            decoding = run(
                [sys.executable, "-m", "bench.peers.solution", case.scenario, model, self.form, solution, place],
                case.log(f"{self.name}-plan"))
            if decoding.exit != 0:
                raise RuntimeError(f"no plan from {solution}, see {case.log(f'{self.name}-plan')}.err")
        return outcome

    @abstractmethod
    def command(self, model: Path, rules: Rules, solution: Path) -> list[str | Path]:
        """How the solver is called."""

    @abstractmethod
    def read(self, log: Path, solution: Path) -> Outcome:
        """What it says it found."""


class PythonSolver(Solver):
    """CP-SAT and HiGHS, by their Python interfaces."""

    def __init__(self, name: str, title: str) -> None:
        self.name, self.title = name, title

    def command(self, model: Path, rules: Rules, solution: Path) -> list[str | Path]:
        return [
            sys.executable, "-m", f"bench.peers.{self.name}", model, str(rules.limit), str(rules.threads), solution]

    def read(self, log: Path, solution: Path) -> Outcome:
        text = _last_line(log)
        if not text:
            return Outcome("none")
        said = json.loads(text)
        return Outcome(said["status"], solving=said["seconds"], bound=said["bound"])


class CBC(Solver):
    """COIN-OR's branch and cut, default settings."""

    name, title, form = "cbc", "CBC", "cbc"

    def command(self, model: Path, rules: Rules, solution: Path) -> list[str | Path]:
        return [
            "cbc", f"{model}.mps", "-threads", str(rules.threads), "-timeMode", "elapsed", "-sec", str(rules.limit),
            "-solve", "-solution", solution]

    def read(self, log: Path, solution: Path) -> Outcome:
        return read_cbc(log.read_text(encoding="utf-8", errors="replace"), solution.exists())


class GLPK(Solver):
    """glpsol, default settings."""

    name, title, form = "glpk", "GLPK", "glpk"

    def command(self, model: Path, rules: Rules, solution: Path) -> list[str | Path]:
        return ["glpsol", "--freemps", f"{model}.mps", "--tmlim", str(round(rules.limit)), "-w", solution]

    def read(self, log: Path, solution: Path) -> Outcome:
        text = solution.read_text(encoding="ascii") if solution.exists() else ""
        return read_glpk(log.read_text(encoding="utf-8", errors="replace"), text)


def _last_line(path: Path) -> str:
    """The last line that is not empty."""
    lines = [line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""


CONTENDERS: list[Contender] = [
    AllotPolicy("optimal", "Allot"),
    AllotPolicy("cheapest", "usual rule (Allot's `cheapest`)"),
    Peer("magento-priority", "Magento MSI, priority walk", "walk", "priority"),
    Peer("magento-distance", "Magento MSI, distance walk", "walk", "distance"),
    FlowPeer("flow", "OR-Tools min-cost flow", "flow"),
    PythonSolver("cpsat", "OR-Tools CP-SAT"),
    PythonSolver("highs", "HiGHS"),
    CBC(),
    GLPK(),
]
