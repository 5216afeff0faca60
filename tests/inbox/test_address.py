"""One person, one spelling: and never two people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.errors import AddressInvalid
from signoff.inbox.address import canonical_address, reachable_address


class TestTwoSpellings:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Ana@Example.COM", "ana@example.com"),
            ('"ana"@example.com', "ana@example.com"),
            ("ana@bücher.example", "ana@xn--bcher-kva.example"),
            ("jose\u0301@example.com", "jos\u00e9@example.com"),
            (" ana@example.com ", "ana@example.com"),
            ("ana@B\u00dcCHER.example", "ana@xn--bcher-kva.example"),
            ("J\u030c@example.com", "\u01f0@example.com"),
        ],
        ids=["case", "quoted", "idn", "nfd", "space", "idn in capitals", "accent left apart"],
    )
    def test_are_one_address_when_they_mean_one_mailbox(self, one, other):
        assert canonical_address(one) == canonical_address(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("ana+x@example.com", "ana@example.com"),
            ("a.na@gmail.example", "ana@gmail.example"),
            ("\u0430na@example.com", "ana@example.com"),
            ("wei\u00df@example.com", "weiss@example.com"),
        ],
        ids=["plus part", "dots", "cyrillic a", "sharp s"],
    )
    def test_are_two_addresses_when_only_a_provider_could_know(self, one, other):
        assert canonical_address(one) != canonical_address(other)


class TestTextThatIsNoAddress:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "ana",
            "@example.com",
            "ana@",
            "ana@example.com, bo@example.com",
            "Ana <ana@example.com>",
            "ana@exa mple.com",
            "ana@stra\u00dfe.example",
            "ana@exam\u200bple.com",
            "an\u200ba@example.com",
            "\u202eana@example.com",
            "ana@\uff45xample.com",
            "ana@example..com",
            "ana@example.com.",
            ".ana@example.com",
            "ana\r\nBcc: eve@evil.example@example.com",
            "ana\x00@example.com",
            "an\ud800a@example.com",
            "ana@-example.com",
            "a" * 65 + "@example.com",
            "ana@" + "a" * 64 + ".com",
            "ana@" + ".".join(["abcdefgh"] * 40),
        ],
    )
    def test_is_refused_with_what_to_write(self, text):
        with pytest.raises(AddressInvalid, match=r"ana@example\.com"):
            canonical_address(text)


class TestAnAddressThatMailIsToGoTo:
    def test_has_the_full_name_of_a_domain_or_is_of_this_machine(self):
        for good in ("Ana@Example.com", "ana@localhost", "ana@box.localhost"):
            assert reachable_address(good) == good.lower()
        for bad in ("nobody@nowhere", "ana@com", "ana"):
            with pytest.raises(AddressInvalid, match=r"ana@example\.com"):
                reachable_address(bad)


@given(st.text(max_size=80))
def test_a_canonical_address_is_its_own_canonical_form_or_text_is_refused(text):
    try:
        once = canonical_address(text)
    except AddressInvalid:
        return
    assert canonical_address(once) == once
    assert once.count("@") == 1
    assert not set(once) & set("\r\n\0 <>,;:")
