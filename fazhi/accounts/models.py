"""What the house keeps of accounts: sessions, second factors, and who took them away. Only the last belongs to a town."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from fazhi.kernel.models import TownRow
from fazhi.people.identifiers import new_id
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


class Authenticator(models.Model):
    """What somebody proves themselves with besides the password: an authenticator app (TOTP) or a passkey."""

    KINDS: ClassVar = [("totp", "动态口令"), ("passkey", "通行密钥")]
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, verbose_name="工作人员", on_delete=models.CASCADE, related_name="authenticators")
    kind = models.CharField("种类", max_length=10, choices=KINDS)
    title = models.CharField("名称", max_length=40)
    secret = models.TextField("密文种子", blank=True, default="")
    credential = models.CharField("通行密钥编号", max_length=400, blank=True, default="")
    public_key = models.BinaryField("通行密钥公钥", blank=True, default=b"")
    # Of TOTP the time step last used, of a passkey its signature counter: neither may come twice.
    last_used = models.BigIntegerField("最近使用序号", default=0)
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "二次核验方式"
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["credential"], condition=~models.Q(credential=""), name="passkey_credential_once"
            ),
            models.UniqueConstraint(fields=["person"], condition=models.Q(kind="totp"), name="totp_once_per_person"),
        ]


class RecoveryCode(models.Model):
    """One of the codes for the day the telephone is lost, as a digest; it opens once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, verbose_name="工作人员", on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField("恢复码摘要", max_length=64)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_once")]


class WrongCode(models.Model):
    """Somebody gave a wrong code (or a wrong password where it was asked again): too many in a row close the door for a while."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, verbose_name="工作人员", on_delete=models.CASCADE, related_name="+")
    happened_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "核验失败"
        indexes: ClassVar = [models.Index(fields=["person", "happened_at"], name="wrong_code_recent")]


class FactorReset(TownRow):
    """A security administrator took somebody's second factors away, and said why. In the log of the administrator's town."""

    person = models.ForeignKey(Person, verbose_name="被重置人", on_delete=models.PROTECT, related_name="+")
    administrator = models.ForeignKey(Person, verbose_name="安全管理员", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("事由", max_length=200)
    reset_at = models.DateTimeField("重置时间")

    class Meta:
        verbose_name = verbose_name_plural = "二次核验重置"


class OldPassword(models.Model):
    """A password somebody chose, as its hash, and when: for the reminder, and so that it is not chosen again at once."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, verbose_name="工作人员", on_delete=models.CASCADE, related_name="+")
    password = models.CharField("口令的散列", max_length=128)
    chosen_at = models.DateTimeField("设定时间")

    class Meta:
        verbose_name = verbose_name_plural = "用过的口令"
