"""Two shares one behind the other that come to 100 %: 投诉245件，占52.8%，举报291件，占47.2%.

They are then the two parts of one whole, printed or not, and their counts are to each other as they are: of 110 such pairs of published
pages and clean reports every one is so, but for one whose count is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, pairwise

from fazhi.audit.rates.counted_shares import Counted, counted
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import series

HUNDRED = 100
FEWEST = POINTS = 3
"""With fewer figures in the shares, and so few points off, two of different wholes come to 100 % by chance."""
PAIR = PARAGRAPHS = 2
TELLING = 4
"""Characters of a name (全市转办量) that two sections hardly share by chance."""
FINE = Fraction(1, 50)
"""What is counted in 万 must be known so well, set against itself."""
APART = re.compile(r"其中|[包内]含|包括|[上去前]年|同期|20\d\d年")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two shares that come to 100 % while their counts are not to each other as the shares are."""

    first: Counted
    second: Counted

    @property
    def together(self) -> Figure:
        """The whole of which the two are all."""
        return joined([self.first.part, self.second.part])

    @property
    def computed(self) -> Fraction:
        """What the first would be of both together."""
        return HUNDRED * self.first.part.exactly / self.together.exactly

    @property
    def telling(self) -> bool:
        """Are they of three figures, or so far off that they are of different wholes by no chance?"""
        return self.first.figures >= FEWEST or abs(self.computed - self.first.claim.figure.exactly) > POINTS


def slips(manuscript: Manuscript) -> Iterator[Pair]:
    """Every such pair whose counts do not go with it."""
    for first, second in pairwise(counted(manuscript)):
        if first.claim.figure.value + second.claim.figure.value == HUNDRED and _one_whole(first, second):
            pair = Pair(first, second)
            if not first.bumped(pair.together) and pair.telling:
                yield pair


def odd_ones(manuscript: Manuscript) -> Iterator[tuple[Counted, Figure]]:
    """(share, both counts together) where one of two shares of one whole is that of both together and the other a slip of it:
    1.56万件，占全市转办量的66.44% (64.46). …… 0.86万件，占全市转办量的35.54%."""
    for first, second in chain(pairwise(counted(manuscript)), _the_two_of_a_name(manuscript)):
        one, two = (each.claim.figure.value for each in (first, second))
        far = first.name == second.name and len(first.name) >= TELLING
        # 4730人，占98.3% (93.8)，……315人，占6.2%: of one whole they cannot both be.
        over = one + two > HUNDRED and _of_one_sentence(first, second)
        if one + two == HUNDRED or first.dealt or not (far or over or _named_alike(first, second)):
            continue
        if not _one_whole(first, second, far):
            continue
        together = joined([first.part, second.part])
        if first.of(together) == second.of(together):
            continue
        right, odd = (first, second) if first.of(together) else (second, first)
        share = HUNDRED * odd.part.exactly / together.exactly
        telling = odd.figures if over else min(right.figures, odd.figures)
        if telling >= FEWEST and misprints.misprinted(odd.claim.figure.value, share):
            yield odd, together


def _the_two_of_a_name(manuscript: Manuscript) -> Iterator[tuple[Counted, Counted]]:
    """基本支出预算881300元，占一般公共预算支出的97.64%…… 项目支出29700元，占一般公共预算支出的3.26%: others are told in between."""
    by_name: dict[str, list[Counted]] = {}
    for each in counted(manuscript):
        by_name.setdefault(each.name, []).append(each)
    for name, shares in by_name.items():
        if len(name) >= TELLING and len(shares) == PAIR:
            yield shares[0], shares[1]


def _one_whole(first: Counted, second: Counted, far: bool = False) -> bool:
    one, two = first.claim, second.claim
    exact = all(
        each.part.low > 0 and each.part.high - each.part.low <= each.part.low * FINE for each in (first, second)
    )
    if first.part.kind != second.part.kind or not exact or second.name not in ("", first.name):
        return False
    if first.dealt or second.dealt:
        # 初访1321件，重访553件，分别占70.5%与29.5%: the whole row, and no two of a longer one.
        own = first.dealt and second.dealt and one.passage is two.passage and one.series == two.series
        return own and len(series(one.passage)[one.series]) == PAIR
    if not _of_one_sentence(first, second) and not far and not _named_alike(first, second):
        return False
    between = one.passage.plain[one.figure.end : second.part.start if one.passage is two.passage else None]
    # Of two paragraphs that name one whole by its long name what else the first one tells makes no difference.
    return far and one.passage is not two.passage or APART.search(between) is None


def _of_one_sentence(first: Counted, second: Counted) -> bool:
    one, two = first.claim, second.claim
    return one.passage is two.passage and one.figure.sentence == two.figure.sentence


def _named_alike(first: Counted, second: Counted) -> bool:
    """商品类投诉4759件，占投诉量的48%。…… 服务类投诉5121件，占投诉量的52%: each may have a paragraph of its own."""
    near = second.claim.passage.index - first.claim.passage.index <= PARAGRAPHS
    return near and first.name == second.name and len(first.name) > 1
