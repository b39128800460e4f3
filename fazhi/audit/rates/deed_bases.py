"""The whole that a share names by what was done: 受理民商事案件5012件，审结4768件……。占民商事结案数的42.6% is of the 4768.

The deed must stand at the count itself, that to which it was done may have been told earlier in its sentence. Only where
no two counts of the document can be meant.
"""

from __future__ import annotations

import re

from fazhi.audit.rates.named_bases import core
from fazhi.audit.rates.stated_bases import fits
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

DEEDS = {
    "ended": re.compile(r"(?:结案|办结|审结|执结)"),
    "new": re.compile(r"新收|新受理"),
    "received": re.compile(r"(?<!新)受理|收案"),
    "opened": re.compile(r"立案"),
    "fined": re.compile(r"处罚"),
    "inspected": re.compile(r"检查"),
    "settled": re.compile(r"化解|调解成功|调处成功"),
    "reviewed": re.compile(r"审查|送审"),
}
SHARE_OF = re.compile(
    r"(?:，(?:数量)?(?:最多|居首位?|居第一位?|最高|排第一))?，?(?:正好|恰好|已|约|仅|也|就)?占到?了?(?P<name>[\u4e00-\u9fff]{2,14}?)的(?:比例|比重)?[为达]?"
)
COUNTED = re.compile(r"(?:的)?(?:案件|事项)?(?:总)?(?:件数|宗数|起数|户数|家数|数量|[数量件])?$")
PLACE = re.compile(
    r"^(?:全[院局所队站系市县区镇乡街省年部]统?|本[院局所市县区镇乡街]|[县市区镇乡])(?:道|区)?(?=[\u4e00-\u9fff]{2})"
)
ALL_OF = re.compile(r"全[市县区镇乡省]|全街道|总[数量]")
WHOLE = re.compile(r"全[院局所队站系]")
NO_ONE = re.compile(r"系统|查处|违法|全[市县区镇乡省院局]|我[市县区镇乡院局]|各[级类]|执法|机关")
NOT_SO = re.compile(r"[不未非免]|尚|除|率|拟|应|超期|逾期|按期")
HEAD, PAIR = 18, 2


def pair(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the count right before the share, the whole it names), or ``None`` where the words leave a doubt."""
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.sentence.figures if each.end <= figure.start]
    if claim.role != "share" or claim.order or not before or figure.vague or figure.bound or figure.compared:
        return None
    match = SHARE_OF.fullmatch(text, before[-1].end, figure.start)
    whole = None if match is None else base(manuscript, claim.passage, before[-1], match["name"])
    return None if whole is None else (before[-1], whole)


def base(manuscript: Manuscript, here: Passage, part: Figure, name: str) -> Figure | None:
    """The one count greater than the part to which a deed in the name was done, and done to what the name says."""
    if not (part.count and part.exact) or part.compared or part.value <= 0:
        return None
    words = PLACE.sub("", COUNTED.sub("", name))
    if ALL_OF.fullmatch(name) is not None:
        # 临江区局立案612件，占全市的21.5%: of all that was done so.
        words = next((each.group() for pattern in DEEDS.values() for each in _last(pattern, part.head)), "")
    deed, about = next(((key, each) for key, pattern in DEEDS.items() for each in _ends(pattern, words)), ("", ""))
    subject = core(PLACE.sub("", about))
    # 占全院结案数的: of all that were ended, which need not be printed where those of each kind are.
    of_all = not subject and WHOLE.match(name) is not None
    if not deed or len(subject) == 1 or of_all:
        return None
    found = {
        each.value: each
        for passage, each in manuscript.of_kind(part.kind)
        if each.value > part.value and _is(passage, each, deed, subject, here.now)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def of_another(manuscript: Manuscript, claim: Percentage, part: Figure) -> bool:
    """Is the printed share, to its last digit, that of another count of the document: was the wrong whole divided by?"""
    return any(
        each.count and each.exact and each.value > part.value and fits(claim, part, each)
        for _passage, each in manuscript.of_kind(part.kind)
    )


def _last(pattern: re.Pattern[str], head: str) -> list[re.Match[str]]:
    """The deed with which the words of a part end, if they say of more than the deed."""
    return [each for each in pattern.finditer(head) if each.end() == len(head) and each.start() >= PAIR]


def _ends(pattern: re.Pattern[str], words: str) -> list[str]:
    """What stands before the deed with which the words end."""
    return [words[: each.start()] for each in pattern.finditer(words) if each.end() == len(words)]


def _pieces(subject: str) -> list[str]:
    return [subject[at : at + PAIR] for at in range(0, len(subject) - 1, PAIR)]


def _is(passage: Passage, figure: Figure, deed: str, subject: str, now: str) -> bool:
    """Was the deed done to as many, of what the name says, in the report's own time?"""
    if not (figure.count and figure.exact) or figure.compared or figure.period not in ("", now):
        return False
    head = figure.head[-HEAD:]
    if DEEDS[deed].search(head) is None or NOT_SO.search(head) is not None:
        return False
    start = figure.begins
    # 受理8642件，其中旧存381件、新收8261件 tells off all that was new; 审结371件，其中速裁办结200件 only some.
    told_off = "其中" in passage.plain[start : figure.start] and deed != "new"
    if told_off or inside_bracket(passage.plain, start, figure.start):
        return False
    said = passage.plain[start : figure.start]
    return all(piece in said for piece in _pieces(subject)) if subject else not _narrowed(head, deed)


def _narrowed(head: str, deed: str) -> bool:
    """新收民事案件 is not all that was newly received: is anything said of it beside the deed?"""
    return core(NO_ONE.sub("", DEEDS[deed].sub("", head)).strip("，、各类共全年的了")) != ""
