"""Which addresses are on the public internet."""

import pytest

from api.connectors.subscriptions.reach import is_public, resolve

PUBLIC = """
    8.8.8.8  93.184.216.34  2606:4700::1111  2a00:1450:4001::1
    ::ffff:8.8.8.8  64:ff9b::808:808  2002:808:808::1
"""
HIDDEN = """
    0.0.0.0  0.1.2.3  10.1.2.3  100.64.0.1  127.0.0.1  127.9.9.9  169.254.169.254  172.16.0.1  172.31.255.255
    192.0.0.8  192.0.2.1  192.88.99.1  192.168.1.1  198.18.0.1  198.51.100.1  203.0.113.1  224.0.0.1  239.255.255.250
    240.0.0.1  255.255.255.255
    ::  ::1  fe80::1  fe80::1%eth0  fec0::1  fc00::1  fd12:3456::1  ff02::1  100::1  2001::1  2001:db8::1  3fff::1
    ::ffff:127.0.0.1  ::ffff:10.0.0.1  ::ffff:a9fe:a9fe  ::127.0.0.1  ::7f00:1  64:ff9b::7f00:1  64:ff9b::a9fe:a9fe
    64:ff9b:1::8.8.8.8  2002:7f00:1::1  2002:a00:1::1  2002:a9fe:a9fe::1
    localhost  2130706433  127.1  0x7f.1  10.0.0.1/8
"""


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_addresses(address: str) -> None:
    """Addresses that everybody can reach are public, also where one family stands for the other."""
    assert is_public(address)


@pytest.mark.parametrize("address", ["", *HIDDEN.split()])
def test_all_others(address: str) -> None:
    """Loopback, private, link-local, multicast and reserved addresses are not, in any disguise, nor is a name."""
    assert not is_public(address)


def test_numbers_are_resolved_like_everywhere() -> None:
    """Odd spellings of an address, which the system's resolver understands, come out as the address that is checked."""
    for odd in ("2130706433", "0x7f000001", "127.1", "127.0.0.1"):
        assert resolve(odd, 443) == ["127.0.0.1"]
