"""Files as people send them by mistake or malice: damaged, disguised, bloated, booby-trapped. Every one can be made again from its seed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from tempfile import gettempdir

import docx
import xlsxwriter

HEADINGS = ("编号", "类别", "姓名", "村（社区）名称", "聘任日期")
GOOD_ROW = ("网格员", "测试员", "青石村", "2022-01-01")
NAMES = (
    "台账.xlsx", "../../../etc/台账.xlsx", "\u202excel.exe\u202d.xlsx", "a" * 240 + ".xlsx", "台账\n第二行.xlsx", "CON.xlsx",
    "台账.docx.xlsx", "<script>.xlsx", "台账.XLSX", "  .xlsx", "台账%00.xlsx",
)  # fmt: skip
SLIPPED = Path(gettempdir()) / "fazhi-slipped"
Part = tuple[str, bytes]


@cache
def workbook() -> bytes:
    """A sound workbook of the staff ledger."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        for line in range(1, 6):
            page.write_row(line, 0, (f"P-{line}", *GOOD_ROW))
    return file.getvalue()


@cache
def document() -> bytes:
    """A sound report in Word."""
    file, page = io.BytesIO(), docx.Document()
    page.add_heading("沙市镇2022年度法治政府建设工作报告")
    for number in range(5):
        page.add_paragraph(f"共排查发现{546 + number}起矛盾纠纷，调处化解545起，化解率达99.9%。")
    page.save(file)
    return file.getvalue()


