"""Bearer tokens: who is believed, and above all who is not."""

import base64
import hashlib
import hmac
import json

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from signing_issuer import RSA_KEY, SIGNERS, STRANGER, Issuer

from api.access.issuer import PAUSE, IssuerKeys
from api.access.roles import Role
from api.access.tokens import LONGEST, Tokens


def part(value: object) -> str:
    """Return one part of a token, made by hand."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("algorithm", SIGNERS)
def test_a_good_token_is_believed(issuer: Issuer, algorithm: str) -> None:
    """A token signed by any of the allowed algorithms gives its desk, its role and its subject."""
    principal = Tokens(issuer.settings()).principal(issuer.token(algorithm))
    assert principal is not None
    assert (principal.desk_id, principal.role, principal.name) == ("acme", Role.DISPATCHER, "oidc:user-7")
    assert (principal.key_id, principal.engineer_id, principal.via) == (None, None, "token")


def test_the_keys_are_found_by_discovery(issuer: Issuer) -> None:
    """Without an address for the keys, the issuer's discovery document says it."""
    assert Tokens(issuer.settings(oidc_jwks_url="")).principal(issuer.token()) is not None
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


def test_a_discovery_document_of_another_issuer_is_not_believed(issuer: Issuer) -> None:
    """A discovery document must be the issuer's own."""
    issuer.answers["/.well-known/openid-configuration"]["issuer"] = "https://elsewhere.example"
    assert Tokens(issuer.settings(oidc_jwks_url="")).principal(issuer.token()) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"exp": -60},
        {"nbf": 120},
        {"iss": "https://elsewhere.example"},
        {"aud": "another service"},
        {"exp": None},
        {"iss": None},
        {"aud": None},
        {"sub": None},
        {"openday_desk": None},
        {"openday_desk": ["acme", "other"]},
        {"openday_desk": ""},
        {"openday_role": None},
        {"openday_role": "root"},
        {"openday_role": ["admin", "viewer"]},
        {"openday_role": {"admin": True}},
        {"openday_role": "engineer"},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_refused(issuer: Issuer, fields: dict[str, object]) -> None:
    """Expired, early, foreign and ambiguous tokens, and those that leave out what counts, stand for nobody."""
    assert Tokens(issuer.settings()).principal(issuer.token(**fields)) is None


def test_clocks_may_differ_a_little(issuer: Issuer) -> None:
    """A token that expired ten seconds ago, or begins in ten, is still believed."""
    tokens = Tokens(issuer.settings())
    assert tokens.principal(issuer.token(exp=-10)) is not None
    assert tokens.principal(issuer.token(nbf=10)) is not None


def test_an_engineers_token_says_who_she_is(issuer: Issuer) -> None:
    """The engineer claim becomes the principal's engineer."""
    principal = Tokens(issuer.settings()).principal(issuer.token(openday_role="engineer", openday_engineer="ann"))
    assert principal is not None
    assert principal.may_see("ann")
    assert not principal.may_see("bob")


def test_claims_have_the_names_that_the_operator_gave(issuer: Issuer) -> None:
    """Desk and role are read from the claims of the settings; a role may stand in a list with strange ones."""
    settings = issuer.settings(oidc_desk_claim="tenant", oidc_role_claim="roles")
    token = issuer.token(tenant="other", roles=["reports", "planner"])
    principal = Tokens(settings).principal(token)
    assert principal is not None
    assert (principal.desk_id, principal.role) == ("other", Role.PLANNER)


def test_only_a_proven_address_names_who_acts(issuer: Issuer) -> None:
    """An e-mail address that the issuer has not verified does not sign the audit log in somebody's name."""
    tokens = Tokens(issuer.settings())
    for proven, name in ((True, "oidc:sarah@example.com"), (False, "oidc:user-7"), ("true", "oidc:user-7")):
        principal = tokens.principal(issuer.token(email="sarah@example.com", email_verified=proven))
        assert principal is not None
        assert principal.name == name


def test_an_unsigned_token_is_refused(issuer: Issuer) -> None:
    """The algorithm none signs nothing, in whatever letters it is written."""
    for name in ("none", "None", "NONE", ""):
        token = f"{part({'alg': name, 'typ': 'JWT', 'kid': 'RS256'})}.{part(issuer.claims())}."
        assert Tokens(issuer.settings()).principal(token) is None


def test_a_public_key_signs_nothing(issuer: Issuer) -> None:
    """A token with an HMAC made of the issuer's public key, which everybody has, is refused."""
    public = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for algorithm, digest in (("HS256", hashlib.sha256), ("HS512", hashlib.sha512)):
        said = f"{part({'alg': algorithm, 'kid': 'RS256'})}.{part(issuer.claims())}"
        mac = base64.urlsafe_b64encode(hmac.new(public, said.encode(), digest).digest()).rstrip(b"=").decode()
        assert Tokens(issuer.settings()).principal(f"{said}.{mac}") is None


