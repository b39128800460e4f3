"""`python -m fazhi.conf.backup_trial CHECKPOINT`: is a restored copy alive? Run by the drill with FAZHI_HOME set to it.

Verifies the log up to the checkpoint, opens every encrypted value, and logs in; prints one JSON object. It sets the
password of one account, so it is for copies only, and refuses to run without the drill's mark beside the database.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from typing import Any

from fazhi.conf.errors import CommandError
from fazhi.conf.home import home_folder
from fazhi.conf.start import prepare

MARK = "drill"


def main(checkpoint: str) -> int:
    """Print what was found; exit code 0 whatever it was."""
    if not (home_folder() / MARK).is_file():
        raise CommandError("这里不是演练用的副本，没有做任何改动。")
    # The copy has the telephones of nobody.
    os.environ["FAZHI_SECOND_FACTOR"] = "off"
    prepare()
    print(json.dumps({**_verified(checkpoint), **_opened(), **_logged_in()}, ensure_ascii=False))
    return 0


def _verified(checkpoint: str) -> dict[str, Any]:
    from fazhi.kernel import seals
    from fazhi.kernel.models import LogEntry

    entries = LogEntry.objects.using(seals.OWNER).count()
    return {"entries": entries, "broken": [one.sentence for one in seals.verify(checkpoint)]}


def _opened() -> dict[str, Any]:
    from django.apps import apps

    from fazhi.accounts.models import Authenticator
    from fazhi.accounts.secrets import opened as open_seed
    from fazhi.kernel.encrypted import encrypted_fields
    from fazhi.kernel.keys import KeyFault, ring

    opened, faults = 0, []
    try:
        # What is written next needs to know which key is the current one; reading does not.
        ring().current()
    except KeyFault as fault:
        faults.append(fault.sentence)
    for model in apps.get_models():
        for field in encrypted_fields(model):
            for row in model._base_manager.using("owner").exclude(**{field.name: ""}).iterator(chunk_size=500):
                try:
                    getattr(row, field.attname)
                    opened += 1
                except KeyFault as fault:
                    faults.append(fault.sentence)
    for seed in Authenticator.objects.using("owner").exclude(secret=""):
        try:
            open_seed(seed)
            opened += 1
        except KeyFault as fault:
            faults.append(fault.sentence)
    return {"opened": opened, "closed": faults[:5]}


def _logged_in() -> dict[str, Any]:
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from fazhi.kernel.today import today
    from fazhi.people.models import Appointment

    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    current = Appointment.objects.filter(person__is_active=True, starts_on__lte=today(), ends_on=None)
    held = current.select_related("person").order_by("starts_on", "id").first()
    if held is None:
        return {"login": "没有在任账号可试"}
    password = secrets.token_urlsafe(24)
    held.person.set_password(password)
    held.person.save(using="owner", update_fields=["password"])
    client = Client(headers={"host": "localhost"})
    answer = client.post(reverse("login"), {"username": held.person.username, "password": password})
    if answer.status_code != 302:
        return {"login": f"登录没有成功（{answer.status_code}）"}
    page = client.get(reverse("desk"), follow=True)
    return {"login": "" if page.status_code == 200 else f"登录后首页打不开（{page.status_code}）"}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
