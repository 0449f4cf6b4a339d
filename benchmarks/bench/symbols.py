"""Which source file an address of the program comes from, functions inlined elsewhere included."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

def tool(name: str) -> str:
    """A tool on the path, or beside the Swift compiler, which brings its own."""
    found = shutil.which(name)
    if not found and (swift := shutil.which("swift")):
        beside = Path(swift).resolve().parent / name
        found = str(beside) if beside.exists() else None
    if not found:
        raise SystemExit(f"{name}: not found, neither on the path nor beside swift")
    return found


def source_files(program: Path, sources: Path, addresses: Iterable[int]) -> dict[int, str]:
    """The file below `sources` that each address was written in: of the functions inlined there the innermost one that
    is ours, so that an array access counts for the code that makes it. Addresses
    of code without such a source are left out."""
    wanted = list(addresses)
    text = "".join(f"0x{address:x}\n" for address in wanted)
    output = subprocess.run(
        [tool("llvm-symbolizer"), "--inlining=true", "--functions=none", f"--obj={program}"], input=text,
        capture_output=True, text=True, check=True).stdout
    prefix = f"{sources}/"
    found: dict[int, str] = {}
    for address, block in zip(wanted, output.split("\n\n")):
        ours = [line[len(prefix):].split(":")[0] for line in block.splitlines() if line.startswith(prefix)]
        if ours:
            found[address] = ours[0]
    return found
