"""Which period a bulletin is about, where its title is no annual report's."""

from __future__ import annotations

import pytest

from fazhi.audit.model import Document, Paragraph
from fazhi.audit.text.manuscript import Manuscript


def _periods(text: str) -> tuple[str, list[str]]:
    """(the year of the document, the periods of its counts)"""
    lines = [Paragraph(number, line) for number, line in enumerate(text.splitlines(), start=1)]
    manuscript = Manuscript(Document("通报", "txt", lines))
    return manuscript.now, [each.period for passage in manuscript.passages for each in passage.figures if each.unit]


@pytest.mark.parametrize(
    "text",
    [
        "2023年7月份消费投诉数据分析\n7月份，共受理3732件。本月受理咨询2439件。",
        "12345热线情况\n2017年3月，共办理工单2495件。其中求决1878件。",
        "2022年三季度12315情况分析\n三季度共登记诉求59878件。\n咨询33658件。",
    ],
)
def test_what_is_told_with_the_period_of_the_bulletin_and_without_is_of_one_period(text: str) -> None:
    assert set(_periods(text)[1]) == {""}


def test_the_year_of_a_headline_is_that_of_the_document() -> None:
    assert _periods("2022年全市12315投诉举报分析\n受理诉求13459件。")[0] == "2022"


@pytest.mark.parametrize(
    "text",
    [
        "一季度受理32418件，二季度受理35906件。",
        "2022年、2023年案件对比\n2023年受理12件。",
        "较2022年增加12件，2023年受理36件。",
    ],
)
def test_of_several_periods_none_is_that_of_the_document(text: str) -> None:
    year, periods = _periods(text)
    assert year == ""
    assert any(periods)


def test_a_paragraph_that_opens_with_a_year_and_names_no_other_is_wholly_of_that_year() -> None:
    text = "2005年、2006年复议工作总结\n2005年，共收到63件。公民52件。\n2006年，共收到61件。公民53件。"
    assert _periods(text)[1] == ["2005", "", "2006", "2006"]
    assert _periods("2023年工作总结\n2022年，受理61件。今年以来，受理53件。")[1] == ["2022", ""]
