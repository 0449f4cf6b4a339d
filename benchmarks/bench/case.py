"""One instance with one seed, and where its runs lie."""

import sys
from dataclasses import dataclass
from pathlib import Path

from .measured import Measured, run
from .tables import rows


@dataclass
class Case:
    """An instance to be planned by several contenders."""

    name: str
    seed: int
    scenario: Path
    #: Plans, logs and models of this case.
    folder: Path
    #: How long the program took to build and what it came to; None until a contender needs it.
    model: Measured | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.orders = len({order for (order,) in rows(self.scenario / "orders.csv", ["order_id"], _ALL)})

    def log(self, name: str) -> Path:
        """Where a run's output goes."""
        return self.folder / f"{name}.log"

    def program(self) -> Path:
        """The path of the integer program without its suffix; built once for all solvers."""
        path = self.folder / "model"
        if self.model is None:
            log = self.log("model")
            self.model = run([sys.executable, "-m", "bench.peers.mps", self.scenario, path], log)
            if self.model.exit != 0:
                raise RuntimeError(f"building the program of {self.scenario} failed, see {log}.err")
        return path

    @property
    def program_size(self) -> str:
        """Rows, columns and entries of the program, where it was built."""
        return self.log("model").read_text(encoding="utf-8").strip() if self.model else ""


class _Everything(frozenset):
    """A set of which all names are members."""

    def __contains__(self, _: object) -> bool:
        return True


_ALL = _Everything()
