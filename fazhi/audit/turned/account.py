"""What a number would be, and of which others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.text.figures import Figure


@dataclass(frozen=True, slots=True)
class Account:
    """``due`` is to be printed; ``formula`` shows of which numbers, as the reader sees it; these are the numbers."""

    due: Decimal
    formula: str
    figures: tuple[Figure, ...]
