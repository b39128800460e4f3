"""Ten thousand mutated documents: each is read, audited, commented, or refused with a sentence — no traceback, no wait, no flood.

    python -m fazhi.audit.tests.fuzzing [--documents 10000] [--seed 1]

Prints a line for each kind of document with its count, how many were read, refused and failed, and the slowest; then the
peak memory of the process. A failure names its kind and seed and is repeated by ``--only KIND:SEED``. Exit 1 on any.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from types import FrameType

from lxml import etree

from fazhi.audit import Document, Unreadable, audit_document, audit_text, comments
from fazhi.audit.formats import docx as docx_format
from fazhi.audit.formats import html as html_format
from fazhi.audit.formats import ofd as ofd_format
from fazhi.audit.formats import pdf as pdf_format
from fazhi.audit.formats import text as text_format
from fazhi.audit.score import REPORTS, clean, clean_reports
from fazhi.audit.tests.documents import docx, paragraph, table

PATIENCE = 400
"""So many times as long as an ordinary report of a page may a document take: told so, the limit is the same on every machine."""
WIDE = str.maketrans("0123456789%.,;:()", "０１２３４５６７８９％．，；：（）")
MARKS = "，。；：、（）()《》“”%‰-—～+*/·.　 \t"
WORDS = (
    "其中 率 占 共 合计 同比 环比 日均 平均每 分别 较上年的 由 提高到 下降 百分之 余 万 亿 近 件 起 人次 % 一、 （一） 1. 第 年 月 日 以上 其他"
    " \x00 \ud7ff \u202e \U0001f600 999999999999999999 0 00.00 1e9 -5 ∞ 〇 廿 百万亿"
).split(" ")
LINES = [line for text in clean_reports() for line in text.splitlines() if line]
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 58>>stream\nBT /F 12 Tf 72 700 Td (546 545 99.9% 2024 12 31) Tj ET      \nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF"
)


class TooSlow(Exception):
    """A document took longer than :func:`patience` of processor time, which other work on the machine does not count into."""


@dataclass
class Tally:
    """What became of the documents of one kind."""

    made: int = 0
    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """``raw`` with bytes flipped, cut out, doubled, or the end lost."""
    data = bytearray(raw)
    for _each in range(chance.randint(1, 8)):
        if not data:
            break
        at, kind = chance.randrange(len(data)), chance.randrange(5)
        if kind == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at] = chance.randrange(256)
        elif kind == 2:
            del data[at : at + chance.randint(1, 60)]
        elif kind == 3:
            data[at:at] = data[at : at + chance.randint(1, 60)]
        elif chance.random() < 0.3:
            del data[at:]
    return bytes(data) or b"\0"


def reworded(line: str, chance: random.Random) -> str:
    """A line of a report with figures, marks and words changed, doubled, widened, or run on for thousands of signs."""
    for _each in range(chance.randint(1, 10)):
        at, kind = chance.randrange(len(line) + 1), chance.randrange(8)
        if kind == 0:
            digits = [match.start() for match in re.finditer(r"\d", line)]
            spot = chance.choice(digits) if digits else 0
            line = line[:spot] + chance.choice("0123456789") + line[spot + 1 :]
        elif kind == 1:
            line = line[:at] + chance.choice(MARKS) + line[at + chance.randint(0, 1) :]
        elif kind == 2:
            line = line[:at] + chance.choice(WORDS) + line[at:]
        elif kind == 3:
            line = line[:at] + line[at + chance.randint(1, 12) :]
        elif kind == 4:
            line = line[:at] + line[max(0, at - chance.randint(1, 40)) :]
        elif kind == 5:
            line = line.translate(WIDE)
        elif kind == 6 and len(line) > 1:
            other = chance.randrange(len(line))
            low, high = sorted((at, other))
            line = line[high:] + line[low:high] + line[:low]
        elif chance.random() < 0.3:
            line = line[:at] + chance.choice([line[:40] or "1", *WORDS, *MARKS]) * chance.randint(50, 3000) + line[at:]
    return line


def rearranged(data: bytes, chance: random.Random) -> bytes:
    """An XML part that still parses, with elements swapped, doubled, taken away, nested anew, or attributes changed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _each in range(chance.randint(1, 8)):
        elements = [each for each in root.iter() if isinstance(each.tag, str) and each.getparent() is not None]
        if not elements:
            break
        one, other, kind = chance.choice(elements), chance.choice(elements), chance.randrange(6)
        parent = one.getparent()
        if kind == 0:
            parent.remove(one)
        elif kind == 1:
            parent.insert(chance.randint(0, len(parent)), deepcopy(one))
        elif kind == 2 and one is not other:
            one.tag, other.tag = other.tag, one.tag
        elif kind == 3:
            other.append(deepcopy(one))
        elif kind == 4 and one.attrib:
            name = chance.choice(list(one.attrib))
            one.set(name, chance.choice(["", "-1", "999999999999", "x", "１", "0.5"]))
        else:
            one.text = chance.choice(["", "１２", "0" * 500, "其中12件，占3.1%，" * 50])
    return etree.tostring(root)


