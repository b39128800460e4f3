"""A defect put in on purpose: a server that thanks for a report first and writes it afterwards."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from fazhi.conf.wsgi import application as honest

DELAY = 0.3


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a posted report at once with where it will be; everything else as it should be."""
    if environ["REQUEST_METHOD"] != "POST" or not environ["PATH_INFO"].startswith("/open/"):
        return honest(environ, start_response)
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    later = {**environ, "wsgi.input": io.BytesIO(body)}
    threading.Thread(target=_write, args=(later,), daemon=True).start()
    start_response("302 Found", [("Location", f"/cases/{parse_qs(body.decode())['request'][0]}/")])
    return [b""]


def _write(environ: dict[str, Any]) -> None:
    time.sleep(DELAY)
    for _ in honest(environ, lambda *_: None):
        pass
