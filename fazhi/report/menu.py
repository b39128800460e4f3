"""What this room adds to the side menu."""

from fazhi.web.menu import Item

MENU = (Item("年度报告", "latest-report"), Item("报告审校", "audit"))
