"""The models of replay.sh in stockpyl's simulation."""

import warnings

from stockpyl.demand_source import DemandSource
from stockpyl.policy import Policy
from stockpyl.sim import simulation
from stockpyl.supply_chain_network import SupplyChainNetwork
from stockpyl.supply_chain_node import SupplyChainNode

from ..replay_models import Measures, Model, Tally

warnings.filterwarnings("ignore")


def simulate(model: Model, demand: dict[int, list[int]], days: int, warmup: int) -> Measures:
    """Replays demand."""
    network = SupplyChainNetwork()
    nodes = []
    for number, stage in enumerate(model.stages):
        node = SupplyChainNode(
            index=number, shipment_lead_time=stage.lead, initial_inventory_level=stage.level,
            supply_type="U" if stage.parent is None else None)
        node.inventory_policy = Policy(type="BS", base_stock_level=stage.level, node=node)
        if number in demand:
            node.demand_source = DemandSource(type="D", demand_list=demand[number])
        network.add_node(node)
        nodes.append(node)
    for number, stage in enumerate(model.stages):
        if stage.parent is not None:
            network.add_edge(stage.parent, number)
    simulation(network, days, progress_bar=False, consistency_checks="N")

    tally = Tally(model, warmup)
    for day in range(days):
        levels = [_total(node.state_vars[day].inventory_level) for node in nodes]
        if day + 1 == days:
            # As in Allot, what would leave after the last evening is still there.
            for number in range(len(nodes)):
                sent = nodes[number].state_vars[day].outbound_shipment
                levels[number] = max(0.0, levels[number]) + sum(
                    _total(sent[child]) for child in model.children(number)) if model.children(number) else levels[number]
        for store in model.stores:
            asked = demand[store][day]
            # Its level at the day's end is the one before demand, less demand.
            tally.demand(day, levels[store] + asked, asked)
        tally.close(
            day, [max(0.0, level) for level in levels], sum(max(0.0, -levels[store]) for store in model.stores))
    return tally.measures()


def _total(value: object) -> float:
    return float(sum(value.values()) if isinstance(value, dict) else value)
