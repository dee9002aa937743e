"""Tokens for reading numbers: one linear pass, offsets kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, NamedTuple

from features.figures.words import Phrase, group, words

Sort = Literal["number", "word", "currency", "percent", "mark"]

# "5,000", "1.356", ".001", "16.04.2017", "1'000", "12 500" (no-break and thin spaces); not 4'11
_NUMBER = r"(?:[0-9]+(?:[.,\u00a0\u2009\u202f][0-9]+|['’][0-9]{3}(?![0-9]))*|(?<!\w)\.[0-9]+)"
# "½", "2½"
_GLYPH = r"[0-9]{0,6}[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
# "p.m.", "U.S."; "don't", "women’s"
_WORD = r"(?:[A-Za-z]\.){2,}|[^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞][^\W\d_]*(?:['’][^\W\d_]+)*"
_TOKEN = re.compile(
    rf"(?P<word>{_WORD})|(?P<glyph>{_GLYPH})|(?P<number>{_NUMBER})"
    r"|(?P<currency>[$€£¥฿¢₡-₿])|(?P<percent>[%‰])|(?P<mark>\S)"
)
DASHES = frozenset("-–—‐‑−")
# The blocks of such digits and signs: dashes, quotation marks and the euro stand between them
_FOREIGN = re.compile("[\u0660-\u1fff\u2c00-\U0010ffff]")
# "٣٥٠", "१२": digits of other scripts; full-width ones are folded before
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# "٪", and what parts thousands, decimals and hours among such digits
_FOREIGN_SIGNS = str.maketrans("٪％٫٬，．：", "%%.,,.:")


class Token(NamedTuple):
    """A piece of the text. ``gap`` is what stands before it: "" (glued), " " or a line break."""

    text: str
    low: str
    start: int
    end: int
    sort: Sort
    gap: Literal["", " ", "\n"]


def tokenise(text: str) -> list[Token]:
    """Numbers, words, signs of money and per cent, and single marks of ``text`` in order."""
    tokens: list[Token] = []
    position = 0
    text = _with_plain_digits(text)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        gap: Literal["", " ", "\n"] = ""
        if start > position:
            gap = "\n" if "\n" in text[position:start] else " "
        piece = match[0]
        low = piece.lower().replace("’", "'")
        tokens.append(Token(piece, low, start, end, _SORTS[match.lastgroup or "mark"], gap))
        position = end
    return tokens


def _with_plain_digits(text: str) -> str:
    """The text, one character for one, with every digit as one of 0 to 9."""
    if text.isascii() or not _FOREIGN.search(text):
        return text
    plain = _FOREIGN_DIGIT.sub(lambda m: str(unicodedata.decimal(m.group())), text)
    return plain.translate(_FOREIGN_SIGNS)


_SORTS: dict[str, Sort] = {
    "glyph": "number",
    "number": "number",
    "word": "word",
    "currency": "currency",
    "percent": "percent",
    "mark": "mark",
}


def at(tokens: list[Token], i: int) -> Token:
    """The i-th token, or an empty mark outside the list."""
    return tokens[i] if 0 <= i < len(tokens) else _NOTHING


_NOTHING = Token("", "", 0, 0, "mark", "\n")


def phrase_at(
    tokens: list[Token], i: int, table: Mapping[str, tuple[tuple[Phrase, str], ...]]
) -> tuple[int, str] | None:
    """End and value of the longest phrase of ``table`` that starts at token i."""
    rows = table.get(at(tokens, i).low)
    if rows is None:
        return None
    second = at(tokens, i + 1).low
    for phrase, value in rows:
        if len(phrase) > 1 and phrase[1] != second:
            continue
        if all(at(tokens, i + k).low == word for k, word in enumerate(phrase)):
            return i + len(phrase), value
    return None


def is_plural(token: Token) -> bool:
    """Whether the word looks like a plural noun ("pages", "people")."""
    low = token.low
    if token.sort != "word" or low in words("functions"):
        return False
    if low in words("plurals"):
        return True
    if low in words("persons"):
        return low + "s" not in words("persons") and low not in _SINGULAR
    if low.endswith(("children", "men", "people")) and is_person(token):
        return True
    ends = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))
    return ends and low not in group("singular_s")


_SINGULAR = frozenset({"man", "woman", "child", "person", "gunman"})
_PERSON_ENDINGS = (
    "men",
    "women",
    "ers",
    "ors",
    "ists",
    "ians",
    "ants",
    "ees",
    "people",
    "children",
)


def is_person(token: Token) -> bool:
    """Whether the word names people ("fighters", "Northlanders")."""
    low = token.low
    if low in words("persons") or low + "s" in words("persons"):
        return True
    return token.sort == "word" and len(low) > 5 and low.endswith(_PERSON_ENDINGS)
