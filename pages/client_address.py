"""From where a request comes: the machine, as far as the trusted proxies can tell."""

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

IPV6_HOME = 64
NO_ADDRESS = "a machine without an address"
# With a port, in brackets, with a zone: 192.0.2.7:443, [2001:db8::1]:443, fe80::1%eth0
IPV4 = re.compile(r"\A(?P<address>[0-9.]+)(:\d+)?\Z")
IPV6 = re.compile(r"\A\[?(?P<address>[0-9a-f.:]+)(%[^\]]*)?(\](:\d+)?)?\Z", re.IGNORECASE)


def machine_of(request: HttpRequest) -> str:
    """The client's address; of IPv6 the part that one home has. What a client writes into the header is ignored: only
    the entries that our own proxies added count, from the right.

    Where what they say is no address, the nearest machine that is known stands for the client: everybody counts.
    """
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = forwarded[-settings.TRUSTED_PROXIES :] if 0 < settings.TRUSTED_PROXIES <= len(forwarded) else []
    said = (*trusted, request.META.get("REMOTE_ADDR", ""))
    return next((home for home in map(_home_of, said) if home), NO_ADDRESS)


def _home_of(said: str) -> str:
    address = _address_in(said)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, IPV6_HOME), strict=False))
    return str(address) if address else ""


def _address_in(said: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    found = IPV4.match(said.strip()) or IPV6.match(said.strip())
    if found is None:
        return None
    try:
        address = ipaddress.ip_address(found["address"])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
