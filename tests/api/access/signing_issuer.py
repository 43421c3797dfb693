"""An OpenID Connect issuer on loopback, whose keys the tests sign with."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from api.settings import Settings

AUDIENCE = "openday"
# Made once: an RSA key takes longest of all that these tests do.
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
ED_KEY = ed25519.Ed25519PrivateKey.generate()
STRANGER = ec.generate_private_key(ec.SECP256R1())
SIGNERS: dict[str, Any] = {"RS256": RSA_KEY, "PS256": RSA_KEY, "ES256": EC_KEY, "EdDSA": ED_KEY}


def jwks() -> dict[str, Any]:
    """Return the public keys; a key's id is its algorithm."""
    public = {
        "RS256": json.loads(RSAAlgorithm.to_jwk(RSA_KEY.public_key())),
        "PS256": json.loads(RSAAlgorithm.to_jwk(RSA_KEY.public_key())),
        "ES256": json.loads(ECAlgorithm.to_jwk(EC_KEY.public_key())),
        "EdDSA": json.loads(OKPAlgorithm.to_jwk(ED_KEY.public_key())),
    }
    return {"keys": [key | {"kid": name, "alg": name, "use": "sig"} for name, key in public.items()]}


class Issuer:
    """Serves the discovery document and the keys, and counts how often it is asked for each path."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Any] = {}
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.asked.append(self.path)
                answer = issuer.answers.get(self.path)
                body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(200 if answer is not None else 503)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.answers["/keys"] = jwks()
        self.answers["/.well-known/openid-configuration"] = {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def settings(self, **fields: Any) -> Settings:
        """Return settings that believe this issuer."""
        given = {"oidc_issuer": self.url, "oidc_audience": AUDIENCE, "oidc_jwks_url": f"{self.url}/keys"}
        return Settings(**given | fields)

    def claims(self, **fields: Any) -> dict[str, Any]:
        """Return what a good token of a dispatcher says; ``exp`` and ``nbf`` in seconds from now, None leaves out."""
        now = int(time.time())
        good = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "user-7",
            "iat": now,
            "nbf": 0,
            "exp": 300,
            "openday_desk": "acme",
            "openday_role": "dispatcher",
        }
        said = {name: value for name, value in (good | fields).items() if value is not None}
        return said | {name: now + said[name] for name in ("exp", "nbf") if name in said}

    def token(self, algorithm: str = "RS256", key_id: str | None = None, **fields: Any) -> str:
        """Return a token signed with one of the issuer's keys."""
        headers = {"kid": key_id or algorithm}
        return jwt.encode(self.claims(**fields), SIGNERS[algorithm], algorithm=algorithm, headers=headers)
