"""The reference page of the permissions: who opens which page and sees what, and who takes which step at which stage."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.kernel.registry import systems
from fazhi.kernel.structure import WAIVE, Procedure, StepKind
from fazhi.people.divisions import LEVEL_TITLES
from fazhi.people.roles import ROLES
from fazhi.web.access import ANYONE, OPENING, SIGNED_IN, Page, Table, table
from fazhi.web.inventory import addresses

KINDS = {"business": "业务", "system": "系统管理", "security": "安全管理", "audit": "审计"}
WORDS = {ANYONE: "任何人（不用登录）", SIGNED_IN: "登录的人（不论岗位）", OPENING: "登记这类事项的岗位"}
ABOVE = "县级须先写明事由"
LOGGED = "每次留记录"


def page() -> str:
    """The page as Markdown."""
    known = table()
    parts = [
        "# 权限",
        "由 `fazhi/conf/permissions.yaml` 和各体系的 `procedure.yaml` 生成。没有列出的页面一律关闭；范围以外的与不存在的一样。"
        "数据库另有行级安全，页面漏了条件也看不到别镇的数据。",
        "## 角色",
        "\n".join(_roles(known)),
        "## 看到哪里",
        "\n".join(f"- `{name}`：{text}。" for name, text in known.scopes.items()),
        "## 与事项的关系",
        "\n".join(f"- `{name}`：{text}。" for name, text in known.relations.items()),
        "## 谁查阅哪个体系的案卷和台账",
        "\n".join(_readers(known)),
        "## 页面",
        "\n".join(_pages(known)),
        "## 步骤",
    ]
    for one in systems().values():
        for procedure in one.procedures.values():
            parts += [f"### {procedure.title}　`{one.system.id}/{procedure.id}`", "\n".join(_steps(procedure))]
    return "\n\n".join(parts)


def _roles(known: Table) -> Iterator[str]:
    yield "| 角色 | 编号 | 种类 | 管到 | 组 |"
    yield "|---|---|---|---|---|"
    for role in ROLES.values():
        groups = "、".join(group.title for group in known.groups.values() if role.id in group.roles)
        yield f"| {role.title} | `{role.id}` | {KINDS[role.kind]} | {LEVEL_TITLES[role.reach]} | {groups} |"


def _readers(known: Table) -> Iterator[str]:
    for name, line in known.systems.items():
        why = f"（{line.why}）" if line.why else ""
        yield f"- {systems()[name].system.title}：{_said(known, line.readers)}{why}。"


def _pages(known: Table) -> Iterator[str]:
    yield "| 页面 | 地址 | 打开（GET） | 提交（POST） | 看到 | 关系 | 另外 |"
    yield "|---|---|---|---|---|---|---|"
    routes = addresses()
    for name, line in known.pages.items():
        where = "<br>".join(f"`{route}`" for route in routes.get(name, []))
        further = "；".join(filter(None, (ABOVE if line.reason else "", LOGGED if line.logged else "", line.why)))
        relation = f"`{line.relation}`" if line.relation else ""
        yield f"| {line.title} | {where} | {_who(known, line, 'GET')} | {_who(known, line, 'POST')} | `{line.scope}` | {relation} | {further} |"


def _who(known: Table, line: Page, method: str) -> str:
    return _said(known, line.words(method)) or "—"


def _said(known: Table, words: tuple[str, ...]) -> str:
    return "、".join(_word(known, word) for word in words)


def _word(known: Table, word: str) -> str:
    word = word.partition(":")[0]
    if word in known.groups:
        return known.groups[word].title
    return WORDS.get(word) or ROLES[word].title


def _steps(procedure: Procedure) -> Iterator[str]:
    yield "| 步骤 | 在哪个环节 | 由谁 | 不得由同一人 |"
    yield "|---|---|---|---|"
    for step in (*procedure.steps, WAIVE):
        stages = "、".join(procedure.stage(stage).title for stage in step.from_stages)
        apart = "、".join(procedure.step(other).title for other in step.apart_from)
        yield f"| {step.title} | {stages or _anywhere(step)} | {'、'.join(ROLES[role].title for role in step.by)} | {apart} |"


def _anywhere(step: StepKind) -> str:
    return "有可以不适用的关口时" if step is WAIVE else "（起始）"
