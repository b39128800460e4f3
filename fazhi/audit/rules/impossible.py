"""A percentage that no whole number of the printed base can give (the GRIM test)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import binding
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import CLAUSE, Percentage, claims

HUNDRED = 100
WHOLE_NUMBERS = "件数、人数必为整数"
# 将21件纳入领导包案，力争全年调解成功率达到96%: what is aimed at is of cases to come.
AIMED, LEAD = re.compile(r"力争|争取|确保|力求|目标|计划[^，。；]{0,8}$"), 16
RECEIVED = re.compile(r"受理|收到|接到|接收|登记")
LARGEST_BASE = 2000
SORTS = frozenset(("类", "种", "批", "次", "期", "场", "轮", "个品种"))
"""9类285个品种: sorts and rounds are not what is found right or wanting."""
SEVERAL = ("综合", "实质", "总", "合计")
OWN = frozenset(
    ("化解", "成功", "调解成功", "调处成功", "合格", "通过", "及格", "调解", "调处", "考试通过", "考试合格", "整改")
)


# 举报0万件，同比降低50.67%，占比9.32%: nothing of which there is none has a share.
NONE_OF_IT = re.compile(
    r"0(?:\.0+)?万?(?:件|人|起|户|个|次|家|宗)(?:，(?:同比|环比)[^，。；]{2,14})?，占比?(?:[^，。；\d%]{0,8}的)?(?P<share>\d+(?:\.\d+)?)%"
)


# 人口出生率10.8%: told per thousand; in a hundred there are nowhere so many.
PER_THOUSAND = re.compile(
    r"(?<![\u4e00-\u9fff])(?:全[省市县区镇乡]|年末|人口)?(?P<name>人口出生率|出生率|人口自然增长率|自然增长率|人口死亡率)(?:为|是|达到?)?(?P<rate>\d{1,2}(?:\.\d{1,2})?)%"
)
LEAST_PER_HUNDRED = 4
WHOLE = frozenset("件起宗人名户家次项份条场期批") | {"人次", "件次", "场次", "户次"}
TENTHS = re.compile(r"\d{1,4}\.\d{1,2}")
# 平均每村2.3件, 由3.2人增加到4.1人, 7.5人/千人, 多办1.5件: means and what is made of them
MEASURED = re.compile(r"均|每|倍|比|[由从至到增减升降多少高低]|率|密度|床|折合|相当|/|\d")
EACH = re.compile(r"每|均|一[人天月村户件]|相当|折")
# What is told of all: of a mean in other words (一人要办109.3件) nothing is known.
DONE = re.compile(r"共(?!同)|总|累计|发现|排查|开展|检查|查处|受理|化解|调解|发放|整改|出动|接待|举办|组织")
MARKS = frozenset("，。；、）")


PASSED = re.compile(
    r"(?P<verb>抽查|抽检|抽取|评查|检查验收|验收|参加考试|报名参考|参考)[\u4e00-\u9fff]{0,10}?(?P<all>\d{1,6})(?P<unit>[家件份卷人名户批个]次?)[\u4e00-\u9fff]{0,4}，"
    r"(?:其中)?(?P<outcome>(?:一次性|首次|全部)?(?:通过|合格|达标|及格))(?P<passed>\d{1,6})(?P=unit)"
)


OF_SAMPLE = r"(?:[仅只]?为|达到?|是)?(?P<rate>\d{1,2}(?:\.\d{1,3})?)%)(?!以上|左右|（)"
# 随机回访受援人64名，满意率97.9%: so many were drawn, and the rate is of them.
SAMPLED = re.compile(
    r"(?:抽[查取检样评测]|回访|评查)(?![\u4e00-\u9fff]{0,6}(?:满意|立案|属实|处置|办结|发现|查处|合格|优[秀良]|良好|达标|评为|退回|表示|成功|整改|有效|不少于))"
    # 评查中仍有4卷不合格卷宗，优秀率仅为40.0%: those that failed are no sample.
    r"[\u4e00-\u9fff“”]{0,14}?(?<!\d)(?<![仍尚还]有)(?P<all>\d{1,4})(?P<unit>[卷名件户人家份个处起宗])(?![\u4e00-\u9fff]{0,5}[不未])[\u4e00-\u9fff]{0,6}，"
    rf"(?P<quote>(?P<name>(?!平均|综合|总)[\u4e00-\u9fff]{{1,12}}率){OF_SAMPLE}"
)

# 对其中150件进行电话抽查，满意率96.5%; 送评的12卷案卷优秀率为56.7%; 评查案卷36卷，评为优秀等次的占37.5%
SAMPLES = (
    SAMPLED,
    re.compile(
        r"对(?:其中的?)?(?P<all>\d{1,4})(?P<unit>[卷名件户人家份个处起宗])[\u4e00-\u9fff]{0,6}?(?:进行|开展|作)了?[\u4e00-\u9fff]{0,4}(?:抽查|回访|抽样|测评)，"
        rf"(?P<quote>(?P<name>(?!平均|综合|总)[\u4e00-\u9fff]{{1,8}}率){OF_SAMPLE}"
    ),
    re.compile(
        rf"送评的?(?P<all>\d{{1,4}})(?P<unit>[卷件份宗])[\u4e00-\u9fff]{{0,4}}，?(?P<quote>(?P<name>(?:优[秀良]|合格|达标)率){OF_SAMPLE}"
    ),
    re.compile(
        r"评查[\u4e00-\u9fff]{0,6}案卷(?P<all>\d{1,4})(?P<unit>[卷件份宗])，"
        rf"(?P<quote>(?P<name>(?:评为|评定为|达到)?(?:优[秀良]|良好|合格)(?:等次|等级|档次)?的占){OF_SAMPLE}"
    ),
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Rates whose base stands directly before them and whose part is not printed; shares of nothing."""
    for passage, match, offset in manuscript.matches(NONE_OF_IT) if "，占" in manuscript.text else ():
        before = passage.plain[max(0, match.start() - offset - 1) : match.start() - offset]
        if not (before.isdigit() or before in (".", ",")) and float(match["share"]) > 0:
            span = (match.start() - offset, match.end() - offset)
            message = f"写的是0，却占{match['share']}%，数量当有误或单位过大。"
            basis = "占比＝部分÷总体"
            yield finding(
                passage, span, kind=Kind.RATE, verdict=Verdict.WRONG, rule="impossible", message=message, basis=basis
            )
    yield from _more_than_all(manuscript)
    yield from _per_thousand(manuscript)
    yield from _in_tenths(manuscript)
    sampled: set[tuple[int, int]] = set()
    for each in _sampled(manuscript):
        sampled.add((each.paragraph, each.end))
        yield each
    for claim in claims(manuscript.passages, "rate"):
        if claim.figure.value >= HUNDRED or claim.figure.vague or claim.figure.bound or binding.dealt_out(claim):
            continue
        if AIMED.search(claim.passage.plain, max(0, claim.start - LEAD), claim.figure.start) is not None:
            continue
        found = binding.bind(claim)
        if found.part is None and found.wholes and not found.parts[1:]:
            result = _judge(claim, found.rule, found.wholes[0])
            if result is not None and (result.paragraph, result.end) not in sampled:
                yield result


