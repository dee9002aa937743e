"""Parts of a document and their roles: what is headline, dateline, caption, furniture.

The layout of news pages survives pasting only in words and line breaks, so the roles are read
from those: general habits of news style, no outlet's own. A part is never guessed in a post.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from features.evidence import Part, Quotation, Role, Span
from features.phrases import small_letters
from features.wordlist import sections, words

_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?"
)
_DAY = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?,?\\s+"
_TIME = (
    "(?:[\\s,|-]*(?:at\\s+)?\\d{1,2}[:.]?\\d{2}(?::\\d{2})?(?:\\s?(?:[ap]\\.?m\\b\\.?|hrs\\b))?"
    "(?:\\s?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|IST)\\b)?(?:[+-]\\d{1,2}(?::?\\d{2})?\\b)?)?"
)
# "2022-03-02", "16.04.2017", "Thursday 6 April 2017", "Dec 1, 2016", each with or without a time
_DATE = (
    f"(?:(?:{_DAY})?(?:\\d{{4}}-\\d\\d-\\d\\d(?:T[\\d:.]+Z?)?|\\d{{1,2}}[./-]\\d{{1,2}}[./-]\\d{{4}}"
    f"|\\d{{1,2}}(?:st|nd|rd|th)?\\s+{_MONTH},?\\s*\\d{{4}}"
    f"|{_MONTH}\\s*\\d{{1,2}}(?:st|nd|rd|th)?,?\\s*\\d{{4}}){_TIME})"
)
_LABEL = (
    "(?:(?:date|dated|published|posted|updated|last updated|last modified|first published"
    "|modified|created|issued)(?:\\s+(?:on|at))?\\s*:?\\s*)"
)
# A date put before the text: "date 2022-03-02 " of "date 2022-03-02 Mayor resigns"
_LEADING_DATE = re.compile(f"(?P<label>{_LABEL})?(?P<date>{_DATE})", re.IGNORECASE)
# A line that is nothing but dates: "Published: 2 March 2022 | Updated: 3 March 2022, 10:15 GMT"
_DATE_LINE = re.compile(f"(?:[\\s|,;·•–—-]*{_LABEL}?{_DATE})+[\\s|.]*$", re.IGNORECASE)
_BETWEEN = re.compile("[\\s|,;:·•–—-]*")

_AGENCY = "\\([A-Z][A-Za-z/ .&-]{1,24}\\)"
_DASH = "(?:—|–|--?)"
_PLACE = (
    "[^\\W\\d_]+(?:[ '’.-]{1,2}[^\\W\\d_]+){0,3}"
    f"(?:,\\s(?!{_MONTH}\\s)[^\\W\\d_]+(?:[ .]{{1,2}}[^\\W\\d_]+){{0,2}})?"
)
_SHORT_DATE = f"(?:,?\\s(?:{_MONTH}\\s\\d{{1,2}}|\\d{{1,2}}\\s{_MONTH})(?:,?\\s\\d{{4}})?)"
# "HARBOUR CITY, Norland, March 2 (Wire) — ", "Harbour City (Wire)", "HARBOUR CITY - "
_DATELINE = re.compile(
    f"(?P<place>{_PLACE})(?P<date>{_SHORT_DATE})?(?:\\s?(?P<agency>{_AGENCY}))?"
    f'(?P<dash>\\s*{_DASH}(?=[\\s"“]))?'
)
_OPENS_TEXT = re.compile("[\\s\"“‘'(]*[A-Z\\d]")

_NAME = "[A-Z][\\w.'’-]*(?:\\s(?:[A-Z][\\w.'’-]*|de|da|del|van|von|der|al|bin|ibn|la|el|le)){0,4}"
_NAMES = f"{_NAME}(?:(?:,\\s|\\s?&\\s|,?\\sand\\s|;\\s){_NAME}){{0,5}}"
# "By Ann Roe", "Words by Ann Roe and Bo Lind, political correspondent", "By Ann Roe in Oakport"
_BYLINE = re.compile(
    f"(?:(?:Words|Story|Text|Written|Report|Reported|Analysis)\\s)?[Bb][Yy]:?\\s{_NAMES}"
    "(?:\\s?[,|/–—-]\\s?[^.!?]{0,80}|\\s(?:in|for|at)\\s[A-Z][^.!?]{0,40})?$"
)
# "— Ann T. Roe" under a text
_SIGNED = re.compile(f"(?:—|–|--)\\s?{_NAME}(?:\\s?\\(@\\w{{1,30}}\\))?$")
# "Source: Lesk News and agencies", "(Source: Lesk News)"
_SOURCE_LINE = re.compile(
    f"\\(?(?:Source|SOURCE)s?(?::|\\s(?={_NAME}\\sand\\sagencies))\\s?{_NAMES}(?:\\sand\\sagencies)?\\)?$"
)
# "(Reporting by Ann Roe; Editing by Bo Lind)"
_STAFF_LINE = re.compile(
    "\\(?(?:Additional\\s)?(?:Reporting|Writing|Editing|Compiled|Edited|Translated)"
    "\\s(?:and\\s\\w+\\s)?by\\s[A-Z]"
)
_PICTURE = "(?:Picture|Photo|Photograph|Image|Pic|Video|Graphic|Illustration|Screengrab|Credit)"
# At the end of a caption: "Picture: Ann Roe", "Photo by Ann Roe", "(Image credit: Wire)", "© Wire"
_CREDIT = re.compile(
    f"(?:^|(?<=[\\s(|]))\\(?(?:{_PICTURE}s?(?:\\s?(?:credit|courtesy|courtesy of|by|via|from))?"
    "\\s?[:/|]\\s?"
    f"|{_PICTURE}s?\\s(?:by|courtesy of|via|credit)\\s(?=[A-Z@])|©\\s?)[^.:\\n]{{2,70}}\\.?\\)?$",
    re.IGNORECASE,
)
# "WIRE/Ann Roe", "Ann Roe/Wire/Pool Images", at the end of a caption or alone
_SLASH_CREDIT = re.compile(
    "(?:^|(?<=[.!?)]\\s))\\(?(?:[A-Z][\\w.'’-]*\\s){0,4}[A-Z][\\w.'’-]*(?:\\s?/\\s?[A-Z][\\w.'’-]*"
    "(?:\\s[A-Z][\\w.'’-]*){0,3}){1,3}\\)?$"
)
# "(Ann Roe/Courtesy of Bo Lind via Wire)"
_COURTESY = re.compile(
    f"\\({_NAME}/[A-Z][\\w]*\\s(?:of|via)\\s{_NAME}(?:\\s(?:via|of)\\s{_NAME})?\\)$"
)
# "Text — Ann Roe (@annroe) March 2, 2022" of an embedded post
_EMBEDDED = re.compile("(?:—|–|-)\\s?[^@()\\n]{1,60}\\(@\\w{1,30}\\)[^\\n]{0,30}$")
_ENDS_WITH_STOP = re.compile("[.…][\"'”’)\\]]*$")
_ENDS_PROSE = re.compile("[.!?…][\"'”’)]*$")
_CONTINUES = re.compile("[,;:-]$")
_TWO_SENTENCES = re.compile("[.?][\"'”’)]*\\s+[A-Z]")
# What a post says and a headline does not: "I", "my", "#tag", "@name", a pictograph
_PERSONAL = re.compile(
    "(?:^|\\s)(?:I|I'm|I’m|[Mm]y|[Mm]e)\\b|[#@]\\w|!!|[\U0001f300-\U0001faff\u2600-\u27bf]"
)
_TOKEN = re.compile("\\w+")

_LONGEST_HEADLINE = 260
_LONGEST_CAPTION = 60
# Furniture on a line of its own, and glued to prose, where a longer sentence says something else.
_LONGEST_FURNITURE, _LONGEST_MENTION, _LONGEST_GLUED = 40, 20, 14
_POST_WORDS = 120
_LEDE_SENTENCES, _LEDE_WORDS = 3, 100

_STARTS = sections("boilerplate")["starts"]
_WHOLE = words("boilerplate", "whole")
_ANYWHERE = re.compile("|".join(map(re.escape, sections("boilerplate")["anywhere"])))
_CAPTIONS = sections("captions")[""]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headline stands: ``paragraph`` is its index, ``dateline`` a date before it."""

    paragraph: int
    headline: Span
    dateline: Span | None


