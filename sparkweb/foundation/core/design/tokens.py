"""The design tokens as Python values, read from the one file that also drives the style sheets."""

import re
from functools import cache
from pathlib import Path
from typing import Literal

Mode = Literal["light", "dark"]

SOURCE = Path(__file__).with_name("tokens.css")
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL)
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")


@cache
def tokens(mode: Mode = "light") -> dict[str, str]:
    """Every token by its name without dashes in front; dark is light with what dark changes."""
    css = re.sub(r"/\*.*?\*/", "", SOURCE.read_text(encoding="utf-8"), flags=re.DOTALL)
    light = dict(_TOKEN.findall(css.partition("@media")[0]))
    if mode == "light":
        return light
    dark = _DARK.search(css)
    if dark is None:
        raise ValueError("tokens.css has no dark values")
    return light | dict(_TOKEN.findall(dark[1]))
