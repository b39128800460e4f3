"""A process that spends one-time codes as a worker of the web server does: `person moment code` in, `1` or `0` out, line by line.

`python -m tests.faults.spending` with DATABASE_URL and KEYS set; with `--local` it remembers used codes for itself
alone, as a cache of one process does: the mutant.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tests.faults.serving import ROOT

READY = "ready\n"


class Worker:
    """Such a process, seen from the test."""

    def __init__(self, url: str, keys: Path, *words: str) -> None:
        ours = {"DATABASE_URL": url, "KEYS": str(keys), "DJANGO_SETTINGS_MODULE": "fazhi.conf.settings"}
        command = [sys.executable, "-m", "tests.faults.spending", *words]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, env=os.environ | ours, stdin=pipe, stdout=pipe, text=True)

    def ask(self, person: str, moment: datetime, code: str) -> None:
        """Hand it a code and do not wait."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{person} {moment.isoformat()} {code}\n")
        self.process.stdin.flush()

    def answer(self) -> bool:
        """Whether it let the code in."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip() == "1"

    def __enter__(self) -> Worker:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == READY
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    settings.KEYS_ROOT = Path(os.environ["KEYS"])
    from fazhi.accounts import factors, totp
    from fazhi.accounts.models import Authenticator
    from fazhi.accounts.secrets import opened
    from fazhi.kernel.today import at
    from fazhi.people.models import Person

    spent: set[str] = set()

    def locally(person: Person, code: str) -> bool:
        right = totp.step_of(opened(Authenticator.objects.get(person=person)), code) is not None and code not in spent
        spent.add(code)
        return right

    accept = locally if "--local" in sys.argv else factors.is_code
    print(READY, end="", flush=True)
    for line in sys.stdin:
        who, moment, code = line.split()
        person = Person.objects.get(username=who)
        with at(datetime.fromisoformat(moment)):
            print(int(accept(person, code)), flush=True)


if __name__ == "__main__":
    main()
