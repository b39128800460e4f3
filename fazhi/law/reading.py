"""Reading data files strictly: what is doubled, misspelt or of the wrong kind is refused with file and place named."""

import re
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from fazhi.law.errors import LawError

_DAY = re.compile(r"^\s*(\d{4})\s*(?:[-./年])\s*(\d{1,2})\s*(?:[-./月])\s*(\d{1,2})\s*日?\s*$")
_COMPACT_DAY = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})\s*$")
_TIME = re.compile(
    r"^(?P<day>\d{4}\D.*?|\d{8})[T\s]+(?P<hour>\d{1,2})[:：时](?P<minute>\d{1,2})分?"
    r"(?::\d{2}(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:\d{2})?$"
)
BEIJING = ZoneInfo("Asia/Shanghai")


class _StrictLoader(yaml.CSafeLoader):
    """YAML keeps the last of two equal keys without a word; a doubled rule field must not vanish like that."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = key_node.value
            if key in seen:
                raise LawError(f"第 {key_node.start_mark.line + 1} 行的「{key}」重复了")
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """The content of one YAML file; LawError names the file when it cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except LawError as error:
        raise LawError(f"{path.parent.name}/{path.name}：{error}，请删去多余的一个。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行附近" if mark is not None else ""
        raise LawError(f"{path.parent.name}/{path.name}：{line}不是合格的 YAML 格式，请检查缩进和引号。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise LawError(
            f"{path.parent.name}/{path.name}：文件无法读取，请检查文件是否存在、是否为 UTF-8 编码。"
        ) from error


def read_day(text: str) -> date:
    """A day as people write it: 2026-02-12, 2026.2.12, 2026/2/12, 2026年2月12日 or 20260212."""
    match = _DAY.match(text) or _COMPACT_DAY.match(text)
    if match is None:
        raise LawError(f"「{text}」不是日期，请写成 2026-02-12 这样的形式。")
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError as error:
        raise LawError(f"「{text}」这一天不存在，请核对年、月、日。") from error


def read_moment(text: str) -> date | datetime:
    """A day, or a day with a time: 2026-02-12T09:30, 2026年2月12日 9时30分; Beijing time unless it names a zone."""
    plain = text.strip()
    match = _TIME.match(plain)
    if match is None:
        return read_day(plain)
    day, hour, minute = read_day(match["day"]), int(match["hour"]), int(match["minute"])
    if hour > 23 or minute > 59:
        raise LawError(f"「{text}」的时刻不存在，请用 24 小时制书写。")
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)
    if match["zone"] in (None, "+08:00"):
        return moment
    try:
        return datetime.fromisoformat(plain).astimezone(BEIJING)
    except ValueError as error:
        raise LawError(f"「{text}」不是时间，请写成 2026-02-12T09:30 这样的形式。") from error


class Fields:
    """One mapping of a data file under a name for error messages; a field never asked for is refused by `done`."""

    def __init__(self, content: object, where: str) -> None:
        if not isinstance(content, Mapping):
            raise LawError(f"{where}：应为一组“字段: 内容”，请检查格式。")
        self._content = dict(content)
        self._asked: set[str] = set()
        self.where = where

    def has(self, name: str) -> bool:
        return self._content.get(name) is not None

    def raw(self, name: str) -> Any:
        self._asked.add(name)
        return self._content.get(name)

    def fail(self, message: str) -> LawError:
        return LawError(f"{self.where}：{message}")

    def text(self, name: str) -> str:
        found = self.raw(name)
        if not isinstance(found, str) or not found.strip():
            raise self.fail(f"缺少「{name}」，请补上。")
        return found.strip()

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if self.has(name) else self.raw(name) and None

    def day(self, name: str) -> date:
        found = self.raw(name)
        if isinstance(found, str):
            found = read_day(found)
        if isinstance(found, datetime) or not isinstance(found, date):
            raise self.fail(f"「{name}」应为日期，如 2026-01-01。")
        return found

    def optional_day(self, name: str) -> date | None:
        return self.day(name) if self.has(name) else self.raw(name) and None

    def whole(self, name: str) -> int:
        found = self.raw(name)
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            raise self.fail(f"「{name}」应为不小于零的整数。")
        return found

    def choice(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        if not self.has(name) and default is not None:
            self._asked.add(name)
            return default
        found = self.raw(name)
        if found not in allowed:
            raise self.fail(f"「{name}」写的是「{found}」，只能是 {'、'.join(allowed)} 之一。")
        return str(found)

    def items(self, name: str) -> list[Any]:
        found = self.raw(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self.fail(f"「{name}」应为列表。")
        return found

    def done(self) -> None:
        for name in self._content:
            if name not in self._asked:
                raise self.fail(f"不认识的字段「{name}」，请核对拼写。")
