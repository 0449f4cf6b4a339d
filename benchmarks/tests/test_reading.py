"""What is read from logs and profiles."""

import tempfile
import unittest
from pathlib import Path

from bench.attribution import START, by_file
from bench.callgrind import read_counts
from bench.logs import read_cbc, read_glpk
from bench.money import decimal, millionths
from bench.options import numbers
from bench.peers.settings import read_settings
from bench.tables import NotModelled, rows


class LogTests(unittest.TestCase):
    def test_cbc_optimal(self) -> None:
        log = "Result - Optimal solution found\n\nObjective value:                12.5\nTime (Wallclock seconds):       0.34\n"
        outcome = read_cbc(log, True)
        self.assertEqual((outcome.status, outcome.bound, outcome.solving), ("optimal", 12.5, 0.34))

    def test_cbc_stopped(self) -> None:
        log = "Result - Stopped on time limit\n\nObjective value:  13\nLower bound:   12.25\nGap: 0.06\n"
        self.assertEqual((read_cbc(log, True).status, read_cbc(log, True).bound), ("feasible", 12.25))
        none = "Result - Stopped on time limit\n\nNo feasible solution found\nLower bound:   12.25\n"
        self.assertEqual((read_cbc(none, True).status, read_cbc(none, True).bound), ("none", 12.25))

    def test_glpk(self) -> None:
        log = ("+   696: mip =     not found yet >=              -inf        (1; 0)\n"
               "+   784: >>>>>   1.831e+03 >=   1.811510110e+03   1.1% (7; 0)\n"
               "+   990: mip =   1.831e+03 >=   1.818e+03   0.4% (14; 4)\nTIME LIMIT EXCEEDED; SEARCH TERMINATED\n")
        outcome = read_glpk(log, "s mip 5 4 f 1831\nj 1 1\n")
        self.assertEqual((outcome.status, outcome.bound), ("feasible", 1818))
        self.assertEqual(read_glpk("", "s mip 5 4 u 0\n").status, "none")
        self.assertEqual(read_glpk(log, "s mip 5 4 o 1820.5\n").bound, 1820.5)


class ProfileTests(unittest.TestCase):
    TEXT = (
        "positions: instr line\nob=(1) /p/allot\nfn=(1) main\n0x100 0 1\n+4 0 2\ncalls=1 0x200\n+4 0 30\n"
        "cob=(2) /lib/c.so\ncfn=(3) free\ncalls=1 0x900\n* 0 7\nfn=(2) copy\n0x200 0 10\ncob=(2)\ncfn=(3)\n"
        "calls=2 0x900\n+8 0 20\nob=(2)\nfn=(3)\n0x900 0 27\n")

    def test_library_work_goes_to_who_asked_for_it(self) -> None:
        # The first call has no cfn of its own: callgrind writes one for each, so give it one.
        text = self.TEXT.replace("calls=1 0x200\n", "cfn=(2) copy\ncalls=1 0x200\n")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "out"
            path.write_text(text)
            counts = read_counts(path, "/p/allot")
        self.assertEqual(counts.total, 40)
        self.assertEqual(counts.program, {"1", "2"})
        # `copy` has no source: its 10, and the 20 of `free` that it asked for, are main's.
        own, called = by_file(counts, {0x100: "Main.swift", 0x104: "Main.swift"})
        self.assertEqual(own, {"Main.swift": 3})
        self.assertAlmostEqual(called["Main.swift"], 37)
        own, called = by_file(counts, {0x100: "Main.swift", 0x104: "Main.swift", 0x200: "Copy.swift"})
        self.assertEqual(own, {"Main.swift": 3, "Copy.swift": 10})
        self.assertAlmostEqual(called["Copy.swift"], 20)
        self.assertAlmostEqual(called["Main.swift"], 7)

    def test_what_nobody_asked_for_is_the_start(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "out"
            path.write_text("ob=(1) /lib/ld.so\nfn=(1) start\n0x1 0 5\n")
            self.assertEqual(by_file(read_counts(path, "/p/allot"), {})[1], {START: 5})


class TextTests(unittest.TestCase):
    def test_money(self) -> None:
        self.assertEqual(millionths("12.000001"), 12_000_001)
        self.assertEqual(millionths(""), 0)
        self.assertEqual([decimal(x) for x in (12_500_000, -1, 3_000_000)], ["12.5", "-0.000001", "3"])

    def test_numbers(self) -> None:
        self.assertEqual(numbers("101,103-105"), [101, 103, 104, 105])

    def test_what_the_peers_cannot_see_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "nodes.csv"
            table.write_text("node_id,cutoff\na,\n")
            self.assertEqual(list(rows(table, ["node_id", "tier"])), [["a", ""]])
            table.write_text("node_id,cutoff\na,17:00\n")
            with self.assertRaises(NotModelled):
                list(rows(table, ["node_id"]))
            settings = Path(folder) / "scenario.yaml"
            settings.write_text("name: a\nas_of: 2026-11-11\nunfilled: { per_unit: 40, margin_factor: 1 }\n")
            with self.assertRaises(NotModelled):
                read_settings(settings)
            settings.write_text("name: a\nas_of: 2026-11-11\nunfilled: { per_unit: 40 }\nlimits: { max_km: 3 }\n")
            with self.assertRaises(NotModelled):
                read_settings(settings)
