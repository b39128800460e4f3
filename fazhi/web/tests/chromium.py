"""The browser of the tests: FAZHI_BROWSER, else the system's own, else the one playwright has fetched (scripts/browser.py).

`make test` brings one, so that where there is none the test fails: a test left out would look like one that holds.
"""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def launched(playwright: Playwright) -> Browser:
    """Chromium without a window; whoever asked for it closes it."""
    path = os.environ.get("FAZHI_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=path, args=QUIET)
