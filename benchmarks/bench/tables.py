"""CSV tables of a scenario folder, read and written as text."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path


class NotModelled(Exception):
    """The scenario uses something that the peers' cost model leaves out: no fair comparison is possible."""


def rows(path: Path, columns: list[str], harmless: frozenset[str] = frozenset()) -> Iterator[list[str]]:
    """The cells of the named columns, row by row; a column that is missing gives empty cells.

    Any other column must be empty or `harmless`, else `NotModelled` is raised: what a peer cannot see must not
    change what its plan costs.
    """
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader)
        places = [header.index(column) if column in header else None for column in columns]
        others = [i for i, name in enumerate(header) if name not in columns and name not in harmless]
        for row in reader:
            for other in others:
                if row[other]:
                    raise NotModelled(f"{path.name}: column {header[other]} is in use")
            yield [row[place] if place is not None else "" for place in places]


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    """The header and all rows."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        return next(reader), list(reader)


def write(path: Path, header: list[str], content: Iterable[Iterable[object]]) -> None:
    """Writes a table with LF line ends."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(content)
