"""A model field that the database holds only as SM4-GCM ciphertext, and the blind index by which it can still be found.

    class Party(TownRow):
        id_number = EncryptedField("身份证号", max_length=18, blank=True, default="")
        id_number_index = BlindIndex("id_number")

    Party.objects.filter(same(Party, "id_number", typed))

`row.id_number` is opened only when somebody reads it. A ciphertext names its algorithm and its data key and is bound
to its column and its case, so it cannot be moved. The index is HMAC-SM3 under a key of this system alone: equal
numbers meet inside a system and never across two (个人信息保护法 6: no join beyond the purpose).
A row of a case is held by the case; any other row holds itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import CharField, Model, Q
from django.db.models.query_utils import DeferredAttribute

from fazhi.kernel import sealing
from fazhi.kernel.digests import keyed
from fazhi.kernel.keys import INDEXING, WrongKey, ring

if TYPE_CHECKING:
    from fazhi.kernel.models import DataKey

Row = TypeVar("Row", bound=Model)
ERASED = "（已依法销毁）"
_OPENED, _KEYS = "_opened_fields", "_data_keys"


class Token(str):
    """A value as the database holds it: `sm4-gcm:<data key>:<text>`."""

    @property
    def data_key(self) -> UUID:
        """Id of the data key it was encrypted with; WrongKey when this is no such value."""
        try:
            algorithm, identifier, _ = self.split(":")
            if algorithm != sealing.ALGORITHM:
                raise ValueError(algorithm)
            return UUID(identifier)
        except ValueError:
            raise WrongKey("加密内容的格式不对，可能被直接改动过，没有显示；请运行 fazhi verify 核查。") from None


class _Access(DeferredAttribute):
    """Opens on reading; keeps the ciphertext when the same text is written again."""

    def __get__(self, row: Model | None, owner: type[Model] | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        stored = super().__get__(row, owner)
        if not isinstance(stored, Token):
            return stored
        opened = row.__dict__.setdefault(_OPENED, {})
        if name not in opened:
            opened[name] = _open(self.field, row, stored)
        return opened[name]

    def __set__(self, row: Model, value: Any) -> None:
        name = self.field.attname
        opened = row.__dict__.setdefault(_OPENED, {})
        if isinstance(value, Token):
            opened.pop(name, None)
        elif name in opened and opened[name] == value:
            return
        row.__dict__[name] = value


class EncryptedField(CharField):
    """Text of at most `max_length` characters, encrypted at rest; the empty string stays empty."""

    descriptor_class = _Access

    def db_type(self, connection: Any) -> str:
        return "text"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return Token(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        if value and not isinstance(value, Token):
            raise TypeError(f"{self.name} is encrypted: save the row to change it, use same() to look for it")
        return str(value) if value else value

    def pre_save(self, model_instance: Model, add: bool) -> Any:
        opened = model_instance.__dict__.get(_OPENED, {})
        if add and self.attname in opened:  # an earlier attempt was rolled back, and its data key with it
            model_instance.__dict__[self.attname] = opened[self.attname]
        return self.stored(model_instance)

    def stored(self, row: Model) -> Any:
        """What the database holds (or is about to hold) for this row."""
        name = self.attname
        value = row.__dict__.get(name)
        if not value or isinstance(value, Token):
            return value
        data_key = _data_key(row)
        sealed = sealing.encrypt(sealing.unwrapped(data_key), str(value).encode(), _about(self, row))
        token = Token(f"{sealing.ALGORITHM}:{data_key.pk.hex}:{sealing.encoded(sealed)}")
        row.__dict__.setdefault(_OPENED, {})[name] = value
        row.__dict__[name] = token
        return token

    def compared(self, row: Model) -> str:
        """What may stand for this value where two requests are compared: equal for equal values, and no more."""
        return index_of(row._meta.app_label, str(getattr(row, self.attname) or ""))


class BlindIndex(CharField):
    """HMAC-SM3 of another, encrypted field of the same row. Derived, therefore outside the row's digest in the log."""

    def __init__(self, source: str, **options: Any) -> None:
        self.source = source
        super().__init__(**{"max_length": 64, "editable": False, "default": "", "db_index": True, **options})

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        for given in ("max_length", "editable", "default", "db_index"):
            options.pop(given, None)
        return name, path, [self.source, *arguments], options

    def pre_save(self, model_instance: Model, add: bool) -> str:
        untouched = isinstance(model_instance.__dict__.get(self.source), Token)
        if not untouched or self.source in model_instance.__dict__.get(_OPENED, {}):
            setattr(model_instance, self.attname, self.computed(model_instance))
        return str(getattr(model_instance, self.attname))

    def computed(self, row: Model) -> str:
        """The index of this row's value under the current key."""
        return index_of(row._meta.app_label, str(getattr(row, self.source) or ""))


def index_of(system: str, value: str, key: str = "") -> str:
    """The blind index of a value in one system; of nothing, nothing."""
    plain = "".join(value.split()).upper()
    if not plain or value == ERASED:
        return ""
    keys = ring()
    return keyed(keys.derived(key or keys.current(), INDEXING, system), plain.encode())


def same(model: type[Model], field: str, value: str) -> Q:
    """The rows of this model whose encrypted field equals a value, under the current key or one before it."""
    found = next(one for one in model._meta.concrete_fields if isinstance(one, BlindIndex) and one.source == field)
    system = model._meta.app_label
    return Q(**{f"{found.name}__in": [index_of(system, value, key) for key in ring().ids()]}) & ~Q(**{found.name: ""})


def with_keys(rows: Iterable[Row]) -> list[Row]:
    """The rows with all their data keys fetched by one query: for lists in which many are opened."""
    found = list(rows)
    needed = {value.data_key for row in found for value in row.__dict__.values() if isinstance(value, Token)}
    keys = sealing.data_keys().objects.in_bulk(list(needed)) if needed else {}
    for row in found:
        row.__dict__[_KEYS] = keys
    return found


def encrypted_fields(model: type[Model]) -> list[EncryptedField]:
    """The encrypted columns of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedField)]


def _open(field: models.Field, row: Model, token: Token) -> str:
    identifier = token.data_key
    keys = row.__dict__.setdefault(_KEYS, {})
    if identifier not in keys:
        known = sealing.data_keys().objects
        using = known.using(row._state.db) if row._state.db else known
        keys[identifier] = using.filter(pk=identifier).first()
    data_key = keys[identifier]
    if data_key is None:
        raise WrongKey("这一条加密内容所用的数据密钥不在库中，没有显示；请运行 fazhi verify 核查。")
    if not data_key.wrapped:
        return ERASED
    sealed = sealing.decoded(token.rpartition(":")[2])
    return sealing.decrypt(sealing.unwrapped(data_key), sealed, _about(field, row)).decode()


def _data_key(row: Model) -> DataKey:
    found = sealing.data_key_for(row._meta.app_label, _holder(row), row.__dict__["town"], row._state.db)
    if not found.wrapped:
        raise WrongKey("这件事项的身份信息已依法销毁，不能再写入；没有做任何改动。")
    return found


def _holder(row: Model) -> UUID:
    holder: UUID = row.__dict__.get("case_id") or row.pk
    return holder


def _about(field: models.Field, row: Model) -> str:
    return f"{field.verbose_name}|{row._meta.db_table}.{field.column}|{_holder(row)}"
