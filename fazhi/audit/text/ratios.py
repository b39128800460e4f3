"""25.7:26.8:47.5 — the parts of a whole by turns, whichever colon stands between them."""

from __future__ import annotations

import re
from decimal import Decimal

PART = r"\d{1,2}(?:\.\d{1,2})?"
MARK = "[:：∶]"


def parts_of(ratio: str) -> list[Decimal]:
    """Its numbers in their order."""
    return [Decimal(each) for each in re.split(MARK, ratio)]
