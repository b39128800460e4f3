"""A row of a table told number by number in a sentence: “离婚纠纷”新收2821件，占比10.83%，较去年同期下降26.27% over 离婚纠纷｜2821｜10.83%｜-27.26%.

Behind the name of the row two numbers and more are its own; the one that is not, and is a slip of one of its other cells, is meant for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

STOPS = re.compile("[；。]")
OWN, SHORTEST, DIGITS = 2, 3, 3


def odd_one(
    passage: Passage,
    label: str,
    cells: list[str],
    printed: Callable[[Figure], str],
    slip: Callable[[str, str], bool],
) -> tuple[Figure, str] | None:
    """(figure, what the row has) for the one number behind the name of the row that is not the row's."""
    text = passage.plain
    at = text.find(label) if len(label) >= SHORTEST else -1
    if at < 0 or text.find(label, at + 1) >= 0:
        return None
    stop = STOPS.search(text, at)
    end = len(text) if stop is None else stop.start()
    told = [each for each in passage.figures if at < each.start < end]
    own = {printed(each) for each in told} & set(cells)
    odd = [each for each in told if printed(each) not in own]
    if len(own) < OWN or len(odd) != 1 or len(printed(odd[0]).replace(".", "")) < DIGITS:
        return None
    meant = [cell for cell in cells if cell not in own and slip(printed(odd[0]), cell)]
    return (odd[0], meant[0]) if len(meant) == 1 else None
