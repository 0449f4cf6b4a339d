"""What Allot is held to: instances, seeds and limits of each target."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suite:
    """A target and the runs that show whether it is met; a limit of None is not asked for."""

    name: str
    seeds: list[int]
    #: Name of an instance; none for the weeks of Online Retail.
    instance: str = ""
    policy: str = "optimal"
    #: The largest `gap`, or of overload `gap_served`.
    gap: float | None = None
    served: bool = False
    #: So many of the runs must come out proven optimal.
    proven: int = 0
    wall: float | None = None
    peak_bytes: float | None = None


_TEN = list(range(101, 111))
_THREE = [101, 102, 103]

SUITES: list[Suite] = [
    Suite("XS", list(range(1, 101)), "XS", gap=0.001, proven=80, wall=3),
    Suite("S", _TEN, "S", gap=0.005, wall=3, peak_bytes=150e6),
    Suite("M", _TEN, "M", gap=0.008, wall=12, peak_bytes=300e6),
    Suite("L", _THREE, "L", gap=0.012, wall=60, peak_bytes=1.2e9),
    Suite("L-cheapest", _THREE, "L", policy="cheapest", wall=5),
    Suite("units-1k", _THREE, "units-1k", gap=0, wall=8),
    Suite("units-10k", _THREE, "units-10k", gap=0, wall=8),
    Suite("units-100k", _THREE, "units-100k", gap=0, wall=8),
    Suite("online-retail", [], gap=0.02, wall=10),
    Suite("facility-never", _TEN, "facility-never", gap=0.01, wall=10),
    Suite("facility-units", _TEN, "facility-units", gap=0.01, wall=10),
    Suite("overload-stock-S", _THREE, "overload-stock-S", gap=0.03, served=True),
    Suite("overload-stock-M", _THREE, "overload-stock-M", gap=0.03, served=True),
    Suite("overload-capacity-S", _THREE, "overload-capacity-S", gap=0.03, served=True),
    Suite("overload-capacity-M", _THREE, "overload-capacity-M", gap=0.03, served=True),
]
