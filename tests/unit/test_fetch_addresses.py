"""Which addresses may be connected to (rule 13)."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.feeds.fetch.addresses import AddressRule, as_address

NONE = AddressRule(False)


def permits(rule: AddressRule, text: str, *, host: str = "feeds.test", steered: bool = False) -> bool:
    address = as_address(text)
    assert address is not None
    return rule.permits(address, host=host, steered=steered)


@pytest.mark.parametrize(
    "text",
    ["0.0.0.0", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
     "172.31.255.255", "192.0.0.8", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
     "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
     "::", "::1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8",
     "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "3fff::1", "5f00::1",
     "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "2a00::1%eth0", "fec0::1", "ff02::1", "4000::1"],
)  # fmt: skip
def test_special_addresses_are_refused(text: str) -> None:
    assert not permits(NONE, text)
    assert permits(AddressRule(True), text, steered=True)


@pytest.mark.parametrize(
    "text",
    ["1.1.1.1", "8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255",
     "2606:4700::1111", "2a00:1450:4001::200e", "2400:cb00::1", "::ffff:8.8.8.8"],
)  # fmt: skip
def test_public_addresses_are_permitted(text: str) -> None:
    assert permits(NONE, text, steered=True)


@given(st.ip_addresses(v=4))
def test_whatever_python_calls_private_is_refused(address: ipaddress.IPv4Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not permits(NONE, str(address))
        assert not permits(NONE, f"::ffff:{address}")


def test_a_listed_network_is_open_to_feeds_but_not_to_redirects_from_outside() -> None:
    rule = AddressRule(("10.1.0.0/16", "fd00::/8", "192.168.0.7"))
    assert permits(rule, "10.1.2.3")
    assert permits(rule, "::ffff:10.1.2.3")
    assert permits(rule, "fd00::5")
    assert permits(rule, "192.168.0.7", host="192.168.0.7")
    assert not permits(rule, "192.168.0.8")
    assert not permits(rule, "10.2.0.1")
    assert not permits(rule, "10.1.2.3", steered=True)


def test_a_listed_name_is_open_by_that_name_alone() -> None:
    rule = AddressRule((" Intra.Example. ", "[::1]"))
    assert permits(rule, "10.0.0.1", host="intra.example")
    assert not permits(rule, "10.0.0.1", host="www.intra.example")
    assert not permits(rule, "10.0.0.1", host="intra.example", steered=True)
    assert permits(rule, "::1", host="::1")


def test_what_the_setting_speaks_of() -> None:
    rule = AddressRule(("intra.example", "10.0.0.0/8"))
    assert [rule.opens(host) for host in ("intra.example", "10.3.4.5", "11.0.0.1", "other.example")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert AddressRule(True).opens("anything")
    assert not AddressRule(False).opens("anything")


def test_names_are_no_addresses() -> None:
    assert as_address("feeds.test") is None
    assert as_address("1.2.3") is None
