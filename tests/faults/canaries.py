"""Canaries: a name, a telephone, an id number that no log, address, error page or queue may ever hold (T-15).

with watching(caplog) as watch:
    …work as people do, with `watch.saw(response)` for every answer…
assert watch.faults() == []
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import connections
from django.http import HttpResponse

NAME, PHONE, NUMBER = "司马金丝雀", "13987650417", "11010519491231002X"
CANARIES = (NAME, PHONE, NUMBER)
ADDRESS = re.compile(r"""(?:href|src|action|hx-get|hx-post)\s*=\s*["']([^"']*)["']""")
# Where work waits for somebody else, or is kept past its end: none of it may repeat what the dossier holds.
QUEUES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "kernel_job",
    "kernel_logentry",
    "axes_accessattempt",
    "axes_accesslog",
)
ENCRYPTED = (
    "disputes_party",
    "disputes_dispute",
    "disputes_sourcerecord",
    "kernel_submission",
    "kernel_step",
    "kernel_case",
    "kernel_unmasking",
    "kernel_download",
)


@dataclass
class Watch:
    """Everything that was seen: what logs said, where pages lead, what error pages show."""

    caplog: pytest.LogCaptureFixture
    addresses: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    answers: int = 0

    def saw(self, response: HttpResponse) -> HttpResponse:
        """Remember where this answer leads and, when it is an error page, what it shows."""
        self.answers += 1
        self.addresses.append(response.headers.get("Location", ""))
        text = "" if response.streaming else response.content.decode(errors="replace")
        self.addresses += ADDRESS.findall(text)
        # 422 is a form handed back to whoever filled it in; it shows what that person typed.
        if response.status_code >= 400 and response.status_code != 422:
            self.errors.append(text)
        return response

    def faults(self) -> list[str]:
        """Each place in which a canary sings."""
        formatter = logging.Formatter()
        logged = [formatter.format(record) for record in self.caplog.records]
        places = {"日志": logged, "地址": self.addresses, "出错页": self.errors}
        places |= {f"表 {table}": _rows(table) for table in QUEUES}
        found = [
            f"{place}：{one}" for place, texts in places.items() for one in CANARIES if any(one in t for t in texts)
        ]
        # Numbers may not lie open even in the tables they belong to.
        return found + [
            f"表 {table}：{one}"
            for table in ENCRYPTED
            for one in (PHONE, NUMBER)
            if any(one in t for t in _rows(table))
        ]


def _rows(table: str) -> list[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t")
        return [row for (row,) in cursor.fetchall()]


@contextmanager
def watching(caplog: pytest.LogCaptureFixture) -> Iterator[Watch]:
    """Listen to every logger, however quiet it is set."""
    with caplog.at_level(logging.DEBUG):
        yield Watch(caplog)
