"""Tests of the peers. What these need is set up by setup.sh; where it is missing they are skipped."""

import importlib.util
import shutil
import unittest

missing = [name for name in ("numpy", "ortools", "highspy") if importlib.util.find_spec(name) is None]
missing += [name for name in ("cbc", "glpsol") if shutil.which(name) is None]
if missing:
    raise unittest.SkipTest(f"not installed: {', '.join(missing)} (setup.sh installs them)")
