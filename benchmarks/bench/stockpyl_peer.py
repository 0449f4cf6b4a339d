"""stockpyl's answers, by its documented functions and their default settings."""

from collections.abc import Callable

from stockpyl.demand_source import DemandSource
from stockpyl.gsm_tree import optimize_committed_service_times
from stockpyl.newsvendor import newsvendor_normal, newsvendor_poisson
from stockpyl.ssm_serial import optimize_base_stock_levels
from stockpyl.supply_chain_network import SupplyChainNetwork
from stockpyl.supply_chain_node import SupplyChainNode

from .textbook_problems import Problem

Answer = tuple[list[float], float]


def solver(problem: Problem) -> Callable[[], Answer]:
    """A function without arguments that solves the problem anew each time."""
    return {"newsvendor": _newsvendor, "serial": _serial, "tree": _tree}[problem.model](problem)


def _newsvendor(problem: Problem) -> Callable[[], Answer]:
    def solve() -> Answer:
        if problem.deviation is None:
            quantity, cost = newsvendor_poisson(problem.holding, problem.stockout, problem.mean)
        else:
            quantity, cost = newsvendor_normal(problem.holding, problem.stockout, problem.mean, problem.deviation)
        return [float(quantity)], float(cost)

    return solve


def _serial(problem: Problem) -> Callable[[], Answer]:
    count = len(problem.lead_times)
    # Its lists run from the supplier down, numbered N … 1.
    if problem.deviation is None:
        demand = DemandSource(type="P", mean=problem.mean)
    else:
        demand = DemandSource(type="N", mean=problem.mean, standard_deviation=problem.deviation)

    def solve() -> Answer:
        levels, cost = optimize_base_stock_levels(
            num_nodes=count, echelon_holding_cost=problem.echelon_holding[::-1], lead_time=problem.lead_times[::-1],
            stockout_cost=problem.stockout, demand_source=demand)
        return [float(levels[stage]) for stage in range(1, count + 1)], float(cost)

    return solve


def _tree(problem: Problem) -> Callable[[], Answer]:
    network = SupplyChainNetwork()
    for index, (holding, time, deviation, factor, inbound, service) in enumerate(problem.stages, start=1):
        node = SupplyChainNode(
            index=index, local_holding_cost=holding, processing_time=int(time), demand_bound_constant=factor,
            external_inbound_cst=int(inbound) if inbound else None,
            external_outbound_cst=int(service) if service >= 0 else None)
        if deviation > 0:
            node.demand_source = DemandSource(type="N", mean=0, standard_deviation=deviation)
        network.add_node(node)
    for supplier, customer in problem.links:
        network.add_edge(supplier + 1, customer + 1)

    def solve() -> Answer:
        times, cost = optimize_committed_service_times(tree=network)
        return [float(times[stage]) for stage in range(1, len(problem.stages) + 1)], float(cost)

    return solve
