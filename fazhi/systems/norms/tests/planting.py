"""Generated documents with one planted conflict each, and decoys beside it that must not be taken for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from fazhi.law.numerals import to_chinese

KINDS = ("subject", "article", "number", "date", "permission", "repeal")
OBJECTS = (
    "河道 水库 场镇 林场 公墓 学校 集市 车站 公路 山塘 茶园 果园 猪场 鸡场 祠堂 广场 公厕 老街 码头 工地 网吧 食堂 球场 水厂 矿山 堤坝 "
    "梯田 竹林 古树 桥梁"
).split()
ACTIONS = "保洁 采挖 租赁 巡查 摆摊 维修 养护 用水 用电 通行 经营 改造".split()
LAWS = ("土地管理法", "城乡规划法", "森林法", "行政处罚法", "档案法", "突发事件应对法")
FILLING = (
    "各村（社区）应当加强宣传引导", "镇综合行政执法办公室负责日常检查", "有关科室按照职责分工做好配合", "群众反映的问题应当及时登记办理",
    "对成绩突出的集体予以通报表扬",
)  # fmt: skip
NUMBERS = (
    ("{s}保证金标准为每户{a}元", "{s}保证金每户{b}元"),
    ("申请人应当自收到通知之日起{a}个工作日内完成整改", "申请人自收到通知之日起，应在{b}个工作日内完成整改"),
    ("{o}夜间作业噪声不得超过{a}分贝", "夜间在{o}作业的噪声不超过{b}分贝"),
    ("每户补助面积最高不超过{a}平方米", "每户补助面积以{b}平方米为限"),
    ("经营摊位每个每月收取清洁费{a}元", "每个经营摊位每月清洁费{b}元"),
    ("巡查人员每周巡查不少于{a}次", "巡查人员每周至少巡查{b}次"),
    ("村级配套资金比例为{a}%", "村级配套资金比例不低于{b}%"),
    ("补助标准：普通户{a}元，低保户另行确定", "普通户补助标准为{b}元"),
)
DATES = (
    ("{s}年度申报应当于每年{a}前完成", "每年{b}前完成{s}年度申报"),
    ("每年{a}至11月30日禁止在{o}施工作业", "{o}施工作业的禁止时间为每年{b}至11月30日"),
    ("承租人应当在每年{a}前缴清租金", "承租人于每年{b}前缴清租金"),
    ("防汛值守自每年{a}开始", "防汛值守每年{b}开始"),
)
PERMISSIONS = (
    ("允许在{o}范围内临时堆放建筑材料", "禁止在{o}范围内临时堆放建筑材料"),
    ("外来人员可以参加{s}投标", "外来人员不得参加{s}投标"),
    ("鼓励村民自行承办{s}事务", "不准村民自行承办{s}事务"),
    ("机动船只可以进入{o}水域", "严禁机动船只进入{o}水域"),
    ("准予个人在{o}设置广告牌", "一律不得个人在{o}设置广告牌"),
)
REPEALS = (
    "《{t}》（{n}）同时废止", "自本办法施行之日起，《{t}》停止执行", "原《{t}》（{n}）不再执行", "《{t}》同时失效",
)  # fmt: skip


@dataclass
class Planted:
    """One draft and the documents put on the register for it. `wanted` and `allowed`: (name on the register, kind of point)."""

    kind: str
    id: str
    title: str
    subject: str
    text: str = ""
    register: dict[str, dict[str, Any]] = field(default_factory=dict)
    wanted: set[tuple[str, str]] = field(default_factory=set)
    allowed: set[tuple[str, str]] = field(default_factory=set)


def plant(kind: str, number: int, random: Random) -> Planted:
    """The planted conflict of this kind and number; no two share a matter."""
    place = KINDS.index(kind) * 30 + number
    what, doing = OBJECTS[place % len(OBJECTS)], ACTIONS[place // len(OBJECTS) + (6 if place % 2 else 0)]
    subject = what + doing
    made = Planted(kind, f"{kind}-{number}", f"沙市镇{subject}管理办法（试行）", subject)
    PLANTING[kind](made, what, place, random)
    filling = [f"{one}。" for one in random.sample(FILLING, 3)]
    made.text = "\n".join(random.sample([made.text, *filling], 4))
    return made


def _document(made: Planted, name: str, text: str, *, title: str = "", **changes: Any) -> None:
    subject = changes.pop("subject", made.subject)
    made.register[name] = {
        "number": f"云阳府发〔{2010 + len(made.register)}〕{KINDS.index(made.kind) * 30 + int(made.id.partition('-')[2]) + 1}号",
        "title": title or f"云阳县人民政府关于加强{subject}工作的通知",
        "text": f"{text}。\n各村（社区）应当加强宣传引导。",
        "subject": subject,
        **changes,
    }


def _facts(patterns: tuple[tuple[str, str], ...], values: Callable[[Random], tuple[str, str]]) -> Callable[..., None]:
    def into(made: Planted, what: str, place: int, random: Random) -> None:
        here, there = patterns[place % len(patterns)]
        a, b = values(random)
        fill = {"s": made.subject, "o": what}
        made.text = here.format(a=a, **fill) + "。"
        _document(made, "other", there.format(b=b, **fill))
        _document(made, "agrees", there.format(b=a, **fill))
        _document(made, "ended", there.format(b=b, **fill), ends_on=date(2021, 12, 31))
        made.wanted = {("other", made.kind)}
        made.allowed = {("other", "subject"), ("agrees", "subject")}

    return into


def _two_numbers(random: Random) -> tuple[str, str]:
    a, b = random.sample(range(2, 60), 2)
    return str(a), random.choice([str(b), to_chinese(b)])


def _two_dates(random: Random) -> tuple[str, str]:
    a, b = random.sample([f"{month}月{day}日" for month in range(2, 10) for day in (1, 10, 15, 20)], 2)
    return a, b


def _permission(made: Planted, what: str, place: int, random: Random) -> None:
    pair = PERMISSIONS[place % len(PERMISSIONS)]
    here, there = random.sample(pair, 2)
    fill = {"s": made.subject, "o": what}
    made.text = here.format(**fill) + "。"
    _document(made, "other", there.format(**fill))
    _document(made, "agrees", here.format(**fill))
    made.wanted = {("other", "permission")}
    made.allowed = {("other", "subject"), ("agrees", "subject")}


def _subject(made: Planted, what: str, place: int, random: Random) -> None:
    titles = (
        f"云阳县{made.subject}管理实施细则", f"沙市镇人民政府关于印发《沙市镇{made.subject}管理规定》的通知", f"关于进一步规范{made.subject}的意见",
    )  # fmt: skip
    made.text = "本办法所称管理，是指镇人民政府的日常管理。"
    _document(
        made, "other", "镇人民政府负责日常管理", title=titles[place % 3], subject=random.choice(["", made.subject])
    )
    made.wanted = {("other", "subject")}


def _article(made: Planted, what: str, place: int, random: Random) -> None:
    law, article = LAWS[place % len(LAWS)], place % 30 + 3
    styles = (
        f"《中华人民共和国{law}》第{to_chinese(article)}条",
        f"《{law}》第{article}条",
        f"《中华人民共和国{law}》第 {article} 条",
    )
    here, there = random.sample(styles, 2)
    made.text = f"根据{here}的规定，制定本办法。"
    _document(made, "other", f"依照{there}", subject="", title=f"云阳县第{place}号工作意见")
    _document(made, "beside", f"依照《{law}》第{article + 60}条", subject="", title=f"云阳县第{place}号补充意见")
    made.wanted = {("other", "article")}


def _repeal(made: Planted, what: str, place: int, random: Random) -> None:
    title = f"沙市镇{what}旧章第{to_chinese(place)}则"
    _document(made, "other", "旧有规定", title=title, subject="", level="town")
    number = made.register["other"]["number"]
    made.text = REPEALS[place % len(REPEALS)].format(t=title, n=number) + "。"
    _document(made, "beside", "旧有规定", title=f"沙市镇{what}老例第{to_chinese(place)}则", subject="", level="town")
    made.wanted = {("other", "repeal")}


PLANTING: dict[str, Callable[[Planted, str, int, Random], None]] = {
    "subject": _subject,
    "article": _article,
    "number": _facts(NUMBERS, _two_numbers),
    "date": _facts(DATES, _two_dates),
    "permission": _permission,
    "repeal": _repeal,
}
