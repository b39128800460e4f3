"""The look-up finds what was planted and little else; it asks three questions however large the register is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction

from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.norms import conflicts, facts
from fazhi.systems.norms.models import RegisterWord
from fazhi.systems.norms.tests.planting import KINDS, Planted, plant
from fazhi.systems.norms.tests.telling import TOWN, enter, walk

pytestmark = pytest.mark.django_db
DAY = date(2022, 6, 1)
EACH = 30
LEAST_RECALL, LEAST_PRECISION = 0.9, 0.9


@pytest.fixture(scope="module")
def planted() -> list[Planted]:
    random = Random(20220601)
    return [plant(kind, number, random) for kind in KINDS for number in range(EACH)]


@pytest.fixture
def register(in_town: str, planted: list[Planted]) -> Iterator[dict[object, str]]:
    """Every planted document and its decoys, on one register."""
    known: dict[object, str] = {}
    for one in planted:
        for name, document in one.register.items():
            row = enter(**document)
            known[row.pk] = f"{one.id}/{name}"
    yield known


def scored(planted: list[Planted], known: dict[object, str]) -> dict[str, tuple[int, int, int]]:
    """Kind → found, missed, wrongly found."""
    result = dict.fromkeys(KINDS, (0, 0, 0))
    for one in planted:
        hits = conflicts.look_up(TOWN, one.title, one.subject, one.text, DAY)
        found = {(known.get(hit.entry, hit.title), point.kind) for hit in hits for point in hit.points}
        wanted = {(f"{one.id}/{name}", kind) for name, kind in one.wanted}
        extra = found - wanted - {(f"{one.id}/{name}", kind) for name, kind in one.allowed}
        good, missed, wrong = result[one.kind]
        result[one.kind] = (good + len(wanted & found), missed + len(wanted - found), wrong + len(extra))
    return result


def test_planted_conflicts_are_found_and_little_else(register: dict[object, str], planted: list[Planted]) -> None:
    score = scored(planted, register)
    for kind, (good, missed, wrong) in score.items():
        print(f"{kind}: recall {good}/{good + missed}, precision {good}/{good + wrong}")
        assert good + missed >= EACH
        assert good / (good + missed) >= LEAST_RECALL, (kind, score)
        assert good / max(good + wrong, 1) >= LEAST_PRECISION, (kind, score)


def test_a_comparison_that_hears_every_value_alike_scores_nothing(
    register: dict[object, str], planted: list[Planted], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "_values", lambda said: {"same"})
    score = scored([one for one in planted if one.kind == "number"][:5], register)
    assert score["number"][0] == 0 and score["number"][1] == 5


def test_the_number_of_questions_does_not_grow(
    in_town: str, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(40):
        enter(
            f"县府发〔2019〕{number}号",
            f"云阳县农村自建房管理办法之{number}",
            f"每户宅基地面积不得超过{100 + number}平方米。",
            "农村自建房",
        )
    text = "根据《土地管理法》第六十二条制定。每户宅基地面积不得超过150平方米。《沙市镇旧办法》同时废止。"
    with django_assert_num_queries(3):
        hits = conflicts.look_up(TOWN, "沙市镇农村自建房管理办法", "农村自建房", text, DAY)
    assert len(hits) == 41


def test_what_has_ended_and_the_draft_itself_are_left_out(actor: Callable[[str], Actor], in_town: str) -> None:
    case = walk(actor, "file", text="每户宅基地面积不得超过150平方米。")
    enter(
        "县府发〔2019〕1号",
        "云阳县农村自建房管理办法",
        "每户宅基地面积不得超过120平方米。",
        "农村自建房",
        ends_on=date(2022, 5, 31),
    )
    said = (TOWN, "沙市镇农村自建房管理办法", "农村自建房", "每户宅基地面积不得超过150平方米。", DAY)
    assert [hit.title for hit in conflicts.look_up(*said)] == [case.title]
    assert conflicts.look_up(*said, besides=case.pk) == []


def test_a_document_is_found_by_what_it_says_now_and_not_by_what_it_said(in_town: str) -> None:
    row = enter("县府发〔2019〕1号", "云阳县河道采砂管理办法", "采砂船每日作业不得超过8小时。", "河道采砂")
    draft = (TOWN, "沙市镇河道采砂管理办法", "河道采砂", "采砂船每日作业不得超过6小时。", DAY)
    assert [[point.kind for point in hit.points] for hit in conflicts.look_up(*draft)] == [["number", "subject"]]
    row.title, row.subject, row.text = "云阳县城区停车管理办法", "城区停车", "停车泊位每小时收费3元。"
    row.save()
    assert conflicts.look_up(*draft) == []
    moved = (TOWN, "沙市镇城区停车管理办法", "城区停车", "停车泊位每小时收费5元。", DAY)
    assert [[point.kind for point in hit.points] for hit in conflicts.look_up(*moved)] == [["number", "subject"]]


def test_nobody_but_the_register_writes_its_words_and_no_other_town_reads_them(
    actor: Callable[[str], Actor], in_town: str
) -> None:
    row = enter("县府发〔2019〕1号", "云阳县河道采砂管理办法", "采砂船每日作业不得超过8小时。", "河道采砂")
    assert row.words.exists()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        RegisterWord.objects.create(town=TOWN, word="~河道", entry=row)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        RegisterWord.objects.update(word="~改")
    with scopes.within(actor("stranger").town):
        assert not RegisterWord.objects.exists()


def test_the_words_are_found_through_their_index_under_row_level_security(in_town: str) -> None:
    enter("县府发〔2019〕1号", "云阳县河道采砂管理办法", "采砂船每日作业不得超过8小时。", "河道采砂")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT entry_id FROM norms_registerword WHERE word = ANY(ARRAY['~河道', '~采砂'])")
        plan = " ".join(line for (line,) in cursor.fetchall())
    condition = plan.partition("Index Cond:")[2].partition("Filter:")[0]
    assert "register_word" in plan and "word = ANY" in condition


def test_a_document_the_draft_repeals_no_longer_contradicts_it(in_town: str) -> None:
    enter("沙府发〔2016〕12号", "沙市镇建房管理规定", "每户宅基地面积不得超过120平方米。", "农村自建房", level="town")
    text = "每户宅基地面积不得超过150平方米。《沙市镇建房管理规定》（沙府发〔2016〕12号）同时废止。《沙市镇无此规定》废止。"
    hits = conflicts.look_up(TOWN, "沙市镇农村自建房管理办法", "农村自建房", text, DAY)
    met = {hit.title: [point.kind for point in hit.points] for hit in hits}
    assert met == {"沙市镇建房管理规定": ["repeal", "subject"], "沙市镇无此规定": ["repeal"]}
    assert hits[0].asks and hits[1].asks


def test_a_draft_may_end_more_documents_than_a_look_up_shows(in_town: str) -> None:
    titles = [f"沙市镇旧规定之{number}" for number in range(conflicts.MOST + 1)]
    for number, title in enumerate(titles):
        enter(f"沙府发〔2016〕{number}号", title, "旧有规定。", level="town")
    text = f"{'、'.join(f'《{one}》' for one in titles)}同时废止。"
    hits = conflicts.look_up(TOWN, "沙市镇关于废止部分文件的决定", "", text, DAY)
    assert len(hits) == conflicts.MOST and all(hit.entry for hit in hits)


@pytest.mark.parametrize(
    ("clause", "unit", "value"),
    [
        ("补助标准为每户一百零五元", "元", "105"),
        ("补助标准为每户一万五千元", "元", "15000"),
        ("补助标准为每户五百元", "元", "500"),
        ("补助标准为每户0.5万元", "元", "5000"),
        ("应当自受理之日起十五个工作日内办结申请", "工作日", "15"),
        ("夜间噪声不得超过55分贝", "分贝", "55"),
        ("绿化率不低于30％", "%", "30"),
    ],
)
def test_figures_are_read_in_one_unit(clause: str, unit: str, value: str) -> None:
    found = facts.read(clause).facts
    assert [(one.unit, one.value) for one in found] == [(unit, value)]


@pytest.mark.parametrize(
    "clause",
    [
        "本办法自2022年5月1日起施行，有效期五年",
        "（沙府发〔2016〕12号）",
        "第十二条第三款",
        "2022年工作要点",
        "堆放点距离学校四五百米",
        "每组巡查人员十百人",
    ],
)
def test_what_says_nothing_of_the_matter_is_no_fact(clause: str) -> None:
    assert facts.read(clause).facts == ()
