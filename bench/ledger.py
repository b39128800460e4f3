"""The ledger page of a town with 100,000 disputes, beside the bare query for the same fifty rows in the same run."""

from __future__ import annotations

import psycopg

from bench import measuring, scratch

CASES = 100_000
FILL = """
SET session_replication_role = replica;
INSERT INTO kernel_case (id, town, system, procedure, number, title, village_id, stage, version, opened_on)
SELECT gen_random_uuid(), %(town)s, 'disputes', 'mediation', '测〔' || 2015 + n %% 10 || '〕' || n || '号', '排水争执 ' || n,
       %(village)s, 'found', 1, DATE '2015-01-01' + (n %% 3650)::int
FROM generate_series(1, %(cases)s) n;
INSERT INTO disputes_dispute ({columns}) SELECT {values} FROM kernel_case WHERE number LIKE '测〔%';
SET session_replication_role = DEFAULT;
ANALYZE kernel_case; ANALYZE disputes_dispute;
"""


def fill(url: str) -> None:
    """Put 100,000 bare rows in place, past the door: this measures reading, and the database is thrown away."""
    given = columns()
    statement = FILL.format(columns=", ".join(given), values=", ".join(given.values()))
    with psycopg.connect(url, autocommit=True) as connection:
        values = {"town": scratch.TOWN, "village": scratch.VILLAGE, "cases": CASES}
        for part in statement.split(";"):
            if part.strip():
                connection.execute(part, values if "%(" in part else None)


def columns() -> dict[str, str]:
    """Each column a bare dispute needs, with the SQL that makes it from its case."""
    from fazhi.systems.disputes.models import Dispute

    given = {"case_id": "id", "town": "town", "source": "'grid'", "dispute_type": "'neighbours'", "summary": "title"}
    given |= {"found_on": "opened_on"}
    for field in Dispute._meta.concrete_fields:
        if field.attname not in given and not field.null:
            default = field.get_default()
            given[field.attname] = f"'{default}'" if isinstance(default, str) else str(default)
    return given


def run(url: str) -> list[str]:
    """Lines of the result; `url` is the scratch database."""
    from django.test import Client

    from fazhi.people.models import Person

    fill(url)
    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(username="clerk"), backend="django.contrib.auth.backends.ModelBackend")

    def page() -> None:
        answer = client.get("/ledgers/disputes.disputes/")
        assert answer.status_code == 200, answer.status_code

    with psycopg.connect(url) as bare:

        def query() -> None:
            bare.execute(
                "SELECT * FROM disputes_row WHERE town = %s ORDER BY found_on DESC, id DESC LIMIT 51", [scratch.TOWN]
            ).fetchall()

        found = measuring.alternate({"ledger page": page, "bare query of its rows": query}, times=6)
    whole, rows = found["ledger page"], found["bare query of its rows"]
    return [f"ledger page at {CASES} cases", whole.line(rows), rows.line()]
