"""SM3 and SHA-256 behind one port give the values their standards publish."""

import pytest

from fazhi.kernel import digests

ABC = {
    "sm3": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
}


@pytest.mark.parametrize("algorithm", sorted(digests.ALGORITHMS))
def test_the_published_example_comes_out(algorithm: str) -> None:
    assert digests.digest(b"abc", algorithm) == ABC[algorithm]


def test_both_sources_of_sm3_agree() -> None:
    made = digests._library_sm3()
    for part in (b"a", b"", b"bc"):
        made.update(part)
    assert made.hexdigest() == ABC["sm3"] == digests.sm3(b"abc")


def test_an_unknown_algorithm_is_refused() -> None:
    with pytest.raises(KeyError):
        digests.digest(b"abc", "md5")


def test_a_keyed_digest_depends_on_its_key() -> None:
    assert digests.keyed(b"k" * 16, b"abc") != digests.keyed(b"l" * 16, b"abc")
    assert digests.keyed(b"k" * 16, b"abc") == digests.keyed(b"k" * 16, b"abc")
