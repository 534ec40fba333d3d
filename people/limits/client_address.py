"""From where a request comes: the machine, as far as the trusted proxies can tell."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

IPV6_HOME = 64


def machine_of(request: HttpRequest) -> str:
    """The client's address; of IPv6 the part that one home has. What a client writes into the header is ignored: only
    the entries that our own proxies added count, from the right."""
    said = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if 0 < proxies <= len(forwarded):
        said = forwarded[-proxies]
    return _home_of(said)


def _home_of(said: str) -> str:
    try:
        address = ipaddress.ip_address(said.strip("[]"))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, IPV6_HOME), strict=False))
    return str(address)
