"""How many comments one place may send on one day: enough for a village that shares one address, too few for a machine.

No address is kept: a place is HMAC-SM3 of the address under a salt of the day, and both are thrown away with the day.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection

from fazhi.kernel.digests import keyed
from fazhi.kernel.today import today
from fazhi.law import rules
from fazhi.systems.consultations.models import Quota, Salt

RULE = "consultations.comments_a_day"
RAISE = """
INSERT INTO consultations_quota (day, place, count) VALUES (%s, %s, 1)
ON CONFLICT (day, place) DO UPDATE SET count = consultations_quota.count + 1 RETURNING count
"""


def allows(address: str, town: str) -> bool:
    """Count one more comment from this address; whether it is still within the day's measure of the town."""
    day = today()
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [day, keyed(_salt(day), address.encode())])
        count = cursor.fetchone()[0]
    return bool(count <= int(rules.load().value_on(RULE, day, town).value))


def _salt(day: date) -> bytes:
    found, new = Salt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})
    if new:
        Salt.objects.filter(day__lt=day).delete()
        Quota.objects.filter(day__lt=day).delete()
    return bytes.fromhex(found.salt)