@dataclass(frozen=True, slots=True)
class _Layout:
    text: str
    sentences: Sequence[Span]
    quotations: Sequence[Quotation]
    sentence_starts: Sequence[int]
    quotation_starts: Sequence[int]

    def sentences_in(self, span: Span) -> list[Span]:
        """The sentences of ``span``, the first one cut where the span begins inside it."""
        first = max(0, bisect_right(self.sentence_starts, span.start) - 1)
        last = bisect_left(self.sentence_starts, span.end)
        held = (s for s in self.sentences[first:last] if s.end > span.start)
        return [Span(max(s.start, span.start), s.end) for s in held]

    def is_quoted(self, position: int) -> bool:
        i = bisect_right(self.quotation_starts, position) - 1
        return i >= 0 and position < self.quotations[i].end

    def is_one_quotation(self, span: Span) -> bool:
        i = bisect_left(self.quotation_starts, span.start)
        return (
            i < len(self.quotations)
            and self.quotations[i].start - span.start < 3
            and span.end - self.quotations[i].end < 3
            and self.quotations[i].end <= span.end
        )


def heading(text: str, paragraphs: Sequence[Span]) -> Heading | None:
    """The headline of ``text``, or None where it has none, as in a post.

    A headline is a short first line with no full stop, or a short first sentence set apart, and
    a text of some length behind it.
    """
    for i, paragraph in enumerate(paragraphs[:4]):
        if _front_matter(text, paragraph) is not None:
            continue
        dateline = _leading_date(text, paragraph)
        start = _after(text, dateline, paragraph) if dateline else paragraph.start
        headline = Span(start, paragraph.end)
        if _is_headline(text, headline, paragraphs[i + 1 :]):
            return Heading(i, headline, dateline)
        return None
    return None


