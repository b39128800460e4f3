"""The reference page of the data dictionary: every column about a person, what for, how long, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model

from fazhi.kernel import dictionary
from fazhi.kernel.dictionary import Keeping, Table
from fazhi.kernel.encrypted import BlindIndex, EncryptedField
from fazhi.law.rules import RuleBook
from fazhi.law.shapes import BOUND_TITLES, amount

MASKS = {
    "name": "只留姓，如王**",
    "phone": "前三后四",
    "id_number": "前三后四",
    "names_in": "文中姓名遮蔽",
    "text": "遮蔽",
    "hidden": "任何页面不显示",
    "open": "显示",
}
STORED = {EncryptedField: "SM4 密文", BlindIndex: "HMAC-SM3"}
ERASED = {"key": "随密钥销毁", "mask": "永久遮蔽", "clear": "替换为“已依法销毁”", "keep": "保留"}


def page(book: RuleBook) -> str:
    """The page as Markdown."""
    parts = [
        "# 数据字典",
        "每张表的每一栏都须在所在文件夹的 `dictionary.yaml` 中写明；没有写的，测试不通过。下面只列与个人有关的栏。"
        "身份证号、电话在库中只有 SM4 密文，盲索引只能在本体系内比对。",
        "## 保管类别",
        "\n".join(_keeping(one, book) for one in dictionary.keepings().values()),
    ]
    for model in dictionary.own_models():
        table = dictionary.table_of(model)
        if table and table.personal:
            parts += [*_table(model, table, book)]
    return "\n\n".join(parts)


def _keeping(keeping: Keeping, book: RuleBook) -> str:
    if not keeping.rule:
        return f"- {keeping.title} `{keeping.id}`：长期保存（{book.cite(keeping.basis)}）"
    rule = book.rule(keeping.rule)
    last = rule.values[-1]
    standing = "法定" if last.confidence == "statute" else "待本地确认"
    term = f"{BOUND_TITLES.get(rule.bound, '')}{amount(last.value, rule.unit)}"
    return f"- {keeping.title} `{keeping.id}`：自{keeping.counted_from}起{term}（规则 {rule.code}，{standing}；{book.cite(keeping.basis)}）"


def _table(model: type[Model], table: Table, book: RuleBook) -> Iterator[str]:
    kept = dictionary.keepings()[table.retention].title
    yield f"## {model._meta.verbose_name}　`{model._meta.label}`\n\n{table.purpose}（{book.cite(table.basis)}）。保管：{kept}。"
    lines = ["| 栏 | 内容 | 存储 | 页面上 | 期满 | 说明 |", "|---|---|---|---|---|---|"]
    for name, said in table.personal.items():
        field = model._meta.get_field(name)
        stored = next((title for kind, title in STORED.items() if isinstance(field, kind)), "明文")
        if name == "password":
            stored = "加盐散列"
        lines.append(f"| `{name}` | {said.what} | {stored} | {MASKS[said.mask]} | {ERASED[said.erase]} | {said.why} |")
    yield "\n".join(lines)
