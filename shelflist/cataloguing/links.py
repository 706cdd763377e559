"""Addresses from records: http, https, mailto and doi only, percent-encoded, without passwords, hosts in ASCII.

RFC 3986; what a page must never link to (javascript:, data:, file:, UNC paths) is dropped with a reason.
"""

import re
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST = 2048
_SAFE = "/:?#[]@!$&'()*+,;=%-._~"
_BARE = re.compile(r"^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)+/)", re.IGNORECASE)


def check(raw: str) -> tuple[str, str]:
    """(address fit for a link, what was taken out of it or "") or ("", why not)."""
    text = raw.strip()
    if len(text) > LONGEST:
        return "", f"an address of {len(text)} characters"
    if any(ord(c) < 32 or ord(c) == 127 or "\ud800" <= c <= "\udfff" for c in text) or "\\" in text:
        return "", "an address with control characters or backslashes"
    if text.startswith("//"):
        text = "https:" + text
    elif _BARE.match(text):
        text = "https://" + text
    try:
        parts = urlsplit(text)
        scheme = parts.scheme.lower()
        if scheme in ("mailto", "doi"):
            return quote(text, safe=_SAFE), ""
        if scheme not in ("http", "https") or not parts.hostname:
            return "", f"an address of the kind {scheme or 'without a scheme'!r}"
        host = parts.hostname.encode("idna").decode("ascii") if not parts.hostname.isascii() else parts.hostname
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return "", "an address that cannot be read"
    if not re.fullmatch(r"[a-z0-9._:-]+", host):
        return "", "an address with a host that cannot be"
    host = f"[{host}]" if ":" in host else host
    made = (
        scheme,
        host + port,
        quote(parts.path, safe=_SAFE),
        quote(parts.query, safe=_SAFE),
        quote(parts.fragment, safe=_SAFE),
    )
    return urlunsplit(made), "an address with a user's name in it" if "@" in parts.netloc else ""
