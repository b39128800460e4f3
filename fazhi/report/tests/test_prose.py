"""Typed text: references are figures, typed digits are marked, lawful exceptions are not, forbidden words are refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.indicators.readings import Reading
from fazhi.report.prose import pieces, refusal


def reading(name: str, value: str | None, unit: str = "起") -> Reading:
    return Reading(
        id=name, title="某指标", unit=unit, town="500235116000", year=2022, value=None if value is None else Decimal(value),
        numerator=None, denominator=None, ledger="", cohort="", period="", cut_off=date(2022, 12, 31), rounding="",
        definition="", version=1, basis="", counted=0, rows=(), rules=(), statement="", computed_at=datetime(2023, 1, 1, tzinfo=UTC),
    )  # fmt: skip


READINGS = {one.id: one for one in (reading("disputes.found", "546"), reading("disputes.rate", None, "%"))}


def marked(text: str) -> list[str]:
    return [piece.text for piece in pieces(text, READINGS) if piece.kind == "unsupported"]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("化解率达99.9%", ["99.9%"]),
        ("安装监控9处", ["9处"]),
        ("听取汇报4次，研究重大问题2件", ["4次", "2件"]),
        ("听取汇报四次，研究重大问题两件", ["四次", "两件"]),
        ("培训１２０人次", ["１２０人次"]),
        ("覆盖3,200余人", ["3,200"]),
        ("化解率百分之九十九", ["百分之九十九"]),
        ("开展宣传二十余场", ["二十余场"]),
    ],
)
def test_digits_typed_by_hand_are_marked(text: str, digits: list[str]) -> None:
    assert marked(text) == digits


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我镇认真落实",
        "《法治政府建设实施纲要（2021—2025年）》",
        "2021—2025年规划",
        "2023年1月31日印发，3月15日前完成",
        "沙市委文〔2023〕3号",
        "第三次全体会议，第12条",
        "（一）坚持学法",
        "一是厘清职责，二是建立机制",
        "一件事一次办",
        "“八五”普法、“三个一”",
        "拨打12345热线",
        "每月举行一次集体学习",
        "增强四个意识",
    ],
)
def test_years_ordinals_names_of_laws_and_set_phrases_are_not(text: str) -> None:
    assert marked(text) == []


def test_a_reference_becomes_the_figure_with_its_unit() -> None:
    found = pieces("全年排查{disputes.found}，", READINGS)
    assert [(piece.text, piece.kind, piece.figure) for piece in found] == [
        ("全年排查", "plain", ""),
        ("546起", "figure", "disputes.found"),
        ("，", "plain", ""),
    ]


def test_a_reference_to_nothing_is_marked_and_says_why() -> None:
    (piece,) = pieces("{disputes.nothing}", READINGS)
    assert piece.kind == "unsupported" and "没有名为 disputes.nothing 的指标" in piece.note


def test_a_rate_of_nothing_cannot_be_printed() -> None:
    (piece,) = pieces("{disputes.rate}", READINGS)
    assert (piece.text, piece.kind) == ("—", "unsupported")


@given(st.text(alphabet="排查化解2022年9起%{}第一次（）《》“”，。 ", max_size=60))
def test_nothing_of_the_text_is_lost(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, {})) == text


@pytest.mark.parametrize(
    "text",
    [
        "加强对精神病患者、社区矫正人员、邪教人员、吸毒人员、涉稳人员等重点人员的管控",
        "对信访人员开展稳控",
        "将刑满释放人员列管",
    ],
)
def test_control_of_classes_of_persons_is_refused_with_a_lawful_alternative(text: str) -> None:
    assert "没有保存" in refusal(text) and "可以改写为" in refusal(text)


@pytest.mark.parametrize(
    "text", ["加强扬尘管控", "为社区矫正对象提供帮扶", "对重点人员提供帮扶服务。加强烟花爆竹管控。"]
)
def test_lawful_words_are_kept(text: str) -> None:
    assert refusal(text) == ""
