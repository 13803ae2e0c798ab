"""The style that public pages carry inside, and the hash that lets the browser use it under the strict policy."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static

BUILT = Path(__file__).resolve().parents[1] / "static" / "spark" / "built"
INLINED = ("public",)


class NotBuilt(Exception):
    """The style sheets are missing: run `python -m scripts.build_design`."""


def style(audience: str) -> str:
    """One audience's whole style sheet, with the font addresses as this installation serves them."""
    path = BUILT / f"{audience}.css"
    try:
        return _style(path, path.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise NotBuilt("Run `python -m scripts.build_design` first: the style sheets are not built.") from missing


def hashes() -> list[str]:
    """What the content security policy must allow for the styles inside pages."""
    return [_hash(style(audience)) for audience in INLINED]


@cache
def _style(path: Path, built_ns: int) -> str:  # noqa: ARG001 – a sheet built anew is read anew
    return re.sub(r"url\(([\w.-]+)\)", _served, path.read_text(encoding="utf-8"))


def _served(address: re.Match[str]) -> str:
    return f"url({static(f'spark/built/{address[1]}')})"


@cache
def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
