"""Divisions, offices, posts and who holds them from when to when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from fazhi.people.divisions import LEVEL_TITLES
from fazhi.people.identifiers import new_id
from fazhi.people.roles import role_choices


class Division(models.Model):
    """An administrative division by its 12-digit code, valid between two dates."""

    code = models.CharField("区划代码", max_length=12, primary_key=True, validators=[RegexValidator(r"^\d{12}$")])
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=list(LEVEL_TITLES.items()))
    parent = models.ForeignKey("self", verbose_name="上级", null=True, blank=True, on_delete=models.PROTECT)
    valid_from = models.DateField("启用日期", default=date(2000, 1, 1))
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{12}$"), name="division_code_has_twelve_digits"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="division_dates"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def government(self) -> str:
        """The government of a town as it signs: 沙市镇人民政府; that of a subdistrict is an office, 青龙街道办事处."""
        return f"{self.name}{'办事处' if self.name.endswith('街道') else '人民政府'}"


class DivisionChange(models.Model):
    """A dated change of divisions: one code gives way to another, and the rows of the old one stay where they are."""

    KINDS: ClassVar = [("renamed", "更名"), ("merged", "合并"), ("split", "分设"), ("recoded", "代码变更")]
    old = models.ForeignKey(Division, verbose_name="原区划", related_name="changes_from", on_delete=models.PROTECT)
    new = models.ForeignKey(Division, verbose_name="新区划", related_name="changes_to", on_delete=models.PROTECT)
    kind = models.CharField("变更类型", max_length=10, choices=KINDS)
    happened_on = models.DateField("变更日期")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "区划变更"


class Office(models.Model):
    """An office of a town or village: 司法所, 综治中心, 村人民调解委员会."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    division = models.ForeignKey(Division, verbose_name="所属区划", on_delete=models.PROTECT)
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "机构"
        constraints: ClassVar = [models.UniqueConstraint(fields=["division", "name"], name="office_once_per_division")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post in an office; its role says what its holder may do."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT)
    title = models.CharField("岗位名称", max_length=40)
    role = models.CharField("角色", max_length=30, choices=role_choices)

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "title"], name="post_once_per_office")]

    def __str__(self) -> str:
        return self.title


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts; there is no sign-up and no superuser."""

    def create_person(self, username: str, name: str, password: str | None = None) -> Person:
        """A new account; without a password nobody can log in to it."""
        person = self.model(username=username, name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who works with Fazhi. What a person may do comes only from appointments."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("在用", default=True)
    large_print = models.BooleanField("大字版", default=False)

    USERNAME_FIELD = "username"
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = verbose_name_plural = "工作人员"

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """Who holds a post, for which division, from which day to which day (the last day included)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT)
    division = models.ForeignKey(Division, verbose_name="管辖区划", on_delete=models.PROTECT)
    starts_on = models.DateField("任职日期")
    ends_on = models.DateField("离任日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="appointment_ends_after_it_starts"
            )
        ]

    def clean(self) -> None:
        """A post must be held for a division of the level its role reaches."""
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "离任日期早于任职日期，请核对后重新填写。"})


class Certificate(models.Model):
    """A qualification a person holds from one day to another: only on these days may they do what the law asks it for."""

    KINDS: ClassVar = [("enforcement", "行政执法证"), ("legal", "法律职业资格证书")]
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, verbose_name="持证人", on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField("种类", max_length=20, choices=KINDS)
    number = models.CharField("证号", max_length=40)
    starts_on = models.DateField("有效期自")
    ends_on = models.DateField("有效期至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "资格证件"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="certificate_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="certificate_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
