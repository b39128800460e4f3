"""Rounds that are over are kept, so that a year is counted as it stood on its cut-off day; earlier ones come from the steps."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import fazhi.people.identifiers
from fazhi.kernel.protection import AppendOnly, Protect
from fazhi.kernel.rows import entry_digest, row_digest
from fazhi.kernel.today import now

DAYS = (
    "accepted_on mediated_on agreed_on confirmed_on performed_on followed_up_on settled_on terminated_on reopened_on"
).split()
WORDS = ("agreement_form", "confirmation", "performance", "outcome")
REOPENINGS = ("reopen", "reapply")
ACCEPTANCES = {"accept": "village", "accept_town": "town", "carry_accepted": "village"}

VIEW = """
CREATE VIEW disputes_round_row WITH (security_invoker = true) AS
SELECT coalesce(b.id, c.id) AS id, c.town, c.id AS "case",
  CASE WHEN c.procedure = 'carried_over' THEN coalesce((SELECT nullif(s.reference, '') FROM disputes_sourcerecord s
    WHERE s.case_id = c.id ORDER BY s.id LIMIT 1), c.number) ELSE c.number END::varchar(60) AS number,
  c.title, c.village_id AS village, v.name AS village_name,
  (coalesce(b.round, 0) + 1)::smallint AS round, coalesce(b.ends_on + 1, d.found_on) AS starts_on,
  CASE WHEN c.stage = 'merged' THEN c.closed_on - 1 END AS ends_on,
  d.source, d.dispute_type, d.people, d.amount,
  CASE WHEN c.stage = 'at_county' THEN 'county' ELSE d.level END AS level,
  d.found_on, d.accepted_on,
  -- Accepted again by the town after the village: the dispute was accepted on the first of the two days.
  least(d.accepted_on, (SELECT min(k.happened_on) FROM kernel_step k WHERE k.case_id = c.id
     AND k.name IN ('accept', 'accept_town', 'carry_accepted'))) AS first_accepted_on,
  d.mediated_on, d.agreement_form, d.agreed_on, d.confirmation, d.confirmed_on,
  d.performance, d.performed_on, d.followed_up_on, d.settled_on, d.terminated_on, d.reopened_on, d.outcome
FROM kernel_case c JOIN disputes_dispute d ON d.case_id = c.id AND d.town = c.town
JOIN people_division v ON v.code = c.village_id
LEFT JOIN (SELECT DISTINCT ON (case_id) case_id, id, round, ends_on FROM disputes_round
  ORDER BY case_id, round DESC) b ON b.case_id = c.id
UNION ALL
SELECT coalesce(b.id, c.id), c.town, c.id, c.number, c.title, c.village_id, v.name, r.round, r.starts_on, r.ends_on,
  d.source, d.dispute_type, d.people, d.amount, r.level,
  d.found_on, r.accepted_on,
  least(r.accepted_on, (SELECT min(k.happened_on) FROM kernel_step k WHERE k.case_id = c.id
     AND k.name IN ('accept', 'accept_town', 'carry_accepted'))),
  r.mediated_on, r.agreement_form, r.agreed_on, r.confirmation, r.confirmed_on,
  r.performance, r.performed_on, r.followed_up_on, r.settled_on, r.terminated_on, r.reopened_on, r.outcome
FROM disputes_round r JOIN kernel_case c ON c.id = r.case_id AND c.town = r.town
JOIN disputes_dispute d ON d.case_id = c.id AND d.town = c.town
JOIN people_division v ON v.code = c.village_id
LEFT JOIN disputes_round b ON b.case_id = r.case_id AND b.round = r.round - 1;
"""


def keep_what_is_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row a round that is over."""
    alias = schema_editor.connection.alias
    step, dispute = apps.get_model("kernel", "Step"), apps.get_model("disputes", "Dispute")
    closed, rows = apps.get_model("disputes", "Round"), dispute.objects.using(alias)
    done = step.objects.using(alias).filter(case__system="disputes")
    for one in rows.filter(case__in=done.filter(name__in=REOPENINGS).values("case")).order_by("pk"):
        steps = done.filter(case=one.pk).order_by("sequence").values_list("name", "happened_on")
        for found in rounds_of(one.found_on, steps):
            row = closed(town=one.town, case_id=one.pk, **found)
            row.save(using=alias)
            _note(apps, alias, row)


