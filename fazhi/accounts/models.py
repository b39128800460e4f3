"""What the house keeps of accounts: sessions. None of it belongs to a town."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from fazhi.people.models import Person


class Session(AbstractBaseSession):
    """Somebody's stay after one log-in, on one device. One that has ended keeps why, so that the next page can say it."""

    ENDINGS: ClassVar = {
        "idle": "您有一段时间没有操作，登录已自动结束。",
        "absolute": "这次登录已达到一次登录的最长时间，自动结束。",
        "posts": "您的任职刚有变动，请重新登录。",
        "password": "您的密码或账号状态已更改，请重新登录。",
        "factor": "您的二次核验方式已更改，请重新登录。",
        "limit": "您的账号又在别处登录，超过同时登录的上限，这里的登录已结束。",
        "self": "您在另一处结束了这里的登录。",
    }
    person = models.ForeignKey(Person, verbose_name="工作人员", null=True, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField("登录时间", null=True)
    seen_at = models.DateTimeField("最近操作时间", null=True)
    browser = models.CharField("浏览器", max_length=60, blank=True, default="")
    address = models.GenericIPAddressField("网络地址", null=True)
    ended = models.CharField("结束原因", max_length=10, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "登录会话"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from fazhi.accounts.sessions import SessionStore

        return SessionStore
