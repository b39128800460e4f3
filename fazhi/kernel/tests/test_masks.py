"""Personal data as it is shown by default."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel import masks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王小明电话13800001234，已联系", "王**电话138****1234，已联系"),
        ("身份证11010519491231002X有误", "身份证110***********002X有误"),
        ("号码11010519491231002x", "号码110***********002x"),
        ("合同编号110105194912310021", "合同编号110105194912310021"),
        ("涉案金额138000012345元", "涉案金额138000012345元"),
        ("〔2022〕12345号", "〔2022〕12345号"),
    ],
)
def test_names_and_numbers_in_running_text(text: str, shown: str) -> None:
    assert masks.names_in(text, ["王小明"]) == shown


@given(st.text(alphabet="王小明0123456789X，a ", max_size=60))
def test_masking_twice_is_masking_once_and_keeps_the_length(text: str) -> None:
    once = masks.names_in(text, ["王小明"])
    assert masks.names_in(once, ["王小明"]) == once
    assert len(once) == len(text)
