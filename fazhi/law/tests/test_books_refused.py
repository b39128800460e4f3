"""What a rule book may not contain; each refusal names the file and the rule."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi.law import LawError, rules, texts

from .conftest import RULE

VALUE = {"from": "2021-07-15", "value": 90, "basis": "penalty-law-2021#60", "confidence": "statute"}


def dated(*days: str) -> list[dict[str, Any]]:
    return [{**VALUE, "from": day} for day in days]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"values": [{**VALUE, "basis": None}]}, "缺少「basis」"),
        ({"values": [{**VALUE, "basis": "no-such-law#1"}]}, "「no-such-law」不在法规目录中"),
        ({"values": [{**VALUE, "basis": "penalty-law-2021#60条"}]}, "不是条款的写法"),
        ({"values": [{**VALUE, "from": "2021-01-01"}]}, "不是有效文本"),
        ({"values": [{**VALUE, "confidence": "sure"}]}, "「confidence」写的是「sure」"),
        ({"values": [{**VALUE, "value": "九十"}]}, "「value」应为不小于零的整数"),
        ({"values": [{**VALUE, "value": True}]}, "「value」应为不小于零的整数"),
        ({"values": dated("2023-01-01", "2022-01-01")}, "没有按生效日期先后排列"),
        ({"values": dated("2022-01-01", "2022-01-01")}, "有两个取值都自 2022-01-01 起"),
        ({"values": []}, "没有任何取值"),
        ({"unit": "week"}, "「unit」写的是「week」"),
        ({"unit": "month_day", "values": [{**VALUE, "value": "3月1日"}]}, "应为月-日"),
        ({"bound": "about"}, "「bound」"),
        ({"roll": "maybe"}, "「roll」写的是「maybe」"),
        ({"roll": None}, "「roll」写的是「None」"),
        ({"direction": "backward"}, "倒算的期限不得顺延"),
        ({"open_to": ["planet"]}, "「open_to」写的是「planet」"),
        ({"extention": {"value": 1}}, "不认识的字段「extention」"),
        ({"pauses": [{"title": "听证"}]}, "缺少「basis」"),
        ({"extension": {"value": 30, "unit": "day", "basis": "penalty-law-2021#60"}}, "缺少「approver」"),
        ({"unit": "yuan", "roll": None, "pauses": [{"title": "听证", "basis": "penalty-law-2021#63"}]}, "只有期限才能"),
        ({"id": "disputes.example"}, "规则编号应为 common"),
        ({"code": "exa 1"}, "代码「exa 1」"),
        ({"title": None}, "缺少「title」"),
    ],
)
def test_faulty_rule_is_refused(read_rule, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(LawError, match=rf"books/common\.yaml 的规则 \S+.*{message}"):
        read_rule(**changes)


def test_sound_rule_is_read(read_rule) -> None:
    assert read_rule().value_on("EXA-01", date(2022, 1, 1)).value == 90


def test_one_code_for_two_rules_is_refused(tmp_path: Path) -> None:
    import yaml

    file = tmp_path / "common.yaml"
    twice = {"system": "common", "rules": [RULE, {**RULE, "id": "common.other"}]}
    file.write_text(yaml.safe_dump(twice), encoding="utf-8")
    with pytest.raises(LawError, match="「EXA-01」已被"):
        rules.read([file], texts.shelf())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("system: common\nsystem: common\nrules: []\n", "第 2 行的「system」重复"),
        ("system: common\nrules: [\n", "不是合格的 YAML"),
        ("- 1\n", "应为一组"),
        ("system: common\nrules: 3\n", "应为列表"),
    ],
)
def test_unreadable_book_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "common.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=rf"common\.yaml：.*{message}"):
        rules.read([file], texts.shelf())


def test_book_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "common.yaml"
    file.write_bytes("system: 公共".encode("gb18030"))
    with pytest.raises(LawError, match="UTF-8"):
        rules.read([file], texts.shelf())
