"""The models of replay.sh in SupplyNetPy, by its nodes, links and customers.

Its own policies know no echelon, and its orders between sites wait until they can be sent whole. So a process reviews every
evening, as a replenishment policy would (`position`, `place_order`), and orders no more than the supplier has; the rest is
asked for again on the next evening.
"""

import simpy
from SupplyNetPy.Components import core

from ..replay_models import Measures, Model, Tally, share

_PLENTY = 10**9
# Goods come a quarter of a day before customers, who ask at whole numbers; evenings are half a day after.
_EVENING, _MORNING, _CLOSE = 0.5, 0.75, 0.6


def simulate(model: Model, demand: dict[int, list[int]], days: int, warmup: int) -> Measures:
    """Replays demand; the first call is on the first day, which is what SupplyNetPy asks."""
    env = simpy.Environment()
    source = core.Supplier(env=env, ID="source", name="source", node_type="infinite_supplier", logging=False)
    nodes = []
    for number, stage in enumerate(model.stages):
        nodes.append(core.InventoryNode(
            env=env, ID=stage.name, name=stage.name, node_type="retailer" if stage.mean else "distributor",
            capacity=_PLENTY, initial_level=stage.level, inventory_holding_cost=0, replenishment_policy=None,
            policy_param=None, product_sell_price=1, product_buy_price=0, logging=False))
        supplier = source if stage.parent is None else nodes[stage.parent]
        core.Link(
            env=env, ID=f"to {stage.name}", source=supplier, sink=nodes[number], cost=0,
            lead_time=lambda lead=stage.lead: lead - _MORNING)
    for store in model.stores:
        calls = _Calls(demand[store])
        core.Demand(
            env=env, ID=f"at {store}", name=f"at {store}", order_arrival_model=calls.gap,
            order_quantity_model=calls.units, demand_node=nodes[store], tolerance=float("inf"),
            order_min_split_ratio=1e-9, logging=False)
        calls.rewind()

    tally = Tally(model, warmup)
    children = [model.children(number) for number in range(len(nodes))]
    levels = [model.echelon(number) for number in range(len(nodes))]

    def echelon(number: int) -> float:
        return nodes[number].position() + sum(echelon(child) for child in children[number])

    def evenings():
        yield env.timeout(_EVENING)
        for day in range(days):
            # As in Allot, nothing is decided in the last evening.
            for number, node in enumerate(nodes) if day + 1 < days else ():
                if model.stages[number].parent is None:
                    _order(node, levels[number] - echelon(number))
                takers = children[number]
                if takers:
                    positions = [echelon(child) for child in takers]
                    asked = [max(0, levels[child] - now) for child, now in zip(takers, positions)]
                    for child, units in zip(takers, share(node.inventory.level, positions, asked)):
                        _order(nodes[child], units)
            yield env.timeout(_CLOSE - _EVENING)
            tally.close(
                day, [node.inventory.level for node in nodes],
                sum(nodes[store].stats.backorder[1] for store in model.stores))
            # Before the customers of the next day, after its goods.
            yield env.timeout(0.9 - _CLOSE)
            if day + 1 < days:
                for store in model.stores:
                    node = nodes[store]
                    tally.demand(day + 1, node.inventory.level - node.stats.backorder[1], demand[store][day + 1])
            yield env.timeout(1 + _EVENING - 0.9)

    env.process(evenings())
    env.run(until=days)
    return tally.measures()


def _order(node: core.InventoryNode, units: float) -> None:
    if units > 0:
        node.place_order(units)


class _Calls:
    """The days on which customers come: units, and days to the next."""

    def __init__(self, demand: list[int]) -> None:
        self._days = [day for day, units in enumerate(demand) if units > 0]
        self._demand = demand
        self._units = self._gaps = 0

    def units(self) -> int:
        """Of the next call."""
        units = self._demand[self._days[min(self._units, len(self._days) - 1)]]
        self._units += 1
        return units

    def gap(self) -> int:
        """Days from a call to the next."""
        place, self._gaps = self._gaps, self._gaps + 1
        return self._days[place + 1] - self._days[place] if place + 1 < len(self._days) else len(self._demand)

    def rewind(self) -> None:
        """Begins anew, after the calls for a trial when customers are made."""
        self._units = self._gaps = 0
