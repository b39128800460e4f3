"""The file of a backup comes back byte for byte, or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.conf import backup_format
from fazhi.conf.backup_format import BackupFault, Reader, Writer

PASSPHRASE = "correct horse battery"
NAME = Path("house.fazhi")


@pytest.fixture(autouse=True, scope="module")
def small() -> object:
    """Short chunks and a cheap passphrase, so that many files can be tried."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_format, "CHUNK", 64)
        patch.setattr(backup_format, "COST", 1 << 4)
        yield


def written(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    file = io.BytesIO()
    with Writer(file, passphrase) as writer:
        for at in range(0, len(content), 50):
            writer.write(content[at : at + 50])
    return file.getvalue()


def read(file: bytes, passphrase: str = PASSPHRASE) -> bytes:
    reader = Reader(io.BytesIO(file), passphrase, NAME)
    content = reader.read(1 << 20)
    reader.finish()
    return content


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_what_was_written_comes_back(content: bytes) -> None:
    assert read(written(content)) == content


@settings(deadline=None)
@given(st.binary(max_size=300), st.data())
def test_a_cut_file_is_refused_wherever_it_is_cut(content: bytes, data: st.DataObject) -> None:
    whole = written(content)
    with pytest.raises(BackupFault):
        read(whole[: data.draw(st.integers(0, len(whole) - 1))])


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=300), st.data())
def test_an_altered_byte_is_noticed_wherever_it_is(content: bytes, data: st.DataObject) -> None:
    whole = bytearray(written(content))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BackupFault):
        read(bytes(whole))


def test_swapped_and_left_out_chunks_are_noticed() -> None:
    whole = written(bytes(range(200)))
    size = 5 + 64 + backup_format.TAG
    head = len(whole) - 3 * size - (5 + 200 % 64 + backup_format.TAG)
    first, second, rest = whole[head : head + size], whole[head + size : head + 2 * size], whole[head + 2 * size :]
    assert read(whole[:head] + first + second + rest) == bytes(range(200))
    for wrong in (second + first + rest, first + rest, second + rest):
        with pytest.raises(BackupFault):
            read(whole[:head] + wrong)


def test_a_chunk_of_another_backup_does_not_fit() -> None:
    one, other = written(b"a" * 200), written(b"b" * 200)
    size = 5 + 64 + backup_format.TAG
    with pytest.raises(BackupFault):
        read(one[: -3 * size] + other[-3 * size :])


def test_another_passphrase_is_told_from_a_damaged_file() -> None:
    with pytest.raises(BackupFault, match="口令不对"):
        read(written(b"abc"), "wrong horse battery")
    with pytest.raises(BackupFault, match="不完整"):
        read(written(b"abc" * 90)[:-1])
    with pytest.raises(BackupFault, match="不是 fazhi backup 制作的"):
        read(b"PK\x03\x04 something else")
    with pytest.raises(BackupFault, match="末尾多出"):
        read(written(b"abc") + b"x")


def test_nothing_of_the_content_lies_open() -> None:
    assert b"11010519491231002X" not in written(b"11010519491231002X" * 9)
