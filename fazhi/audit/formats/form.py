"""The form of a .docx that GB/T 9704-2012 speaks about: page, margins, grid, and the type of each kind of paragraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from fazhi.audit.formats.archive import Archive
from fazhi.audit.formats.numbering import W

TWIPS_PER_MM = 1440 / 25.4


def read(
    root: etree._Element, styles: etree._Element | None, archive: Archive, parse: Callable[[bytes, str], etree._Element]
) -> dict[str, Any]:
    """Page size and margins in millimetres, lines and characters of the grid; keys are absent where the file is silent."""
    facts: dict[str, Any] = {}
    section = root.find(f"{W}body/{W}sectPr")
    if section is not None:
        _page(section, facts)
    facts["default_font"], facts["default_size"] = _default(styles)
    footers = [name for name in archive.names() if name.startswith("word/footer") and name.endswith(".xml")]
    facts["page_numbers"] = any(b"PAGE" in archive.part(name) for name in footers[:20])
    return facts


def _page(section: etree._Element, facts: dict[str, Any]) -> None:
    size = section.find(f"{W}pgSz")
    margins = section.find(f"{W}pgMar")
    if size is not None:
        facts["page"] = (_millimetres(size.get(f"{W}w")), _millimetres(size.get(f"{W}h")))
    if margins is not None:
        facts["margins"] = {
            side: _millimetres(margins.get(f"{W}{side}")) for side in ("top", "bottom", "left", "right")
        }


def _millimetres(twips: str | None) -> float | None:
    return round(int(twips) / TWIPS_PER_MM, 1) if twips is not None and twips.lstrip("-").isdigit() else None


def _default(styles: etree._Element | None) -> tuple[str | None, float | None]:
    """(east-Asian font, size in points) of the normal paragraph style."""
    font: str | None = None
    size: float | None = None
    if styles is None:
        return font, size
    places = [styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")]
    places += [each.find(f"{W}rPr") for each in styles.iter(f"{W}style") if each.get(f"{W}default") == "1"]
    for properties in places:
        if properties is None:
            continue
        fonts, height = properties.find(f"{W}rFonts"), properties.find(f"{W}sz")
        if fonts is not None:
            font = fonts.get(f"{W}eastAsia") or font
        if height is not None and (height.get(f"{W}val") or "").isdigit():
            size = int(height.get(f"{W}val") or "0") / 2
    return font, size
