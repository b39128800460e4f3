"""The draft as a Word file in the form of GB/T 9704, every figure bound to its indicator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fazhi.kernel.today import now
from fazhi.papers.official import Head, Letterhead, OfficialDocument, Words
from fazhi.report.draft import Block, Draft


def write(
    draft: Draft,
    *,
    signers: Sequence[str] = (),
    letterhead: Letterhead = "preprinted",
    made_at: datetime | None = None,
    seal: str = "",
) -> bytes:
    """The .docx of a draft; notes for the page are left out. `seal`: the log's seal when it was issued, printed at the end."""
    document = OfficialDocument(draft.lines[-1], made_at or now())
    document.head(Head(draft.signature, draft.number, tuple(signers) or ("　　　",), letterhead))
    document.title(draft.lines)
    document.addressee(draft.addressee)
    for block in draft.blocks:
        if block.kind == "heading":
            document.heading(block.text)
        elif block.kind == "paragraph":
            document.paragraph(_words(block))
    document.signature(draft.signature, draft.date)
    if seal:
        document.note(f"（数据核验码：{seal}）")
    return document.content()


def _words(block: Block) -> list[Words]:
    return [
        Words(piece.text, piece.figure, piece.note if piece.figure else "", "lead" if piece.kind == "lead" else "")
        for piece in block.pieces
    ]
