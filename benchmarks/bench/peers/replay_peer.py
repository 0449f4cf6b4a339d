"""One simulation by one peer, in a process of its own; what came of it is a line of JSON.

`python -m bench.peers.replay_peer TOOL MODEL DAYS WARMUP SEED`; TOOL is simpy, simpy-order, stockpyl or supplynetpy.
"""

import json
import sys
import time
from importlib import import_module

from ..replay_models import models


def main() -> None:
    """Draws demand, then simulates; only that is timed."""
    tool, name, days, warmup, seed = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
    model = next(model for model in models() if model.name == name)
    package, _, sharing = tool.partition("-")
    simulate = import_module(f".replay_{package}", __package__).simulate
    demand = model.draw(days, seed)
    extra = {"sharing": sharing} if sharing else {}
    wall, cpu = time.perf_counter(), time.process_time()
    found = simulate(model, demand, days, warmup, **extra)
    print(json.dumps({
        "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "on_hand": found.on_hand,
        "waiting": found.waiting, "fill_rate": found.fill_rate}))


if __name__ == "__main__":
    main()
