"""What the case page shows of a dispute: the words of terms.yaml, and everything about people behind its mask."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from fazhi.kernel import masks
from fazhi.kernel.encrypted import with_keys
from fazhi.systems.disputes.models import Agreement, Dispute, Party, Session, SourceRecord
from fazhi.systems.disputes.terms import terms, title

register = template.Library()
WORDED = frozenset(
    "source dispute_type risk level consent mediator_choice agreement_form confirmation performance outcome".split()
)


@dataclass(frozen=True)
class Shown:
    """A dispute as a reader may see it."""

    facts: list[tuple[str, str]]
    parties: list[Party]
    sources: list[SourceRecord]
    sessions: list[Session]
    agreements: list[Agreement]


@register.filter
def term(value: str, field: str) -> str:
    """The Chinese title of a stored value."""
    return title(field, value)


@register.simple_tag
def dispute(dossier: Dispute, unmasked: bool) -> Shown:
    """The dispute with its parties, sources, sessions and agreements; names masked unless somebody gave a reason."""
    case = dossier.case_id
    parties = with_keys(Party.objects.filter(case=case))
    names = [one.name for one in parties]
    sessions = list(Session.objects.filter(case=case))
    agreements = list(Agreement.objects.filter(case=case))
    if not unmasked:
        for party in parties:
            party.name, party.phone = masks.name(party.name), masks.phone(party.phone)
            party.id_number = masks.id_number(party.id_number)
        for session in sessions:
            _mask(session, ("attendants", "notes"), names)
        for agreement in agreements:
            _mask(agreement, ("parties", "facts", "disputed", "responsibilities", "content"), names)
    return Shown(_facts(dossier), parties, list(SourceRecord.objects.filter(case=case)), sessions, agreements)


def _mask(row: Session | Agreement, fields: tuple[str, ...], names: list[str]) -> None:
    for name in fields:
        setattr(row, name, masks.names_in(getattr(row, name), names))


def _facts(dossier: Dispute) -> list[tuple[str, str]]:
    found = []
    for field in dossier._meta.concrete_fields:
        value = getattr(dossier, field.attname)
        if field.name in ("case", "town") or value in (None, "", False):
            continue
        text = "是" if value is True else terms(field.name).get(value, value) if field.name in WORDED else value
        found.append((str(field.verbose_name), f"{text:%Y-%m-%d}" if hasattr(text, "year") else str(text)))
    return found
