"""What `figures` and `report` ask for alike: a year and a town."""

from __future__ import annotations

from fazhi.conf.errors import CommandError

FIRST_YEAR = 2000


def read_year(text: str) -> int:
    """A year that has begun; CommandError otherwise."""
    from fazhi.kernel.today import today

    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise CommandError(f"年度“{text}”不对，应为四位数字，如 2022；没有做任何改动。")
    year = int(text)
    if not FIRST_YEAR <= year <= today().year:
        raise CommandError(f"年度 {year} 不在可用范围（{FIRST_YEAR} 至 {today().year} 年）内，请核对；没有做任何改动。")
    return year


def find_town(text: str) -> tuple[str, str]:
    """Code and name of a town, by its 12-digit code or unambiguous name; CommandError otherwise."""
    from fazhi.people.divisions import WrongDivisionCode
    from fazhi.people.lookup import find_division

    try:
        found = find_division(text)
    except WrongDivisionCode as error:
        raise CommandError(str(error)) from error
    if found.level != "town":
        raise CommandError(f"“{text}”是{found.name}，不是乡镇（街道）；指标按乡镇统计，请改用乡镇的区划代码。")
    return found.code, found.name
