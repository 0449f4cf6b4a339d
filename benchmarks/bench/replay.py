"""Small models simulated by Allot, SimPy, stockpyl and SupplyNetPy: equal results, and how fast each is."""

import json
import math
import sys
from dataclasses import dataclass
from importlib.metadata import version as package_version
from pathlib import Path
from statistics import fmean, variance

from . import options, replay_folder, replay_page, replay_speed
from .machine import machine
from .measured import Measured, run
from .replay_models import Measures, Model, models
from .report import facts, write_csv

PEERS = ["simpy", "stockpyl", "supplynetpy"]
_POLICY = ["--policies", "cheapest+base_stock", "--by", "node", "--quiet"]
#: Means that are this many standard errors of their difference apart are no longer noise: over all comparisons of a run
#: such a pair comes up by chance in one of a hundred runs.
LIMIT = 4.5
#: What does not depend on how a shortage is divided has to agree on the same demand to the digits of the files.
EXACT = 1e-8
#: Allot against each peer, SKU-node-days a CPU second.
TARGET = 300
#: Days of a simulation that is compared, and of its warm-up.
_DAYS, _WARMUP = 2_000, 200


@dataclass(frozen=True)
class Speed:
    """One timed simulation."""

    tool: str
    model: str
    what: str
    node_days: int
    wall: float
    cpu: float
    peak_bytes: int

    @property
    def rate(self) -> float:
        """SKU-node-days a CPU second."""
        return self.node_days / self.cpu


@dataclass(frozen=True)
class Comparison:
    """One measure of one model by Allot and another."""

    model: str
    demand: str
    peer: str
    measure: str
    allot: float
    other: float
    #: Standard error of the difference; None where both replay the same demand.
    error: float | None
    #: How far they are apart: in standard errors, or as a share.
    apart: float
    #: None: not to be compared, the tools divide shortages otherwise.
    limit: float | None

    @property
    def holds(self) -> bool:
        """Whether they agree."""
        return self.limit is None or self.apart <= self.limit


