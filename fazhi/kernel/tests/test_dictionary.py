"""What a column must declare, and what is found that must never be built. That the house holds: tests/faults/test_unbuilt.py."""

import pytest
from django.db import models
from django.forms import CharField, ChoiceField, Form
from django.test.utils import isolate_apps

from fazhi.kernel import dictionary, schema
from fazhi.kernel.dictionary import Personal, Table
from fazhi.kernel.encrypted import EncryptedField
from fazhi.kernel.ledgers import Column, Ledger
from fazhi.kernel.models import Case


def test_the_walk_finds_the_tables_it_should() -> None:
    found = {model._meta.label for model in dictionary.own_models()}
    assert {"kernel.Case", "people.Person", "disputes.Party", "report.Edition"} <= found
    assert not [label for label in found if label.endswith("Row")]


def party(**more: models.Field) -> type[models.Model]:
    """A table of persons that nobody has declared, for as long as a test lasts."""
    fields = {"name": models.CharField("姓名", max_length=9), **more}
    meta = type("Meta", (), {"app_label": "disputes"})
    return type("Visitor", (models.Model,), {"__module__": "fazhi.systems.disputes.models", "Meta": meta, **fields})


DECLARED = {
    "purpose": "来访登记",
    "basis": "personal-information-law-2021#34",
    "retention": "case_file",
    "personal": {"name": Personal(what="姓名", mask="name", erase="mask")},
    "plain": ["id"],
}


@isolate_apps("fazhi.systems.disputes")
def test_an_undeclared_table_and_an_undeclared_column_are_faults() -> None:
    model = party(age=models.IntegerField("年龄"))
    assert dictionary.of_model(model, None) == ["disputes.Visitor 没有写进数据字典（dictionary.yaml）。"]
    assert dictionary.of_model(model, Table(**DECLARED)) == ["disputes.Visitor.age 没有写进数据字典。"]


@isolate_apps("fazhi.systems.disputes")
def test_a_telephone_in_plain_is_a_fault_and_an_encrypted_one_is_not() -> None:
    said = {**DECLARED["personal"], "mobile": Personal(what="手机", mask="phone", erase="key")}
    plain = party(mobile=models.CharField("手机号", max_length=11))
    sentences = dictionary.of_model(plain, Table(**{**DECLARED, "personal": said}))
    assert any("须加密存储" in one for one in sentences)
    with isolate_apps("fazhi.systems.disputes"):
        sealed = party(mobile=EncryptedField("手机号", max_length=11))
    assert dictionary.of_model(sealed, Table(**{**DECLARED, "personal": said})) == []


@isolate_apps("fazhi.systems.disputes")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"basis": "personal-information-law-2021#999"}, "找不到"),
        ({"basis": "law-of-the-moon-2021#3"}, "找不到"),
        ({"basis": ""}, "找不到"),
        ({"retention": "for-ever"}, "没有定义"),
        ({"personal": {"name": Personal(what="姓名", mask="blur", erase="mask")}}, "不存在"),
        ({"personal": {"name": Personal(what="姓名", mask="open", erase="mask")}}, "须写明理由"),
        ({"personal": {"name": Personal(what="姓名", mask="name", erase="keep")}}, "须写明理由"),
        ({"personal": {"name": Personal(what="姓名", mask="name", erase="key")}}, "不能写 erase"),
        ({"plain": ["id", "gone"]}, "没有这一栏"),
        ({"plain": ["id", "name"]}, "写了两次"),
    ],
)
def test_what_is_declared_must_hold(change: dict[str, object], sentence: str) -> None:
    [found] = dictionary.of_model(party(), Table(**{**DECLARED, **change}))
    assert sentence in found


@isolate_apps("fazhi.systems.disputes")
@pytest.mark.parametrize(
    "more",
    [
        {"faith": models.CharField("其他", max_length=9)},
        {"remark": models.CharField("宗教信仰", max_length=9)},
        {"kind": models.CharField("类别", max_length=9, choices=[("a", "普通"), ("b", "重点人员")])},
        {"risk_score": models.IntegerField("分值")},
    ],
)
def test_a_forbidden_column_is_found(more: dict[str, models.Field]) -> None:
    assert len(schema.of_model(party(**more))) == 1
    with isolate_apps("fazhi.systems.disputes"):
        assert schema.of_model(party()) == []


def test_a_table_of_persons_may_not_grade_them(monkeypatch: pytest.MonkeyPatch) -> None:
    with isolate_apps("fazhi.systems.disputes"):
        model = party(risk_level=models.CharField("风险等级", max_length=9))
    assert schema.of_model(model) == []
    monkeypatch.setattr(dictionary, "table_of", lambda model: Table(**DECLARED))
    [found] = schema.of_model(model)
    assert "不得给人分级" in found


def test_a_forbidden_label_heading_and_choice_are_found() -> None:
    class Asked(Form):
        kind = ChoiceField(label="类型", choices=[("a", "一般"), ("b", "涉稳")])
        past = CharField(label="前科")
        fine = CharField(label="事由")

    assert len(schema.of_form(Asked)) == 2
    column = Column("kind", "类型", "choice", choices={"a": "一般", "b": "吸毒"})
    bad = Ledger(id="disputes.x", title="重点人员台账", model=Case, day="", order=(), columns=(column,), basis="")
    assert len(schema.of_ledger(bad)) == 2
