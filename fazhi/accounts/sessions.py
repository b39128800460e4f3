"""Sessions in a table of our own, which knows whose they are: so that they can be listed, limited and ended.

A session that was ended is not written again, not even by a request that was already under way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, transaction

from fazhi.accounts import terms
from fazhi.accounts.models import Session
from fazhi.kernel.today import now

BEGUN, SEEN, PROVEN = "begun", "seen", "proven"
BROWSER, ADDRESS = "browser", "address"
ENDED, WHOSE = "ended", "whose"
# Written at most so often: a page read is not a row written.
TOUCH = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with the columns of `Session`."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Any) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.person_id = data.get(SESSION_KEY)
        row.begun_at, row.seen_at = moment(data, BEGUN), moment(data, SEEN)
        row.browser, row.address = data.get(BROWSER, ""), data.get(ADDRESS)
        return row

    def load(self) -> dict[str, Any]:
        """What the session holds; of one that has ended only why and whose it was, under no key."""
        row = self._get_session_from_db()
        if row is None:
            return {}
        if row.ended:
            self._session_key = None
            return {ENDED: row.ended, WHOSE: str(row.person_id or "")}
        return self.decode(row.session_data)

    def save(self, must_create: bool = False) -> None:
        """Write it; UpdateError when it was ended or removed meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row = self.create_model_instance(self._get_session())
        values = {field.attname: getattr(row, field.attname) for field in Session._meta.concrete_fields}
        kept = {name: value for name, value in values.items() if name not in ("session_key", "ended")}
        try:
            with transaction.atomic():
                written = Session.objects.filter(session_key=self.session_key, ended="").update(**kept)
        except DatabaseError as error:
            raise UpdateError from error
        if not written:
            raise UpdateError

    def end(self, why: str) -> None:
        """End this session, and say why on the next page."""
        Session.objects.filter(session_key=self.session_key, ended="").update(ended=why)
        whose = self._get_session().get(SESSION_KEY, "")
        self._session_key = None
        self._session_cache = {ENDED: why, WHOSE: whose}
        self.modified = False


def moment(data: Mapping[str, Any], name: str) -> datetime | None:
    """A moment kept in a session."""
    return datetime.fromisoformat(data[name]) if data.get(name) else None


def overdue(session: Mapping[str, Any]) -> str:
    """Why a session may not go on: idle, absolute, or nothing."""
    begun, seen = moment(session, BEGUN), moment(session, SEEN)
    if begun and now() - begun > terms.absolute():
        return "absolute"
    return "idle" if seen and now() - seen > terms.idle() else ""


def touch(session: Any) -> None:
    """Note that the person is there; a session that is not ours yet begins now."""
    seen = moment(session, SEEN)
    if seen is None:
        session[BEGUN] = now().isoformat()
    if seen is None or abs(now() - seen) >= TOUCH:
        session[SEEN] = now().isoformat()


def live(person: UUID) -> list[Session]:
    """Somebody's sessions that still hold, the latest first."""
    held = Session.objects.filter(person=person, ended="", seen_at__gte=now() - terms.idle())
    return list(held.filter(begun_at__gte=now() - terms.absolute()).order_by("-seen_at"))


def end_all(person: UUID, why: str, but: str | None = None) -> int:
    """End somebody's sessions, except the one with the key `but`; how many."""
    return Session.objects.filter(person=person, ended="").exclude(session_key=but or "").update(ended=why)


def make_room(person: UUID) -> None:
    """End the longest unused sessions, so that one more stays within the limit."""
    for row in live(person)[terms.number("session", "per_person") - 1 :]:
        Session.objects.filter(pk=row.pk).update(ended="limit")
