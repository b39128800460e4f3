"""`fazhi systems`: the ten systems with their stages, steps, gates, clocks, ledgers and indicators."""

from __future__ import annotations

import argparse
import json
from typing import Any

SUMMARY = "列出十个工作体系：环节、步骤、关口、期限、台账、指标"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import settings_only

    settings_only()
    from fazhi.kernel.registry import headings, shared, systems

    if arguments.json:
        print(json.dumps({"systems": [_described(one) for one in systems().values()]}, ensure_ascii=False, indent=2))
        return 0
    built = systems()
    for heading in headings():
        if heading.id in built:
            _say(f"（{heading.order}）{heading.short}", built[heading.id])
        else:
            print(f"（{heading.order}）{heading.short}  尚未启用")
    for heading in shared():
        _say(f"（共用）{heading.short}", built[heading.id])
    return 0


def _say(title: str, one: Any) -> None:
    told = _described(one)
    print(f"{title}  {one.system.statute}")
    for procedure in told["procedures"]:
        print(f"    程序 {procedure['title']}：{' → '.join(stage['title'] for stage in procedure['stages'])}")
    print(f"    台账 {'、'.join(told['ledgers'])}")


def _described(one: Any) -> dict[str, Any]:
    from fazhi.indicators.definitions import all_definitions

    return {
        "id": one.system.id,
        "title": one.system.title,
        "heading": one.system.heading,
        "procedures": [_procedure(procedure) for procedure in one.procedures.values()],
        "ledgers": [ledger.id for ledger in one.module("ledgers").LEDGERS],
        "indicators": [found.id for found in all_definitions().values() if found.system == one.system.id],
    }


def _procedure(procedure: Any) -> dict[str, Any]:
    gates = {gate.id: gate.basis for step in procedure.steps for gate in step.gates}
    return {
        "id": procedure.id,
        "title": procedure.title,
        "stages": [{"id": stage.id, "title": stage.title} for stage in procedure.stages],
        "steps": [{"id": step.id, "title": step.title, "basis": step.basis} for step in procedure.steps],
        "gates": [{"id": gate, "basis": basis} for gate, basis in gates.items()],
        "clocks": [{"rule": clock.rule, "basis": clock.basis} for clock in procedure.clocks],
    }