class Bench:
    """Runs tools in processes of their own."""

    def __init__(self, study: options.Study) -> None:
        self._program = study.allot.program
        self._threads = study.allot.threads
        self.folder = study.work / "replay"
        self.folder.mkdir(parents=True, exist_ok=True)

    def allot(self, scenario: Path, replications: int = 1) -> Measured:
        """Files to files."""
        log = self.folder / "allot.log"
        measured = run(
            [self._program, "simulate", scenario, *_POLICY, "--replications", str(replications), "--threads",
             str(self._threads)], log)
        if measured.exit != 0:
            raise SystemExit(f"allot simulate {scenario}: exit {measured.exit}, see {log}.err")
        return measured

    def peer(self, tool: str, model: Model, days: int, warmup: int, seed: int) -> tuple[Measures, dict, Measured]:
        """What it measured, how long its simulation took, and the whole process."""
        log = self.folder / f"{tool}.log"
        measured = run(
            [sys.executable, "-m", "bench.peers.replay_peer", tool, model.name, str(days), str(warmup), str(seed)], log)
        if measured.exit != 0:
            raise SystemExit(f"{tool}: exit {measured.exit}, see {log}.err")
        answer = json.loads(log.read_text(encoding="utf-8"))
        return Measures(tuple(answer["on_hand"]), answer["waiting"], answer["fill_rate"]), answer, measured

    # Results

    def same_demand(self, model: Model) -> list[Comparison]:
        """All tools on the same numbers."""
        scenario = self.folder / f"{model.name}-same"
        replay_folder.make(model, scenario, _DAYS, _WARMUP, model.draw(_DAYS, 1))
        self.allot(scenario)
        own = replay_folder.measures(model, scenario / "out/simulate")[0].named(model)
        found: list[Comparison] = []
        for tool in PEERS:
            theirs = self.peer(tool, model, _DAYS, _WARMUP, 1)[0].named(model)
            for name, value in own.items():
                # Stages in a row share nothing; of several stores, who gets the odd unit is for each tool to say.
                limit = EXACT if model.is_serial or name not in SHARED else None
                found.append(Comparison(
                    model.name, "the same", tool, name, value, theirs[name], None, apart(value, theirs[name]), limit))
        if not model.is_serial:
            # stockpyl serves customers in their order; so does SimPy when told to.
            first = self.peer("simpy-order", model, _DAYS, _WARMUP, 1)[0].named(model)
            second = self.peer("stockpyl", model, _DAYS, _WARMUP, 1)[0].named(model)
            for name, value in first.items():
                found.append(Comparison(
                    model.name, "the same", "stockpyl and simpy in order", name, value, second[name], None,
                    apart(value, second[name]), EXACT))
        return found

    def own_demand(self, model: Model, replications: int) -> list[Comparison]:
        """Every tool on demand of its own."""
        scenario = self.folder / f"{model.name}-own"
        own: list[dict[str, float]] = []
        if model.is_poisson:
            replay_folder.make(model, scenario, _DAYS, _WARMUP, None)
            self.allot(scenario, replications)
            own = [found.named(model) for found in replay_folder.measures(model, scenario / "out/simulate", replications)]
        else:
            for seed in range(replications):
                replay_folder.make(model, scenario, _DAYS, _WARMUP, model.draw(_DAYS, 10_000 + seed))
                self.allot(scenario)
                own += [found.named(model) for found in replay_folder.measures(model, scenario / "out/simulate")]
        found: list[Comparison] = []
        for number, tool in enumerate(PEERS, start=2):
            theirs = [
                self.peer(tool, model, _DAYS, _WARMUP, 10_000 * number + seed)[0].named(model)
                for seed in range(replications)]
            for name in own[0]:
                first, second = [row[name] for row in own], [row[name] for row in theirs]
                error = math.sqrt((variance(first) + variance(second)) / replications)
                difference = abs(fmean(first) - fmean(second))
                compared = model.is_serial or tool != "stockpyl" or name not in SHARED
                found.append(Comparison(
                    model.name, "drawn by each", tool, name, fmean(first), fmean(second), error,
                    difference / error if error > 0 else 0 if difference == 0 else math.inf, LIMIT if compared else None))
        return found

    # Speed

    def speed(self, model: Model, seconds: float) -> list[Speed]:
        """Allot with one SKU for as many days as it takes, and with many SKUs for years; peers for some seconds."""
        nodes = len(model.stages)
        found: list[Speed] = []
        for skus, days in ((1, replay_folder.MOST_DAYS), (model.many, model.many_days)):
            scenario = self.folder / f"{model.name}-{skus}"
            drawn = None if model.draws and skus > 1 else model.draw(days, 2)
            replay_folder.make(model, scenario, days, days // 10, drawn, skus)
            measured = self.allot(scenario)
            found.append(Speed(
                "allot", model.name, f"{skus:,} SKU{'s' if skus > 1 else ''} x {days:,} days", nodes * days * skus,
                measured.wall, measured.cpu, measured.peak_bytes))
        for tool in PEERS:
            trial = 1_000
            _, answer, _ = self.peer(tool, model, trial, 100, 2)
            days = max(trial, int(trial * seconds / answer["cpu"]) // 1_000 * 1_000)
            _, answer, measured = self.peer(tool, model, days, 100, 2)
            found.append(Speed(
                tool, model.name, f"1 SKU x {days:,} days", nodes * days, answer["wall"], answer["cpu"],
                measured.peak_bytes))
        return found


#: Measures that depend on who gets what where there is not enough for all.
SHARED = frozenset(["on hand, stores", "waiting", "fill rate"])


def apart(first: float, second: float) -> float:
    """As a share of the larger one."""
    return abs(first - second) / max(abs(first), abs(second), 1e-12)


def faults(comparisons: list[Comparison], speeds: list[Speed]) -> list[str]:
    """What did not come out as it should."""
    found = [
        f"{row.model}, demand {row.demand}: {row.measure} is {row.allot:.6g}, of {row.peer} {row.other:.6g}"
        for row in comparisons if not row.holds]
    for model in dict.fromkeys(row.model for row in speeds):
        rows = [row for row in speeds if row.model == model]
        own = max(row.rate for row in rows if row.tool == "allot")
        for peer in [row for row in rows if row.tool != "allot"]:
            if own < TARGET * peer.rate:
                found.append(f"{model}: Allot is {own / peer.rate:.0f} times as fast as {peer.tool}, expected {TARGET}")
    return found


def main() -> None:
    """`python -m bench.replay`, usually by replay.sh"""
    arguments = options.parser("Simulate small models by Allot, SimPy, stockpyl and SupplyNetPy.")
    arguments.add_argument("--replications", type=int, default=10, help="simulations with other demand, from 2")
    arguments.add_argument("--seconds", type=float, default=20, help="how long a peer simulates when it is timed")
    arguments.add_argument("--models", default="", help="only these, separated by commas")
    arguments.add_argument("--speed", action="store_true", help="also the replay of specs/replay-speed.yaml")
    arguments.add_argument("--only-speed", action="store_true", help="nothing but that")
    chosen = arguments.parse_args()
    study = options.Study(chosen, "replay")
    named = machine(options.ROOT.parent, chosen.allot)
    if chosen.allot != arguments.get_default("allot"):
        named["allot"] = f"{study.label}, a program built before; commit {named['allot'].rpartition(' ')[2]} is that of the scripts"
    bench = Bench(study)
    wanted = options.names(chosen.models, [model.name for model in models()]) or [model.name for model in models()]
    comparisons: list[Comparison] = []
    speeds: list[Speed] = []
    for model in [] if chosen.only_speed else [model for model in models() if model.name in wanted]:
        comparisons += bench.same_demand(model) + bench.own_demand(model, chosen.replications)
        speeds += bench.speed(model, chosen.seconds)
    large = replay_speed.measure(study) if chosen.speed or chosen.only_speed else []

    write_csv(
        Path(f"{study.table}.csv"),
        ["kind", "model", "tool", "what", "allot", "other", "apart", "limit", "node_days", "wall_seconds", "cpu_seconds",
         "peak_bytes"],
        [["result", row.model, row.peer, f"{row.measure}; demand {row.demand}", row.allot, row.other, row.apart, row.limit,
          None, None, None, None] for row in comparisons]
        + [["speed", row.model, row.tool, row.what, None, None, None, None, row.node_days, row.wall, row.cpu,
            row.peak_bytes] for row in [*speeds, *large]])
    versions = {name: package_version(name) for name in (*PEERS, "numpy")}
    missed = faults(comparisons, speeds) + replay_speed.faults(large)
    page = "# Replay\n\n" + facts({**named, **versions}) + replay_page.text(
        comparisons, speeds, large, chosen.replications, missed)
    Path(f"{study.table}.md").write_text(page, encoding="utf-8")
    print(page)
    if missed:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main()
