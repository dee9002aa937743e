"""What the words that name a source are made of: a name, a head noun, a pronoun, titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from features.evidence import Document, Span
from features.sourcing.names import (
    INNER,
    MANY,
    ONES,
    ORGANS,
    STOPS,
    Names,
    Run,
    is_noun,
    is_person,
    title_length,
)
from features.sourcing.words import Word, lexicon, single_words, within

Form = Literal["pronoun", "one", "indefinite", "definite", "name", "bare"]

SHE = frozenset({"she", "her", "herself", "hers"})
HE = frozenset({"he", "his", "him", "himself"})
PERSONS = SHE | HE | {"who", "whom", "whose"}
THEY = frozenset({"they", "their", "them", "both", "these", "those", "all"})
IT = frozenset({"it", "its", "which", "that", "this"})
SELF = frozenset(
    {"i", "we", "my", "our", "me", "us", "i'm", "i'd", "i've", "i'll", "we're", "we've", "we'll"}
)
YOU = frozenset({"you", "your", "one's"})
ARTICLES = frozenset({"a", "an", "one", "another", "two", "three", "several", "some", "other"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our"})
MANGLED = frozenset({"â", "Â", "Ã"})
"""What is left of a closing mark that was read in the wrong encoding: 'âx she said'."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of one source span, taken apart."""

    span: Span
    words: tuple[Word, ...]
    form: Form
    name: tuple[str, ...]
    person: bool
    head: str | None

    @property
    def low(self) -> tuple[str, ...]:
        """All its words, folded."""
        return tuple(word.low for word in self.words)


# "Story Continued Below Roux said": what a page puts between two paragraphs
FURNITURE = re.compile(
    r"(?:(?:Story|Article) Continue[ds] Below|Continue Reading Below|Related Coverage"
    r"|Advertisement)[:\s]+(?=\S)",
    re.IGNORECASE,
)
# "that he", "While Roux": a conjunction before whoever speaks
CONJUNCTION = re.compile(
    r"(?:that|and|but|as|when|while|because|although|though|if|whether|since|before|after) "
    r"(?=(?:he|she|they|it)\b)",
    re.IGNORECASE,
)
# "It did not name the driver", "he would have": a pronoun and its verb
SUBJECT = re.compile(
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]hich|[Ww]ho)"
    r"(?= (?!and\b|or\b|who\b|both\b|all\b|himself\b|herself\b|themselves\b"
    r"|(?:gave|gives|goes|calls|called|identified) )[a-z])"
)
LONE = frozenset({"a", "an", "the", "one"})
# "Roux told Lesk News on Monday"; not "a man who told"
SPOKE = re.compile(r"(?:(?!\b(?:who|which|that)\b)[^,;:])+?(?= (?:told|tells|said|says|tweeted)\b)")


# "Later Roux's spokesman": when somebody spoke, and what the sentence before had to do with it
LEADING = re.compile(
    rf"(?:{'|'.join(sorted(single_words('source_functions', 'leading')))}),? (?=[\w@\"“])",
    re.IGNORECASE,
)


def trimmed(document: Document, names: Names, span: Span) -> Span:
    """The words of a source without what the tagger took with them: the furniture of a page, a
    conjunction, an adverb of time, a verb, a comma; an article alone grows to the name behind it
    ("an angry Roux")."""
    text, start, end = document.text, span.start, span.end
    if (end - start) <= 3 and span.of(text).casefold() in LONE:
        return Span(start, _named_behind(document, names, end) or end)
    for pattern in (FURNITURE, CONJUNCTION):
        if match := pattern.match(text, start, end):
            start = match.end()
    while match := LEADING.match(text, start, end):
        start = match.end()
    if match := SUBJECT.match(text, start, end) or SPOKE.match(text, start, end):
        end = match.end()
    # "Ana Roux," with the comma that parts her from the verb
    while end > start + 1 and text[end - 1] in ",;: \n":
        end -= 1
    return span if (start, end) == (span.start, span.end) else Span(start, end)


def _named_behind(document: Document, names: Names, end: int) -> int | None:
    """Where the name ends that stands at most one plain word behind an article."""
    at = bisect_left(names.runs, end, key=lambda run: run.span.start)
    if at == len(names.runs):
        return None
    run = names.runs[at]
    between = document.text[end : run.span.start]
    near = re.fullmatch(r" (?:[a-z-]+ )?", between) is not None
    return run.span.end if near else None