def assign(
    text: str,
    paragraphs: Sequence[Span],
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    head: Heading | None,
) -> tuple[Part, ...]:
    """Parts with their roles, sorted and disjoint; only dashes and bars between them are in none.

    The lede is the first paragraph of the body, or its first sentence where the paragraph is
    long; a post has only body. Body parts are one a paragraph.
    """
    if head is None and len(_TOKEN.findall(text[:2000])) < _POST_WORDS:
        return tuple(Part(p.start, p.end, role="body") for p in paragraphs)
    layout = _Layout(
        text, sentences, quotations, [s.start for s in sentences], [q.start for q in quotations]
    )
    title = _bare(text, head.headline) if head else ()
    found: list[Part] = []
    lede = False
    for i, paragraph in enumerate(paragraphs):
        if head and i == head.paragraph:
            if head.dateline:
                found.append(Part(head.dateline.start, head.dateline.end, role="dateline"))
            found.append(Part(head.headline.start, head.headline.end, role="headline"))
            continue
        own = list(_parts_of(layout, paragraph, lede, title))
        lede = lede or any(part.role == "lede" for part in own)
        found.extend(own)
    return tuple(found)


def _is_headline(text: str, headline: Span, rest: Sequence[Span]) -> bool:
    line = headline.of(text)
    behind = [p for p in rest[:12] if _front_matter(text, p) is None]
    if not behind or len(line.split()) < 2 or len(line) > _LONGEST_HEADLINE:
        return False
    length = sum(len(p.of(text)[:4000].split()) for p in behind)
    if _CONTINUES.search(line) or line[0].islower() or length < 20:
        return False
    if length < _POST_WORDS and _PERSONAL.search(line):
        return False
    if _TWO_SENTENCES.search(line) and _ENDS_WITH_STOP.search(line):
        return False
    if not _ENDS_WITH_STOP.search(line) or line.endswith(("...", "…")):
        return _has_prose(text, behind)
    # A sentence as a title, told by the blank line that nothing else in the text has.
    apart = "\n\n" in text[headline.end : behind[0].start]
    packed = not any("\n\n" in text[a.end : b.start] for a, b in pairwise(behind))
    return apart and packed and length >= 60 and len(line.split()) <= 20


