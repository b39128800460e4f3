"""The house as it stands in an office: embedded database, migrated, one town, granian before it; made to be killed.

`python -m tests.faults.serving` settles the town in the database of DATABASE_URL.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import psutil
import psycopg

from fazhi.conf import database

ROOT = Path(__file__).resolve().parents[2]
TOWN, VILLAGE = "500235116000", "500235116201"
PASSWORD = "reports from the village"
CLIENTS = 4
APPLICATION = "fazhi.conf.wsgi:application"
# Answers before the work is committed: the mutant of `early`.
EARLY = "tests.faults.early:application"


class Office:
    """A database and a web server of the test's own. Whatever dies is started again, as systemd would."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="faults-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.home = self.folder / "h"
        self.url = database.ensure(self.home)
        self.port = _free_port()
        self.web: subprocess.Popen[bytes] | None = None
        self.application = APPLICATION
        self.held: psutil.Process | None = None
        settled = subprocess.run(
            [sys.executable, "-m", "tests.faults.serving"],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
        )
        if settled.returncode:
            raise RuntimeError(settled.stderr)

    def _environment(self) -> dict[str, str]:
        ours = {"DATABASE_URL": self.url, "FAZHI_HOME": str(self.home), "FAZHI_SECRET": "only for tests"}
        return {**{k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}, **ours}

    def open(self, application: str = APPLICATION) -> None:
        """Start the web server and wait for its first answer."""
        self.application = application
        command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", "2", "--blocking-threads", "2"]
        command += ["--respawn-failed-workers", "--respawn-interval", "0.2", "--no-access-log", application]
        log = (self.folder / "web.log").open("ab")
        self.web = subprocess.Popen(command, cwd=ROOT, env=self._environment(), stdout=log, stderr=log)
        log.close()

    def close(self) -> None:
        """Stop the web server; the database goes on."""
        if self.web is not None:
            _end(self.web)
            self.web = None

    def tend(self) -> None:
        """Start the web server again where it has given up: granian ends when its workers die faster than they start."""
        if self.web is not None and self.web.poll() is not None:
            self.open(self.application)

    def kill(self, random: Random, targets: str) -> str:
        """Kill one thing without warning, start again what does not start by itself, and say what it was."""
        target = random.choice(targets.split())
        if target == "worker" and self.web is not None:
            workers = psutil.Process(self.web.pid).children() if self.web.poll() is None else []
            workers = [one for one in workers if "multiprocessing" in _words(one)] or workers
            _kill(random.choice(workers)) if workers else None
        elif target == "web" and self.web is not None:
            _end(self.web)
            self.open(self.application)
        else:
            server = database.cluster(self.home).server()
            found = [one for one in server.children() if "fazhi fazhi" in _words(one)] if server else []
            if target == "backend" and found:
                _kill(random.choice(found))
            elif server:
                _kill(server)
            self.let_go()
            database.ensure(self.home)
        return target

    def hold_back(self) -> None:
        """Stop the process that writes the log of commits nobody waited for, as a busy disk would."""
        asking = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'"
        # A server that has just come up lets people in a moment before this helper reports for work.
        number = next(rows[0][0] for rows in (self.query(asking) for _ in range(1000)) if rows)
        self.held = psutil.Process(number)
        self.held.suspend()

    def let_go(self) -> None:
        """Kill the stopped process: it would not notice by itself that its server is dead."""
        if self.held is not None:
            _kill(self.held)
            self.held = None

    def query(self, statement: str) -> list[tuple]:
        """Rows as the owner of the database sees them."""
        with psycopg.connect(database.ensure(self.home), autocommit=True) as connection:
            answer = connection.execute(statement)
            return answer.fetchall() if answer.description else []

    def verify(self) -> str:
        """What `fazhi verify` prints when something is broken; nothing when all is well."""
        command = [sys.executable, "-m", "fazhi", "verify"]
        done = subprocess.run(command, cwd=ROOT, env=self._environment(), capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def clear(self) -> None:
        """Empty the town of all work, people stay."""
        self.query(
            "SET session_replication_role = replica; "
            "TRUNCATE kernel_case, kernel_step, kernel_clock, kernel_evidence, kernel_submission, kernel_numbercounter, "
            "kernel_logentry, kernel_seal, kernel_sealedentry, disputes_dispute, disputes_party, disputes_sourcerecord, "
            "accounts_session CASCADE"
        )

    def remove(self) -> None:
        """Stop everything and take the folder away."""
        self.close()
        own = database.cluster(self.home)
        database.stop(self.home)
        for place in (own.sockets, own.base, self.folder):
            shutil.rmtree(place, ignore_errors=True)


def _words(process: psutil.Process) -> str:
    """How a process was called; nothing when it has ended in the meantime, as the server's helpers do all the time."""
    with suppress(psutil.NoSuchProcess):
        return " ".join(process.cmdline())
    return ""


def _kill(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(signal.SIGKILL)


def _end(web: subprocess.Popen[bytes]) -> None:
    with suppress(psutil.NoSuchProcess):
        for one in [*psutil.Process(web.pid).children(recursive=True), psutil.Process(web.pid)]:
            _kill(one)
    web.wait()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def settle() -> None:
    """Migrate, and put one town with its grid workers in place."""
    from fazhi.conf.start import prepare

    prepare(migrated=True)
    from fazhi.people.models import Appointment, Division, Office, Person, Post

    county = Division.objects.create(code="500235000000", name="测试县", level="county")
    town = Division.objects.create(code=TOWN, name="测试镇", level="town", parent=county)
    village = Division.objects.create(code=VILLAGE, name="测试村", level="village", parent=town)
    office = Office.objects.create(division=village, name="村委会")
    post = Post.objects.create(office=office, title="网格员", role="grid_worker")
    for number in range(CLIENTS):
        person = Person.objects.create_person(f"grid{number}", "测试员", PASSWORD)
        Appointment.objects.create(person=person, post=post, division=village, starts_on=date(2020, 1, 1))


if __name__ == "__main__":
    settle()