def within(whole: bytes, change: Callable[[bytes, random.Random], bytes], chance: random.Random) -> bytes:
    """The same archive, its directory sound, with one part changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        names = source.namelist()
        hurt = chance.choice(names)
        for name in names:
            data = source.read(name)
            result.writestr(name, change(data, chance) if name == hurt else data)
    return target.getvalue()


def _report(chance: random.Random, lines: int) -> list[str]:
    return [reworded(line, chance) for line in chance.sample(LINES, lines)]


def _escaped(line: str) -> str:
    sound = "".join(each for each in line if each >= " " and not 0xD800 <= ord(each) <= 0xDFFF)
    return sound.replace("&", "&amp;").replace("<", "&lt;")


def _docx(chance: random.Random, folder: Path) -> bytes:
    body = [paragraph(_escaped(line)[:4000], chance.choice((None, 0, 1, 2))) for line in _report(chance, 6)]
    rows = table(("类型", "件", "占比"), ("婚姻", "2", "66.7%"), ("邻里", "1", "33.3%"), ("合计", "3", "100%"))
    note = f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote>{paragraph("注")}</w:footnote></w:footnotes>'
    return docx(folder / "whole.docx", *body, rows, parts={"word/footnotes.xml": note}).read_bytes()


def _ofd(chance: random.Random, _folder: Path) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for page in range(2):
            objects = "".join(
                f'<TextObject Boundary="20 {20 + 8 * number} 150 7"><TextCode>{_escaped(line)[:400]}</TextCode></TextObject>'
                for number, line in enumerate(_report(chance, 5))
            )
            archive.writestr(f"Doc_0/Pages/Page_{page}/Content.xml", f"<Page><Content>{objects}</Content></Page>")
    return target.getvalue()


def _html(chance: random.Random, _folder: Path) -> bytes:
    rows = "".join(f"<tr><td>{_escaped(line)[:60]}</td><td>12</td><td>3.1%</td></tr>" for line in _report(chance, 4))
    body = "".join(f"<p>{_escaped(line)}</p>" for line in _report(chance, 6))
    return f"<html><body><div>{body}<table>{rows}</table></div></body></html>".encode()


def _text(chance: random.Random, _folder: Path) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return "\n".join(_report(chance, 8)).encode(encoding, "replace")


def _pdf(_chance: random.Random, _folder: Path) -> bytes:
    return PDF


Maker = Callable[[random.Random, Path], bytes]
KINDS: dict[str, tuple[Maker, Callable[[Path], Document], Callable[[bytes, random.Random], bytes]]] = {
    "docx-bytes": (_docx, docx_format.read, damaged),
    "docx-part": (_docx, docx_format.read, lambda raw, chance: within(raw, damaged, chance)),
    "docx-elements": (_docx, docx_format.read, lambda raw, chance: within(raw, rearranged, chance)),
    "ofd-bytes": (_ofd, ofd_format.read, damaged),
    "ofd-elements": (_ofd, ofd_format.read, lambda raw, chance: within(raw, rearranged, chance)),
    "html-bytes": (_html, html_format.read, damaged),
    "html-elements": (_html, html_format.read, lambda raw, chance: rearranged(raw, chance)),
    "docx-words": (_docx, docx_format.read, lambda raw, _chance: raw),
    "pdf": (_pdf, pdf_format.read, damaged),
    "text-bytes": (_text, text_format.read, damaged),
    "text-words": (_text, text_format.read, lambda raw, _chance: raw),
}


@cache
def patience() -> float:
    """Seconds of processor time that this machine may take for one document."""
    report = clean((REPORTS / "shiqiao-2024.txt").read_text(encoding="utf-8"))
    audit_text(report)
    taken = []
    for _round in range(5):
        started = time.process_time()
        audit_text(report)
        taken.append(time.process_time() - started)
    return PATIENCE * min(taken)


@contextmanager
def _in_time() -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"longer than {limit:.1f} s")

    limit = patience()
    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def attempt(kind: str, seed: int, folder: Path, tally: Tally) -> None:
    """Make one document, read and audit it; a failure is noted with its kind and seed."""
    make, read, change = KINDS[kind]
    chance = random.Random(f"{kind}:{seed}")
    path = folder / "document"
    path.write_bytes(change(make(chance, folder), chance))
    tally.made += 1
    started = time.process_time()
    try:
        with _in_time():
            document = read(path)
            audit = audit_document(document)
            by_index = {each.index: each.text for each in audit.document.paragraphs}
            for each in audit.findings:
                assert by_index[each.paragraph][each.start : each.end] == each.quote, each
            if document.format == "docx":
                comments.write(path, audit, folder / "commented.docx")
        tally.read += 1
    except Unreadable as refusal:
        tally.refused += 1
        if not str(refusal).endswith("。"):
            tally.failures.append(f"{kind}:{seed} 拒绝时没有说成一句话：{refusal}")
    except Exception as error:  # noqa: BLE001  # the whole point: nothing else may come out
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        tally.failures.append(f"{kind}:{seed} {type(error).__name__} at {where}: {str(error)[:200]}")
    tally.slowest = max(tally.slowest, time.process_time() - started)


def run(documents: int, seed: int) -> dict[str, Tally]:
    """``documents`` mutated documents, dealt out over all kinds."""
    audit_text("共排查546起，化解545起，化解率99.9%。")
    tallies = {kind: Tally() for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(documents):
            kind = list(KINDS)[number % len(KINDS)]
            attempt(kind, seed + number // len(KINDS), Path(folder), tallies[kind])
    return tallies


def main(arguments: list[str] | None = None) -> int:
    """Run, print the table, 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="KIND:SEED of one failure")
    options = parser.parse_args(arguments)
    if options.only:
        kind, _colon, seed = options.only.partition(":")
        tallies = {kind: Tally()}
        with tempfile.TemporaryDirectory() as folder:
            attempt(kind, int(seed), Path(folder), tallies[kind])
    else:
        tallies = run(options.documents, options.seed)
    print(f"{'kind':<16}{'made':>7}{'read':>7}{'refused':>9}{'failed':>8}{'slowest s':>11}")
    for kind, each in tallies.items():
        print(f"{kind:<16}{each.made:>7}{each.read:>7}{each.refused:>9}{len(each.failures):>8}{each.slowest:>11.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    failures = [line for each in tallies.values() for line in each.failures]
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
