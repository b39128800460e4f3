"""Further ways in which a total stands beside its parts: named in one breath with them, left over, or split by halves.

来信9件，网上信访43件。来信、网信两类合计52件      312件，已办结306件，其余6件      全年586场，上半年251场、下半年335场
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import combinations, product

from fazhi.audit.sums.addition import NOT_ADDED, REST_OF_LIST, Addition, scheduled, spread
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.items import in_list
from fazhi.audit.text.misprints import alike
from fazhi.audit.text.partitions import pattern
from fazhi.audit.text.passages import Passage, Sentence

CLAUSE = re.compile(r"[，。；：！？\n（）]")
NAME_MARK = re.compile(r"[、和及与]|以及")
SUMMED = re.compile(r"(?:[计共]|相加|累加|加起来|合起来|就[有达]).{0,4}$")
OF_SO_MANY = re.compile(r"[项类者](?:合计|共计|相加)共?(?:受理|接收|收到|办理)[\u4e00-\u9fff、]{0,16}$")
STRONG = re.compile(
    r"(?:合计|共计|总计|总共|一共|相加|累加|加起来|合起来|[两三四五][类项者]就[有达])[\u4e00-\u9fff]{0,4}$"
)
TOTAL_ALONE = re.compile(r"^(?:以上|上述|三项|几项|各项|全年)?(?:合计|共计|总计|一共|总共|共)$")
# 三类合计, 全年各类会议合计: what is left of the words before 合计 is the name of the things added.
NOT_NAME = re.compile(
    r"^其中|[两二三四五六七八九十\d]+个?[\u4e00-\u9fff]{1,3}(?=合计|共|总计|一共|总共|相加|累加|加起来|合起来|就[有达]|$)|就[有达]|相加|累加|全[年镇乡县区市]|各[类项级地种]|以上|上述|合计|共计|总计|总共|一共|累计|等|共"
)
# 三项合计, 四级共, 三支队伍总人数, 两项合计共受理投诉举报: so many of the counts before are added.
COUNTED = re.compile(
    r"(?:^|以上|上述|这)([两二三四五六七八九十]|\d{1,2})个?[\u4e00-\u9fff]{1,4}?"
    r"(?:(?:合计|共计|共|总计|一共|总人数|总数|总量|总额|相加|[加合]起来|合在一起)(?:为|达|是|共)?|(?:合计|共计|相加)共?(?:受理|接收|收到|办理)[\u4e00-\u9fff、]{0,16})$"
)
GROWN = re.compile(
    r"^(?:总数|总量|总人数|累计|现有|[\u4e00-\u9fff]{2}人员)?(?:达到?|增至|增加到)(?:了)?$|^(?:累计|现共?有|总数达到?)$"
)
ADDED = re.compile(r"新增|新取得|新考取|新招|新培育|新培养|新建|新装|新发展|新聘|再建|增加|增配|补充")
REMOVED = re.compile(r"取消|废止|减少|撤销|退出|注销|下放|收回")
FORMER = re.compile(r"去年|上年|原有|原来|旧|此前|年初")
LEFT_OVER = re.compile(r"(?:其余|剩余|余下|剩下|还剩|尚余|下余|其他)的?$")
PENDING = re.compile(r"(?:另有|尚有|还有|仍有|另|尚)$")
UNFINISHED = re.compile(r"(?:正在|在办|仍在|还在|尚未|未|待|转入|因|结转)")
UNDONE = re.compile(r"没有|没能|尚未|未")
DONE = re.compile(
    r"(?:已|竣工|完工|建成|完成|办结|化解|整改|销号|结案|审结|答复|回复|解决|成功|到位|通过|当场|立即|即时)"
)
PERIOD = re.compile(r"[上下]半年|[一二三四]季度")
PARTITIONS = (("上半年", "下半年"), ("一季度", "二季度", "三季度", "四季度"))
HALVES = (("上半年", PARTITIONS[1][:2]), ("下半年", PARTITIONS[1][2:]))
FOREMOST = re.compile(
    r"前(?P<number>[两二三四五])[位名]的?(?:分别|依次)?[是为：]?(?P<names>[^，。；\d]{4,60}?)，?"
    r"(?:[上这]?(?:述|[两三四五])[\u4e00-\u9fff]{1,4}?)?(?:合计|共计|总计|共)[有为]?$"
)
# 土地纠纷, 土地类, 土地 are one kind.
OF_A_KIND = re.compile(r"(?:纠纷|类|案件|问题|事项|领域|方面|工单|诉求)+$")
KIND = 5
FIRST = re.compile(
    r"^(?:排名|位居|数量)?前([两二三四五])[类位项种个名]?(?:合计|共计|总计|共|加起来|合起来|相加)[有是为]?$"
)
IN_BRACKETS = re.compile(r"（(?P<names>[^（）\d]{2,16}[、和及与][^（）\d]{1,10})）(?:合计|共计|总计)$")
OF_KINDS = re.compile(
    r"(?P<names>[^，。；：\d]{2,16}[、和][^，。；：\d]{2,30}?)(?:这?[两三四五六][类项种者])(?:均|都)?(?:属于?|为|是)[\u4e00-\u9fff]{2,10}$"
)
EXCEPT_FOR = re.compile(r"除(?=\d)[^。；]{3,40}?[之以]?外，(?:其余|其他|剩余|余下)$")
CONCERNING = re.compile(r"(?:^|[。；，])对[^，。；\d]{1,16}的$")
LEAD = 40
ROUND = frozenset((10, 100))
LAST = frozenset("余下的剩他有另尚计共数量人额为达到了至")
"""What the words before a remainder or a total may end in."""
FEWEST = 2
CHOICES = 4
"""So many counts of one name are tried."""
MOST = 80
"""So many figures back."""
BACK = 3
"""So many sentences back a part that a total names may stand."""


def totals(passage: Passage) -> Iterator[Addition]:
    """Additions of these kinds in a passage."""
    text = passage.plain
    for sentence in passage.sentences:
        counts = [each for each in sentence.figures if each.kind not in NOT_ADDED and each.count and not spread(each)]
        if "季度" in text or "半年" in text:
            yield from _by_period(passage, sentence, counts)
            yield from _of_half(passage, sentence, counts)
            yield from _halves_behind(passage, sentence, counts)
        if "属" in text:
            yield from _of_causes(passage, counts)
        behind = "项合计" in text or "类合计" in text or "者合计" in text
        for number, figure in enumerate(counts):
            if "位" in text and FOREMOST.search(text, sentence.start, figure.start) is not None:
                yield from _of_foremost(passage, sentence, figure)
            head = figure.head
            summed_up = ("计" in head or "共" in head or "加" in head) and SUMMED.search(head) is not None
            so_many = behind and OF_SO_MANY.search(text, figure.begins, figure.start) is not None
            if head[-1:] not in LAST and not summed_up and not so_many:
                continue
            clause = _clause(text, figure)
            if LEFT_OVER.search(clause) or PENDING.search(clause) and UNFINISHED.match(text, figure.end):
                yield from _left_over(passage, sentence, counts, number)
            elif (ranked := FIRST.search(clause)) is not None:
                yield from _of_first(passage, figure, numerals.read(ranked[1]) or 0)
            elif COUNTED.search(clause) is not None and (so_many or not _names(clause)):
                yield from _of_so_many(passage, figure, clause)
            elif GROWN.search(clause) is not None:
                yield from _grown(counts, number, passage)
            elif TOTAL_ALONE.match(clause) is not None:
                yield from _of_sentences(passage, sentence, figure)
            elif STRONG.search(clause) is not None and REST_OF_LIST.search(clause) is None:
                yield from _gathered(passage, counts, number, clause)


def _clause(text: str, figure: Figure) -> str:
    """The words before a count; of 线上渠道（平台和热线）合计 those in the bracket, which name what is added, and of 撤销、变更、责令履行三类属于
    直接纠错，合计 those of the clause before."""
    lead = text[max(0, figure.start - 60) : figure.start]
    bracketed = IN_BRACKETS.search(lead)
    if bracketed is not None:
        return f"{bracketed['names']}合计"
    clauses = CLAUSE.split(lead)
    kinds = OF_KINDS.match(clauses[-2]) if len(clauses) > 1 and TOTAL_ALONE.match(clauses[-1]) else None
    return clauses[-1] if kinds is None else f"{kinds['names']}合计"


def _by_period(passage: Passage, sentence: Sentence, counts: list[Figure]) -> Iterator[Addition]:
    """All halves or all quarters of a year, and the count of the year before or behind them."""
    for names in PARTITIONS:
        run = [next((each for each in counts if each.period == name and each.exact), None) for name in names]
        found = [each for each in run if each is not None]
        if len(found) < len(names) or len({each.kind for each in found}) > 1:
            continue
        first, last = min(each.start for each in found), max(each.start for each in found)
        others = [each for each in counts if each.kind == found[0].kind and each.exact and each not in found]
        sums = [
            each
            for each in others
            if each.start < first or "年" in f"{each.period}{each.head}" or STRONG.search(each.head)
        ]
        sums = [each for each in sums if not first < each.start < last and not each.compared]
        if not sums:
            earlier = [each for each in passage.figures if each.end <= sentence.start and each.kind == found[0].kind]
            sums = [each for each in earlier if each.exact and each.value > max(part.value for part in found)]
            if sums:
                yield Addition(passage, sums[::-1], found, "periods", False)
            continue
        deed = PERIOD.sub("", found[0].head)[:FEWEST]
        came = pattern("outcome").search(found[0].head)
        if came is not None and not any(came.group() in f"{each.head}{each.tail}" for each in sums):
            continue  # 全年排查600起，上半年化解280起，下半年化解310起
        sums = [each for each in sums if len(deed) == FEWEST and deed in each.head] or sums
        if sums:
            near = sorted(sums, key=lambda each: min(abs(each.start - first), abs(each.start - last)))
            yield Addition(passage, near, found, "periods", len({each.value for each in near}) == 1)


def _of_half(passage: Passage, sentence: Sentence, counts: list[Figure]) -> Iterator[Addition]:
    """上半年排查328起，一季度153起，二季度175起"""
    text = passage.plain
    for half, names in HALVES:
        run = [next((each for each in counts if each.period == name and each.exact), None) for name in names]
        found = [each for each in run if each is not None]
        if len(found) < len(names) or len({(each.kind, PERIOD.sub("", each.head)) for each in found}) > 1:
            continue
        deed = pattern("outcome").search(found[0].head)
        if deed is not None and deed.group() not in text[sentence.start : found[0].start - len(found[0].head)]:
            continue  # 上半年排查328起，一季度化解150起，二季度化解169起
        lead = text.find(half, sentence.start, found[0].start)
        before = [each for each in counts if 0 <= lead < each.start < found[0].start and each.kind == found[0].kind]
        same = [each for each in counts if each.kind == found[0].kind]
        if len(before) == 1 and len(same) == len(names) + 1 and before[0].exact and not before[0].compared:
            yield Addition(passage, before, found, "periods", True)


def _halves_behind(passage: Passage, sentence: Sentence, counts: list[Figure]) -> Iterator[Addition]:
    """一季度614件，二季度798件，三季度826件，四季度618件。上半年1412件，下半年1444件: each half is two of the quarters before it."""
    whole = {half: [each for each in counts if each.period == half and each.exact] for half, _names in HALVES}
    if not all(len(found) == 1 and not found[0].compared for found in whole.values()):
        return
    first = min(each.start for found in whole.values() for each in found)
    before = [each for each in passage.figures if each.end <= first and each.count and each.exact]
    before = [each for each in before if sentence.figures[0].sentence - each.sentence <= 1]
    for half, names in HALVES:
        total = whole[half][0]
        found = [[each for each in before if each.period == name and each.kind == total.kind] for name in names]
        parts = [each[0] for each in found if len(each) == 1]
        deeds = {PERIOD.sub("", each.head) for each in (total, *parts)} - {"", "合计", "共计", "共"}
        if len(parts) == len(names) and len(deeds) <= 1:
            yield Addition(passage, [total], parts, "periods", True)


def _of_foremost(passage: Passage, sentence: Sentence, total: Figure) -> Iterator[Addition]:
    """排前三位的是城建、社保、农村，三类共1894件: the counts that bear these names in the list before."""
    match = FOREMOST.search(passage.plain, sentence.start, total.start)
    if match is None or match.end() != total.start or not total.exact:
        return
    number = numerals.read(match["number"]) or 0
    # 城乡建设、劳动和社会保障、农业农村: 和 may belong to a name.
    listed = match["names"].split("、")
    names = listed if len(listed) == number else [each for each in NAME_MARK.split(match["names"]) if each]
    earlier = [each for each in passage.figures if each.end <= match.start() and each.sentence >= total.sentence - BACK]
    chosen = [[each for each in earlier if each.kind == total.kind and _bears(passage, each, name)] for name in names]
    parts = [each[-1] for each in chosen if each]
    if len(parts) == len(names) == number and all(each.exact for each in parts):
        yield Addition(passage, [total], sorted(parts, key=lambda each: each.start), "gathered", True)


def _of_first(passage: Passage, total: Figure, number: int) -> Iterator[Addition]:
    """按内容分，城建487件…；社保396件…；自然资源372件…；其他248件。前三类合计1255件: the first ones of a falling list."""
    earlier = [each for each in passage.figures if each.end <= total.start and each.kind == total.kind]
    earlier = [each for each in earlier if each.exact and not each.compared and total.sentence - each.sentence == 1]
    if len(earlier) <= number or not total.exact:
        return
    if summed(earlier[1:]) <= earlier[0].value or "其中" in passage.plain[earlier[0].end : earlier[1].start]:
        earlier = earlier[1:]  # 信访件2151件，其中住建487件、人社396件、教育372件。前两类合计883件
    first, rest = earlier[:number], earlier[number:]
    values = [each.value for each in first]
    if values == sorted(values, reverse=True) and all(each.value <= values[-1] for each in rest):
        yield Addition(passage, [total], first, "gathered", True)


def _bears(passage: Passage, figure: Figure, name: str) -> bool:
    own = OF_A_KIND.sub("", name)
    lead = passage.plain[max(0, figure.start - len(name) - KIND) : figure.start].rstrip("为有")
    return len(own) >= FEWEST and OF_A_KIND.sub("", lead).endswith(own)


def _of_causes(passage: Passage, counts: list[Figure]) -> Iterator[Addition]:
    """对不满意的34件，逐件核实，属于办理不到位的15件重办，属于诉求过高、无政策依据的19件解释: each is of one cause."""
    text = passage.plain
    if not counts or CONCERNING.search(text[max(0, counts[0].start - LEAD) : counts[0].start]) is None:
        return
    total, kind = counts[0], counts[0].kind
    parts = [each for each in counts[1:] if each.kind == kind and each.exact]
    clauses = [re.split(r"[，。；]", text[max(0, each.start - LEAD) : each.start])[-1] for each in parts]
    if len(parts) < FEWEST or not total.exact or not all(each.startswith("属") for each in clauses):
        return
    amount = summed(parts)
    off = amount - total.value
    if off == 0 or off > 0 and (off in ROUND or off == 1 or alike(f"{total.value:f}", f"{amount:f}")):
        yield Addition(passage, [total], parts, "gathered", True)


def _left_over(passage: Passage, sentence: Sentence, counts: list[Figure], number: int) -> Iterator[Addition]:
    """T，已办结a，其余b"""
    rest = counts[number]
    before = [each for each in counts[:number] if each.kind == rest.kind and each.exact and not each.compared]
    if not before or not rest.exact:
        return
    except_for = EXCEPT_FOR.search(passage.plain, sentence.start, rest.start)
    taken = [] if except_for is None else [each for each in before if each.start > except_for.start()]
    if taken and len(taken) < len(before):
        # 诉讼19件，除1件败诉、2件撤诉外，其余16件
        yield Addition(passage, [before[-len(taken) - 1]], [*taken, rest], "left-over", True)
        return
    if len(before) == 1:
        # 受理312件。已办结306件，其余6件…
        earlier = [each for each in passage.figures if each.end <= sentence.start and each.kind == rest.kind]
        before = [each for each in earlier if each.sentence == rest.sentence - 1 and each.exact] + before
    if len(before) < FEWEST:
        return
    for at in range(len(before) - 1, 0, -1):
        for whole in before[:at]:
            if summed([*before[at:], rest]) == whole.value or before[at].value + rest.value == whole.value:
                parts = [*before[at:], rest] if summed([*before[at:], rest]) == whole.value else [before[at], rest]
                yield Addition(passage, [whole], parts, "left-over", True)
                return
    whole, part = before[-2], before[-1]
    if in_list(passage, part) and not in_list(passage, whole) or scheduled(passage, [whole, part, rest]):
        return
    # 24件，成功22件；赔偿476.3万元，其中电镀厂案180.0万元，其余21件…: the rest of what was paid for, not of those before.
    if part.segment != rest.segment or "其中" in passage.plain[part.end : rest.start]:
        return
    expected = whole.value - part.value
    done = DONE.search(f"{part.head}{part.tail}") is not None and UNDONE.search(f"{part.head}|{part.tail}") is None
    certain = len(before) == FEWEST and done and expected >= 0
    if certain or alike(f"{expected:f}", f"{rest.value:f}"):
        yield Addition(passage, [whole], [part, rest], "left-over", True)


def _gathered(passage: Passage, counts: list[Figure], number: int, clause: str) -> Iterator[Addition]:
    """来信、网信、热线三类合计; 各类人员合计: the parts are those that the words before 合计 name."""
    total = counts[number]
    names = _names(clause) or [NOT_NAME.sub("", clause)]
    before = bisect_right(passage.figures, total.start - len(clause), key=lambda each: each.end)
    earlier = passage.figures[max(0, before - MOST) : before]
    earlier = [each for each in earlier if each.kind == total.kind and each.exact and not each.compared]
    earlier = [each for each in earlier if each.sentence >= total.sentence - BACK]
    if len(names) > 1:
        yield from _of_names(passage, total, [_of_name(passage, earlier, each) for each in names])
        return
    if not names or len(names[0]) < 2:
        return
    run: list[Figure] = []
    for figure in reversed([each for each in earlier if each.sentence == total.sentence]):
        if names[0][-2:] not in f"{figure.head}{figure.tail}":
            break
        run.insert(0, figure)
    if len(run) >= FEWEST and not any(in_list(passage, each) for each in run):
        yield Addition(passage, [total], run, "gathered", True)


def _names(clause: str) -> list[str]:
    """来信、网信 of 来信、网信两类合计: what the words before a total name, if they name more than one thing."""
    names = [NOT_NAME.sub("", each) for each in NAME_MARK.split(STRONG.sub("", clause))]
    names = [each for each in names if each]
    return names if len(names) > 1 else []


def _of_so_many(passage: Passage, total: Figure, clause: str) -> Iterator[Addition]:
    """劝和412起，调处168起，化解63起，三项合计643起: as many counts as the words say."""
    match = COUNTED.search(clause)
    assert match is not None
    number = numerals.counted(match[1])
    earlier = [each for each in passage.figures if each.end <= total.start - len(clause) + match.start()]
    earlier = [each for each in earlier if not each.compared and total.sentence - each.sentence <= 1]
    earlier = [each for each in earlier if not spread(each)]
    like = [each for each in earlier if each.kind == total.kind] or [each for each in earlier if not each.kind]
    parts = like[-number:]
    if OF_SO_MANY.search(clause) is not None:
        # 受理2625件、办结2500件，受理1717件、办结1700件，两项合计受理4342件
        fitting = (each for each in combinations(like[-CHOICES:], number) if summed(list(each)) == total.value)
        parts = list(next(fitting, parts))
    if FEWEST <= number == len(parts) and not any(each.vague or each.bound for each in (*parts, total)):
        listed = any(in_list(passage, each) for each in parts)
        sums = [each for each in parts if STRONG.search(each.head)]
        # 甲、乙合计16.56万元；丙合计9.87万元；丁合计5.31万元。三块相加31.74万元: sums may be added up, but no sum and its own parts.
        if not listed and len(sums) in (0, len(parts)):
            yield Addition(passage, [total], parts, "gathered", True)


def _grown(counts: list[Figure], number: int, passage: Passage) -> Iterator[Addition]:
    """去年40户，今年新增35户，达75户"""
    if number < FEWEST:
        return
    former, added, total = counts[number - 2 : number + 1]
    if len({each.kind for each in (former, added, total)}) > 1 or not all(
        each.exact for each in (former, added, total)
    ):
        return
    if former.compared or REMOVED.search(f"{former.head}{added.head}"):
        return
    if ADDED.search(added.head) and (FORMER.search(former.period) or FORMER.search(former.head)):
        yield Addition(passage, [total], [former, added], "grown", True)


def _of_names(passage: Passage, total: Figure, named: list[list[Figure]]) -> Iterator[Addition]:
    """One count for each name: those that make the total, else the last of each where none could be another one."""
    for chosen in product(*(each[:CHOICES] for each in named)):
        parts = sorted(chosen, key=lambda each: each.start)
        if len({each.start for each in parts}) == len(named) and summed(parts) == total.value:
            yield Addition(passage, [total], parts, "gathered", True)
            return
    found = [each[0] for each in named if each]
    doubt = any(len({figure.segment for figure in each}) > 1 for each in named) and _in_own_lists(passage, found)
    if len({each.start for each in found}) == len(named) and not doubt:
        yield Addition(passage, [total], found, "gathered", True)


def _in_own_lists(passage: Passage, parts: list[Figure]) -> bool:
    """措施17件：查封9件…；执行33件：代履行14件…: each group of a 合计 may have a list, of which the items are no groups."""
    return any("：" in passage.plain[each.begins : each.start] for each in parts)


def _of_name(passage: Passage, figures: list[Figure], name: str) -> list[Figure]:
    """The counts whose words hold all characters of the name in its order (网信 ← 网上信访43件), the last first."""
    pattern = re.compile(".*".join(map(re.escape, name)))
    found = [each for each in reversed(figures) if pattern.search(f"{each.head}{each.tail}")]
    groups = [each for each in found if "：" not in passage.plain[each.begins : each.start]]
    return groups + [each for each in found if each not in groups] if groups else found


def _of_sentences(passage: Passage, sentence: Sentence, total: Figure) -> Iterator[Addition]:
    """学法8次。讨论6次。合计14次。 — a total that is a sentence of its own."""
    parts: list[Figure] = []
    for earlier in reversed([each for each in passage.sentences if each.end <= sentence.start]):
        same = [each for each in earlier.figures if each.kind == total.kind]
        if len(same) != 1 or not same[0].exact or same[0].sentence != total.sentence - len(parts) - 1:
            break
        parts.insert(0, same[0])
    if len(parts) >= FEWEST and passage.plain[sentence.start : total.start] == total.head:
        yield Addition(passage, [total], parts, "gathered", True)
