"""The program under test: planning and judging by its command line."""

import json
from dataclasses import dataclass
from pathlib import Path

from .measured import Measured, run


@dataclass(frozen=True)
class Verdict:
    """What `allot audit` says of a plan."""

    #: The cost by the audit's own arithmetic.
    cost: float
    unfilled: float
    breaches: int
    wall: float

    @property
    def text(self) -> str:
        """`clean`, or how many breaches."""
        return "clean" if self.breaches == 0 else f"{self.breaches} breaches"


class Allot:
    """A built `allot`."""

    def __init__(self, program: Path, threads: int) -> None:
        self.program = program
        self.threads = threads

    def assign(
        self, scenario: Path, plan: Path, policy: str, extra: list[str], log: Path, most: float | None = None
    ) -> Measured:
        """Plans a scenario, files to files."""
        return run(
            [self.program, "assign", scenario, "--policy", policy, "--output", plan, "--threads", str(self.threads),
             "--quiet", *extra], log, most)

    def summary(self, plan: Path) -> dict:
        """summary.json of a plan of Allot's."""
        return json.loads((plan / "summary.json").read_text(encoding="utf-8"))

    def audit(self, scenario: Path, plan: Path, log: Path) -> Verdict:
        """Judges a plan; a plan that cannot be read is an error."""
        measured = run([self.program, "audit", scenario, "--plan", plan, "--json"], log)
        if measured.exit not in (0, 1):
            raise RuntimeError(f"allot audit of {plan}: exit {measured.exit}, see {log}.err")
        report = json.loads(log.read_text(encoding="utf-8"))
        # Plans of replenishment leave nothing unfilled.
        return Verdict(report["cost"]["total"], report["cost"].get("unfilled", 0), report["breaches"], measured.wall)

    def audit_bound(self, scenario: Path, plan: Path, log: Path, most: float) -> str:
        """Whether prices.csv proves price_bound, and covers.csv lower_bound where there is one, by the audit's own
        search: `confirmed` or what came instead."""
        measured = run(
            [self.program, "audit", scenario, "--plan", plan, "--bound", "--json"], log, most)
        if measured.killed:
            return f"not finished in {most:.0f} s"
        if measured.exit not in (0, 1):
            return f"failed: exit {measured.exit}"
        report = json.loads(log.read_text(encoding="utf-8"))
        if report.get("price_bound_confirmed") is None:
            return "not stated"
        keys = [key for key in ("price_bound", "cover_bound") if key in report]
        if all(report[f"{key}_confirmed"] for key in keys):
            return "confirmed"
        # The audit's search relaxes orders of many lines: what it then proves is less, which refutes nothing. What it
        # does refute is a breach.
        relaxed = report["price_bound_inexact_orders"]
        return f"undecided, {relaxed} orders relaxed" if relaxed and measured.exit == 0 else "refuted"
