"""Small coloured words: the state of a case and of its clocks. The colour only repeats what the word says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.models import Case, Clock
from fazhi.kernel.registry import procedure
from fazhi.web.attention import attention

ENDED = {"kept": ("按期完成", "good"), "late": ("逾期办理", "bad"), "void": ("不再适用", "quiet")}


@dataclass(frozen=True)
class Badge:
    """`tone` is one of good, warn, bad, calm, quiet; `title` says more."""

    text: str
    tone: str = "quiet"
    title: str = ""


def stage_badge(case: Case) -> Badge:
    """Where a case stands."""
    graph = procedure(case.system, case.procedure)
    try:
        title = graph.stage(case.stage).title
    except KeyError:
        title = case.stage
    if case.closed_on:
        return Badge(title, "quiet", f"{case.closed_on:%Y-%m-%d} 办结")
    return Badge(title, "calm")


def clock_badge(clock: Clock, day: date) -> Badge:
    """How much of a limit is left. A window is somebody's right that lapses: it is never late."""
    kind = clock_kind(clock)
    title = f"{kind[0]}，{clock.due_on:%Y-%m-%d} 届满{'（暂定）' if clock.provisional else ''}"
    if clock.state in ENDED:
        word, tone = ENDED[clock.state]
        return Badge(word, tone, title)
    if clock.state == "paused":
        return Badge("中止计时", "quiet", title)
    left = (clock.due_on - day).days
    if kind[1]:
        return Badge(f"{kind[0]}　{'已过' if left < 0 else _left(left)}", "quiet" if left < 0 else "calm", title)
    if left < 0:
        return Badge(f"逾期 {-left} 天", "bad", title)
    return Badge(_left(left), "warn" if left <= attention().due_soon_days else "good", title)


def clock_kind(clock: Clock) -> tuple[str, bool]:
    """Title of a clock and whether it is a window; the clock's own name where the procedure no longer knows it."""
    try:
        kind = procedure(clock.case.system, clock.case.procedure).clock(clock.name)
    except KeyError:
        return clock.name, False
    return kind.title, kind.window


def nearest(clocks: Iterable[Clock]) -> Clock | None:
    """The running clock that is due first, duties before windows."""
    running = [clock for clock in clocks if clock.state == "running"]
    return min(running, key=lambda clock: (clock_kind(clock)[1], clock.due_on), default=None)


def _left(days: int) -> str:
    return "今天届满" if days == 0 else f"剩 {days} 天"
