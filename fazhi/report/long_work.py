"""What this room does outside the request (kernel.jobs finds this module by its name)."""

from fazhi.kernel.jobs import Work
from fazhi.report import auditing

KINDS: dict[str, Work] = {"audit": auditing.work}
