"""What row-level security costs: the same queries and the same page as the application's role and as one that bypasses it."""

from __future__ import annotations

import psycopg

from bench import measuring, scratch

TOWNS, CASES_EACH = 100, 1000
FILL = """
SET session_replication_role = replica;
INSERT INTO people_division (code, name, level, parent_id, valid_from)
SELECT '500235' || (100 + t) || '000', '第' || t || '镇', 'town', '500235000000', DATE '2000-01-01' FROM generate_series(1, {towns}) t
ON CONFLICT DO NOTHING;
INSERT INTO kernel_case (id, town, system, procedure, number, title, village_id, stage, version, opened_on)
SELECT gen_random_uuid(), '500235' || (100 + t) || '000', 'disputes', 'mediation', '范〔2022〕' || n || '号', '排水争执 ' || n,
       '{village}', 'found', 1, DATE '2015-01-01' + (n * 3 %% 3650)::int
FROM generate_series(1, {towns}) t, generate_series(1, {each}) n;
INSERT INTO disputes_dispute ({columns}) SELECT {values} FROM kernel_case WHERE number LIKE '范〔%%';
SET session_replication_role = DEFAULT;
VACUUM ANALYZE kernel_case; VACUUM ANALYZE disputes_dispute;
"""
SHOWN = """SELECT id, number, title, opened_on FROM kernel_case WHERE town = %(town)s
  AND system = 'disputes' ORDER BY opened_on DESC, id DESC LIMIT 50"""
COUNTED = "SELECT count(*) FROM kernel_case WHERE town = %(town)s"
COUNTY = "SELECT count(*) FROM kernel_case WHERE town >= '500235' AND town < '500235~'"
LEDGER = "SELECT * FROM disputes_row WHERE town = %(town)s ORDER BY found_on DESC, id DESC LIMIT 51"
ROUND_TIMES = 40


def run(url: str) -> list[str]:
    """Lines of the result: each query bypassing row security, then under it; `url` is the scratch database."""
    _fill(url)
    lines = [f"{TOWNS} towns of {CASES_EACH} cases each, besides what was there"]
    town = "500235150000"
    for name, statement, scope, times in (
        ("count of one town", COUNTED, "500235150", ROUND_TIMES),
        ("list of 50 of one town", SHOWN, "500235150", ROUND_TIMES),
        ("51 rows of the ledger", LEDGER, "500235150", ROUND_TIMES // 4),
        ("count of the whole county", COUNTY, "500235", ROUND_TIMES // 4),
    ):
        lines += _beside(url, name, statement, town, scope, times)
    return [*lines, *_page()]


def _fill(url: str) -> None:
    from bench.ledger import columns

    given = columns()
    statement = FILL.format(
        towns=TOWNS,
        each=CASES_EACH,
        village=scratch.VILLAGE,
        columns=", ".join(given),
        values=", ".join(given.values()),
    ).replace("%%", "%")
    with psycopg.connect(url, autocommit=True) as connection:
        for part in statement.split(";"):
            if part.strip():
                connection.execute(part)


def _beside(url: str, name: str, statement: str, town: str, scope: str, times: int) -> list[str]:
    """Both do the same: a transaction, the scope set, the query; only the role differs, as policies know it."""

    def asking(connection: psycopg.Connection) -> object:
        with connection.transaction():
            connection.execute("SELECT set_config('app.scope', %s, true)", [scope])
            return connection.execute(statement, {"town": town}, prepare=False).fetchall()

    with psycopg.connect(url, autocommit=True) as bypassing, psycopg.connect(url, autocommit=True) as bound:
        bound.execute("SET ROLE fazhi_app")
        assert asking(bound) == asking(bypassing)
        found = measuring.alternate(
            {f"{name}, bypassing": lambda: asking(bypassing), f"{name}, under row security": lambda: asking(bound)},
            times,
        )
    plain, under = found.values()
    return [under.line(plain), plain.line()]


def _page() -> list[str]:
    """The whole ledger page of a town, its connection bound by the policies or not."""
    from django.db import connection
    from django.test import Client

    from fazhi.people.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(username="clerk"), backend="django.contrib.auth.backends.ModelBackend")

    def page(role: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {role}")
        answer = client.get("/ledgers/disputes.disputes/")
        assert answer.status_code == 200, answer.status_code

    found = measuring.alternate(
        {"ledger page, bypassing": lambda: page("none"), "ledger page, under row security": lambda: page("fazhi_app")},
        6,
    )
    plain, under = found.values()
    return [under.line(plain), plain.line()]