def test_a_shared_secret_signs_nothing(issuer: Issuer) -> None:
    """Even an issuer that lists a key for HMAC among its own is not believed with it: others may know it too."""
    secret = b"s" * 64
    shared = {"kty": "oct", "kid": "shared", "alg": "HS256", "k": base64.urlsafe_b64encode(secret).decode().rstrip("=")}
    issuer.answers["/keys"]["keys"].append(shared)
    token = jwt.encode(issuer.claims(), secret, algorithm="HS256", headers={"kid": "shared"})
    assert Tokens(issuer.settings()).principal(token) is None


def test_a_key_serves_its_own_algorithm_alone(issuer: Issuer) -> None:
    """A token signed by PS256 in the name of the key for RS256 is refused, though the same key signed it."""
    assert Tokens(issuer.settings()).principal(issuer.token("PS256", key_id="RS256")) is None


def test_a_strangers_signature_is_refused(issuer: Issuer) -> None:
    """A token that another key signed, and one whose claims were changed afterwards, are refused."""
    tokens = Tokens(issuer.settings())
    stranger = jwt.encode(issuer.claims(), STRANGER, algorithm="ES256", headers={"kid": "ES256"})
    assert tokens.principal(stranger) is None
    head, _, signature = issuer.token().split(".")
    assert tokens.principal(f"{head}.{part(issuer.claims(openday_role='admin'))}.{signature}") is None


def test_a_token_does_not_bring_its_own_key(issuer: Issuer) -> None:
    """Keys and addresses of keys in a token's header are not looked at."""
    own = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(STRANGER.public_key()))
    headers = {"kid": "mine", "jwk": own, "jku": f"{issuer.url}/mine"}
    token = jwt.encode(issuer.claims(), STRANGER, algorithm="ES256", headers=headers)
    assert Tokens(issuer.settings()).principal(token) is None
    assert "/mine" not in issuer.asked


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "...", "ey" * 50, "é.é.é", "\x00", "a" * (LONGEST + 1)])
def test_what_is_no_token_is_refused(issuer: Issuer, token: str) -> None:
    """Anything that is no token at all stands for nobody, and costs the issuer no request."""
    assert Tokens(issuer.settings()).principal(token) is None
    assert issuer.asked == []


def test_without_an_issuer_nobody_is_believed(issuer: Issuer) -> None:
    """A service that knows no issuer, or no audience of its own, believes no token."""
    assert Tokens(issuer.settings(oidc_issuer="")).principal(issuer.token()) is None
    assert Tokens(issuer.settings(oidc_audience="")).principal(issuer.token()) is None


def test_keys_are_fetched_once(issuer: Issuer) -> None:
    """Many tokens cost one fetch, and unknown key ids after it none at all for a while."""
    tokens = Tokens(issuer.settings())
    assert all(tokens.principal(issuer.token()) for _ in range(3))
    assert all(tokens.principal(issuer.token(key_id=f"made up {number}")) is None for number in range(3))
    assert issuer.asked == ["/keys"]


def test_known_keys_serve_while_the_issuer_is_down(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens with made-up keys cannot make the service forget the good ones when the issuer has gone."""
    monkeypatch.setattr("api.access.issuer.PAUSE", 0)
    tokens = Tokens(issuer.settings())
    assert tokens.principal(issuer.token()) is not None
    monkeypatch.setattr("api.access.issuer.PAUSE", PAUSE)
    issuer.answers["/keys"] = None
    assert tokens.principal(issuer.token(key_id="made up")) is None
    assert issuer.asked == ["/keys", "/keys"]
    assert tokens.principal(issuer.token()) is not None


@pytest.mark.parametrize("answer", [None, b"<html>", [], {"keys": []}, {}], ids=str)
def test_an_issuer_in_trouble_is_left_alone_for_a_while(issuer: Issuer, answer: object) -> None:
    """After an answer that is none, the issuer is not asked again until the pause is over, and then all is well."""
    seconds = 0.0
    issuer.answers["/keys"], good = answer, issuer.answers["/keys"]
    tokens = Tokens(issuer.settings(), IssuerKeys(issuer.url, f"{issuer.url}/keys", lambda: seconds))
    assert tokens.principal(issuer.token()) is None
    assert tokens.principal(issuer.token()) is None
    assert issuer.asked == ["/keys"]
    issuer.answers["/keys"] = good
    seconds = PAUSE + 1.0
    assert tokens.principal(issuer.token()) is not None
