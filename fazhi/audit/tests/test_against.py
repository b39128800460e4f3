"""A document held against figures from outside: what contradicts a frozen figure is wrong, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fazhi.audit import Audit, Finding, Known, KnownFigures, Pattern, Verdict, audit_text

TITLE = "沙市镇2022年法治政府建设情况的报告"
SIGNED = "沙市镇人民政府\n2023年1月31日"
OUTCOME = "{year}年，{our}共排查发现{found}矛盾纠纷，调处化解{settled}，化解率达{rate}。"
PATTERNS = (
    Pattern(OUTCOME, "disputes"),
    Pattern("到年底尚有{open}未化解。", "disputes"),
    Pattern("开展培训{trainings}。", "study"),
    Pattern("在{places}附近设置{people}，发挥哨点作用。", "disputes", {
        "places": ("各村（社区）", "车站", "场镇"), "people": ("网格员{grid_workers}", "人民调解员{mediators}"),
    }),
)  # fmt: skip
FOUND = "排查发现矛盾纠纷"


def one(name: str, title: str, value: str, unit: str, **more: int) -> Known:
    return Known(name, title, unit, Decimal(value), f"{title}的口径", True, source=f"/figures/{name}/", **more)


def known(*, frozen: bool = True, given: bool = True) -> KnownFigures:
    figures = (
        one("found", FOUND, "546", "起"),
        one("settled", "调处化解矛盾纠纷", "545", "起"),
        one("rate", "矛盾纠纷化解率", "99.8", "%", part=545, whole=546),
        one("open", "尚未化解的矛盾纠纷", "1", "起"),
        one("grid_workers", "网格员", "52", "名"),
        one("mediators", "人民调解员", "36", "名"),
        one("trainings", "法治培训场次", "12", "次"),
        one("amount", "已化解纠纷涉及金额", "123.45", "万元"),
    )
    return KnownFigures(
        place="沙市镇",
        year=2022,
        as_of=date(2022, 12, 31),
        statement="已与沙市镇2022年度台账核对。",
        names=("我镇", "全镇", "沙市镇"),
        given=given,
        figures={each.id: replace(each, frozen=frozen) for each in figures},
        patterns=PATTERNS,
        words={"our": ("我镇", "全镇", "沙市镇"), "year": ("2022",)},
    )


def audit(body: str, figures: KnownFigures | None = None, *, title: str = TITLE, signed: str = SIGNED) -> Audit:
    text = f"{title}\n县委、县政府：\n一、主要举措和成效\n{body}\n{signed}"
    return audit_text(text, known=figures or known())


def held(body: str, figures: KnownFigures | None = None, **more: str) -> list[Finding]:
    return [each for each in audit(body, figures, **more).findings if each.rule == "ledger"]


def verdicts(body: str, figures: KnownFigures | None = None, **more: str) -> dict[str, Verdict]:
    return {each.stated: each.verdict for each in held(body, figures, **more)}


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("2022年，我镇共排查发现540起矛盾纠纷，调处化解545起。", "540起"),
        ("2022年，我镇共排查发现546起矛盾纠纷，调处化解544起，化解率达99.8%。", "544起"),
        ("2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率为98.9%。", "98.9%"),
        ("全年共排查发现540起矛盾纠纷，调处化解545起。", "540起"),
        ("2022年全镇排查发现540起矛盾纠纷，有效维护稳定。", "540起"),
        ("我镇共排查发现５４０起矛盾纠纷。", "５４０起"),
        ("2022年，我镇共排查发现546起矛盾纠纷。到年底尚有3起未化解。", "3起"),
        ("为此，在各村（社区）、场镇附近设置人民调解员36名、网格员25名。", "25名"),
        ("2022年，沙市镇排查发现矛盾纠纷540起。", "540起"),
        ("全镇现有网格员25名。", "25名"),
        ("我镇矛盾纠纷化解率达97%。", "97%"),
    ],
)
def test_what_contradicts_a_frozen_figure_is_wrong(body: str, quote: str) -> None:
    wrong = [each for each in held(body) if each.verdict is Verdict.WRONG]
    assert [each.quote for each in wrong] == [quote]
    assert wrong[0].known is not None and wrong[0].known.frozen
    assert wrong[0].known.printed in wrong[0].message and "的口径" in wrong[0].basis


@pytest.mark.parametrize(
    "body",
    [
        "近五年来，我镇共排查发现2546起矛盾纠纷，调处化解2500起，化解率达98.2%。",
        "2018年至2022年，我镇共排查发现2546起矛盾纠纷，调处化解2500起。",
        "2018—2022年，我镇共排查发现2546起矛盾纠纷。",
        "“十四五”以来，我镇共排查发现2546起矛盾纠纷。",
        "五年来成效显著。我镇共排查发现2546起矛盾纠纷。",
        "去年，我镇共排查发现612起矛盾纠纷，调处化解600起。",
        "2021年，我镇共排查发现612起矛盾纠纷，调处化解600起，化解率达98.0%。",
        "2021年工作扎实。我镇共排查发现612起矛盾纠纷。",
        "较2021年的612起下降，比上年排查发现矛盾纠纷612起减少66起。",
        "上半年，我镇共排查发现250起矛盾纠纷，调处化解249起。",
        "2022年12月，我镇共排查发现25起矛盾纠纷。",
        "截至2022年10月底，我镇共排查发现450起矛盾纠纷。",
        "2022年1—10月，我镇共排查发现450起矛盾纠纷。",
        "我镇共排查发现450起矛盾纠纷（截至10月底）。",
        "青石村共排查发现20起矛盾纠纷，调处化解20起，化解率达100%。",
        "2022年，青石村排查发现矛盾纠纷20起。",
        "青石村是示范村。全年共排查发现20起矛盾纠纷，调处化解20起。",
        "青石村是示范村。工作做得扎实。全年共排查发现20起矛盾纠纷，调处化解20起。",
        "（一）青石村的经验\n全年共排查发现20起矛盾纠纷，调处化解20起。",
        "其中，青石村排查发现矛盾纠纷20起，调处化解20起。",
        "我镇网格员共排查发现120起矛盾纠纷。",
        "针对婚姻家庭领域，我镇共排查发现120起矛盾纠纷。",
        "开展培训3次。",
        "全年开展培训3次。",
        "2022年，我镇共排查发现546起矛盾纠纷，开展培训3次。",
        "针对婚姻家庭领域开展专项排查。全年共排查发现30起矛盾纠纷，调处化解30起。",
        "比2022年排查发现矛盾纠纷612起减少66起。",
        "在专项行动中，2022年我镇共排查发现120起矛盾纠纷。",
        "我镇共排查发现120起矛盾纠纷隐患。",
        "我镇共排查发现涉农矛盾纠纷120起。",
        "新增网格员5名，培训网格员200名，表彰优秀网格员3名。",
        "各村现有网格员5名、人民调解员3名。",
        "力争矛盾纠纷化解率达98%以上。",
        "此外，共排查发现30起矛盾纠纷。",
        "我镇共排查发现500余起矛盾纠纷，调处化解近550起，化解率达99%以上。",
        "我镇共排查发现矛盾纠纷300余起。",
        "我镇共排查发现546人次矛盾纠纷，另有540人次参与。",
        "2022年，我镇共排查发现540件矛盾纠纷。",
        "全镇现有网格员25人次。",
        "我镇已化解纠纷涉及金额123万元。",
        "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.82%。",
        "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.81%。",
    ],
)
def test_what_cannot_be_the_same_figure_raises_no_alarm(body: str) -> None:
    alarms = [each.stated for each in held(body) if each.verdict in (Verdict.WRONG, Verdict.HINT)]
    assert not alarms


@pytest.mark.parametrize(
    "heading", ["二、2023年法治政府建设的计划和打算", "二、下一步工作", "二、近五年主要成效", "二、2021年工作回顾"]
)
def test_a_part_on_another_time_raises_no_alarm(heading: str) -> None:
    body = f"{heading}\n我镇共排查发现120起矛盾纠纷，调处化解100起，化解率达83.3%。"
    assert Verdict.WRONG not in verdicts(body).values()


@pytest.mark.parametrize("length", range(10, 50))
def test_words_between_a_bound_sentence_and_a_count_narrow_it_however_many_they_are(length: int) -> None:
    between = (
        "青石村王家湾片区组织开展普法宣传大会表现突出的先进典型之中涌现出来的好人好事层出不穷深受群众欢迎好评" * 2
    )[:length]
    body = f"2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.8%，{between}，共有网格员25名。"
    assert Verdict.WRONG not in verdicts(body).values()


def test_an_item_of_a_list_may_name_the_town() -> None:
    items = {"people": ("{our}网格员{grid_workers}", "人民调解员{mediators}")}
    figures = replace(known(), patterns=(Pattern("设置{people}。", "disputes", items),))
    assert verdicts("全镇设置人民调解员36名、我镇网格员25名。", figures)["25名"] is Verdict.WRONG


def test_half_a_year_and_an_early_signature_raise_no_alarm() -> None:
    body = "我镇共排查发现250起矛盾纠纷，调处化解249起。"
    half = "沙市镇2022年上半年法治政府建设情况的报告"
    assert verdicts(body, title=half) == {"250起": Verdict.UNSURE, "249起": Verdict.UNSURE}
    early = "沙市镇人民政府\n2022年11月20日"
    assert verdicts(body, signed=early) == {"250起": Verdict.UNSURE, "249起": Verdict.UNSURE}


def test_a_page_of_words_that_can_be_read_in_many_ways_is_soon_read() -> None:
    """Read in every way it would take longer than anybody lives."""
    body = "共有" * 400 + "某处，我镇共排查发现540起矛盾纠纷。" + "约超" * 400 + "546起。"
    assert verdicts(body) == {"540起": Verdict.UNSURE}


def test_what_agrees_is_right_and_about_so_many_does_not_contradict() -> None:
    body = "2022年，我镇共排查发现500余起矛盾纠纷，调处化解545起，化解率达99.8%。"
    assert set(verdicts(body).values()) == {Verdict.RIGHT}
    assert set(verdicts("我镇已化解纠纷涉及金额123.45万元。").values()) == {Verdict.RIGHT}


def test_all_of_them_is_not_what_rounds_to_it() -> None:
    body = "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达100%。"
    assert verdicts(body)["100%"] is Verdict.HINT


def test_figures_that_are_not_frozen_only_hint() -> None:
    body = "2022年，我镇共排查发现540起矛盾纠纷，调处化解545起。"
    (hint,) = [each for each in held(body, known(frozen=False)) if each.verdict is Verdict.HINT]
    assert hint.stated == "540起" and "尚未冻结" in hint.message


def test_what_was_never_entered_is_not_held_against_the_document() -> None:
    figures = known(frozen=False)
    empty = replace(figures, figures=figures.figures | {"found": replace(figures.figures["found"], value=Decimal(0))})
    assert verdicts("2022年，我镇共排查发现540起矛盾纠纷。", empty) == {"540起": Verdict.UNSURE}


def test_other_words_for_the_same_thing_are_never_certain() -> None:
    assert verdicts("2022年，我镇共排查矛盾纠纷540起。") == {"540起": Verdict.UNSURE}


def test_another_town_or_year_is_not_compared_and_says_so() -> None:
    body = "2022年，我镇共排查发现540起矛盾纠纷。"
    other = audit(body, title="邻水镇2022年法治政府建设情况的报告", signed="邻水镇人民政府\n2023年1月31日")
    assert "邻水镇" in other.ledger and not [each for each in other.findings if each.rule == "ledger"]
    county = audit(body, title="云阳县沙市镇2022年法治政府建设情况的报告", signed="抄送：各乡镇党委。")
    assert [each.verdict for each in county.findings if each.rule == "ledger"] == [Verdict.WRONG]
    later = audit(body, title="沙市镇2023年法治政府建设情况的报告")
    assert "2023年度" in later.ledger and not [each for each in later.findings if each.rule == "ledger"]


def test_a_document_that_names_no_town_proves_nothing_unless_the_caller_does() -> None:
    body, bare = "2022年，我镇共排查发现540起矛盾纠纷。", {"title": "2022年法治政府建设情况的报告", "signed": ""}
    assert verdicts(body, known(given=False), **bare) == {"540起": Verdict.UNSURE}
    assert verdicts(body, known(given=True), **bare) == {"540起": Verdict.WRONG}


def test_json_bears_the_figure_and_only_when_asked() -> None:
    body = "2022年，我镇共排查发现540起矛盾纠纷。"
    answer = audit(body).as_json()
    (claim,) = [each for each in answer["claims"] if each["rule"] == "ledger"]
    assert claim["ledger"] == {
        "id": "found", "title": FOUND, "value": 546, "unit": "起", "definition": f"{FOUND}的口径", "frozen": True,
        "source": "/figures/found/",
    }  # fmt: skip
    assert claim["computed"] == 546 and claim["kind"] == "repeat" and answer["ledger"].startswith("已与沙市镇")
    plain = audit_text(body).as_json()
    assert "ledger" not in plain and not any("ledger" in each for each in plain["claims"])


def test_what_the_document_proves_itself_stays_beside_what_the_ledger_says() -> None:
    body = "2022年，我镇共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%。"
    wrong = audit(body).of(Verdict.WRONG)
    assert {each.rule for each in wrong} == {"rate", "ledger"}


def test_the_figures_may_be_asked_for_when_the_year_is_known() -> None:
    asked: list[tuple[int | None, list[str]]] = []

    def tell(year: int | None, towns: Sequence[str]) -> KnownFigures | str:
        asked.append((year, list(towns)))
        return "本镇没有台账。"

    result = audit_text(f"{TITLE}\n我镇共排查发现540起矛盾纠纷。\n{SIGNED}", known=tell)
    assert asked == [(2022, ["沙市镇"])] and result.ledger == "本镇没有台账。"


def test_the_ledger_is_switched_off_with_a_reason() -> None:
    body = "2022年，我镇共排查发现540起矛盾纠纷。"
    result = audit_text(body, without={"ledger": " 台账正在补录 "}, known=known())
    assert not result.findings and result.without == {"ledger": "台账正在补录"}
    with pytest.raises(ValueError, match="必须写明理由"):
        audit_text(body, without={"ledger": " "})
    with pytest.raises(ValueError, match="没有“nothing”这条规则"):
        audit_text(body, without={"nothing": "x"})