def mention_of(document: Document, names: Names, span: Span) -> Mention:
    """The source span taken apart. Its head noun is the last noun before a preposition or comma."""
    tokens = tuple(within(names.tokens, span))
    while len(tokens) > 1 and tokens[0].text in MANGLED:
        tokens = tokens[1:]
    if not tokens:
        return Mention(span, (), "bare", (), False, None)
    form = _form(tokens)
    if form in ("pronoun", "one"):
        return Mention(span, tokens, form, (), False, None)
    run = _principal(document, names, span)
    name = run.name if run else ()
    person = run is not None and _is_known_person(run, names)
    if person and run is not None and _is_in_a_noun(tokens, run):
        run, name, person = None, (), False
    if person and run is not None and _is_other(document.text, tokens, run):
        # "an email to Roux", "sources close to Roux" are not Roux.
        run, name, person = None, (), False
    if person and run is not None:
        form = "name"
        name = names.persons.get(name[-1], name) if len(name) == 1 else name
    elif run is not None and form in ("bare", "definite") and _covers_head(tokens, run):
        form = "name"
    if run is not None and not person and name:
        name = _body_name(document.text, tokens, run) or name
    return Mention(span, tokens, form, name, person, _head(document.text, tokens))


def _is_in_a_noun(tokens: Sequence[Word], run: Run) -> bool:
    """Whether a name is but the end of what the lists know as a body: "Disease Control" of the
    "Centers for Disease Control"."""
    first = next((i for i, w in enumerate(tokens) if w.start == run.words[0].start), 0)
    return any(ORGANS.match(tokens, at) > first for at in range(max(0, first - 3), first) if first)


def _is_other(text: str, tokens: Sequence[Word], run: Run) -> bool:
    """Whether a document or a voice stands at the head of a phrase and the person only behind it,
    right behind a preposition; "head of the Wells Agency Ana Roux" is she."""
    zone = head_zone(text, tokens)
    head = next((w for w in reversed(zone) if w.low not in STOPS), None)
    if head is None or run.words[0].start < zone[-1].end:
        return False
    if head.low in lexicon("source_nouns")["document_or_recording"]:
        return True
    before = next((w for w in reversed(tokens) if w.start < run.words[0].start), head)
    return head.low in VOICES and (before.low in PREPOSITIONS or before.low == "the")


VOICES = single_words("source_roles", "voice") | single_words("source_functions", "mouthpiece")


PRONOUNS = PERSONS | THEY | IT | SELF | YOU


def _form(tokens: Sequence[Word]) -> Form:
    first = tokens[0].low
    # "US" is a state and "IT" mostly a shouted pronoun.
    shouted = tokens[0].text.isupper() and (len(first) > 2 or first == "us")
    if len(tokens) == 1 and not shouted and first in PRONOUNS:
        return "pronoun"
    if len(tokens) <= 2 and first in ONES and (len(tokens) == 1 or tokens[1].low in STOPS):
        return "one"
    if first in ARTICLES:
        return "indefinite"
    return "definite" if first in DEFINITE else "bare"


def _principal(document: Document, names: Names, span: Span) -> Run | None:
    at = bisect_left(names.runs, span.start, key=lambda run: run.span.end)
    inside: list[Run] = []
    for run in names.runs[at:]:
        if run.span.start >= span.end:
            break
        cut = _told(tuple(word for word in run.words if word.start < span.end), span.start)
        if cut:
            run = run if cut == run.words else Run(cut, title_length(cut), run.before, run.parted)
            inside.append(run)
    if not inside:
        return _shouted(document, names, span)
    # "Roux's father" is not Roux.
    persons = [
        run
        for run in inside
        if _is_known_person(run, names) and not _owns(document.text, run, span)
    ]
    inside = [run for run in inside if run in persons or not _owns(document.text, run, span)]
    if not inside:
        return None
    comma = document.text.find(",", span.start, span.end)
    early = [run for run in persons if comma < 0 or run.span.start < comma]
    if early:
        voice = persons[len(early) : len(early) + 1]
        if voice and _speaks_for(document.text, comma, early[-1], voice[0], span):
            return voice[0]
        alone = early[-1].title or len(early) == 1
        return early[-1] if alone or _calls(document.text, early[-2], early[-1]) else early[0]
    before = any(run.span.end <= comma for run in inside)
    if persons and _is_apposed(document.text, comma, persons[0], span, before):
        return persons[0]
    if persons and not before:
        return None
    bodies = [run for run in inside if not run.words[-1].possessive]
    organs = [run for run in bodies if ORGANS.any(run.words)]
    return (organs or bodies or inside)[0]


# " adviser ", " campaign manager "
CALLING = re.compile(r"(?:['’]s)? (?:[a-z-]+ ){0,2}(?P<last>[a-z-]+) ")


CALLINGS = frozenset(
    {
        *single_words("source_roles", "title"),
        *single_words("source_roles", "spokesman"),
        *single_words("source_roles", "voice"),
        *single_words("source_roles", "calling"),
        *single_words("source_functions", "kin"),
    }
)


def _calls(text: str, one: Run, other: Run) -> bool:
    """Whether the words between two names tell what the second is to the first: "Roux adviser Jan
    Stane"."""
    between = CALLING.fullmatch(
        text, one.words[-1].start + len(one.words[-1]), other.words[0].start
    )
    return between is not None and between["last"] in CALLINGS


# ", who", " of the clinic": what may go on behind the name of somebody set beside his office
BESIDE = re.compile(r"[,.]?\s*(?:$|(?:who|which|of|from|at|in|that|whose)\b)")


