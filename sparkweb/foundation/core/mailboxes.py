"""E-mail addresses: which can be written to, and which lead to the same mailbox."""

import unicodedata


def normalised(address: str) -> str:
    """The domain in small letters and in one way of writing them; the name is the mailbox owner's to spell."""
    name, at, domain = address.rpartition("@")
    return f"{name}{at}{unicodedata.normalize('NFKC', domain).lower()}"


def is_deliverable(address: str) -> bool:
    """False for what no mail server on the internet can be asked for: this machine, a number, letters beyond SMTP."""
    name, _at, domain = address.rpartition("@")
    if not name.isascii() or '"' in name:
        return False
    return "." in domain and not domain.rpartition(".")[2].isdigit() and "[" not in domain and bool(_encoded(domain))


def mailbox(address: str) -> str:
    """One name for everything that lands in one mailbox: case and what stands after a plus make no difference."""
    name, at, domain = normalised(address).rpartition("@")
    return f"{name.partition('+')[0] or name}{at}{_encoded(domain) or domain}".casefold()


def _encoded(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
