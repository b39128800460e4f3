"""Names of the fonts that official documents ask for, and whether this machine has them.

GB/T 9704-2012 (5.2.2, 7.2–7.3) names 仿宋, 黑体, 楷体, 小标宋 and 宋体 and no vendor; the vendor's name is a setting
(`PAPER_FONTS`, a mapping that may replace some of the names). Fonts are never shipped: their licences forbid it.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, fields, replace
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class Fonts:
    """One font name for each use: body, first-level heading, second-level heading, title, page number, digits."""

    body: str = "仿宋"
    heading: str = "黑体"
    lead: str = "楷体"
    title: str = "方正小标宋简体"
    page: str = "宋体"
    digits: str = "Times New Roman"


def chosen() -> Fonts:
    """The names in use: the defaults, or those of the setting PAPER_FONTS."""
    return replace(Fonts(), **getattr(settings, "PAPER_FONTS", {}))


@cache
def missing() -> tuple[str, ...]:
    """Names that fontconfig would replace by another font on this machine; empty where fontconfig is absent."""
    if shutil.which("fc-list") is None:
        return ()
    listing = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, timeout=20, check=False).stdout
    present = {name.strip() for line in listing.splitlines() for name in line.split(",")}
    fonts = chosen()
    names = dict.fromkeys(getattr(fonts, field.name) for field in fields(fonts))
    return tuple(name for name in names if name not in present)
