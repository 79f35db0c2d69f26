"""No connection inside: the table is held against every spelling of an inside address that we know."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from houvast.errors import OutsideError
from houvast.outside.connect import checked_addresses, connect
from houvast.outside.table import LOOPBACK_TOO, PUBLIC, allowed

INSIDE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",  # metadata, Alibaba
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",  # metadata, Azure
    "169.254.169.254",  # metadata, most clouds
    "172.31.255.255",
    "192.0.0.192",  # metadata, Oracle
    "192.0.2.1",
    "192.168.1.1",
    "198.19.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",  # compatible, out of use
    "::ffff:127.0.0.1",  # mapped
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
    "64:ff9b::a9fe:a9fe",  # NAT64 of 169.254.169.254
    "64:ff9b:1::1",  # local NAT64
    "100::1",  # discard
    "2001:0:7f00:1::",  # Teredo
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",  # metadata, Amazon
    "fe80::1",
    "fe80::1%lo",
    "2a00::1%eth0",
    "ff02::1",
]
OUTSIDE = [
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "192.0.1.1",
    "2a00:1450:400e::1",
    "64:ff9b::101:101",
    "::ffff:1.1.1.1",
]


@pytest.mark.parametrize("spelling", INSIDE)
def test_an_address_inside_is_never_connected_to(spelling: str) -> None:
    assert not allowed(ip_address(spelling), PUBLIC)


@pytest.mark.parametrize("spelling", OUTSIDE)
def test_a_public_address_may_be_reached_also_through_nat64(spelling: str) -> None:
    assert allowed(ip_address(spelling), PUBLIC)
    assert allowed(ip_address(spelling), LOOPBACK_TOO)


def test_the_table_of_the_demo_adds_loopback_and_nothing_else() -> None:
    added = [spelling for spelling in INSIDE if allowed(ip_address(spelling), LOOPBACK_TOO)]
    assert added == ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"]


@pytest.mark.parametrize("host", ["localhost", "①②⑦.⓪.⓪.①", "[::1]", "LOCALHOST.", "::FFFF:127.0.0.1"])
def test_every_spelling_of_this_machine_is_refused_after_resolving(host: str) -> None:
    with pytest.raises(OutsideError) as caught:
        checked_addresses(host, 80, PUBLIC)
    assert caught.value.code == "outside.closed_address"


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0", "0x0", "169.254.43518"])
def test_a_number_that_the_system_reads_as_an_inside_address_is_refused(host: str) -> None:
    def numbers(name: str, _: int) -> list[str]:
        return [socket.inet_ntoa(socket.inet_aton(name))]

    with pytest.raises(OutsideError) as caught:
        checked_addresses(host, 80, PUBLIC, numbers)
    assert caught.value.code == "outside.closed_address"


@pytest.mark.parametrize("host", ["", "a..b", "x" * 300, "no such name"])
def test_a_name_that_is_no_name_is_not_found(host: str) -> None:
    def nothing(_: str, __: int) -> list[str]:
        return []

    with pytest.raises(OutsideError) as caught:
        checked_addresses(host, 80, PUBLIC, nothing)
    assert caught.value.code == "outside.name_not_found"


def test_a_name_that_points_outside_and_inside_is_refused_whole() -> None:
    with pytest.raises(OutsideError) as caught:
        checked_addresses("both.test", 80, PUBLIC, lambda _, __: ["1.1.1.1", "192.168.1.1"])
    assert caught.value.code == "outside.closed_address"


def test_a_name_that_changes_its_answer_is_asked_only_once() -> None:
    answers = iter([["1.1.1.1"], ["127.0.0.1"]])
    assert [str(found) for found in checked_addresses("moving.test", 80, PUBLIC, lambda _, __: next(answers))] == [
        "1.1.1.1"
    ]
    assert next(answers) == ["127.0.0.1"]


def test_a_port_where_nothing_listens_is_not_reached() -> None:
    with pytest.raises(OutsideError) as caught:
        connect("127.0.0.1", 1, LOOPBACK_TOO, seconds=2)
    assert caught.value.code == "outside.not_reached"
