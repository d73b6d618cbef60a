"""``make bench``: every part in turn, each in a process of its own, and docs/benchmarks.md from what they measured.

python -m bench.all [PART...]
"""

import subprocess
import sys
import time

from bench.measuring import ROOT
from bench.publishing import PAGE, PARTS


def main() -> None:
    """Run the parts that are named, or all; a part that fails does not stop the others, but the exit status tells."""
    failed = []
    for part in sys.argv[1:] or PARTS:
        started = time.perf_counter()
        if subprocess.run([sys.executable, "-m", f"bench.{part}"], cwd=ROOT, check=False).returncode:
            failed.append(part)
        print(f"-- {part}: {time.perf_counter() - started:.0f} s\n", flush=True)
    print(f"written to {PAGE.relative_to(ROOT)}")
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