def _is_apposed(text: str, comma: int, run: Run, span: Span, before: bool) -> bool:
    """Whether a name tells who the noun before the comma is: "The third man, Ana Roux," is she;
    "many, including Ana Roux," are many. With a name ``before`` the comma nothing may follow: "A
    Veskan lawyer, Ana Roux," is she, "Veska, Ana Roux and others" are several."""
    if text[comma + 1 : run.words[0].start].strip():
        return False
    return not before or BESIDE.match(text[run.span.end : span.end]) is not None


# "for ", "of the late ": what makes of the name behind it whose voice somebody is
VOICE_OF = re.compile(r"\b(?:for|of|to)(?: the)?(?: [a-z-]+)* $")


def _speaks_for(text: str, comma: int, one: Run, voice: Run, span: Span) -> bool:
    """Whether a name before the comma only tells for whom the one behind it speaks: "A spokesman
    for Roux, Jan Brin"."""
    governed = VOICE_OF.search(text, span.start, one.span.start) is not None
    return governed and _is_apposed(text, comma, voice, span, True)


# "Aldova-based", "Veska-led": where a body sits or who leads it is not its name
SEATED = re.compile(r".+-(?:based|led|run|backed|owned|controlled|funded)")


def _told(words: tuple[Word, ...], start: int) -> tuple[Word, ...]:
    """The words of a run from ``start`` on, those before it too where the tagger cut a name in
    two: "Rights" of "Observatory for Rights"."""
    at = next((i for i, word in enumerate(words) if word.start >= start), len(words))
    if 0 < at < len(words) and words[at - 1].low in INNER:
        at = 0
    while at < len(words) and SEATED.fullmatch(words[at].low):
        at += 1
    return words[at:]


# "'s father", "’s former colleague"
OWNED = re.compile(r"(?:['’]s|(?<=s)['’]) (?:(?!and |or )[a-z-]+ ?){1,3}(?![a-z])")


def _owns(text: str, run: Run, span: Span) -> bool:
    """Whether a person's name only tells whose relative or colleague is meant."""
    match = OWNED.match(text, run.words[-1].end, span.end)
    if match is None or not run.words[-1].possessive:
        return False
    told = match.group().casefold().split()
    return any(word.strip("'’") in KIN for word in told)


KIN = single_words("source_functions", "kin")
"""Who stands behind another's name and is not he."""


def _shouted(document: Document, names: Names, span: Span) -> Run | None:
    """In a headline in capitals a run is a name only where the text below knows it."""
    if document.sentence_at(span.start) not in names.shouting:
        return None
    tokens = within(names.tokens, span)
    known = [w for w in tokens if w.low in names.persons or w.low in names.by_last]
    if known:
        return Run((known[-1],), 0, "")
    written = {word.low for run in names.runs for word in run.words}
    plain = tuple(w for w in tokens if w.low in written and not is_noun(w.low))
    return Run(plain, title_length(plain), "") if plain and not ORGANS.any(plain) else None


def _is_known_person(run: Run, names: Names) -> bool:
    name = run.name
    if not name:
        return False
    if is_person(run, names.places):
        return True
    return len(name) == 1 and name[0] in names.persons


def _covers_head(tokens: Sequence[Word], run: Run) -> bool:
    # "Residents of Veska" begin with a noun whose capital is the sentence's.
    rest = [w for w in tokens if w not in run.words and w.low not in STOPS]
    rest = [w for w in rest if not w.capital or (w is tokens[0] and w.low in MANY)]
    return not rest or rest[0].start > run.span.end


def _body_name(text: str, tokens: Sequence[Word], run: Run) -> tuple[str, ...]:
    """The name of a body with its noun: "veskan army" where only "Veskan" has a capital."""
    zone = head_zone(text, tokens)
    lower = [w.low for w in zone if not w.capital and w.low not in STOPS]
    # "Rami a 48-year-old man": what he is stands behind an article and is none of his name.
    apposed = zone[-1].low in ADULTS and any(
        w.low in ("a", "an") and w.start > run.span.end for w in zone
    )
    if not lower or apposed or run.words[0] not in zone:
        return ()
    return tuple(w.low for w in zone if w.low not in STOPS)


ADULTS = single_words("source_functions", "man") | single_words("source_functions", "woman")
PREPOSITIONS = single_words("source_functions", "preposition")


def head_zone(text: str, tokens: Sequence[Word]) -> list[Word]:
    """The words of a phrase up to the preposition, comma or bracket behind its head noun."""
    zone: list[Word] = []
    for i, word in enumerate(tokens):
        content = any(w.low not in STOPS for w in zone)
        if content and word.low in PREPOSITIONS and not word.capital:
            break
        if content and re.search(r"[,(;:]", text[tokens[i - 1].end : word.start]):
            break
        zone.append(word)
    return zone


def _head(text: str, tokens: Sequence[Word]) -> str | None:
    zone = [word for word in head_zone(text, tokens) if word.low not in STOPS]
    return zone[-1].low if zone else None
