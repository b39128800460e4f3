"""Division codes and the folder of local law: which level a code stands for, and which overlays lie above a place.

Codes are those of GB/T 2260 and the 12-digit statistical code (6 county + 3 town + 3 village), whole or as a prefix.
"""

import os
import re
from pathlib import Path

from fazhi.law.errors import LawError

LEVELS = ("province", "city", "county", "town", "village")
LEVEL_TITLES = {"province": "省级", "city": "市级", "county": "县级", "town": "乡级", "village": "村级"}
_LEVEL_OF_LENGTH = {2: "province", 4: "city", 6: "county", 9: "town", 12: "village"}
# First two digits of GB/T 2260.
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")


def prefix(code: str) -> str:
    """The significant head of a code: 500235000000 → 500235, 50 → 50. LawError when it cannot be a division code."""
    plain = code.strip()
    if not re.fullmatch(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}", plain):
        raise LawError(f"「{code}」不是区划代码：应为 12 位数字，或其前 2、4、6、9 位。")
    if _PROVINCES.fullmatch(plain[:2]) is None:
        raise LawError(f"「{code}」不是区划代码：没有以 {plain[:2]} 开头的省级代码，请核对。")
    for length, tail in ((9, "000"), (6, "000"), (4, "00"), (2, "00")):
        if len(plain) > length and plain[length:] == tail:
            plain = plain[:length]
    return plain


def level(code: str) -> str:
    """province, city, county, town or village."""
    return _LEVEL_OF_LENGTH[len(prefix(code))]


def above(code: str) -> tuple[str, ...]:
    """The prefixes that lie over a place, highest first, the place itself last."""
    head = prefix(code)
    return tuple(head[:length] for length in _LEVEL_OF_LENGTH if length <= len(head))


def folder() -> Path | None:
    """Where local law lies: FAZHI_PLACES, else `places/` beside the package (a checkout), else inside it (a wheel)."""
    named = os.environ.get("FAZHI_PLACES")
    if named:
        chosen = Path(named).expanduser()
        if not chosen.is_dir():
            raise LawError(
                f"环境变量 FAZHI_PLACES 指向的文件夹「{named}」不存在，请改正，或取消该变量以使用默认的地方设置。"
            )
        return chosen
    package = Path(__file__).resolve().parent.parent
    # A stray folder called `places` beside an installed package is not ours: a checkout has the project file too.
    beside = package.parent / "places"
    if beside.is_dir() and (package.parent / "pyproject.toml").is_file():
        return beside
    inside = package / "places"
    return inside if inside.is_dir() else None
