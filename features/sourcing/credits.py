"""Who is credited at an end: "... the staff said.", "17 killed: monitor", "Monitor: 17 killed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.attribution import Link
from features.sourcing.clauses import Sentence, stretch, trim
from features.sourcing.kinds import own_kind, read_phrase
from features.sourcing.words import Word, within

# "... the general staff said." where the comma before the source was lost, "17 killed: monitor"
FINAL = re.compile(
    r"(?<!\bon )(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bby )(?<!\bto )(?<!\bfrom )(?<!\bwith )"
    r"(?P<source>\b(?:[Tt]he(?: [a-z][\w-]*| [A-Z][\w-]*){1,4}|he|she|it|they|one|another"
    r"|(?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w’'-]+)) "
    r"(?P<cue>(?:has |have |had |also )?(?:said|says|say|added|adds|reported|reports|warned|warns"
    r"|claimed|claims|stated|announced|continued|explained|noted|stressed|concluded))"
    r"(?: (?:on |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
    r"(?: (?:without|in|on|to|during|from|by|via|through|heading) [^.\n]{0,60})?[.\s]*$"
)
FINAL_STEMS = (
    *(" said", " say", " add", " report", " warn", " claim", " stat", " announ", " contin"),
    *(" expl", " note", " stres", " concl"),
)
"""One of these stands in every such sentence, and a search of it is dear."""
# "17 killed: rights group", with its outlet "17 killed: rights group Lesk Post Staff."
TRAILING = re.compile(
    r"\s*(?::|\s[^\w\s]?[-–—_])\s*(?P<source>[A-Za-z][\w' -]{2,40}?)"
    r"(?<=[a-z])(?P<outlet>(?:\s[A-Z][\w.]+){0,3})\s*[.]?\s*(?:\|[^|\n]*)?$"
    r"|\s*(?::|\s[^\w\s]?[-–—_])\s*(?P<named>[A-Za-z][\w' -]{1,40}?)\s*[.]?\s*(?:\|[^|\n]*)?$"
)
# "Symptoms fit nerve agent use WHO": an abbreviation behind a clause
SHOUTED = re.compile(
    r"\b(?!(?:the|for|from|with|and|its|their|his|her|into|against|over|near|new)\b)[a-z]{3,},?\s"
    r"(?P<source>[A-Z]{2,6})\s*[.]?\s*(?:\|[^|\n]*)?$"
)
# "..., 911 Call Shows", "..., Police Say": the end of a headline
CREDITED = re.compile(
    r",\s(?P<source>(?:[A-Z\d][\w.'’-]*\s){0,4}[A-Z\d][\w.'’-]*|(?:[a-z][\w'’-]*\s){0,3}[a-z][\w'’-]*)"
    r"\s(?P<cue>(?:Says?|Shows?|Finds?|Found|Reveals?|Reports?|Warns?|Claims?|Suggests?|Confirms?|Rules?"
    r"|Ruled|Insists?|Admits?|Argues?|says?|shows?|finds?|reveals?|warns?|rules|ruled|insists?|admits?"
    r"|argues?|claims|suggests?|confirms?|reports))"
    r"\s*[.]?\s*(?:\|[^|\n]*)?$"
)
# "Strike kills 18 in Lesk monitor", "Seven dead in blast Monitor": the dash was lost
BARE = re.compile(
    r"[a-z]\s(?P<source>(?:[Ww]ar )?(?:[Mm]onitors?|[Ww]atchdog|police|ministry|officials"
    r"|civil defen[cs]e|(?:monitoring|rights|aid) groups?))\s*(?:\|[^|\n]*)?$"
)

_BODIES = (
    r"Monitors?|Monitoring group|Rights group|Watchdog|Observatory|Reports?|NGOs?"
    r"|(?:State|Local) (?:media|TV)"
)
_PEOPLE = r"Activists|Rebels|Army|Officials"
# "Blast in Lesk kills 30 Monitor", "Market hit Activists": capital where the others are small
BARE_CAPITAL = re.compile(
    rf"(?:[a-z\d]\s(?=(?:{_BODIES})\b)|[a-z]\s)(?P<source>{_BODIES}|{_PEOPLE})\s*(?:\|[^|\n]*)?$"
)
# "40 Civilians Killed in Raid on Lesk Report": all in capitals, but it counts the dead
COUNTS = re.compile(
    r"\b(?:Killed|Dead|Die[ds]?|Injured|Wounded|Hurt|Missing|Displaced|Arrested|Detained)\b"
    rf"(?:[^.:\n]*[a-z])?\s(?P<source>{_BODIES})\s*[.]?\s*(?:\|[^|\n]*)?$"
)
# " - Region - World - Lesk Post": the page's place on its site
SECTIONS = re.compile(r"(?: - [A-Z][\w.’'& ]{1,30}){2,}\s*$")
# "Monitors 15 killed in Lesk", "Activists Vardan jets hit market": the colon was lost
AHEAD = re.compile(rf"(?P<source>{_BODIES}|{_PEOPLE})\s(?=\d|(?:[A-Z][\w-]+\s)+[a-z\d])")
# "kills", "wounded": a word that a headline in capitals would not write small
_SMALL = re.compile(
    r"\b(?!(?:about|after|under|amid|until|before|since|during|without)\b)[a-z]{5,}"
)


def last_words(document: Document, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """'X the general staff said.' and the headline's '17 killed: monitor'."""
    if any(link.form in ("verb", "according") for link in here):
        return
    end = sentence.span.end
    if " - " in document.text[max(sentence.span.start, end - 60) : end]:
        trail = SECTIONS.search(document.text, max(sentence.span.start, end - 120), end)
        end = trail.start() if trail else end
    tail = Span(max(sentence.span.start, end - 120), end)
    said = tail.of(document.text)
    match = None
    if any(stem in said for stem in FINAL_STEMS):
        match = FINAL.search(document.text, tail.start, tail.end)
    if match and not sentence.quoted(match.start()):
        content = trim(document.text, stretch(sentence.span.start, match.start("source")))
        if len(within(sentence.words, content)) >= 4:
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            yield Link(source, cue, (content,), "final")
            return
    first = document.sentence_at(sentence.span.start) <= 2
    if document.role_at(sentence.span.start) != "headline" and not first:
        return
    credited = CREDITED.search(document.text, tail.start, tail.end)
    if credited and not sentence.quoted(credited.start("source")) and _can_say(sentence, credited):
        content = trim(document.text, stretch(sentence.span.start, credited.start()))
        if len(within(sentence.words, content)) >= 3:
            yield Link(
                Span(*credited.span("source")), Span(*credited.span("cue")), (content,), "final"
            )
            return
    trailing = TRAILING.search(document.text, tail.start, tail.end)
    trailing = trailing or BARE.search(document.text, tail.start, tail.end)
    if trailing is None and _SMALL.search(document.text, tail.start, tail.end):
        trailing = BARE_CAPITAL.search(document.text, tail.start, tail.end)
    trailing = trailing or COUNTS.search(document.text, tail.start, tail.end)
    trailing = trailing or SHOUTED.search(document.text, tail.start, tail.end)
    if trailing is None:
        yield from _first_words(document, sentence)
        return
    part = "named" if trailing.groupdict().get("named") else "source"
    source = Span(*trailing.span(part))
    named = within(sentence.words, source)
    if _is_title_of_page(document.text, trailing, source):
        return
    content = trim(document.text, stretch(sentence.span.start, trailing.start(part)))
    told = read_phrase(document.text, named).kind is not None
    known = 0 < len(named) <= 4 and (own_kind(named[-1].low) is not None or told)
    length = len(within(sentence.words, content))
    known = known or (length >= CLAUSE and _returns(document, sentence, source, named))
    if known and length >= 3:
        yield Link(source, None, (content,), "colon")


