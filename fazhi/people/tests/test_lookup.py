"""A town is named by code or by an unambiguous name."""

import pytest

from fazhi.people.divisions import WrongDivisionCode
from fazhi.people.lookup import find_division
from fazhi.people.models import Division

pytestmark = pytest.mark.django_db


def test_code_and_name_find_the_same_town(town: str) -> None:
    assert find_division("沙市镇").code == find_division(town).code == town


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("沙市", "没有找到名为「沙市」"), ("50023511600", "应为 12 位数字"), ("999999999999", "没有登记区划代码")],
)
def test_an_unknown_town_is_one_sentence(town: str, text: str, sentence: str) -> None:
    with pytest.raises(WrongDivisionCode, match=sentence):
        find_division(text)


def test_an_ambiguous_name_asks_for_the_code(town: str) -> None:
    Division.objects.create(code="500236116000", name="沙市镇", level="town")
    with pytest.raises(WrongDivisionCode, match="不止一个.*12 位区划代码"):
        find_division("沙市镇")
