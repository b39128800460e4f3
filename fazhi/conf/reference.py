"""The generated reference: a page for the rules, steps, gates, clocks, ledgers and indicators of each system, for the
rules of the auditor, and for the commands. Written from the same data the house runs on, so it cannot drift.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping

from fazhi.audit import known
from fazhi.audit import rules as audit_rules
from fazhi.conf import reference_dictionary, reference_permissions
from fazhi.conf.command import verbs
from fazhi.conf.parser import Parser
from fazhi.indicators.definitions import all_definitions
from fazhi.kernel.registry import Installed, headings, shared, systems
from fazhi.kernel.structure import Gate, Procedure, StepKind
from fazhi.law import rules
from fazhi.law.rules import RuleBook
from fazhi.law.shapes import BOUND_TITLES, DatedValue, Rule, amount
from fazhi.people.roles import ROLES

GENERATED = "<!-- 由 fazhi docs 自动生成，请勿手工修改。 -->\n"
COMMON = {"common": "通用", "report": "年度报告"}


def pages() -> dict[str, str]:
    """File name under docs/reference → content."""
    book = rules.load()
    titles = {heading.id: heading.short for heading in (*headings(), *shared())} | COMMON
    made = {"index.md": "", "commands.md": _commands(), "audit.md": _audit()}
    made["data.md"] = reference_dictionary.page(book)
    made["permissions.md"] = reference_permissions.page()
    for name in sorted({rule.system for rule in book}):
        made[f"rules-{name}.md"] = _rules(book, name, titles.get(name, name))
    for one in systems().values():
        made[f"procedures-{one.system.id}.md"] = _procedures(one, book)
        made[f"indicators-{one.system.id}.md"] = _indicators(one)
    made["index.md"] = _index(made)
    return {name: f"{GENERATED}\n{text.rstrip()}\n" for name, text in made.items()}


def _index(made: Mapping[str, str]) -> str:
    lines = [f"- [{text.splitlines()[0].lstrip('# ')}]({name})" for name, text in sorted(made.items()) if text]
    return "# 参考手册\n\n" + "\n".join(lines)


def _commands() -> str:
    parts = ["# 命令"]
    for verb, summary in verbs().items():
        module = importlib.import_module(f"fazhi.conf.commands.{verb.replace('-', '_')}")
        parser = Parser(f"fazhi {verb}", summary)
        module.configure(parser)
        parts.append(f"## fazhi {verb}\n\n{summary}\n\n```\n{parser.format_help().strip()}\n```")
    return "\n\n".join(parts)


def _audit() -> str:
    parts = ["# 审校规则"]
    entries = [
        (rule.id, rule.title, rule.source, rule.why, rule.wrong, rule.right) for rule in audit_rules.load().values()
    ]
    entries.append((known.RULE, known.TITLE, known.SOURCE, known.WHY, known.WRONG, known.RIGHT))
    for name, title, source, why, wrong, right in entries:
        # An example of two paragraphs stays within its item.
        wrong, right = (each.replace("\n", "  \n  ") for each in (wrong, right))
        parts.append(f"## {name}　{title}\n\n- 依据：{source}\n- 缘由：{why}\n- 错例：{wrong}\n- 正例：{right}")
    return "\n\n".join(parts)


def _rules(book: RuleBook, name: str, title: str) -> str:
    users = _users()
    parts = [f"# 规则：{title}"]
    for rule in (rule for rule in book if rule.system == name):
        used = [*users.get(rule.id, ()), *users.get(rule.code, ())]
        lines = [f"## {rule.code}　{rule.title}", f"编号 `{rule.id}`" + (f"。{rule.note}" if rule.note else "")]
        lines.append("\n".join(_value(book, rule, value) for value in rule.values))
        if rule.extension:
            lines.append(
                f"可延长一次：{amount(rule.extension.value, rule.extension.unit)}，{rule.extension.approver}。"
            )
        lines += [f"中止：{ground.title}（{book.cite(ground.basis)}）。" for ground in rule.pauses]
        lines.append(f"使用者：{'、'.join(used) if used else '尚无（体系启用后使用）'}。")
        parts.append("\n\n".join(lines))
    return "\n\n".join(parts)


def _value(book: RuleBook, rule: Rule, value: DatedValue) -> str:
    standing = "法定" if value.confidence == "statute" else "待本地确认"
    bound = BOUND_TITLES.get(rule.bound if rule.unit not in ("text", "month_day") else "exactly", "")
    return f"- 自 {value.since} 起：{bound}{amount(value.value, rule.unit)}（{book.cite(value.basis, value.since)}，{standing}）"


def _users() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in systems().values():
        for procedure in one.procedures.values():
            for clock in procedure.clocks:
                found.setdefault(clock.rule, []).append(f"{procedure.title}的期限「{clock.title}」")
            for step in procedure.steps:
                for gate in step.gates:
                    if gate.rule:
                        found.setdefault(gate.rule, []).append(f"{procedure.title}的关口 {gate.id}")
    for indicator in all_definitions().values():
        for rule in indicator.rules:
            found.setdefault(rule, []).append(f"指标「{indicator.title}」")
    return found


def _procedures(one: Installed, book: RuleBook) -> str:
    parts = [f"# 程序：{one.system.title}"]
    for procedure in one.procedures.values():
        parts.append(f"## {procedure.title}\n\n环节：{' → '.join(stage.title for stage in procedure.stages)}")
        parts += [_step(procedure, step, book) for step in procedure.steps]
        clocks = [f"- {clock.title}：规则 `{clock.rule}`（{book.cite(clock.basis)}）" for clock in procedure.clocks]
        parts.append("### 期限\n\n" + ("\n".join(clocks) or "无。"))
    ledgers = [f"- {ledger.title} `{ledger.id}`" for ledger in one.module("ledgers").LEDGERS]
    parts.append("## 台账\n\n" + "\n".join(ledgers))
    return "\n\n".join(parts)


def _step(procedure: Procedure, step: StepKind, book: RuleBook) -> str:
    come = "、".join(procedure.stage(stage).title for stage in step.from_stages) or "（起始）"
    go = "不变" if step.to == "same" else procedure.stage(step.to).title
    lines = [
        f"- 由谁：{'、'.join(ROLES[role].title for role in step.by)}",
        f"- 环节：{come} → {go}",
        f"- 依据：{book.cite(step.basis)}",
    ]
    if step.needs:
        lines.append(f"- 必备文书：{'、'.join(procedure.papers[paper] for paper in step.needs)}")
    if step.judgement:
        lines.append(f"- 需写明理由：“{step.judgement.quote}”（{book.cite(step.judgement.basis)}）")
    lines += _gates(step.gates, book)
    return f"### {step.title}　`{step.id}`\n\n" + "\n".join(lines)


def _gates(gates: Iterable[Gate], book: RuleBook) -> Iterator[str]:
    for gate in gates:
        yield f"- 关口 {gate.id}：{gate.message}（{book.cite(gate.basis)}）{'，可记录不适用' if gate.waivable else ''}"


def _indicators(one: Installed) -> str:
    parts = [f"# 指标：{one.system.title}"]
    for indicator in all_definitions().values():
        if indicator.system != one.system.id:
            continue
        lines = [f"- 单位：{indicator.unit}", f"- 统计范围：{indicator.cohort}", f"- 计入年度：{indicator.period}"]
        if indicator.kind == "rate":
            lines.append(
                f"- 算法：`{indicator.numerator}` ÷ `{indicator.denominator}`，四舍五入保留 {indicator.decimals} 位小数"
            )
        lines.append(f"- 依据：{indicator.basis}；定义第 {indicator.version} 版")
        parts.append(f"## {indicator.title}　`{indicator.id}`\n\n" + "\n".join(lines))
    return "\n\n".join(parts)