def _sampled(manuscript: Manuscript) -> Iterator[Finding]:
    """Rates of a sample whose size stands right before them, which no whole number of it gives."""
    if not any(each in manuscript.text for each in ("抽", "回访", "评")):
        return
    for passage, match, offset in chain.from_iterable(map(manuscript.matches, SAMPLES)):
        rate, base = Decimal(match["rate"]), int(match["all"])
        if base and not rounding.possible(rate, base, LARGEST_BASE) and not _part_of_another(passage, rate, base):
            yield finding(
                passage,
                (match.start("quote") - offset, match.end("quote") - offset),
                kind=Kind.RATE,
                verdict=Verdict.WRONG,
                rule="impossible",
                message=f"{base}{match['unit']}中无论多少{match['unit']}，都算不出{match['name']}{match['rate']}%。",
                stated=f"{match['rate']}%",
                computed=_nearest(rate, base),
                basis=f"分子必为整数（基数{base}{match['unit']}）",
            )


def _part_of_another(passage: Passage, rate: Decimal, part: int) -> bool:
    """查处案件26件……评查查出22卷，优秀率84.62%: is what stands before it the part of a whole that is printed too?"""
    wholes = {each.exactly for each in passage.figures if each.count and each.exactly > part}
    return any(rounding.fits(rate, Fraction(HUNDRED * part) / each) for each in wholes)


def _more_than_all(manuscript: Manuscript) -> Iterator[Finding]:
    """抽查验收单位41家，一次性通过48家: more passed than were looked at."""
    for passage, match, offset in manuscript.matches(PASSED):
        all_of, passed = Decimal(match["all"]), Decimal(match["passed"])
        if passed > all_of > 1:
            span = (match.start("verb") - offset, match.end() - offset)
            message = f"{match['verb']}的只有{match['all']}{match['unit']}，{match['outcome']}的却有{match['passed']}{match['unit']}，必有一误。"
            basis = "部分不大于全部"
            yield finding(
                passage, span, kind=Kind.RATE, verdict=Verdict.WRONG, rule="impossible", message=message, basis=basis
            )


