"""Coming in by a real identity provider on loopback."""

import base64
import hmac
import json
import warnings
from datetime import timedelta
from functools import partial
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from signoff.clock import SystemClock
from signoff.errors import ConfigurationError, SignInRefused, SignInUnavailable
from signoff.store.oidc_account import OidcAccount, read_oidc_account
from signoff.web.oidc_client import OidcClient, new_attempt
from tests.support.plain_http import NOBODY
from tests.web.cast import ANA, BEN
from tests.web.conftest import OWN_PAGE

with warnings.catch_warnings():
    import authlib.deprecate  # noqa: F401 - it turns its warnings on when it is imported

    warnings.simplefilter("ignore")
    from oidc_provider_mock import User, run_server_in_thread

# The provider's own code is behind its own library.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")

API = "/api/v1"
CLIENT = "signoff-client"


def claims(address, **more):
    return {"email": address, "email_verified": True, "name": "Somebody", **more}


PEOPLE = (
    User(sub="ana", claims=claims(ANA)),
    User(sub="ben", claims=claims(BEN)),
    User(sub="new", claims=claims("new@welcome.example")),
    User(sub="unproved", claims=claims(ANA, email_verified=False)),
    User(sub="mailless", claims={}),
)


@pytest.fixture(scope="module")
def issuer():
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def keys():
    """The provider's, and another's that calls itself the same."""
    return [RSAKey.generate_key(2048, {"kid": "k1"}) for _ in range(2)]


@pytest.fixture(autouse=True)
def plain_http(monkeypatch):
    """Read no list of whom to trust: it takes longer than all that is said here, without TLS."""
    monkeypatch.setattr(httpx2, "Client", partial(httpx2.Client, verify=NOBODY))


@pytest.fixture
def stage(open_stage, issuer):
    stage = open_stage(
        oidc=OidcAccount(issuer, CLIENT, "a secret", "Acme", {"welcome.example": "reviewer"})
    )
    # Tokens are judged by the clock, and the provider's runs.
    stage.bench.clock.forward(SystemClock().now() - stage.bench.clock.now())
    return stage


def allow(sent, subject):
    """What the provider's page does: say that this subject may go on; return where to."""
    with httpx2.Client() as browser:
        answer = browser.post(sent.headers["location"], data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def come_back(visitor, subject):
    sent = visitor.get("/sign-in/oidc")
    assert sent.status_code == 303, sent.text
    return visitor.get(allow(sent, subject))


@pytest.fixture
def visitor(stage):
    return stage.stranger(Accept="text/html", **OWN_PAGE)


class TestWhoeverHasAnAccount:
    def test_costs_one_client_of_http_as_they_come_back(self, stage, visitor):
        client, made = stage.web.state.oidc, []
        opened = client.http
        client.http = lambda: made.append("a client") or opened()

        for _ in range(2):
            assert come_back(visitor, "ana").status_code == 303

        assert len(made) == 3, "one that asked who the provider is, then one each time"

    def test_comes_in_and_is_led_on(self, stage, visitor):
        page = visitor.get("/sign-in?next=/runs").text
        sent = visitor.get("/sign-in/oidc")
        asked = parse_qs(urlsplit(sent.headers["location"]).query)

        back = visitor.get(allow(sent, "ana"))

        assert 'href="/sign-in/oidc"' in page
        assert "Continue with Acme" in page
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["redirect_uri"] == [f"{stage.base_url}/sign-in/oidc/callback"]
        assert (back.status_code, back.headers["location"]) == (303, "/runs")
        assert visitor.get(f"{API}/me").json()["address"] == ANA
        assert visitor.get(f"{API}/me/sessions").json()["items"][0]["way"] == "oidc"
        program = stage.program(ANA)
        assert program.get(f"{API}/people/{ANA}").json()["name"] == "Somebody"
        program.patch(f"{API}/people/{ANA}", json={"name": "Ana Lind"})
        come_back(visitor, "ana")
        assert program.get(f"{API}/people/{ANA}").json()["name"] == "Ana Lind"

    def test_does_not_come_in_once_it_is_not_active(self, stage, visitor):
        stage.member(BEN, "reviewer")
        stage.program(ANA).patch(f"{API}/people/{BEN}", json={"is_active": False})

        back = come_back(visitor, "ben")

        assert back.status_code == 401
        assert "is not active" in back.text

    def test_keeps_its_attempt_from_scripts(self, visitor):
        cookie = SimpleCookie(visitor.get("/sign-in/oidc").headers["set-cookie"])["signoff_oidc"]

        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
            True,
            "lax",
            "/sign-in/oidc",
        )