def _has_prose(text: str, paragraphs: Sequence[Span]) -> bool:
    """Whether some paragraph ends like a sentence and is longer than a line of a list."""
    return any(
        len(p) > 400 or (len(p) > 60 and _ENDS_PROSE.search(text[max(p.start, p.end - 4) : p.end]))
        for p in paragraphs
    )


def _front_matter(text: str, paragraph: Span) -> Role | None:
    """The role of a whole paragraph that is no prose."""
    line = paragraph.of(text) if len(paragraph) < 400 else ""
    if not line:
        return None
    if _DATE_LINE.match(line):
        return "dateline"
    if _BYLINE.match(line) or _SIGNED.match(line) or _STAFF_LINE.match(line):
        return "byline"
    if _SOURCE_LINE.match(line):
        return "credit"
    if _is_furniture(line, _LONGEST_FURNITURE):
        return "boilerplate"
    credit = _credit(line)
    if credit == 0:
        return "credit"
    if line.lower().startswith(_CAPTIONS) and len(line.split()) <= _LONGEST_CAPTION:
        return "caption"
    return None


# What a picture credit holds, whatever its form, in small letters
_CREDITS = (
    "pic", "photo", "image", "video", "graphic", "illustration", "screengrab", "credit", "©",
)  # fmt: skip


def _credit(line: str) -> int | None:
    """Where the picture credit at the end of ``line`` begins, None where there is none."""
    offset = max(0, len(line) - 120)
    tail = line[offset:]
    small = small_letters(tail)
    named = any(word in small for word in _CREDITS)
    if _COURTESY.fullmatch(line):
        return 0
    forms: list[re.Pattern[str]] = [_CREDIT] if named else []
    for pattern in (*forms, _SLASH_CREDIT) if "/" in tail else forms:
        # The tail is cut from a longer line: a credit at its very start would be half a sentence.
        match = pattern.search(tail, 1 if offset else 0)
        if match and len(match.group().split()) <= 12:
            return offset + match.start()
    return None


def _is_furniture(sentence: str, longest: int) -> bool:
    if len(sentence) > 300 or len(sentence.split()) > longest:
        return False
    lowered = sentence.lower().replace("’", "'").strip(" *>|»–—-")
    if lowered.rstrip(" .:!*…") in _WHOLE:
        return True
    if lowered.startswith(_STARTS):
        head = max((s for s in _STARTS if lowered.startswith(s)), key=len)
        return not head[-1].isalpha() or not lowered[len(head) : len(head) + 1].isalnum()
    few = len(sentence.split()) <= _LONGEST_MENTION
    return few and _ANYWHERE.search(lowered) is not None


def _leading_date(text: str, paragraph: Span) -> Span | None:
    match = _LEADING_DATE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 100))
    if match is None:
        return None
    behind = text[match.end() : match.end() + 8]
    if not behind.strip() or match.end() >= paragraph.end:
        return None
    labelled = match.group("label") is not None
    opens = _OPENS_TEXT.match(behind.lstrip(" |,;:·•–—-"))
    return Span(match.start(), match.end()) if labelled or opens else None


def _after(text: str, span: Span, paragraph: Span) -> int:
    match = _BETWEEN.match(text, span.end, paragraph.end)
    return match.end() if match else span.end


def _dateline(text: str, paragraph: Span) -> Span | None:
    """A place, agency or date set before the text of a paragraph."""
    leading = _leading_date(text, paragraph)
    start = _after(text, leading, paragraph) if leading else paragraph.start
    end = _place_line(text, start, min(paragraph.end, start + 120))
    if end is not None and end < paragraph.end:
        return Span(paragraph.start, end)
    return leading


