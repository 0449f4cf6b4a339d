"""The picture of the growth study: time above, gap below, a column for each thing that grows."""

import csv
import statistics
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402 -- after the choice of what draws
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator  # noqa: E402

_TITLES = {
    "size": "S, M, L (orders)", "nodes": "nodes", "skus": "SKUs", "orders": "orders", "lines": "lines an order"}
_INK, _GRID = "#1f4e79", "#d9d9d9"


def series(path: Path) -> dict[str, dict[float, list[tuple[float, float]]]]:
    """(seconds, gap in hundredths) of every run, by series and value."""
    found: dict[str, dict[float, list[tuple[float, float]]]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            gap = 100 * float(row["gap"]) if row["gap"] else float("nan")
            values = found.setdefault(row["series"], {})
            values.setdefault(float(row["value"]), []).append((float(row["wall_seconds"]), gap))
    return found


def draw(runs: dict[str, dict[float, list[tuple[float, float]]]], path: Path) -> None:
    """Dots are runs, the line goes through the medians of the seeds. Axes are shared where they can be compared."""
    shown = [name for name in _TITLES if name in runs]
    figure, axes = plt.subplots(
        2, len(shown), figsize=(2.9 * len(shown) + 0.8, 5.4), sharey="row", sharex="col", squeeze=False,
        layout="constrained")
    for column, name in enumerate(shown):
        values = sorted(runs[name])
        for row in range(2):
            axis = axes[row][column]
            points = [(value, run[row]) for value in values for run in runs[name][value]]
            axis.plot(*zip(*points), "o", color=_INK, markersize=4, alpha=0.5)
            axis.plot(
                values, [statistics.median(run[row] for run in runs[name][value]) for value in values], color=_INK)
            axis.set_xscale("log")
            axis.grid(True, which="major", color=_GRID, linewidth=0.6)
            axis.set_axisbelow(True)
            axis.spines[["top", "right"]].set_visible(False)
            # The places of the series themselves, not powers of ten.
            axis.set_xticks(values, [_short(value) for value in values], minor=False)
            axis.xaxis.set_minor_locator(NullLocator())
            axis.tick_params(axis="x", labelsize=8)
        axes[0][column].set_yscale("log")
        axes[0][column].yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes[0][column].yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes[0][column].yaxis.set_minor_locator(NullLocator())
        axes[0][column].set_title(_TITLES[name], fontsize=11)
    axes[0][0].set_ylabel("wall seconds, files to files")
    axes[1][0].set_ylabel("proven gap, %")
    axes[1][0].set_ylim(bottom=0)
    figure.savefig(path, dpi=150, metadata={"Software": None})


def _short(value: float) -> str:
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


if __name__ == "__main__":
    draw(series(Path(sys.argv[1])), Path(sys.argv[2]))
