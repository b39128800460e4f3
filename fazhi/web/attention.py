"""How the desk draws attention: the few habits of attention.yaml, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
import yaml

from fazhi.kernel.structure import Struct


class Attention(Struct):
    """Days before a limit counts as near, rows per list of the desk, and how far a count is counted out."""

    due_soon_days: int
    rows_per_list: int
    count_up_to: int


@cache
def attention() -> Attention:
    """The habits of this installation."""
    text = resources.files("fazhi.web").joinpath("attention.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Attention)
