"""An audit as bytes and back, so that a page need not read a long document again for every look at it."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from fazhi.audit.known import Known
from fazhi.audit.model import Audit, Document, Finding, Kind, Paragraph, Verdict


def dumps(audit: Audit) -> bytes:
    """The whole audit, document included."""
    return json.dumps(asdict(audit), ensure_ascii=False, default=_plain).encode()


def loads(data: bytes) -> Audit:
    """What :func:`dumps` wrote; ``ValueError`` or ``KeyError`` for anything else."""
    whole = json.loads(data)
    document = whole["document"]
    paragraphs = [
        Paragraph(**each | {"cell": tuple(each["cell"]) if each["cell"] else None}) for each in document["paragraphs"]
    ]
    read = Document(**document | {"paragraphs": paragraphs})
    return Audit(**whole | {"document": read, "findings": [_finding(each) for each in whole["findings"]]})


def _plain(value: Any) -> Any:
    """A number keeps its digits: 99.80 is not 99.8."""
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _number(value: Any) -> Any:
    return Decimal(value["number"]) if isinstance(value, dict) else value


def _finding(kept: dict[str, Any]) -> Finding:
    known = kept["known"]
    return Finding(
        **kept
        | {
            "kind": Kind(kept["kind"]),
            "verdict": Verdict(kept["verdict"]),
            "computed": _number(kept["computed"]),
            "roundings": frozenset(kept["roundings"]),
            "known": None if known is None else Known(**known | {"value": _number(known["value"])}),
        }
    )
