"""Which addresses of the network are anybody's: a person must not have us ask machines that only we can reach. Pure."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last four bytes are an IPv4 address."""


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, where it does."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def is_public(raw: str) -> bool:
    """Whether an address in digits is of the public network: not private, loopback, link-local, shared, reserved or of
    a group. False for what is no address.
    """
    try:
        address = ip_address(raw.partition("%")[0])
    except ValueError:
        return False
    inner = _embedded(address) if isinstance(address, IPv6Address) else None
    checked = inner or address
    return checked.is_global and not checked.is_multicast
