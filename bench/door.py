"""Cases opened through the door (who may, gates, number, step, clock, log) beside bare one-row commits on the same server."""

from __future__ import annotations

from datetime import date

import psycopg

from bench import measuring, scratch

FIELDS = {"source": "grid", "dispute_type": "neighbours", "summary": "排水争执", "found_on": date(2022, 3, 1)}


def run(url: str) -> list[str]:
    """Lines of the result; `url` is the scratch database."""
    from fazhi.kernel import act
    from fazhi.kernel.doing import Doing, NewCase
    from fazhi.people import scopes

    actor = scratch.actor()
    day = date(2022, 3, 1)

    def through_the_door() -> None:
        with scopes.within(scratch.TOWN):
            act.begin(
                NewCase("disputes", "mediation", scratch.VILLAGE, "排水争执"),
                Doing("report", actor, day, fields=FIELDS),
            )

    with psycopg.connect(url) as bare:
        bare.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, body text)")
        bare.commit()

        def bare_commit() -> None:
            bare.execute("INSERT INTO bare (body) VALUES ('排水争执')")
            bare.commit()

        found = measuring.alternate({"act.begin": through_the_door, "bare commit": bare_commit}, times=60)
    opened, committed = found["act.begin"], found["bare commit"]
    return [
        f"cases opened per second through act: {1 / opened.seconds:.0f}",
        f"bare one-row commits per second: {1 / committed.seconds:.0f}",
        opened.line(committed),
        committed.line(),
    ]
