"""The conflict look-up on a register of 20,000 documents, beside plain PostgreSQL full text for the draft's title in the same run."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import psycopg

from bench import measuring, scratch

DOCUMENTS = 20_000
CHUNK = 2_000
# Seconds that no single call may take.
LONGEST = 1.0
MATTERS = (
    "自建房 饮用水 烟花爆竹 户外广告 集体聚餐 公益公墓 河道保洁 场镇摊位 垃圾分类 山塘养护 农村公路 秸秆焚烧".split()
)
PLACES = "青石 柏树 龙洞 石梁 双堰 桐子 黄葛 大坪 白沙 临江 红岩 新田 高峰 平桥 老街 南坪".split()
LAWS = ("土地管理法", "城乡规划法", "行政处罚法", "森林法", "档案法", "突发事件应对法")
RULES = (
    "{m}保证金标准为每户{n}元",
    "申请人应当自收到通知之日起{d}个工作日内完成{m}整改",
    "{m}作业噪声不得超过{d}分贝",
    "每年{o}月{d}日前完成{m}申报",
    "{p}村巡查{m}每周不少于{d}次",
    "禁止在{p}片区擅自从事{m}活动",
    "允许在{p}片区临时从事{m}活动",
    "{m}补助面积每户不超过{n}平方米",
)
FILLING = "各村（社区）应当加强宣传引导，镇有关科室按照职责分工做好日常检查和指导，群众反映的问题及时登记办理。"


def text(random: Random, matter: str) -> str:
    """A document of some 1,500 characters: a basis, eight rules, and the words around them."""
    cited = f"根据《中华人民共和国{random.choice(LAWS)}》第{random.randint(2, 80)}条，制定本办法。"
    rules = [
        one.format(
            m=matter,
            p=random.choice(PLACES),
            n=random.randint(1, 90) * 10,
            d=random.randint(2, 28),
            o=random.randint(1, 12),
        )
        for one in random.sample(RULES, 6)
    ]
    return "\n".join([cited, *(f"第{at}条 {rule}。{FILLING * 3}" for at, rule in enumerate(rules, start=2))])


def fill() -> None:
    """20,000 documents on the register, past the door: this measures reading, and the database is thrown away."""
    from fazhi.kernel.search import vector_of
    from fazhi.people import scopes
    from fazhi.systems.norms import facts
    from fazhi.systems.norms.models import RegisterEntry

    random, rows = Random(20_000), []
    with scopes.within(scratch.TOWN):
        for number in range(DOCUMENTS):
            matter = f"{random.choice(PLACES)}{random.choice(MATTERS)}"
            body = text(random, matter)
            found = facts.read(body)
            starts = date(2015, 1, 1) + timedelta(days=number % 3_000)
            row = RegisterEntry(
                town=scratch.TOWN, number=f"府发〔2015〕{number}号", title=f"{matter}管理办法", subject=matter, level="county",
                text=body, starts_on=starts, ends_on=None if number % 3 else starts + timedelta(days=1_800),
                citations=[one.as_json() for one in found.citations], facts=[one.as_json() for one in found.facts],
            )  # fmt: skip
            row.search = vector_of(facts.words(row.title, row.subject, row.number, found))
            rows.append(row)
            if len(rows) == CHUNK:
                RegisterEntry.objects.bulk_create(rows)
                rows = []


def run(url: str) -> list[str]:
    """Lines of the result; `url` is the scratch database."""
    from fazhi.people import scopes
    from fazhi.systems.norms import conflicts

    fill()
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(
            "CREATE INDEX plain_text ON norms_registerentry USING gin (to_tsvector('simple', title || ' ' || text))"
        )
        owner.execute("ANALYZE norms_registerentry, norms_registerword")
    title, matter = "青石自建房管理办法", "青石自建房"
    body, day, hits = text(Random(7), matter), date(2022, 6, 1), []

    def look_up() -> None:
        with scopes.within(scratch.TOWN):
            hits[:] = conflicts.look_up(scratch.TOWN, title, matter, body, day)

    with psycopg.connect(url) as bare:

        def plain() -> None:
            bare.execute(
                "SELECT id, title, ts_rank(to_tsvector('simple', title || ' ' || text), q) AS rank "
                "FROM norms_registerentry, plainto_tsquery('simple', %s) q "
                "WHERE to_tsvector('simple', title || ' ' || text) @@ q ORDER BY rank DESC LIMIT 60",
                [title],
            ).fetchall()

        def scan() -> None:
            bare.execute(
                "SELECT id, title FROM norms_registerentry WHERE title LIKE %s OR text LIKE %s LIMIT 60",
                [f"%{matter}%", f"%{matter}%"],
            ).fetchall()

        found = measuring.alternate({"conflict look-up": look_up, "plain full text": plain, "LIKE": scan}, times=4)
        matched = bare.execute(
            "SELECT count(*) FROM norms_registerentry WHERE to_tsvector('simple', title || ' ' || text) @@ plainto_tsquery('simple', %s)",
            [title],
        ).fetchone()
    mine, words, like = found["conflict look-up"], found["plain full text"], found["LIKE"]
    return [
        f"conflict look-up of a draft among {DOCUMENTS} documents: {len(hits)} documents met; "
        f"slowest call {mine.high * 1000:.0f} ms, {'under' if mine.high < LONGEST else 'OVER'} {LONGEST:.0f} s",
        mine.line(words),
        f"{words.line()}  ({matched[0] if matched else 0} documents have the whole title as one word)",
        like.line(),
    ]
