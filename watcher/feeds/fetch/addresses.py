"""Which addresses may be connected to (rule 13).

A feed's URL, a redirect or a DNS answer must not lead into the network that watcher runs in. The rule is applied to
the address that is really dialled, on every hop, by `watcher.feeds.fetch.network`.
"""

import ipaddress
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import TypeAlias

__all__ = ["Address", "AddressRule", "as_address"]

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_DENIED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in (
        # IANA IPv4 special-purpose address registry, and what is_global lets pass
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # IANA IPv6 special-purpose address registry, and every form that carries an IPv4 address inside
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that IANA gives out as global unicast (RFC 4291, section 2.4)."""


def as_address(host: str) -> Address | None:
    """The address that a URL's host spells, an IPv4 address mapped into IPv6 taken out of it; None for a name."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


class AddressRule:
    """Decides about an address, for one host. Immutable."""

    def __init__(self, allow: bool | Iterable[str]) -> None:
        """`allow`: True for everything, else host names, addresses and networks. What is neither is taken as a name."""
        self._all = allow is True
        self._names: set[str] = set()
        self._networks: list[Network] = []
        for entry in () if isinstance(allow, bool) else allow:
            text = entry.strip().strip("[]")
            try:
                self._networks.append(ipaddress.ip_network(text, strict=False))
            except ValueError:
                self._names.add(text.lower().rstrip("."))

    def opens(self, host: str) -> bool:
        """Whether the setting speaks of this host: all are open, its name is listed, or it spells a listed address."""
        if self._all or host in self._names:
            return True
        address = as_address(host)
        return address is not None and self._listed(address)

    def permits(self, address: Address, *, host: str, steered: bool) -> bool:
        """Whether `host` may be reached at `address`.

        `steered`: a server outside of the listed hosts redirected us here. It may lead us to public addresses only:
        what is listed was opened for the feeds that the user wrote down, not for whoever sends a redirect.
        """
        if self._all or self.is_public(address):
            return True
        return not steered and (host in self._names or self._listed(address))

    @staticmethod
    def is_public(address: Address) -> bool:
        """Whether an address is one of the open internet's, for one single receiver."""
        if isinstance(address, IPv6Address) and (address.scope_id is not None or address not in _UNICAST):
            return False
        return (
            address.is_global
            and not address.is_multicast
            and not address.is_reserved
            and not any(address in network for network in _DENIED if network.version == address.version)
        )

    def _listed(self, address: Address) -> bool:
        return any(address in network for network in self._networks if network.version == address.version)
