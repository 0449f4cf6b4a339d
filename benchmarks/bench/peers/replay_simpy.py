"""The models of replay.sh in SimPy: a process for each store's customers and one for the evening, goods as events."""

import simpy

from ..replay_models import Measures, Model, Tally, share


class _Place:
    __slots__ = ("echelon", "on_hand", "waiting")

    def __init__(self, level: int, echelon: int) -> None:
        self.on_hand = level
        #: All here and below and under way, less what customers wait for.
        self.echelon = echelon
        self.waiting = 0


def simulate(model: Model, demand: dict[int, list[int]], days: int, warmup: int, sharing: str = "level") -> Measures:
    """Replays demand. `sharing`: what is short goes to whom has least (`level`), or to the first that ask (`order`), who
    then also go first with what they still have to get. Nobody gets up for a day on which nothing happens to him."""
    env = simpy.Environment()
    stages = model.stages
    targets = [model.echelon(number) for number in range(len(stages))]
    places = [_Place(stage.level, targets[number]) for number, stage in enumerate(stages)]
    tally = Tally(model, warmup)
    children = [model.children(number) for number in range(len(stages))]
    roots = [number for number, stage in enumerate(stages) if stage.parent is None]
    steps = [number for number in reversed(range(len(stages))) if children[number]]
    changed = False

    def journey(number: int, units: float):
        # From the evening at .5 to the morning at .0.
        nonlocal changed
        yield env.timeout(stages[number].lead - 0.5)
        place = places[number]
        served = min(units, place.waiting)
        place.waiting -= served
        place.on_hand += units - served
        changed = True

    def customers(store: int):
        nonlocal changed
        place = places[store]
        asked_for = demand[store]
        now = 0.0
        for day, asked in enumerate(asked_for):
            if asked == 0:
                continue
            yield env.timeout(day + 0.25 - now)
            now = day + 0.25
            tally.demand(day, place.on_hand - place.waiting, asked)
            taken = min(asked, place.on_hand)
            place.on_hand -= taken
            place.waiting += asked - taken
            above = store
            while above is not None:
                places[above].echelon -= asked
                above = stages[above].parent
            changed = True

    def review(number: int) -> None:
        place, takers = places[number], children[number]
        positions = [places[child].echelon for child in takers]
        asked = [max(0, targets[child] - now) for child, now in zip(takers, positions)]
        if sharing == "level":
            given = share(place.on_hand, positions, asked)
        else:
            given, left = [], place.on_hand
            for units in asked:
                given.append(min(units, left))
                left -= given[-1]
        for child, units in zip(takers, given):
            if units > 0:
                place.on_hand -= units
                places[child].echelon += units
                env.process(journey(child, units))

    def evenings():
        nonlocal changed
        yield env.timeout(0.5)
        for day in range(days):
            # As in Allot, nothing is decided in the last evening.
            if changed and day + 1 < days:
                changed = False
                for number in steps:
                    review(number)
                for root in roots:
                    units = targets[root] - places[root].echelon
                    if units > 0:
                        places[root].echelon += units
                        env.process(journey(root, units))
            tally.close(day, [place.on_hand for place in places], sum(place.waiting for place in places))
            yield env.timeout(1)

    for store in model.stores:
        env.process(customers(store))
    env.process(evenings())
    env.run()
    return tally.measures()
