"""Reading and printing citations, and finding the version that held."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.law import LawError, citations
from fazhi.law.citations import Article
from fazhi.law.numerals import from_chinese, to_chinese
from fazhi.law.texts import read_article

numbers = st.integers(1, 9999)
articles = st.builds(Article, numbers, st.integers(0, 20), st.integers(0, 30), st.integers(0, 9))


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("penalty-law-2021#60", "《中华人民共和国行政处罚法》第六十条"),
        ("penalty-law-2021#61①", "《中华人民共和国行政处罚法》第六十一条第一款"),
        ("penalty-law-2021#61.1", "《中华人民共和国行政处罚法》第六十一条第一款"),
        ("licensing-law-2019#32①(4)", "《中华人民共和国行政许可法》第三十二条第一款第四项"),
        ("penalty-law#64(1)", "《中华人民共和国行政处罚法》第六十四条第一项"),
        ("人民调解法#33", "《中华人民共和国人民调解法》第三十三条"),
        ("civil-code-2020#120之1", "《中华人民共和国民法典》第一百二十条之一"),
        (
            "normative-document-notice-2018",
            "《国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知》（国办发〔2018〕37号）",
        ),
        ("local-practice", "本地工作制度（待本地确认）"),
    ],
)
def test_reference_is_printed_as_a_citation(reference: str, words: str) -> None:
    assert citations.cite(reference) == words


def test_family_is_cited_in_the_version_of_the_day() -> None:
    assert citations.cite("mediation-law#33", short=True) == "《人民调解法》第三十三条"


def test_unknown_instrument_is_refused() -> None:
    with pytest.raises(LawError, match="「moon-law」不在法规目录中"):
        citations.cite("moon-law#1")


def test_citations_of_a_text_are_found_with_their_place() -> None:
    text = "依据《中华人民共和国行政处罚法》第六十条、第六十一条第一款和《人民调解法》第33条第（二）项作出。"
    found = citations.find(text)
    assert [(one.title, str(one.article)) for one in found] == [
        ("中华人民共和国行政处罚法", "第六十条"),
        ("中华人民共和国行政处罚法", "第六十一条第一款"),
        ("人民调解法", "第三十三条第二项"),
    ]
    assert [one.quote for one in found[:2]] == ["《中华人民共和国行政处罚法》第六十条", "第六十一条第一款"]
    assert all(text[one.start : one.end] == one.quote for one in found)


def test_title_alone_and_document_number_are_found() -> None:
    found = citations.find("印发了《关于加强工作的通知》（国办发〔2018〕37号），并学习《〈条例〉释义》。")
    assert [(one.title, one.article, one.number) for one in found] == [
        ("关于加强工作的通知", None, "国办发〔2018〕37号"),
        ("〈条例〉释义", None, ""),
    ]


def test_span_of_articles_gives_both_ends() -> None:
    assert [str(one.article) for one in citations.find("《行政强制法》第五十三条至第五十五条")] == [
        "第五十三条",
        "第五十五条",
    ]


@pytest.mark.parametrize("text", ["", "没有引用", "《》", "第三条", "《未完", "《甲》第条", "《" * 200 + "》" * 200])
def test_text_without_a_whole_citation_never_fails(text: str) -> None:
    assert all(one.article is None for one in citations.find(text))


@given(st.text(alphabet="《》第条款项一二十百零123（）()、至〔〕号 \n法", max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(text[one.start : one.end] == one.quote for one in citations.find(text))


@given(articles)
def test_printed_article_is_read_back(article: Article) -> None:
    assert [one.article for one in citations.find(f"《民法典》{article}，")] == [article]


@given(numbers)
def test_numeral_is_read_back(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number == from_chinese(str(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二十", 20),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一千零一十", 1010),
        ("一二〇", 120),
        ("１２", 12),
    ],
)
def test_numerals_as_people_write_them(text: str, number: int) -> None:
    assert from_chinese(text) == number


@pytest.mark.parametrize("text", ["", "十百", "三四十", "甲", "一百百", "-1"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(LawError):
        from_chinese(text)


@pytest.mark.parametrize("text", ["", "条", "0", "60①②", "60.", "六十", "60(一)"])
def test_what_is_no_article_is_refused(text: str) -> None:
    with pytest.raises(LawError, match="不是条款的写法"):
        read_article(text)


def test_version_in_force_on_a_day() -> None:
    old, new = (
        citations.in_force("网络安全法", date(2025, 12, 31)),
        citations.in_force("《中华人民共和国网络安全法》", date(2026, 1, 1)),
    )
    assert old and new and (old.id, new.id) == ("cybersecurity-law-2016", "cybersecurity-law-2025")


def test_expired_and_unknown_titles_can_be_told_apart() -> None:
    outline = "法治政府建设实施纲要（2021—2025年）"
    assert citations.in_force(outline, date(2025, 12, 31)) is not None
    assert citations.in_force(outline, date(2026, 1, 1)) is None and len(citations.versions(outline)) == 1
    assert citations.in_force("没有这部法", date(2026, 1, 1)) is None and citations.versions("没有这部法") == ()
