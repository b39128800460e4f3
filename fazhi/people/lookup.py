"""Finding a division by what a person types: its 12-digit code or an unambiguous name."""

from __future__ import annotations

from fazhi.people.divisions import WrongDivisionCode, checked
from fazhi.people.models import Division


def find_division(text: str, level: str = "town") -> Division:
    """The division of this level with this code or name; WrongDivisionCode says in Chinese what to do otherwise."""
    text = text.strip()
    if text.isdigit():
        found = Division.objects.filter(code=checked(text)).first()
        if found is None:
            raise WrongDivisionCode(f"没有登记区划代码 {text}，请核对代码或先导入区划，数据没有改动。")
        return found
    candidates = list(Division.objects.filter(name=text, level=level).order_by("code")[:6])
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        codes = "、".join(one.code for one in candidates)
        raise WrongDivisionCode(f"名为「{text}」的区划不止一个（{codes}），请改用 12 位区划代码，数据没有改动。")
    raise WrongDivisionCode(f"没有找到名为「{text}」的区划，请核对名称或改用 12 位区划代码，数据没有改动。")


def only_town() -> Division:
    """The one town whose report is edited here; WrongDivisionCode when there are several and one must be named."""
    edited = Division.objects.filter(level="town", appointment__post__role="editor", appointment__ends_on=None)
    towns = list(edited.distinct().order_by("code")[:3])
    if len(towns) == 1:
        return towns[0]
    if not towns:
        raise WrongDivisionCode("还没有登记任何有报告编辑的乡镇，请用 --town 指明，或先登记区划和任职。")
    raise WrongDivisionCode(f"登记了不止一个乡镇，请用 --town 指明（如 --town {towns[0].code}），数据没有改动。")
