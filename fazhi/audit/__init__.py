"""审校: hand it a finished report, get back what is provably wrong in it. Plain Python, no Django, no database.

    >>> from fazhi.audit import audit_text
    >>> audit = audit_text("共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%。")
    >>> [(finding.stated, str(finding.computed)) for finding in audit.findings if finding.verdict == "wrong"]
    [('99.9%', '99.8')]

Begin reading at :mod:`fazhi.audit.engine`. The rules lie one to a file in ``rules/``; what they read with lies below them,
floor by floor: ``growths`` and ``means``, ``rates``, ``sums``, then ``repeats``, ``times`` and ``blanks``, and ``text``
(figures, percentages, sentences, words) under all of them.
"""

from fazhi.audit.engine import audit_document, audit_file, audit_text, rule_titles
from fazhi.audit.known import Known, KnownFigures, Pattern
from fazhi.audit.model import Audit, Document, Finding, Kind, Paragraph, Unreadable, Verdict

__all__ = [
    "Audit",
    "Document",
    "Finding",
    "Kind",
    "Known",
    "KnownFigures",
    "Paragraph",
    "Pattern",
    "Unreadable",
    "Verdict",
    "audit_document",
    "audit_file",
    "audit_text",
    "rule_titles",
]
