"""Which addresses may be connected to: an explicit table, because `ipaddress.is_global` says yes to too much.

On Python 3.11 it calls NAT64 and 6to4 forms of 127.0.0.1, multicast and documentation addresses global.
IPv4 is open except for what is listed here; IPv6 is closed except for global unicast, minus what is listed here.
Sources: IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates), RFC 6052 and RFC 8215
for NAT64, the metadata addresses that cloud providers publish.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

CLOSED_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network; 0.0.0.0 connects to the machine itself
        "10.0.0.0/8",  # private, RFC 1918
        "100.64.0.0/10",  # shared behind carrier NAT, RFC 6598; holds Alibaba's metadata 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's metadata and DNS, although it looks public
        "169.254.0.0/16",  # link-local; holds the metadata address of most clouds
        "172.16.0.0/12",  # private, RFC 1918
        "192.0.0.0/24",  # protocol assignments; holds Oracle's metadata 192.0.0.192
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relay, withdrawn by RFC 7526
        "192.168.0.0/16",  # private, RFC 1918
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks, RFC 2544
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)

OPEN_IPV6 = IPv6Network("2000::/3")  # global unicast; everything else is special, local or not given out

CLOSED_IPV6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID, AMT, AS112
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries any IPv4 address, also a private one
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation, RFC 9637
    )
)

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is reached

LOOPBACK_IPV4 = IPv4Network("127.0.0.0/8")
LOOPBACK_IPV6 = IPv6Address("::1")


@dataclass(frozen=True, slots=True)
class Table:
    """A named answer to "may this address be connected to"; `loopback` adds this machine, for own pages only."""

    name: str
    loopback: bool


PUBLIC = Table("public", loopback=False)
LOOPBACK_TOO = Table("loopback too", loopback=True)


def allowed(address: Address, table: Table) -> bool:
    """Whether `address` may be connected to under `table`.

    An IPv4 address written as IPv6 (mapped, or behind a NAT64 gateway as IPv6-only networks have) is judged by the
    IPv4 address in it. An IPv6 address with a zone ("%eth0") is never allowed.
    """
    if isinstance(address, IPv6Address):
        return _allowed_ipv6(address, table)
    if address in LOOPBACK_IPV4:
        return table.loopback
    return not any(address in closed for closed in CLOSED_IPV4)


def _allowed_ipv6(address: IPv6Address, table: Table) -> bool:
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return allowed(address.ipv4_mapped, table)
    if address in NAT64:
        # never loopback this way: a gateway that sends us back to ourselves is no page of our own
        return allowed(IPv4Address(int(address) & 0xFFFFFFFF), PUBLIC)
    if address == LOOPBACK_IPV6:
        return table.loopback
    return address in OPEN_IPV6 and not any(address in closed for closed in CLOSED_IPV6)
