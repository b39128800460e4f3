"""The draft: complete in its outline, honest about what it lacks."""

from __future__ import annotations

from datetime import date

import pytest

from fazhi.audit import Verdict, audit_text
from fazhi.indicators.tests.rows import add_disputes
from fazhi.kernel import registry
from fazhi.people import scopes
from fazhi.people.models import Division
from fazhi.report.building import build
from fazhi.report.draft import Draft, compile_draft
from fazhi.report.outline import NoOutline, outline_for
from fazhi.report.summary import summary

SEED = "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.8%"
ABSENT = "本部分对应的体系尚未启用，暂无数据。"


def draft_of(town: Division, year: int = 2022) -> Draft:
    with scopes.within(town.pk):
        return build(town, year).draft


def typed(town: Division, **texts: str) -> Draft:
    """A draft with typed texts and no figures."""
    return compile_draft(town, 2022, {}, {key.replace("__", "."): text for key, text in texts.items()})


def test_the_report_says_545_of_546_and_99_8(year_2022: Division) -> None:
    (paragraph,) = [block.text for block in draft_of(year_2022).blocks if block.text.startswith("（七）")]
    assert SEED in paragraph
    for staff in ("交通安全劝导员5名", "食品药品安全协管员9名", "网格员52名", "人民调解员36名", "治安巡逻队员36名"):
        assert staff in paragraph


def test_every_digit_of_a_compiled_paragraph_is_a_figure_or_a_year(year_2022: Division) -> None:
    for block in draft_of(year_2022).blocks:
        plain = "".join(piece.text for piece in block.pieces if piece.kind != "figure")
        assert not any(letter.isdigit() for letter in plain.replace("2022年", "").replace("2023年", "")), plain


def test_the_outline_is_that_of_the_report(year_2022: Division) -> None:
    draft = draft_of(year_2022)
    assert draft.lines == ("中共沙市镇委员会", "沙市镇人民政府", "关于2022年法治政府建设情况的报告")
    headings = [block.text for block in draft.blocks if block.kind == "heading"]
    assert headings == [
        "一、2022年推进法治政府建设的主要举措和成效",
        "二、党政主要负责人履行推进法治建设第一责任人职责情况",
        "三、2022年法治政府建设存在的不足",
        "四、2023年法治政府建设的计划和打算",
    ]
    for position, one in enumerate(registry.headings()):
        opening = f"（{'一二三四五六七八九十'[position]}）{one.heading}。"
        assert sum(block.text.startswith(opening) for block in draft.blocks) == 1, opening


def test_a_part_without_a_system_says_so_until_somebody_writes_it(year_2022: Division) -> None:
    absent = [one for one in registry.headings() if one.id not in registry.systems()]
    said = [block.text for block in draft_of(year_2022).blocks if block.text.endswith(ABSENT)]
    assert len(said) == len(absent)
    if absent:
        written = typed(year_2022, **{f"measures__{absent[0].id}": "扎实推进。"})
        assert sum(block.text.endswith(ABSENT) for block in written.blocks) == len(absent) - 1


def test_what_is_missing_is_listed_and_not_invented(year_2022: Division) -> None:
    missing = [one.where for one in draft_of(year_2022).missing]
    assert missing == [
        "二、（一）坚持定期调度部署",
        "二、（二）坚持带头学法用法",
        "三、2022年法治政府建设存在的不足",
        "四、2023年法治政府建设的计划和打算",
        "版头",
    ]


def test_a_required_sentence_without_its_figures_is_a_missing_figure(year_2022: Division) -> None:
    draft = compile_draft(year_2022, 2022, {}, {})
    missing = [one.what for one in draft.missing if one.is_figure]
    assert "缺句“排查化解总数和化解率”：各种说法的条件都不成立" in missing
    assert all(one.startswith("缺句“") for one in missing)
    assert "546" not in "".join(draft.paragraphs)


def test_items_are_numbered_in_order_whatever_was_typed(town: str) -> None:
    draft = typed(Division.objects.get(pk=town), shortcomings="3. 学习不深。不够系统。\n\n（五）执法不严。有差距。")
    texts = [block.text for block in draft.blocks if block.edit == "shortcomings"]
    assert texts == ["（一）学习不深。不够系统。", "（二）执法不严。有差距。"]


def test_a_digit_typed_by_hand_is_unsupported_in_the_draft(town: str) -> None:
    draft = typed(Division.objects.get(pk=town), duty__schedule="听取汇报4次。")
    assert [(block.edit, piece.text) for block, piece in draft.unsupported] == [("duty.schedule", "4次")]


def test_a_typed_reference_prints_the_same_figure_everywhere(year_2022: Division) -> None:
    with scopes.within(year_2022.pk):
        readings = build(year_2022, 2022).readings
    draft = compile_draft(year_2022, 2022, readings, {"duty.schedule": "调处化解{disputes.settled}。"})
    printed = {piece.text for block in draft.blocks for piece in block.pieces if piece.figure == "disputes.settled"}
    assert printed == {"545起"}


def test_the_auditor_finds_nothing_wrong_in_it(year_2022: Division) -> None:
    audit = audit_text("\n".join(draft_of(year_2022).paragraphs), year=2022)
    assert audit.count(Verdict.WRONG) == 0
    assert audit.count(Verdict.RIGHT) >= 1


def test_words_to_be_written_do_not_make_the_figures_unsound(year_2022: Division) -> None:
    with scopes.within(year_2022.pk):
        found = summary(build(year_2022, 2022), "x.docx")
    assert found.sound and len(found.unwritten) == 5


def test_a_wrong_rate_typed_by_hand_makes_the_report_unsound(year_2022: Division) -> None:
    with scopes.within(year_2022.pk):
        built = build(year_2022, 2022)
    text = "共排查矛盾纠纷546起，化解545起，化解率达99.9%。"
    draft = compile_draft(year_2022, 2022, built.readings, {"duty.schedule": text})
    found = summary(type(built)(draft, built.readings, {}), "x.docx")
    assert not found.sound
    assert [remark.finding.stated for remark in found.wrong] == ["99.9%"]
    assert len(draft.unsupported) == 3


def test_a_reopened_dispute_is_said(town: str) -> None:
    day = date(2022, 5, 1)
    add_disputes([{"settled_on": day, "reopened_on": day, "accepted_on": day}])
    assert "化解后又起争执、重新调处的1起。" in "".join(draft_of(Division.objects.get(pk=town)).paragraphs)


def test_a_year_without_an_outline_is_refused_in_chinese() -> None:
    with pytest.raises(NoOutline, match="2019 年没有适用的报告提纲"):
        outline_for(2019)
