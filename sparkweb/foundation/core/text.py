"""What people write, made safe to store and show anywhere: nothing hidden, nothing that turns the line around."""

import re
import unicodedata

# Above this a letter is no longer a letter but a tower; Vietnamese, Hebrew and emoji need at most four.
MARKS_PER_LETTER = 4

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"  # U+200D holds emoji families together, U+200C Persian words
_NONCHARACTERS = range(0xFDD0, 0xFDF0)  # and the last two of every plane


def clean_text(value: str, *, multiline: bool) -> str:
    """NFC without hidden characters, stacked marks and outer space; on a single line unless `multiline`."""
    text = _LINE_BREAKS.sub("\n", value).replace("\t", " ")
    text = unicodedata.normalize("NFC", "".join(filter(_is_welcome, text)))
    text = _without_towers(text)
    lines = (line.rstrip() for line in text.split("\n"))
    text = "\n".join(lines).strip() if multiline else " ".join(text.split())
    return text if any(map(_is_visible, text)) else ""


def has_hidden_characters(value: str) -> bool:
    return not all(map(_is_welcome, value)) or any(joiner in value for joiner in _JOINERS)


def _is_welcome(character: str) -> bool:
    """No control and format characters (bidi overrides, zero widths, tags), lone surrogates or noncharacters."""
    if character == "\n" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"} and not _is_noncharacter(ord(character))


def _is_noncharacter(code: int) -> bool:
    return code in _NONCHARACTERS or code & 0xFFFF in {0xFFFE, 0xFFFF}


def _without_towers(text: str) -> str:
    """Keep the first few combining marks of each letter; a joiner does not start a new letter."""
    kept, marks = [], 0
    for character in text:
        category = unicodedata.category(character)
        if category in {"Mn", "Me"}:
            marks += 1
        elif category != "Cf":
            marks = 0
        if marks <= MARKS_PER_LETTER or category == "Cf":
            kept.append(character)
    return "".join(kept)


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Mn", "Me", "Cf", "Cc", "Zs", "Zl", "Zp"}
