"""Feeds poisoned files to the readers in processes of their own, and measures what each cost."""

from __future__ import annotations

import multiprocessing
import re
import resource
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.faults import poison

PROCESSOR_SECONDS, MEMORY_MEGABYTES = 5.0, 300
HANGING = 60  # seconds after which we stop waiting, on a machine that may be busy
PROCESSES = 2
COURSE = 40  # files on the disk at one time


@dataclass(frozen=True)
class Meal:
    """One file: which kind, from which seed, for which reader (`workbook` or `document`)."""

    reader: str
    kind: int
    seed: str

    def content(self) -> bytes:
        """The file itself."""
        sound = poison.workbook() if self.reader == "workbook" else poison.document()
        return poison.KINDS[self.kind](Random(self.seed), sound)

    def __str__(self) -> str:
        return f"{self.reader} {poison.KINDS[self.kind].__name__} {self.seed}"


def meals(seed: int, workbooks: int, documents: int) -> list[Meal]:
    """So many files of every kind in turn."""
    made = [("workbook", number) for number in range(workbooks)] + [("document", number) for number in range(documents)]
    return [Meal(reader, number % len(poison.KINDS), f"{seed}-{number}") for reader, number in made]


def is_a_sentence(text: str) -> bool:
    """One line of Chinese for a person, with its full stop, and nothing a programmer would say."""
    strange = re.search(r"Traceback|Exception|Error\b|0x[0-9a-f]{6}|\n", text)
    return bool(re.search(r"[一-鿿]{4}", text)) and text.endswith("。") and not strange


def feed(found: Sequence[Meal], limit: float = PROCESSOR_SECONDS) -> list[str]:
    """Feed all of them; what went wrong."""
    context = multiprocessing.get_context("fork")
    wrong: list[str] = []
    # Cooks and eaters are different processes: a cook's memory would count as that of the children of an eater.
    with (
        ProcessPoolExecutor(1, mp_context=context) as cooks,
        ProcessPoolExecutor(PROCESSES, mp_context=context) as pool,
    ):
        for first in range(0, len(found), COURSE):
            course = found[first : first + COURSE]
            with TemporaryDirectory() as folder:
                dishes = list(cooks.map(_cook, course, [folder] * len(course)))
                for said in pool.map(_eat, course, dishes, [limit] * len(course)):
                    wrong += said
    return wrong


def _cook(meal: Meal, folder: str) -> Path:
    path = Path(folder) / meal.reader / meal.seed / ("台账.xlsx" if meal.reader == "workbook" else "报告.docx")
    path.parent.mkdir(parents=True)
    path.write_bytes(meal.content())
    return path


def _eat(meal: Meal, path: Path, limit: float) -> list[str]:
    def hang(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, hang)
    signal.alarm(HANGING)
    used = _used()
    try:
        wrong = list(_read(meal, path))
    except TimeoutError:
        wrong = [f"{HANGING} 秒内没有读完"]
    except Exception as error:  # noqa: BLE001  # whatever a reader lets through is what we are looking for
        wrong = [f"{type(error).__name__}: {error}"]
    finally:
        signal.alarm(0)
    spent = _used() - used
    if spent > limit:
        wrong.append(f"用了处理器 {spent:.1f} 秒")
    # A child is said to have used what it was forked with, and a test worker has grown with the tests before this one.
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if largest > max(MEMORY_MEGABYTES, inherited):
        wrong.append(f"子进程用到 {largest} MB")
    return [f"{meal}：{one}" for one in wrong]


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _read(meal: Meal, path: Path) -> Iterator[str]:
    from fazhi.audit import Unreadable, audit_file
    from fazhi.kernel import workbooks

    try:
        if meal.reader == "workbook":
            shown = str(workbooks.read(path, poison.HEADINGS))
        else:
            shown = str(audit_file(path).as_json())
    except (workbooks.BadWorkbook, Unreadable) as refusal:
        shown = str(refusal)
        if not is_a_sentence(shown):
            yield f"不是一句中文：{shown[:120]}"
    if "PATH=" in shown or Path("/etc/hostname").read_text(encoding="utf-8").strip() in shown:
        yield "读出了服务器上的文件"
    if [one for one in path.parent.iterdir() if one != path] or poison.SLIPPED.exists():
        yield "在别处留下了文件"