# " - Lesk Daily", "| Lesk Post: news": whose page it is
_SITE = re.compile(r"\s[^\w\s]?[-–—|]\s*$")
_SECTIONS = frozenset(
    {"news", "opinion", "analysis", "sport", "sports", "world", "politics", "local", "live"}
)


def _is_title_of_page(text: str, trailing: re.Match[str], source: Span) -> bool:
    """Whether what ends a headline is the outlet whose page it heads, or a section of it."""
    if source.of(text).casefold() in _SECTIONS:
        return True
    behind_dash = _SITE.search(text, trailing.start(), source.start) is not None
    more = trailing.groupdict().get("outlet")
    return behind_dash and bool(more) and source.of(text).istitle()


CLAUSE = 5
"""Words of a headline that somebody says whose kind the name does not tell."""


def _returns(document: Document, sentence: Sentence, source: Span, named: Sequence[Word]) -> bool:
    """Whether a name behind a headline's colon is told of again: "Talks will fail: Ana Roux"."""
    before = document.text[sentence.span.start : source.start].rstrip()
    if not before.endswith(":") or len(named) > 4 or not all(word.capital for word in named):
        return False
    return document.text.find(named[-1].of(document.text), sentence.span.end) >= 0


def _can_say(sentence: Sentence, credited: re.Match[str]) -> bool:
    """Whether what a headline credits at its end is a name or somebody: not "talk shows"."""
    source = Span(*credited.span("source"))
    last = within(sentence.words, source)[-1:]
    return bool(last) and (last[0].capital or own_kind(last[0].low) is not None)


def _first_words(document: Document, sentence: Sentence) -> Iterator[Link]:
    """'Monitors 15 killed': a headline that begins with its source and lost its colon."""
    ahead = AHEAD.match(document.text, sentence.span.start, sentence.span.end)
    if ahead is None or not _SMALL.search(document.text, ahead.end(), sentence.span.end):
        return
    content = trim(document.text, stretch(ahead.end(), sentence.span.end))
    if len(within(sentence.words, content)) >= 3:
        yield Link(Span(*ahead.span("source")), None, (content,), "colon")


# "Monitor: 17 killed", "He adds: "
COLON = re.compile(r"^\s*:")


def unspoken(document: Document, sentence: Sentence, here: Sequence[Link]) -> Iterator[Link]:
    """'X: content' at the head of a sentence, where no verb was found."""
    if here or len(sentence.words) < 4:
        return
    first = 0
    for i in range(1, len(sentence.words)):
        if i - first > 6:
            return
        gap = document.text[sentence.words[i - 1].end : sentence.words[i].start]
        if COLON.match(gap):
            # "24 August 2016 16:58 Monitor: 17 killed"
            if sentence.words[i].text[:1].isdigit() and sentence.words[i - 1].text.isdigit():
                first = i + 1
                continue
            source = Span(sentence.words[first].start, sentence.words[i - 1].end)
            content = trim(document.text, stretch(sentence.words[i].start, sentence.span.end))
            opened = re.search(r"[\"“]", gap)
            if len(within(sentence.words, content)) >= 3 and (opened or sentence.words[0].capital):
                yield Link(source, None, (content,), "colon")
            return
        if re.search(r"[,.;\"“]", gap):
            return
