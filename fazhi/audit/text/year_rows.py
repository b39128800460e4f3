"""Counts dealt out to years: 2022年至2024年分别受理671件、763件、842件; 2022、2023、2024年依次为12起、9起、7起."""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.quarters import row_behind

SPAN = re.compile(r"(20\d\d)年?(?:至|到|—{1,2}|-{1,2}|～)(20\d\d)年(?!\d|度?[前上下第])")
NAMED = re.compile(r"(?<!\d)20\d\d年?(?:、20\d\d年?){0,4}[、和及与]20\d\d年(?!\d)")
YEAR = re.compile(r"20\d\d")
DEALT = re.compile(r"分别|依次")
FEWEST, MOST = 2, 6


def name_years(text: str, found: list[Figure]) -> None:
    """Give every count of such a row its year."""
    for match in (*SPAN.finditer(text), *NAMED.finditer(text)):
        years = YEAR.findall(match.group())
        if match.re is SPAN:
            years = [f"{each}" for each in range(int(years[0]), int(years[-1]) + 1)]
        if not FEWEST <= len(years) <= MOST:
            continue
        row = row_behind(text, found, match.end(), len(years))
        # 2022年和2023年受理12件、15件 may be of two matters; 分别 deals them out, and three counts for three years hardly are.
        if not row or len(years) == FEWEST and DEALT.search(text, match.end(), row[0].start) is None:
            continue
        for figure, year in zip(row, years, strict=True):
            figure.period, figure.compared = year, False