class TestWhoeverHasNone:
    def test_stays_outside(self, visitor):
        back = come_back(visitor, "ben")

        assert back.status_code == 401
        assert f"{BEN} has no account here" in back.text
        assert visitor.get(f"{API}/me").status_code == 401

    def test_gets_one_with_a_role_where_the_domain_is_let_in(self, stage, visitor):
        assert come_back(visitor, "new").status_code == 303

        me = visitor.get(f"{API}/me").json()
        assert me == {
            "address": "new@welcome.example",
            "name": "Somebody",
            "language": None,
            "zone": None,
            "permissions": ["respond_to_human_feedback"],
        }
        person = stage.program(ANA).get(f"{API}/people/new@welcome.example").json()
        assert [role["role"] for role in person["roles"]] == ["reviewer"]


class TestAnAddressThatTheProviderHasNotVerified:
    @pytest.mark.parametrize("subject", ["unproved", "mailless"])
    def test_opens_nothing(self, visitor, subject):
        back = come_back(visitor, subject)

        assert back.status_code == 401
        assert "no mail address of yours that it has verified" in back.text


class TestAWayBack:
    def test_is_refused_to_another_browser_and_with_another_state(self, stage, visitor):
        sent = visitor.get("/sign-in/oidc")
        back = allow(sent, "ana")
        other = stage.stranger(Accept="text/html", **OWN_PAGE)
        forged = back.replace("state=", "state=x")

        assert other.get(back).status_code == 401
        other.get("/sign-in/oidc")
        assert other.get(back).status_code == 401
        assert visitor.get(forged).status_code == 401
        assert visitor.get(back).status_code == 303

    def test_is_refused_twice_and_late(self, stage, visitor):
        sent = visitor.get("/sign-in/oidc")
        back = allow(sent, "ana")
        cookie = visitor.cookies["signoff_oidc"]
        assert visitor.get(back).status_code == 303

        visitor.cookies.set("signoff_oidc", cookie, path="/sign-in/oidc")
        again = visitor.get(back)
        stage.bench.clock.forward(timedelta(minutes=15))
        late = visitor.get(back)

        assert (again.status_code, late.status_code) == (401, 401)
        assert "works once only" in again.text
        assert "a quarter of an hour ago" in late.text

    def test_tells_what_the_provider_refused(self, visitor):
        visitor.get("/sign-in/oidc")

        back = visitor.get("/sign-in/oidc/callback?error=access_denied")

        assert back.status_code == 401
        assert "access_denied" in back.text


def _part(told):
    return _coded(json.dumps(told).encode())


