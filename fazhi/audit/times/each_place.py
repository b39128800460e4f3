"""So many places, each so often: 每个村（社区）每月坐班1天，18个村（社区）全年累计216天; 到12个社区值班288次，平均每个社区每月2次.

The number of places stands in the sentence, or the document knows one number of them. A total is called wrong that is a round of all
the places too many or too few, or a slip of the hand; a mean that is spread out twice, where the total makes another whole one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import misprints, numerals
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.times.rounds import A_YEAR, SENTENCE, Round

NUMBER = r"\d{1,3}(?!\d)|[一二两三四五六七八九十百]{1,5}"
PLACE = r"村（社区）|村（居）|村级单位|村社|村居|行政村|自然村|村(?!民|组|级)|社区|乡镇|镇街|街道|学校|网格|站所|小区|企业|班组"
PERIOD = r"半年|两个月|季度|季|月"
OF = r"次|场|天|期|遍|轮|回"
# 每个村（社区）每月坐班1天; 每村每季度开展2次
EACH_THEN = re.compile(
    rf"每个?(?P<place>{PLACE})[^，。；：、\d均每]{{0,6}}每个?(?P<period>{PERIOD})[^，。；：、\d均每]{{0,10}}?(?P<times>{NUMBER})(?P<of>{OF})(?!以上)"
)
# 每半年在每个村各举行一次
THEN_EACH = re.compile(
    rf"每个?(?P<period>{PERIOD})[^，。；：、\d均每]{{0,4}}?(?:在|到|对|为|给|赴|于|去|向)每一?个?(?P<place>{PLACE})[^，。；：、\d均每]{{0,8}}?(?P<times>{NUMBER})(?P<of>{OF})(?!以上)"
)
MEAN = re.compile(
    rf"平均每个?(?P<place>{PLACE})(?:每个?(?P<period>{PERIOD}))(?:约|为|有)?(?P<times>{NUMBER})(?P<of>{OF})(?=[，。；、）])"
)
TOTAL = re.compile(
    rf"(?:全年|年内|一年|累计|合计|共计|总计|共)[^，。；：\d一二两三四五六七八九十百]{{0,14}}?(?P<count>\d{{1,5}}|[一二两三四五六七八九十百]{{1,6}})(?P<of>{OF})(?=[，。；、）])"
)
WHOLE_YEAR = re.compile(r"全年|年内|一年|今年|本年")
UNSURE = re.compile(
    r"至少|不少于|不低于|以上|约|余|原则上|左右|轮流|抽[查取]|其余|部分|计划|要求|规定|应当|力争|目标|自\d|起[，至]|月起|以来|半年(?!在|到|对|召|开|组|每)|[上下]半年|季度起|因|停|其中"
)
# 3名律师各包3个村: not all the places are told.
EACH_OTHER = re.compile(r"每名|每人|每位|各[包负联驻挂管担]")
MONTHS = re.compile(r"\d月(?:份)?[至到-]")  # 1月至6月集中排查，每村每月一次


def each_place(manuscript: Manuscript) -> Iterator[Round]:
    """Every total, or mean spread out twice, of which the sentence tells how often each place was served."""
    for passage in manuscript.passages:
        if "每" not in passage.plain:
            continue
        for sentence in SENTENCE.finditer(passage.plain):
            words = sentence.group()
            if words.count("每") < 2 or EACH_OTHER.search(words) is not None:
                continue
            found = _totalled(manuscript, passage, sentence) or _averaged(manuscript, passage, sentence)
            if found is not None:
                yield found


def _totalled(manuscript: Manuscript, passage: Passage, sentence: re.Match[str]) -> Round | None:
    """每半年在每个村各举行一次，十个村全年合计举行二十次"""
    text, end = passage.plain, sentence.end()
    rhythm = EACH_THEN.search(text, sentence.start(), end) or THEN_EACH.search(text, sentence.start(), end)
    total = None if rhythm is None else TOTAL.search(text, rhythm.end(), end + 1)
    if rhythm is None or total is None or total["of"] != rhythm["of"] and total["of"] not in "次场期":
        return None
    words = text[rhythm.end() : total.start("count")]
    if rhythm["of"] == "天" != total["of"] or words.count("，") > 2 or UNSURE.search(text, rhythm.start(), total.end()):
        return None
    if MONTHS.search(text, sentence.start(), total.end()) is not None:
        return None
    if WHOLE_YEAR.search(text, sentence.start(), total.end()) is None and not manuscript.whole_year:
        return None
    places = _places(manuscript, passage, rhythm["place"], sentence.start(), total.start("count"))
    others = [each for each in re.findall(r"\d+", words) if int(each) != places]
    if places < 2 or others or MEAN.search(text, sentence.start(), end):
        return None
    times, stated = numerals.counted(rhythm["times"]), numerals.counted(total["count"])
    expected = places * A_YEAR[rhythm["period"]] * times
    # Not every one need have been reached every time: a whole round, or a slip of the hand.
    slip = stated % places == 0 and stated != places or misprints.like_count(f"{stated}", f"{expected}")
    if not times or stated != expected and not slip:
        return None
    told = f"{places}个{rhythm['place']}，每{rhythm['period']}{times}{rhythm['of']}，一年应为{expected}{rhythm['of']}"
    return Round(passage, (rhythm.start(), total.end()), told, stated, expected, total["of"])


def _averaged(manuscript: Manuscript, passage: Passage, sentence: re.Match[str]) -> Round | None:
    """12个社区全部聘请了法律顾问，全年到社区值班288次，平均每个社区每月2次"""
    text, begin = passage.plain, sentence.start()
    mean = MEAN.search(text, begin, sentence.end() + 1)
    total = None if mean is None else _last(TOTAL.finditer(text, begin, mean.start() + 1))
    if mean is None or total is None or total["of"] != mean["of"] or UNSURE.search(text, begin, mean.end()):
        return None
    if text[total.end() : mean.start()].count("，") > 1 or WHOLE_YEAR.search(text, begin, mean.start()) is None:
        return None
    places = _places(manuscript, passage, mean["place"], begin, mean.start())
    periods = places * A_YEAR[mean["period"]]
    amount, stated = numerals.counted(total["count"]), numerals.counted(mean["times"])
    if places < 2 or not amount or amount % periods:
        return None
    told = f"{amount}{total['of']}÷{places}个{mean['place']}，平均每{mean['period']}应为{amount // periods}{mean['of']}"
    return Round(passage, (mean.start(), mean.end()), told, stated, amount // periods, mean["of"])


def _last(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    every = list(found)
    return every[-1] if every else None


def _places(manuscript: Manuscript, passage: Passage, name: str, begin: int, end: int) -> int:
    """The number of such places that the sentence, else the whole document, knows; 0 where it is none or not one."""
    counted = re.compile(rf"(?<![\d.第])(?P<number>{NUMBER})个(?:行政|建制|自然)?{re.escape(name)}(?![民委组级干])")
    here = {numerals.counted(each["number"]) for each in counted.finditer(passage.plain, begin, end)}
    if here:
        return here.pop() if len(here) == 1 else 0
    every = {numerals.counted(each["number"]) for one in manuscript.passages for each in counted.finditer(one.plain)}
    return every.pop() if len(every) == 1 else 0
