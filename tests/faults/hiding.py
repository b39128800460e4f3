"""Workbooks that carry more than they show (T-16): persons in hidden sheets, notes, properties, headers, names and links."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from random import Random

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("编号", "类别", "姓名", "村（社区）名称", "聘任日期")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SURNAMES, KINDS = "欧上官司诸葛夏侯", ("name", "number", "phone", "card")
Place = Callable[[Workbook, Worksheet, str], None]


def person(random: Random) -> str:
    """Something that tells of a person: a name, an id number, a telephone, a bank card. Long enough to be no accident."""
    digits = "".join(random.choices("0123456789", k=19))
    name = f"{random.choice(SURNAMES)}暗{random.choice('甲乙丙丁戊己庚辛')}{digits[:4]}"
    told = {
        "name": name,
        "number": f"5002351990{digits[:8]}",
        "phone": f"139{digits[:8]}",
        "card": f"6222{digits[:15]}",
    }
    return told[random.choice(KINDS)]


def hidden_sheet(book: Workbook, page: Worksheet, secret: str) -> None:
    sheet = book.create_sheet("来源")
    sheet.sheet_state = "hidden"
    sheet["A1"] = secret


def very_hidden_sheet(book: Workbook, page: Worksheet, secret: str) -> None:
    sheet = book.create_sheet("底稿")
    sheet.sheet_state = "veryHidden"
    sheet["Z99"] = secret


def second_sheet(book: Workbook, page: Worksheet, secret: str) -> None:
    book.create_sheet("附表")["B2"] = secret


def note(book: Workbook, page: Worksheet, secret: str) -> None:
    page["C2"].comment = Comment(secret, "经办人")


def author(book: Workbook, page: Worksheet, secret: str) -> None:
    book.properties.creator = book.properties.lastModifiedBy = secret


def description(book: Workbook, page: Worksheet, secret: str) -> None:
    book.properties.description = book.properties.keywords = secret


def own_property(book: Workbook, page: Worksheet, secret: str) -> None:
    book.custom_doc_props.append(StringProperty(name="联系人", value=secret))


def header(book: Workbook, page: Worksheet, secret: str) -> None:
    page.oddHeader.center.text = secret


def name_of_cells(book: Workbook, page: Worksheet, secret: str) -> None:
    book.defined_names["contact"] = DefinedName("contact", attr_text=f'"{secret}"')


def choices(book: Workbook, page: Worksheet, secret: str) -> None:
    rule = DataValidation(type="list", formula1=f'"{secret},其他"')
    page.add_data_validation(rule)
    rule.add("B2")


def link(book: Workbook, page: Worksheet, secret: str) -> None:
    page["A2"].hyperlink = f"file:///D:/{secret}/名册.xlsx"


def behind_a_formula(book: Workbook, page: Worksheet, secret: str) -> None:
    # What was computed is all that is read; a workbook without a computed value gives nothing.
    page["H2"] = f'=LEN("{secret}")'


PLACES: tuple[Place, ...] = (
    hidden_sheet, very_hidden_sheet, second_sheet, note, author, description, own_property, header, name_of_cells,
    choices, link, behind_a_formula,
)  # fmt: skip


def workbook(seed: int) -> tuple[bytes, list[str]]:
    """A staff ledger with a fault in it, and what is hidden where: in one to all of the places, each its own secret."""
    random, book = Random(seed), Workbook()
    page = book.active
    page.append(HEADINGS)
    for line in range(1, 6):
        page.append([f"P-{line}", "没有的类别", "测试员", "青石村", "2022-01-01"])
    secrets = []
    for place in random.sample(PLACES, random.randint(1, len(PLACES))):
        secrets.append(person(random))
        place(book, page, secrets[-1])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), secrets


def told(content: bytes, secrets: Iterable[str]) -> list[str]:
    """Which secrets any part of a workbook holds, in whatever encoding of characters."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [_text(archive.read(name)) for name in archive.namelist()]
    return [one for one in secrets if any(one in text for text in texts)]


def _text(part: bytes) -> str:
    try:
        tree = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return part.decode(errors="replace")
    words = [word for one in tree.iter() for word in (one.text or "", *map(str, one.attrib.values()))]
    return "\n".join(words)


def beyond_the_cells(content: bytes) -> list[str]:
    """What a workbook that we wrote may not have: formulas, text that starts like one, sheets or notes that do not show."""
    book = load_workbook(io.BytesIO(content))
    found = [] if len(book.sheetnames) == 1 else [f"{len(book.sheetnames)} 张表"]
    for page in book.worksheets:
        found += [f"{page.title} 是隐藏的"] if page.sheet_state != "visible" else []
        for cell in (cell for row in page.iter_rows() for cell in row):
            if cell.data_type == "f" or cell.comment or cell.hyperlink:
                found.append(f"{cell.coordinate}：公式、批注或链接")
            elif isinstance(cell.value, str) and cell.value.startswith(FORMULA):
                found.append(f"{cell.coordinate}：以“{cell.value[:1]}”开头的文字")
    return found
