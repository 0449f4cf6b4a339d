"""Tables of results: CSV for programs, Markdown for people."""

import csv
from collections.abc import Sequence
from pathlib import Path

#: A cell; None stays empty in CSV and is a dash in Markdown.
Cell = str | int | float | None


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """All figures as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table, its first column to the left, all others to the right."""
    lines = [list(header), ["---"] + ["---:"] * (len(header) - 1), *map(list, rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def facts(values: dict[str, str]) -> str:
    """A list of names and values."""
    return "".join(f"- {name}: {value}\n" for name, value in values.items())


def money(value: float | None) -> str:
    """Whole units."""
    return "-" if value is None else f"{value:,.0f}"


def percent(value: float | None, digits: int = 2) -> str:
    """A share in hundredths."""
    return "-" if value is None else f"{100 * value:.{digits}f}%"


def seconds(value: float | None) -> str:
    """Two digits that matter."""
    return "-" if value is None else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def megabytes(value: float | None) -> str:
    """Millions of bytes."""
    return "-" if value is None else f"{value / 1e6:,.0f}"
