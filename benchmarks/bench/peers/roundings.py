"""How to draw a centre for each item of an order so that every centre is drawn as often as a matrix says, and few at once.

A matrix has a row for each centre and a column for each item of an order; columns sum to 1. Every scheme keeps these
marginals; they differ in how often items are drawn to one and the same centre.
"""

from typing import Protocol

import numpy as np

_NOTHING = 1e-7


class Rounding(Protocol):
    """A scheme, prepared for one matrix."""

    def draw(self, random: np.random.Generator) -> list[int]:
        """A centre for each item."""


def _lot(ends: np.ndarray, random: np.random.Generator) -> int:
    """A place, as often as the steps between the ends say."""
    return min(len(ends) - 1, int(np.searchsorted(ends, random.random() * ends[-1], side="right")))


class Independent:
    """Each item by itself."""

    def __init__(self, shares: np.ndarray) -> None:
        self._ends = [np.cumsum(shares[:, item]) for item in range(shares.shape[1])]

    def draw(self, random: np.random.Generator) -> list[int]:
        return [_lot(ends, random) for ends in self._ends]


class Dilation:
    """Centres open at exponential times, the same for all items; an item sees the time of a centre stretched by one over
    its share there, and goes to the first that it sees open (Ma 2023): at most 1 + ln(items) times the boxes that any
    scheme needs."""

    def __init__(self, shares: np.ndarray) -> None:
        with np.errstate(divide="ignore"):
            self._stretch = np.where(shares > 0, 1 / shares, np.inf)

    def draw(self, random: np.random.Generator) -> list[int]:
        opens = random.standard_exponential(len(self._stretch))
        return [int(centre) for centre in np.argmin(opens[:, None] * self._stretch, axis=0)]


class Layers:
    """Jasin and Sinha 2015: the shares of a centre are cut into layers, the deepest common to most items.

    With n items, layer m of a centre is what exactly m items have left of it once deeper layers are taken off. One lot
    for the whole order falls on a layer of m items with m/n of its height: its items all go there. Every other item
    draws by itself from what that leaves of its own layers.
    """

    def __init__(self, shares: np.ndarray) -> None:
        centres, items = shares.shape
        layers = np.zeros((items, centres, items))
        for centre in range(centres):
            rest = shares[centre].copy()
            for depth in range(items, 0, -1):
                has = rest > _NOTHING
                if has.sum() == depth:
                    layers[depth - 1, centre, has] = rest[has].min()
                    rest = rest - layers[depth - 1, centre]
        heights = layers.max(axis=2)
        common = heights * (np.arange(1, items + 1) / items)[:, None]
        self._centres = centres
        self._holds = (layers > 0).reshape(items * centres, items)
        self._common = np.cumsum(common.ravel())
        alone = np.where(layers > 0, layers - common[:, :, None], 0).clip(min=0).sum(axis=0)
        self._alone = [np.cumsum(alone[:, item]) for item in range(items)]

    def draw(self, random: np.random.Generator) -> list[int]:
        layer = _lot(self._common, random)
        together = layer % self._centres
        return [
            together if holds else _lot(ends, random) for holds, ends in zip(self._holds[layer], self._alone)]
