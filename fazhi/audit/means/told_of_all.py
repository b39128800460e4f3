"""What is told of all that a list comes to: …、处罚20件，月均10.6件，较上年的98件增长29.6%，办结126件，办结率99.2%，其余1件……

Each of these is reckoned from the total, which is not printed; so each of them bears the others and the list out, or speaks against them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.means import divisors, means
from fazhi.audit.model import Kind
from fazhi.audit.sums.unprinted_totals import Unprinted
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript

BASIS = "并列各项之和＝总数；平均数、增减幅度、比率按这一总数计算"
LEAD = 16
CLAUSE = re.compile(r"[，。；：（]")
# 月均办结 need not be reckoned from what came in.
NO_DEED = "(?:受理|接收|收到|登记|承接|约|为|达到?)*"
EACH_ONE = re.compile(r"平均每一?([件起宗条场名项户人次])[\u4e00-\u9fff]{0,4}$")
BEFORE = re.compile(r"上一?年|[去前]年|同期")
GROWTH = re.compile(r"(?:增长|上升|增幅为?|下降|降幅为?|减少|增加|提高|降低|升幅为?)(?:了|达到?)?$")
FALL = re.compile(r"降|减|少")
RATE = re.compile(r"(?:办结|结案|成功|化解|整改|完成|办理|审结|调解成功|按时办结|按期办结|处置)率(?:为|达到?|达|是)?$")
REST = re.compile(r"其余|剩余|余下|未|尚有|还有")
HUNDRED = 100
NAME, FEWEST, FAR, MOST = 4, 2, 2, 24
# 前两类合计127件, 其中农民工案件
SOME = re.compile(r"其中|前[两二三四五六七八九十]|[这该]类")
TAKEN_OFF = re.compile(r"(?:扣除|除去?|剔除|减去)[^，。；\d]{0,24}$")


@dataclass(frozen=True, slots=True)
class Told:
    """A printed number, how it comes of a total (in its own scale), and in what words."""

    figure: Figure
    start: int
    kind: Kind
    of: Callable[[Fraction], Fraction]
    shown: str
    exact: bool = False

    def fits(self, total: Fraction) -> bool:
        """Is the number what comes of such a total?"""
        value = self.of(total)
        if self.exact:
            return value == self.figure.exactly
        return bool(rounding.fits(self.figure.value / self.figure.scale, value / self.figure.scale))


def told_of_all(manuscript: Manuscript, listed: Unprinted) -> list[Told]:
    """Every such number behind a list, in the order of the text."""
    return sorted(_told(manuscript, listed), key=lambda each: each.figure.start)


def _told(manuscript: Manuscript, listed: Unprinted) -> Iterator[Told]:
    last = listed.parts[-1].sentence
    behind = [each for each in listed.behind[:MOST] if each.sentence <= last + FAR and not _of_one(listed, each)]
    level = next((each for each in behind if each.sentence <= last + 1 and _level(listed, each)), None)
    done: Figure | None = None
    for at, figure in enumerate(behind):
        lead = _lead(listed, figure)
        before = behind[at - 1] if at else None
        if figure.vague or figure.bound:
            continue
        if figure.percent:
            if before is not None and RATE.search(lead) is not None and REST.search(before.head) is None:
                done = before if before.kind == listed.parts[0].kind and _done(listed, before) else None
            yield from _percentages(listed, figure, lead, level, before)
        elif figure.kind == listed.parts[0].kind:
            yield from _difference(listed, figure, lead, level)
            yield from _spread(manuscript, listed, figure)
            if done is not None and REST.search(lead) is not None:
                yield Told(figure, figure.start, Kind.SUM, _left(done), f"{{total}}－{done.text}", exact=True)
        elif (each := EACH_ONE.search(lead)) is not None and listed.parts[0].unit.startswith(each[1]):
            amount = next(
                (one for one in reversed(behind[:at]) if one.unit.endswith(figure.unit[-1:]) and one.unit), None
            )
            if amount is not None and figure.unit:
                yield Told(figure, figure.start - len(each[0]), Kind.RATE, _over(amount), f"{amount.text}÷{{total}}")


def _percentages(
    listed: Unprinted, figure: Figure, lead: str, level: Figure | None, before: Figure | None
) -> Iterator[Told]:
    growth, rate = GROWTH.search(lead), RATE.search(lead)
    if growth is not None and level is not None and level.end <= figure.start and figure.sentence == level.sentence:
        sign = -1 if FALL.search(growth[0]) else 1
        yield Told(
            figure,
            figure.start - len(growth[0]),
            Kind.GROWTH,
            _grown(level, sign),
            f"({{total}}－{level.text})÷{level.text}",
        )
    elif rate is not None and before is not None and before.kind == listed.parts[0].kind and _done(listed, before):
        start = figure.start - len(rate[0])
        if TAKEN_OFF.search(listed.passage.plain, 0, before.start) is not None:
            yield Told(figure, start, Kind.RATE, _without(before), f"({{total}}－{before.text})÷{{total}}")
        elif REST.search(before.head) is None:
            yield Told(figure, start, Kind.RATE, _part(before), f"{before.text}÷{{total}}")


def _spread(manuscript: Manuscript, listed: Unprinted, figure: Figure) -> Iterator[Told]:
    """月均17.8件; 平均每个村（社区）12名, of a town with 22 of them: by the one number that there is."""
    claim = means.mean(listed.passage, figure)
    if claim is None or not claim.plain or re.fullmatch(NO_DEED, claim.deed) is None:
        return
    sure = {each.value: each for each in divisors.divisors(manuscript, claim) if each.certain}
    if len(sure) == 1:
        number = next(iter(sure.values()))
        yield Told(figure, claim.start, Kind.RATE, _by(number.value), f"{{total}}÷{number.text}")


def _difference(listed: Unprinted, figure: Figure, lead: str, level: Figure | None) -> Iterator[Told]:
    """上年受理247件，本年减少33件"""
    if level is not None and level.end <= figure.start and figure.sentence == level.sentence and CHANGE.search(lead):
        yield Told(figure, figure.start, Kind.GROWTH, _changed(level), f"{{total}}与{level.text}之差", exact=True)


def _of_one(listed: Unprinted, figure: Figure) -> bool:
    """合同协议占六成多，较上年的45件增长……: is one item, or some of them, spoken of in its sentence since the list?"""
    text = listed.passage.plain
    begun = next(each.start for each in listed.passage.sentences if each.start <= figure.start < each.end)
    words = text[max(begun, listed.parts[-1].end) : figure.start]
    heads = [each.head.removeprefix("包括") for each in listed.parts]
    # 公安247件、…、其他42件。公安领域占38.7%，较上年的192件增长28.6%: with what item the sentence begins, of that it speaks.
    if begun >= listed.parts[-1].end and any(len(each) >= FEWEST and text.startswith(each, begun) for each in heads):
        return True
    names = (each[-NAME:] for each in heads)
    return SOME.search(words) is not None or any(len(each) == NAME and each in words for each in names)


def _level(listed: Unprinted, figure: Figure) -> bool:
    """Is it the same of the year before?"""
    if figure.kind != listed.parts[0].kind or not figure.exact or CHANGE.search(figure.head) is not None:
        return False
    return figure.compared or BEFORE.search(_lead(listed, figure)) is not None


def _done(listed: Unprinted, figure: Figure) -> bool:
    of_now = not figure.compared and BEFORE.search(_lead(listed, figure)) is None  # 上年调解成功1631件，成功率96.4%
    return of_now and figure.exact and figure.value <= listed.amount


def _lead(listed: Unprinted, figure: Figure) -> str:
    return CLAUSE.split(listed.passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]


def _by(number: Fraction) -> Callable[[Fraction], Fraction]:
    return lambda total: total / number


def _over(amount: Figure) -> Callable[[Fraction], Fraction]:
    return lambda total: amount.exactly / total


def _part(part: Figure) -> Callable[[Fraction], Fraction]:
    return lambda total: HUNDRED * part.exactly / total


def _without(rest: Figure) -> Callable[[Fraction], Fraction]:
    return lambda total: HUNDRED * (total - rest.exactly) / total


def _left(part: Figure) -> Callable[[Fraction], Fraction]:
    return lambda total: total - part.exactly


def _grown(level: Figure, sign: int) -> Callable[[Fraction], Fraction]:
    return lambda total: sign * HUNDRED * (total - level.exactly) / level.exactly


def _changed(level: Figure) -> Callable[[Fraction], Fraction]:
    return lambda total: abs(total - level.exactly)