def parts(content: bytes) -> list[Part]:
    """What lies in a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(one, archive.read(one)) for one in archive.namelist()]


def packed(found: list[Part], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, the same name twice if it comes twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in found:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def _changed(sound: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    return packed([(name, change(name, content)) for name, content in parts(sound)])


def flipped(random: Random, sound: bytes) -> bytes:
    """Some bytes are others."""
    content = bytearray(sound)
    for _ in range(random.randint(1, 30)):
        content[random.randrange(len(content))] ^= random.randint(1, 255)
    return bytes(content)


def cut(random: Random, sound: bytes) -> bytes:
    """The download broke off."""
    return sound[: random.randrange(len(sound))]


def disguised(random: Random, sound: bytes) -> bytes:
    """Something else under this name: picture, program, old Excel, another archive."""
    heads = (
        b"\x89PNG\r\n\x1a\n",
        b"\x7fELF",
        b"%PDF-1.7\n",
        b"\x1f\x8b\x08",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"Rar!",
        b"PK",
    )
    return random.choice(heads) + random.randbytes(random.randint(0, 3000))


def plain(random: Random, sound: bytes) -> bytes:
    """Text in the encodings offices use."""
    text = "编号,类别,姓名\n" * random.randint(1, 200) + random.choice(("", "一" * 30_000, "1" * 50_000, "（" * 20_000))
    return text.encode(random.choice(("gbk", "utf-16", "utf-8-sig", "utf-8", "utf-16-le", "big5hkscs")), "replace")


def reaching_out(random: Random, sound: bytes) -> bytes:
    """XML that asks for a file of the server."""
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{random.choice(("/etc/hostname", "/proc/self/environ"))}">]>'
    return _changed(sound, lambda name, one: _with_head(one, head, b"&e;") if name.endswith(".xml") else one)


def laughing(random: Random, sound: bytes) -> bytes:
    """A billion laughs."""
    lines = ['<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = f'<?xml version="1.0"?><!DOCTYPE x [{"".join(lines)}]>'
    return _changed(sound, lambda name, one: _with_head(one, head, b"&a9;") if name.endswith(".xml") else one)


def _with_head(content: bytes, head: str, entity: bytes) -> bytes:
    body = content.split(b"?>", 1)[-1]
    return head.encode() + body.replace("网格员".encode(), entity, 1).replace("矛盾".encode(), entity, 1)


def bomb(random: Random, sound: bytes) -> bytes:
    """Little that becomes much; half of them lie about how much."""
    big = b"0" * random.choice((20, 60)) * 1_000_000
    target = next(name for name, _ in parts(sound) if name.endswith(("sheet1.xml", "document.xml")))
    made = bytearray(_changed(sound, lambda name, one: one[:400] + big if name == target else one))
    if random.random() < 0.5:
        for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = made.find(mark)
            while at >= 0:
                struct.pack_into("<I", made, at + offset, 1000)
                at = made.find(mark, at + 4)
    return bytes(made)


def slipping(random: Random, sound: bytes) -> bytes:
    """Parts that want to lie elsewhere, twice the same part, or far too many."""
    more: list[Part] = [
        ("../../../../" + str(SLIPPED)[1:], b"slipped"),
        (str(SLIPPED), b"slipped"),
        parts(sound)[-1],
    ]
    more += [(f"xl/x{number}", b"") for number in range(random.choice((0, 6000)))]
    return packed([*parts(sound), *more])


def lacking(random: Random, sound: bytes) -> bytes:
    """A part is missing, empty or nonsense."""
    found = parts(sound)
    at = random.randrange(len(found))
    found[at] = (found[at][0], random.choice((b"", b"<a/>", b"<<<", random.randbytes(200))))
    return packed(
        found if random.random() < 0.5 else found[:at] + found[at + 1 :],
        random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2)),
    )


def mutated(random: Random, sound: bytes) -> bytes:
    """XML with tags, numbers and quotes out of place."""
    words = (
        b"<",
        b">",
        b'"',
        b"/",
        b"0",
        b"1",
        b"&",
        b'r="99999999"',
        b'r="XFD1048576"',
        b't="d"',
        b"-1",
        "\ufffe".encode(),
    )

    def change(name: str, one: bytes) -> bytes:
        content = bytearray(one)
        for _ in range(random.randint(1, 6)):
            at = random.randrange(len(content) + 1)
            content[at : at + random.randint(0, 8)] = random.choice(words)
        return bytes(content)

    return _changed(
        sound,
        lambda name, one: change(name, one) if name.endswith(("sheet1.xml", "document.xml", "Strings.xml")) else one,
    )


def macro(random: Random, sound: bytes) -> bytes:
    """A program inside, and a picture of 20,000 by 20,000 points."""
    line = zlib.compress(b"\0" * 2501 * 20_000, 9)
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", line), (b"IEND", b"")]
    picture = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    if random.random() < 0.2:
        return picture
    return packed([*parts(sound), ("xl/vbaProject.bin", random.randbytes(2000)), ("xl/media/image1.png", picture)])


def endless(random: Random, sound: bytes) -> bytes:
    """Sixty thousand rows, a cell in the last row of the last column, a tower of tags, or a crowd of small cells."""
    more = (
        b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(7, 60_000)),
        b'<row r="9"><c r="XFD9"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        b"<a>" * 200_000,
        crowd(),
    )[random.randrange(4)]
    end = b"</sheetData>" if b"</sheetData>" in b"".join(one for _, one in parts(sound)) else b"</w:body>"
    return _changed(sound, lambda name, one: one.replace(end, more + end))


def crowd() -> bytes:
    """Three hundred thousand rows of twelve cells."""
    return (b"<row>" + b"<c><v>1234.5</v></c>" * 12 + b"</row>") * 300_000


KINDS: tuple[Callable[[Random, bytes], bytes], ...] = (
    flipped, cut, disguised, plain, reaching_out, laughing, bomb, slipping, lacking, mutated, macro, endless,
)  # fmt: skip


def rows_gone_wrong(random: Random, number: int) -> bytes:
    """A sound workbook with one row among good ones that cannot be a person of the staff."""
    wrong = (
        "测" * 5000,
        "测" * 70,
        "测" * 400,
        "测" * 130,
        "=1+1",
        "2022-13-45",
        "",
        "\u0000x",
        "😀" * 30,
        "1e999",
        "-1",
        "'; DROP TABLE",
        "10000-01-01",
        "村",
    )
    file, bad = io.BytesIO(), random.randint(1, 5)
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        for line in range(1, 6):
            cells = [f"Q{number}-{line}", *GOOD_ROW]
            if line == bad:
                cells[random.randrange(len(cells))] = random.choice(wrong)
            for column, cell in enumerate(cells):
                page.write_string(line, column, cell)
    return file.getvalue()
