"""The WSGI application that granian (or any other server) runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.conf.settings")
application = get_wsgi_application()
if os.environ.get("FAZHI_PROXY"):
    # Behind a proxy of ours every browser would have its address, and one wrong password would lock out the town.
    application = wrap_wsgi_with_proxy_headers(application, os.environ["FAZHI_PROXY"])
