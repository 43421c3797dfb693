"""TLS: the connection goes to an address, and the certificate is the name's."""

import datetime as dt
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from loopback_calendars import MEETING, Calendars, answer

from api.connectors.subscriptions.fetch import Fetched, Ways, fetch
from engine.errors import DataError

HOSTS = ("calendar.example", "other.example")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Give a file with a key and a certificate for calendar.example, which nobody but itself vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "calendar.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("calendar.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Calendars]:
    """Give a server with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Calendars(context) as calendars:
        calendars.paths["/x.ics"] = answer(MEETING)
        yield calendars


def ask(calendars: Calendars, host: str, context: ssl.SSLContext | None) -> Fetched | None:
    """Fetch by TLS from a host that is this server."""
    return fetch(calendars.url(host=host, scheme="webcal"), HOSTS, "", Ways(lambda *_: ["127.0.0.1"], context))


def test_the_certificate_is_the_names(secure: Calendars, certificate: Path) -> None:
    """The name is told to the server, and its certificate is checked for it, though an address was connected to."""
    context = ssl.create_default_context(cafile=str(certificate))
    assert ask(secure, "calendar.example", context) == Fetched(MEETING, "")
    assert secure.asked[0].sni == "calendar.example"
    assert secure.asked[0].headers["host"] == f"calendar.example:{secure.port}"


def test_another_names_certificate_is_refused(secure: Calendars, certificate: Path) -> None:
    """A server that shows a good certificate of another name is not asked for anything."""
    with pytest.raises(DataError, match=r"(?i)certificate verify failed"):
        ask(secure, "other.example", ssl.create_default_context(cafile=str(certificate)))
    assert secure.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Calendars) -> None:
    """By default only known authorities are believed, for the operator's own hosts too."""
    with pytest.raises(DataError, match=r"(?i)certificate verify failed"):
        ask(secure, "calendar.example", None)
    assert secure.asked == []