def _in_tenths(manuscript: Manuscript) -> Iterator[Finding]:
    """排查问题7.2项，: what is counted is whole; 万 was lost."""
    for passage in manuscript.passages:
        for each in passage.figures:
            if each.count and each.unit in WHOLE and TENTHS.fullmatch(each.text.removesuffix(each.unit)):
                if not _measured(passage, each):
                    message = f"“{each.text}”：{each.unit}数不能是小数，当是漏了“万”或小数点有误。"
                    span, wrong = (each.start, each.end), Verdict.WRONG
                    yield finding(
                        passage,
                        span,
                        kind=Kind.FORMAT,
                        verdict=wrong,
                        rule="impossible",
                        message=message,
                        basis=WHOLE_NUMBERS,
                    )


def _measured(passage: Passage, figure: Figure) -> bool:
    """Is it a mean, a rate, or no count at all (3.1项目建设)?"""
    text = passage.plain
    lead = CLAUSE.split(text[max(0, figure.start - LEAD) : figure.start])[-1]
    spread = EACH.search(text, figure.begins, figure.start) is not None  # 每千人口医师3.40人，注册护士4.00人
    told = DONE.search(lead) is not None and MEASURED.search(lead) is None
    return spread or not told or text[figure.end : figure.end + 1] not in MARKS


def _per_thousand(manuscript: Manuscript) -> Iterator[Finding]:
    """出生率10.8%，自然增长率9.7%: births of so many in a hundred are those of a thousand."""
    for passage, match, offset in manuscript.matches(PER_THOUSAND, having="率") if "出生率" in manuscript.text else ():
        if "出生率" in passage.plain and Decimal(match["rate"]) >= LEAST_PER_HUNDRED:
            span, right = (match.start("name") - offset, match.end() - offset), f"{match['rate']}‰"
            message = f"人口的出生率、死亡率和自然增长率按千分比计，{match['rate']}%应为{right}。"
            yield finding(
                passage,
                span,
                kind=Kind.RATE,
                verdict=Verdict.WRONG,
                rule="impossible",
                message=message,
                computed=right,
                basis="人口的出生率、死亡率、自然增长率以千分比表示",
            )


def _judge(claim: Percentage, rule: wording.RateName, base: Figure) -> Finding | None:
    if (
        not base.exact
        or base.value > LARGEST_BASE
        or base.unit in SORTS
        or base.value != int(base.value)
        or base.sentence != claim.figure.sentence
    ):
        return None
    if rounding.possible(claim.figure.value, int(base.value), LARGEST_BASE):
        return None
    text = claim.passage.plain
    between = text[base.end : claim.start]
    attended = "参考率" in text or "参训率" in text or "到会率" in text
    if claim.name.startswith(SEVERAL):
        return None  # 直接纠错56件，调解和解51件，综合化解率40%: of several outcomes together
    qualified = wording.pattern("qualifiers").search(claim.name) is not None
    adjacent = "。" not in between and "；" not in between and between.count("，") <= 1
    taken = RECEIVED.search(base.head) is not None  # 受理757件，调解成功率…: over those that were mediated to the end
    proven = not taken and rule.name in OWN and not attended and not qualified and adjacent
    name = f"{rule.name}率"
    message = f"{base.text}中无论多少{base.unit or '件'}，都算不出{name}{claim.stated}。"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG if proven else Verdict.HINT,
        rule="impossible",
        message=message if proven else message + "若基数另有所指，请写明。",
        stated=claim.stated,
        computed=_nearest(claim.figure.value, int(base.value)),
        basis=f"分子必为整数（基数{base.text}）" if proven else "",
    )


def _nearest(stated: Decimal, base: int) -> str:
    """The two percentages that are possible on either side of the stated one."""
    places = max(1, rounding.decimals(stated))
    below = int(stated * base / HUNDRED)
    values = [rounding.show(Fraction(HUNDRED * count, base), places) for count in (below, below + 1)]
    return f"{values[0]}或{values[1]}"


RULE = Rule(
    id="impossible",
    title="整数算不出的百分比",
    source=WHOLE_NUMBERS,
    why="只写总数不写分子时，百分比仍可能自相矛盾：84件里没有哪个整数能得98.4%。",
    wrong="调处矛盾纠纷84件，成功率98.4%",
    right="调处重大疑难纠纷125件，调处成功率98%",
    check=check,
)
