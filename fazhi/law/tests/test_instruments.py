"""The shelf of instruments: what must be on it, and that every rule rests on something kept there."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from fazhi.law import LawError, citations, rules, texts

# The watch-list of versions that are current in 2026, with the day they came into force where it is certain.
CURRENT = {
    "行政处罚法": date(2021, 7, 15),
    "行政强制法": date(2012, 1, 1),
    "行政许可法": None,
    "行政复议法": date(2024, 1, 1),
    "行政诉讼法": date(2017, 7, 1),
    "民事诉讼法": date(2024, 1, 1),
    "突发事件应对法": date(2024, 11, 1),
    "突发公共卫生事件应对法": date(2025, 11, 1),
    "人民调解法": date(2011, 1, 1),
    "法治宣传教育法": date(2025, 11, 1),
    "治安管理处罚法": date(2026, 1, 1),
    "村民委员会组织法": None,
    "网络安全法": date(2026, 1, 1),
    "社会救助法": date(2026, 7, 1),
    "仲裁法": date(2026, 3, 1),
    "国家通用语言文字法": date(2026, 1, 1),
    "行政执法监督条例": date(2026, 2, 1),
    "政务数据共享条例": date(2025, 8, 1),
    "公共安全视频图像信息系统管理条例": date(2025, 4, 1),
    "网络数据安全管理条例": date(2025, 1, 1),
    "公平竞争审查条例": date(2024, 8, 1),
    "档案法实施条例": date(2024, 3, 1),
    "电子档案管理办法": date(2024, 11, 1),
    "突发事件应急预案管理办法": date(2024, 1, 31),
    "信访工作条例": date(2022, 5, 1),
    "地方各级人民代表大会和地方各级人民政府组织法": date(2022, 3, 12),
}


@pytest.mark.parametrize("title", CURRENT)
def test_current_version_is_on_the_shelf(title: str) -> None:
    held = citations.in_force(title, date(2026, 11, 1))
    assert held is not None
    assert CURRENT[title] in (None, held.in_force_from)


def test_every_article_a_rule_rests_on_is_kept_in_words(book: rules.RuleBook) -> None:
    missing = []
    for rule in book:
        bases = [one.basis for one in rule.values] + [pause.basis for pause in rule.pauses]
        bases += [rule.extension.basis] if rule.extension else []
        for basis in bases:
            instrument, article = book.shelf.split(basis)
            if article is not None and instrument.words(article) is None:
                missing.append(f"{rule.code}: {basis}")
    assert missing == []


def test_statute_rules_rest_on_verified_instruments(book: rules.RuleBook) -> None:
    weak = [
        f"{rule.code}: {one.basis}"
        for rule in book
        for one in rule.values
        if one.confidence == "statute" and book.shelf.split(one.basis)[0].confidence != "statute"
    ]
    assert weak == []


def test_versions_of_a_family_do_not_overlap() -> None:
    families: dict[str, list[texts.Instrument]] = {}
    for instrument in citations.shelf():
        families.setdefault(instrument.family, []).append(instrument)
    clashes = [
        (earlier.id, later.id)
        for versions in families.values()
        for earlier, later in pairwise(versions)
        if earlier.in_force_to is None or earlier.in_force_to >= later.in_force_from
    ]
    assert clashes == []


def test_uncertain_days_are_marked(book: rules.RuleBook) -> None:
    village = citations.in_force("村民委员会组织法", date(2026, 1, 1))
    assert village is not None and village.in_force_confidence == "local" and village.note


SOUND = """id: some
family: some
title: 甲法
kind: law
issuer: 乙
in_force_from: 2020-01-01
confidence: statute
verified: full_text
"""


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("title: 甲法", "", "缺少「title」"),
        ("id: some", "id: other", "文件名应与编号「other」一致"),
        ("kind: law", "kind: song", "「kind」写的是「song」"),
        ("kind: law", "kind: law\nin_force_to: 2019-01-01", "失效日期早于施行日期"),
        ("kind: law", "kind: law\narticles: {一: {gist: 某}}", "不是条款的写法"),
    ],
)
def test_faulty_instrument_is_refused_by_name(tmp_path: Path, was: str, becomes: str, message: str) -> None:
    folder = tmp_path / "50" / "instruments"
    folder.mkdir(parents=True)
    (folder / "some.yaml").write_text(SOUND.replace(was, becomes), encoding="utf-8")
    with pytest.raises(LawError, match=rf"some\.yaml.*{message}"):
        texts.shelf(tmp_path)


def test_sound_instrument_of_a_county_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "50" / "instruments"
    folder.mkdir(parents=True)
    (folder / "some.yaml").write_text(SOUND, encoding="utf-8")
    assert texts.shelf(tmp_path).find("甲法") is not None
