"""What accounts add to the side menu."""

from fazhi.web.menu import Item

MENU = (Item("账号安全", "people"),)
