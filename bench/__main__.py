"""`python -m bench [name…]`: run the benchmarks that need a database, on a scratch one."""

from __future__ import annotations

import importlib
import sys

from bench import scratch

ORDER = ("door", "seals", "ledger", "report", "scope", "norms")


def main(names: list[str]) -> int:
    """Run the named benchmarks (default: all) and print their lines."""
    with scratch.database() as url:
        for name in names or ORDER:
            print(f"== {name}", flush=True)
            for line in importlib.import_module(f"bench.{name}").run(url):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
