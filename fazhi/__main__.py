"""`python -m fazhi` is the command `fazhi`."""

import sys

from fazhi.conf.command import main

if __name__ == "__main__":
    sys.exit(main())