def _coded(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


class TestAnIdToken:
    """Judged as it comes: signature, issuer, audience, time and nonce must all be right."""

    ISSUER = "https://id.example"

    def judged(self, keys, *, signed_by=0, raw=None, metadata=None, **change):
        now = SystemClock().now()
        attempt = new_attempt()
        at = int(now.timestamp())
        told = {"iss": self.ISSUER, "aud": CLIENT, "sub": "s", "nonce": attempt.nonce}
        told |= {"iat": at, "exp": at + 300, **claims(ANA)}
        told = {name: value for name, value in (told | change).items() if value is not None}
        token = (
            raw(told) if raw else jwt.encode({"alg": "RS256", "kid": "k1"}, told, keys[signed_by])
        )
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": self.ISSUER,
                **{
                    f"{name}_endpoint": f"{self.ISSUER}/{name}"
                    for name in ("authorization", "token")
                },
                "jwks_uri": f"{self.ISSUER}/keys",
                **(metadata or {}),
            },
            "/token": {"id_token": token},
            "/keys": {"keys": [keys[0].as_dict(private=False)]},
        }
        transport = httpx2.MockTransport(
            lambda sent: httpx2.Response(200, json=answers[sent.url.path])
        )
        client = OidcClient(
            OidcAccount(self.ISSUER, CLIENT),
            "http://localhost/back",
            lambda: now,
            http=lambda: httpx2.Client(transport=transport),
        )
        return client.finish(attempt, "code").email

    def test_that_is_right_says_who_it_is(self, keys):
        assert self.judged(keys) == ANA
        assert self.judged(keys, aud=[CLIENT, "another"], azp=CLIENT) == ANA

    def test_that_is_wrong_anywhere_opens_nothing(self, keys):
        now = int(SystemClock().now().timestamp())

        def unsigned(told):
            return f"{_part({'alg': 'none'})}.{_part(told)}."

        def shared(told):  # signed with what everybody can read: the provider's public key
            text = f"{_part({'alg': 'HS256', 'kid': 'k1'})}.{_part(told)}"
            mac = hmac.digest(keys[0].as_pem(private=False), text.encode(), "sha256")
            return f"{text}.{_coded(mac)}"

        wrong = {
            "key": {"signed_by": 1},
            "algorithm": {"raw": shared},
            "unsigned": {"raw": unsigned},
            "nonsense": {"raw": lambda _: "x"},
            "issuer": {"iss": "https://other.example"},
            "audience": {"aud": "another"},
            "shared": {"aud": [CLIENT, "another"]},
            "shared with another": {"aud": [CLIENT, "another"], "azp": "another"},
            "over": {"iat": now - 900, "exp": now - 300},
            "endless": {"exp": None},
            "nonce": {"nonce": "another"},
            "no nonce": {"nonce": None},
            "nobody": {"sub": None},
        }

        for what, change in wrong.items():
            with pytest.raises(SignInRefused):
                pytest.fail(f"{what}: {self.judged(keys, **change)}")

    def test_of_a_provider_that_is_another_is_not_asked_for(self, keys):
        with pytest.raises(SignInUnavailable, match="is not that of the issuer"):
            self.judged(keys, metadata={"issuer": "https://other.example"})


class TestAProviderThatDoesNotAnswer:
    def test_is_said_to_be_away(self, open_stage):
        stage = open_stage(oidc=OidcAccount("http://127.0.0.1:9", CLIENT))

        answer = stage.stranger(Accept="text/html").get("/sign-in/oidc")

        assert answer.status_code == 503
        assert "come in another way" in answer.text


class TestTheSettings:
    def read(self, **given):
        return read_oidc_account({f"SIGNOFF_OIDC_{name}": text for name, text in given.items()})

    def test_name_a_provider(self):
        account = self.read(
            ISSUER="https://id.example",
            CLIENT_ID="us",
            CLIENT_SECRET="hush",
            DOMAINS="Acme.example=reviewer, b.example=author",
        )

        assert account.domains == {"acme.example": "reviewer", "b.example": "author"}
        assert "hush" not in repr(account)
        assert self.read() is None

    def test_that_cannot_be_meant_stop_the_start(self):
        good = {"ISSUER": "https://id.example", "CLIENT_ID": "us"}
        for wrong in (
            {"ISSUER": ""},
            {"CLIENT_ID": ""},
            {"ISSUER": "http://id.example"},
            {"ISSUER": "id.example"},
            {"DOMAINS": "acme.example"},
            {"DOMAINS": "ana@acme.example=owner"},
        ):
            with pytest.raises(ConfigurationError, match="Nothing was started"):
                self.read(**good | wrong)
