"""The instances, by name: what `allot generate` is asked for, and what is made of it."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Recipe:
    """How an instance is made from a seed."""

    #: Options of `allot generate`.
    generate: str
    #: A step of bench.derive, or none.
    step: str = ""


RECIPES: dict[str, Recipe] = {
    "tiny": Recipe("--nodes 10 --zones 20 --skus 40 --orders 100"),
    "XS": Recipe("--size XS"),
    "mid": Recipe("--nodes 20 --zones 50 --skus 300 --orders 1000"),
    "S": Recipe("--size S"),
    "M": Recipe("--size M"),
    "L": Recipe("--size L"),
    # An order of the generator has 1.82 units on average.
    "units-1k": Recipe("--nodes 20 --zones 50 --skus 200 --orders 550", "units"),
    "units-10k": Recipe("--size S --orders 5500", "units"),
    "units-100k": Recipe("--size M --orders 55000", "units"),
    "facility-never": Recipe("--nodes 30 --zones 60 --skus 1 --orders 200", "facility:never"),
    "facility-units": Recipe("--nodes 30 --zones 60 --skus 1 --orders 200", "facility:units"),
    "overload-stock-S": Recipe("--size S", "stock:3"),
    "overload-stock-M": Recipe("--size M", "stock:3"),
    "overload-capacity-S": Recipe("--size S", "capacity:3"),
    "overload-capacity-M": Recipe("--size M", "capacity:3"),
}


class Instances:
    """Makes instances in a folder and keeps them there while the program that made them is the same."""

    def __init__(self, allot: Path, folder: Path) -> None:
        self.allot = allot
        self.folder = folder
        built = allot.stat()
        self.stamp = f"{built.st_size} {built.st_mtime_ns}"

    def make(self, name: str, recipe: Recipe, seed: int) -> Path:
        """The scenario folder of an instance."""
        place = self.folder / f"{name}-{seed}"
        stamp = self.folder / f"{name}-{seed}.stamp"
        text = f"{self.stamp} {recipe}\n"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == text:
            return place
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        stamp.unlink(missing_ok=True)
        base = self.folder / f"{name}-{seed}.base" if recipe.step else place
        subprocess.run(
            [self.allot, "generate", base, *recipe.generate.split(), "--seed", str(seed), "--quiet"], check=True)
        if recipe.step:
            # In a process of its own: the memory of this one would count as that of everything it starts.
            subprocess.run([sys.executable, "-m", "bench.derive", base, place, recipe.step], check=True)
            shutil.rmtree(base)
        stamp.write_text(text, encoding="utf-8")
        return place
