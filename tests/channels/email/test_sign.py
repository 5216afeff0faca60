"""Our own signature: another program can verify it, and no wrong key starts."""

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from signoff.channels.email.compose import compose
from signoff.channels.email.sign import read_signer
from signoff.channels.email.wire import to_octets
from signoff.errors import ConfigurationError


def pem(key):
    kind = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption())


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def signer(tmp_path, key):
    file = tmp_path / "dkim.pem"
    file.write_bytes(pem(key))
    return read_signer(file, selector="s1", domain="corp.test")


@pytest.fixture
def published(key):
    """The record in the DNS, as dkimpy asks for it."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    public = key.public_key().public_bytes(serialization.Encoding.DER, form)
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    def look_up(name, timeout=5):
        assert name == b"s1._domainkey.corp.test."
        return record

    return look_up


class TestASignedMail:
    def test_is_verified_by_whoever_reads_the_public_key(self, given, signer, published):
        signed = signer(to_octets(compose(given.letter(), sender=given.sender)))

        assert signed.startswith(b"DKIM-Signature:")
        assert dkim.verify(signed, dnsfunc=published)

    @pytest.mark.parametrize(
        ("said", "instead"),
        [
            (b"Subject: Review", b"Subject: Rewire"),
            (b"From: signoff", b"From: eve@evil.test\r\nFrom: signoff"),
            (b"Reply-To: signoff", b"Reply-To: Signoff"),
            (b"customers", b"enemies"),
        ],
    )
    def test_says_so_when_it_was_changed_on_the_way(self, given, signer, published, said, instead):
        signed = signer(to_octets(compose(given.letter(), sender=given.sender)))
        assert said in signed

        assert not dkim.verify(signed.replace(said, instead, 1), dnsfunc=published)

    def test_shows_no_key_where_somebody_prints_what_signs(self, signer):
        assert "PRIVATE" not in repr(signer)


class TestAKeyThatCannotSign:
    @pytest.mark.parametrize(
        "octets", [b"", b"not a key", pem(ec.generate_private_key(ec.SECP256R1()))]
    )
    def test_is_refused_before_anything_starts(self, tmp_path, octets):
        file = tmp_path / "dkim.pem"
        file.write_bytes(octets)

        with pytest.raises(ConfigurationError, match="no mail can be signed"):
            read_signer(file, selector="s1", domain="corp.test")

    def test_is_one_that_is_not_there(self, tmp_path):
        with pytest.raises(ConfigurationError, match="cannot be read"):
            read_signer(tmp_path / "none.pem", selector="s1", domain="corp.test")
