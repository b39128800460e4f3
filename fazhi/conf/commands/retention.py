"""`fazhi retention`: whose term of keeping has ended; with `--sign`, the audit administrator lets it be destroyed."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.kernel.retention import Due
    from fazhi.people.actors import Actor
    from fazhi.people.models import Person

SUMMARY = "列出个人信息保管期满的案件；由审计管理员批准后销毁"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--town", default="", help="12 位区划代码或镇名；只有一个镇时不用写")
    parser.add_argument("--sign", nargs="+", metavar="编号", help="批准销毁这些编号的案件中的个人信息（不可恢复）")
    parser.add_argument("--as", dest="username", default="", metavar="账号", help="审计管理员的账号，随后输入其口令")
    parser.add_argument("--reason", default="", metavar="鉴定意见", help="批准销毁的理由")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    from fazhi.conf.start import prepare

    prepare()
    from fazhi.conf.commands._common import chosen_town
    from fazhi.kernel import retention
    from fazhi.kernel.today import today
    from fazhi.people import scopes

    town = chosen_town(arguments.town)
    left = retention.destroy_signed()
    if left:
        print(f"上次批准而未完成的销毁已补做，涉及 {left} 件。", file=sys.stderr)
    with scopes.within(town):
        ended = retention.due(today())
    if arguments.sign:
        return _sign(town, arguments, {one.case.number: one for one in ended})
    if arguments.json:
        listed = [
            {"case": str(one.case.pk), "number": one.case.number, "kind": one.kind, "closed_on": one.case.closed_on}
            | {"due_on": one.due_on, "basis": one.basis}
            for one in ended
        ]
        print(json.dumps({"town": town, "due": listed}, ensure_ascii=False, indent=2, default=str))
        return 0
    for one in ended:
        print(f"{one.case.number}　办结 {one.case.closed_on}　{one.title}期满 {one.due_on}　{one.basis}")
    print(f"保管期满、可提请销毁个人信息的案件 {len(ended)} 件。")
    return 0


def _sign(town: str, arguments: argparse.Namespace, ended: dict[str, Due]) -> int:
    from fazhi.conf.errors import CommandError
    from fazhi.kernel import retention
    from fazhi.kernel.doing import Refused
    from fazhi.kernel.today import today
    from fazhi.people import scopes

    unknown = [number for number in arguments.sign if number not in ended]
    if unknown:
        raise CommandError(f"{'、'.join(unknown)} 不在保管期满的案件中，没有销毁任何内容。")
    actor = _administrator(town, arguments.username)
    try:
        with scopes.within(town):
            signed = retention.sign_off(
                actor, [ended[number].case.pk for number in arguments.sign], arguments.reason, today()
            )
    except Refused as refused:
        raise CommandError(refused.sentence) from refused
    print(f"已销毁 {len(signed)} 件案件中的个人信息，日志和统计不受影响；备份到期后也须一并销毁。")
    return 0


def _administrator(town: str, username: str) -> Actor:
    from fazhi.conf.commands._common import actor_in
    from fazhi.conf.errors import CommandError
    from fazhi.people.models import Person

    if not username:
        raise CommandError("请用 --as 指明审计管理员的账号，没有销毁任何内容。")
    actor = actor_in(town, username)
    person = Person.objects.get(pk=actor.person_id)
    password = _asked(f"{person.name}的口令：")
    if not person.check_password(password):
        raise CommandError("口令不对，没有销毁任何内容。")
    _second_factor(person)
    return actor


def _second_factor(person: Person) -> None:
    """Destroying is signed for like a report: whoever has a second factor gives it here too."""
    from fazhi.accounts import factors
    from fazhi.conf.errors import CommandError

    if factors.mode_for(person) == "off":
        return
    if not person.authenticators.exists():
        if factors.mode_for(person) == "required":
            raise CommandError("您的岗位须有二次核验，请先在网页上登记，没有销毁任何内容。")
        return
    code = _asked("动态口令或恢复码：")
    if not factors.attempt(person, lambda: factors.is_code(person, code)):
        raise CommandError("动态口令或恢复码不对，或连续出错过多，没有销毁任何内容。")


def _asked(words: str) -> str:
    return getpass.getpass(words) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