def rounds_of(found_on: date, steps: Iterable[tuple[str, date]]) -> list[dict[str, Any]]:
    """The rounds that are over, from the names and days of all steps in order.

    What the court ruled stands on no step: a confirmation of an earlier round stays uncounted, as it was before.
    """
    standing: dict[str, Any] = {"level": "village", **dict.fromkeys(DAYS), **dict.fromkeys(WORDS, "")}
    over: list[dict[str, Any]] = []
    starts_on = found_on
    for name, day in steps:
        if name not in REOPENINGS:
            standing |= _after(name, day, standing)
            continue
        ends_on = day - timedelta(days=1)
        over.append({**standing, "round": len(over) + 1, "starts_on": starts_on, "ends_on": ends_on})
        starts_on = day
        kept = {key: standing[key] for key in ("level", "accepted_on", "mediated_on", "reopened_on")}
        standing = {**dict.fromkeys(DAYS), **dict.fromkeys(WORDS, ""), **kept}
        standing |= {"reopened_on": day} if name == "reopen" else {}
    return over


def _after(name: str, day: date, before: dict[str, Any]) -> dict[str, Any]:
    """What a step changed in the dossier."""
    if name in ACCEPTANCES:
        level = {} if name == "carry_accepted" else {"level": ACCEPTANCES[name]}
        return {"accepted_on": day, **level}
    return {
        "mediate": {"mediated_on": before["mediated_on"] or day},
        "agree_written": {"agreed_on": day, "agreement_form": "written"},
        "agree_oral": {"agreed_on": day, "agreement_form": "oral"},
        "county_agreement": {"agreed_on": day, "agreement_form": "written", "level": "county"},
        "county_return": {"level": "town"},
        "county_decision": {"settled_on": day, "outcome": "other_road", "level": "county"},
        "apply_confirmation": {"confirmation": "applied"},
        "confirmation_result": {"confirmed_on": day, "confirmation": ""},
        "perform_part": {"performance": "partial"},
        "perform": {"performance": "full", "performed_on": day},
        "follow_up": {"followed_up_on": day},
        "settle": {"settled_on": day, "outcome": "mediated"},
        "settle_elsewhere": {"settled_on": day, "outcome": "other_road"},
        "tell_roads": {"terminated_on": day, "outcome": "terminated"},
    }.get(name, {})


def _note(apps: Apps, alias: str, row: Any) -> None:
    noted = apps.get_model("kernel", "LogEntry")(
        town=row.town,
        recorded_at=now(),
        actor="法治平台（调处轮次补记）",
        action="disputes.keep_round",
        table=row._meta.db_table,
        row=str(row.pk),
        row_digest=row_digest(row),
    )
    noted.digest = entry_digest(noted)
    noted.save(using=alias)


def _day(title: str) -> models.DateField:
    return models.DateField(title, null=True, blank=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("disputes", "0004_ordered_ledger"), ("kernel", "0005_sealed_digest")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=fazhi.people.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("town", models.CharField("乡镇区划代码", max_length=12, db_collation="C")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispute_rounds",
                        to="kernel.case",
                        verbose_name="案件",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField("轮次")),
                ("starts_on", models.DateField("本轮起始日期")),
                ("ends_on", models.DateField("本轮终止日期")),
                ("level", models.CharField("调处层级", max_length=10)),
                ("accepted_on", _day("受理日期")),
                ("mediated_on", _day("首次调解日期")),
                ("agreement_form", models.CharField("协议形式", max_length=10, blank=True, default="")),
                ("agreed_on", _day("协议生效日期")),
                ("confirmation", models.CharField("司法确认", max_length=10, blank=True, default="")),
                ("confirmed_on", _day("司法确认日期")),
                ("performance", models.CharField("履行情况", max_length=10, blank=True, default="")),
                ("performed_on", _day("履行完毕日期")),
                ("followed_up_on", _day("回访日期")),
                ("settled_on", _day("化解日期")),
                ("terminated_on", _day("终止日期")),
                ("reopened_on", _day("重新调处日期")),
                ("outcome", models.CharField("结果", max_length=20, blank=True, default="")),
            ],
            options={
                "verbose_name": "调处轮次",
                "verbose_name_plural": "调处轮次",
                "ordering": ["round"],
                "constraints": [models.UniqueConstraint(fields=("case", "round"), name="dispute_round_once")],
            },
        ),
        migrations.CreateModel(
            name="RoundRow",
            fields=[("id", models.UUIDField(primary_key=True, serialize=False))],
            options={"db_table": "disputes_round_row", "managed": False},
        ),
        migrations.RunPython(keep_what_is_over, migrations.RunPython.noop),
        Protect("disputes_round"),
        AppendOnly("disputes_round"),
        migrations.RunSQL(VIEW, "DROP VIEW disputes_round_row"),
    ]