def _place_line(text: str, start: int, limit: int) -> int | None:
    match = _DATELINE.match(text, start, limit)
    if match is None or not _OPENS_TEXT.match(text, match.end(), limit):
        return None
    place, agency, dash = match.group("place"), match.group("agency"), match.group("dash")
    if not place[0].isupper() or (agency is None and dash is None):
        return None
    lead = place.partition(",")[0]
    if lead.isupper() and len(lead) > 2:
        return match.end()
    titled = all(word[0].isupper() for word in re.split("[ -]+", lead) if word)
    spaced = agency or match.group("date") or (dash or "").strip() in ("—", "–")
    return match.end() if titled and spaced else None


def _parts_of(
    layout: _Layout, paragraph: Span, lede: bool, title: tuple[str, ...]
) -> Iterator[Part]:
    """The parts of one paragraph that is not the headline."""
    text = layout.text
    whole = _front_matter(text, paragraph)
    if whole is not None and not layout.is_quoted(paragraph.start):
        yield from _captioned(text, paragraph, whole)
        return
    line = paragraph.of(text) if len(paragraph) < 600 else ""
    credit = _credit(line) if line and not layout.is_quoted(paragraph.end - 1) else None
    if credit and len(line[:credit].split()) <= _LONGEST_CAPTION:
        yield from _captioned(text, paragraph, "caption")
        return
    dateline = _dateline(text, paragraph)
    start = paragraph.start
    if dateline is not None:
        yield Part(dateline.start, dateline.end, role="dateline")
        start = _after(text, dateline, paragraph)
    if start >= paragraph.end:
        return
    prose = Span(start, paragraph.end)
    if lede and (_EMBEDDED.search(line) or line[:1] == ">" or layout.is_one_quotation(paragraph)):
        yield Part(prose.start, prose.end, role="quote_block")
        return
    yield from _prose(layout, prose, lede, title)


def _captioned(text: str, paragraph: Span, whole: Role) -> Iterator[Part]:
    credit = _credit(paragraph.of(text)) if whole == "caption" else None
    if not credit:
        yield Part(paragraph.start, paragraph.end, role=whole)
        return
    end = paragraph.start + len(text[paragraph.start : paragraph.start + credit].rstrip())
    yield Part(paragraph.start, end, role="caption")
    yield Part(paragraph.start + credit, paragraph.end, role="credit")


def _prose(layout: _Layout, prose: Span, lede: bool, title: tuple[str, ...]) -> Iterator[Part]:
    """Body, with the sentences in it that are furniture or a staff line as parts of their own."""
    sentences = layout.sentences_in(prose)
    # A paragraph of one sentence has been looked at as a whole.
    roles = [_sentence_role(layout, s) if len(sentences) > 1 else "body" for s in sentences]
    if not lede:
        _mark_lede(layout.text, sentences, roles, title)
    start = 0
    for i in range(1, len(sentences) + 1):
        if i == len(sentences) or roles[i] != roles[start]:
            yield Part(sentences[start].start, sentences[i - 1].end, role=roles[start])
            start = i


def _sentence_role(layout: _Layout, sentence: Span) -> Role:
    if len(sentence) > 300 or layout.is_quoted(sentence.start):
        return "body"
    line = sentence.of(layout.text)
    if _STAFF_LINE.match(line):
        return "byline"
    if _is_furniture(line, _LONGEST_GLUED):
        return "boilerplate"
    return "body"


def _mark_lede(
    text: str, sentences: Sequence[Span], roles: list[Role], title: tuple[str, ...]
) -> None:
    """Puts the lede, and a headline said again before it, into ``roles``."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    if body and title and _bare(text, sentences[body[0]]) == title:
        roles[body.pop(0)] = "headline"
    length = sum(len(sentences[i].of(text).split()) for i in body)
    if len(body) > _LEDE_SENTENCES or length > _LEDE_WORDS:
        body = body[:1]
    for i in body:
        roles[i] = "lede"


def _bare(text: str, span: Span) -> tuple[str, ...]:
    """The words of a line, for telling whether two lines say the same."""
    return tuple(_TOKEN.findall(span.of(text)[:_LONGEST_HEADLINE].casefold()))
