"""Which attributions make somebody vouch for a claim, and which only tell what he wants or does.

PolNeAR marks every relation of a person to a content: "India wants to land", "the judge ordered",
"voters prefer". The guidelines of ``data/annotations/gold`` ask who vouches for a claim; there such
sentences are the author's own description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from features.evidence import Document, Span
from features.sourcing.agentless import GUESSED
from features.sourcing.attribution import Link
from features.sourcing.deeds import is_deed
from features.sourcing.extents import is_quoted
from features.sourcing.kinds import read_phrase
from features.sourcing.names import DAYS, Names
from features.sourcing.words import Word, lexicon, within

BE = frozenset({"is", "was", "been", "being", "be"})
PASSIVE = BE | {"are", "were", "am"}
# "to land", "for the mission"; not "to using gas", "at least four", "about 20 people"
AIM = re.compile(
    r"to (?!\w+ing\b)|(?:for|from|against|on|at|over|about) (?!(?:least|most|half|a|an|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|millions)\b|\d)"
)
# "that", '"'
SPEECH = re.compile(r"(?:that\b|[\"“«])")


def vouches(document: Document, tokens: Sequence[Word], link: Link) -> bool:
    """Whether somebody, or an empty form, stands for the truth of the content."""
    if link.source is not None and not _can_speak(document.text, tokens, link):
        return False
    if link.cue is not None and (_is_unsaid(document.text, link.cue) or is_deed(document, link)):
        return False
    content = link.contents[0]
    words = content.of(document.text)
    if link.source is not None and _calls_on(document.text, link):
        return True
    quoted = any(is_quoted(document, piece) for piece in link.contents)
    if link.cue is None:
        scrap = len(link.content) < FRAGMENT and not _is_apart(document, content)
        heard = quoted and not scrap
        return link.source is not None and (heard or link.form in ("inherited", "colon"))
    cue = within(tokens, link.cue)
    if link.source is None:
        hollow = any(word.low in GUESSED for word in cue) or HOLLOW.search(
            link.cue.of(document.text)
        )
        return not hollow and (_is_agentless(cue) or link.form in ("agentless", "adverb"))
    if quoted and any(
        is_quoted(document, piece) and not _only_named(piece, piece.of(document.text))
        for piece in link.contents
        if piece is content or _is_apart(document, piece)
    ):
        return True
    asked = document.text[content.end : content.end + 1] == "?"
    if not (_speaks(cue, link.cue.of(document.text)) or (not asked and _names(cue, words))):
        return SPEECH.match(words) is not None
    urges = lexicon("cues")["urge"].any(cue)
    if AIM.match(words) is None or urges or any(word.low in CLAIMING for word in cue):
        return True
    # "As Roux noted, at some point they must": the comma parts the verb from an aim.
    return (
        0 < content.start - link.cue.end <= 3 and "," in document.text[link.cue.end : content.start]
    )


CALLS = re.compile(r"(?:has |have |had |also )*call(?:s|ed|ing) (?:up)?on ")


def _calls_on(text: str, link: Link) -> bool:
    """Whether somebody calls on another, though a tagger left "on" out of his verb."""
    cue, start = link.cue, link.contents[0].start
    if cue is None or start < cue.end:
        return False
    return CALLS.fullmatch(text, cue.start, start) is not None


FRAGMENT = 40
"""Code points; shorter words in marks amid a sentence and without a cue are a title or a jibe."""


def _is_apart(document: Document, content: Span) -> bool:
    """Whether a content begins its sentence, or a colon leads to it."""
    start = document.sentence_of(content.start).start
    before = document.text[start : content.start].rstrip(" \"“”«»'’‘")
    return not before or before.endswith((":", ","))


# "That is wrong", "They are", "I’m glad": a clause and no speaker
CLAUSE = re.compile(
    r"(?:that|there|this|it|they|we|you|he|she)\s(?:is|was|are|were|has|had)\b"
    r"|let\b|I(?:\s(?:am|was|have|had)\b|['’]\w)|what\s(?:I|he|she|they|we|you)\b",
    re.IGNORECASE,
)
# "the blast claimed the lives of three", "claimed 40 lives"
TOLL = re.compile(
    r"(?:(?:has|have|had|also|already|reportedly) ){0,2}claim\w* (?:[\w,]+ ){0,5}"
    r"(?:lives|victims|casualties)\b",
    re.IGNORECASE,
)


def takes_lives(text: str, cue: Span) -> bool:
    """Whether a cue only looks like one: "the blast claimed the lives of three"."""
    return TOLL.match(text, cue.start) is not None


# "knows a thing or two", "was known for", "failed to agree", "agreed to": what the author tells of
# somebody and not what that one says
KNOWS = re.compile(
    r"\b(?:kn[eo]ws?|knowing|(?<!be )known)\b|\b(?:fail\w* to agree|agree[sd]? to)$", re.IGNORECASE
)


def _can_speak(text: str, tokens: Sequence[Word], link: Link) -> bool:
    """Whether the source of a link is somebody who says something and not a label, a clause, who
    is told, or everybody in a commonplace."""
    source, cue = link.source, link.cue
    if source is None or CLAUSE.match(source.of(text)):
        return False
    if not (_heads(text, link) or _tells(text, link)) and is_label(within(tokens, source)):
        return False
    if NO_ONE.match(source.of(text)) and " who " not in source.of(text):
        return False
    if cue is not None and cue.start - source.end == 1 and UNNAMED.search(source.of(text)):
        return False
    if cue is not None and source.end <= cue.start and _hears(tokens, cue):
        return False
    if cue is not None and KNOWS.search(cue.of(text)):
        return False
    if cue is not None and _is_commonplace(tokens, source, cue):
        return False
    return cue is None or not takes_lives(text, cue)


def _heads(text: str, link: Link) -> bool:
    """Whether "Sources:" leads to a whole headline; elsewhere it heads a list."""
    source = link.source
    if source is None or source.start or len(link.content) < FRAGMENT:
        return False
    return source.of(text) in OPENING


OPENING = frozenset({"Sources", "Report", "Reports"})
"""What leads to a headline with a colon and vouches for it; in the text below it heads a list."""
# "Report also said", "Sources told the Post": no label, for its verb stands right behind it
TELLS = re.compile(
    r" (?:(?:has|have|had|also|later|then|now) ){0,2}(?:said|says?|told|tells?|added|adds"
    r"|claim(?:s|ed)?|stat(?:es|ed)|confirm(?:s|ed)?|suggest(?:s|ed)?|show(?:s|ed)?"
    r"|indicate[sd]?|reveal(?:s|ed)?|warn(?:s|ed)?|alleg(?:es?|ed)|not(?:es|ed))\b"
)
TELLERS = frozenset({"report", "reports", "source", "sources", "analysis"})


def _tells(text: str, link: Link) -> bool:
    """Whether a noun that heads lists has a verb of speech of its own."""
    source = link.source
    if source is None or source.of(text).casefold() not in TELLERS:
        return False
    return TELLS.match(text, source.end) is not None


# "made no mention of", "did not say whether": what he did not say; and "investigating claims"
UNSAID = re.compile(
    r"\bno mention\b|(?:\bnot|n['’]t|\bnever)(?: (?:yet|\w+ly|so much as))? (?:mention\w*"
    r"|add(?:ed)?|sa(?:y|id|ying)|specif\w+|elaborate\w*|disclose\w*|announced?|argued?|claim\w*"
    r"|volunteer\w*)\b"
    r"|(?:\bnot|n['’]t|\bnever)(?: (?:yet|\w+ly))* (?:respond|repl(?:y|ied)|answer|ask)"
    r"|\b(?:sidestep|dodg|duck|evad)\w*\b"
    r"|\b(?:investigat|prob|examin|review)\w*\b(?: \w+){0,2} (?:claims|reports|allegations)",
    re.IGNORECASE,
)
# "to argue that", "is set to write": what is yet to be said; not "would like to point out"
INFINITIVE = re.compile(
    r"(?:to|(?:is|are|was|were) (?:set|due|about|going|ready|supposed|meant|required|asked) to"
    r"|(?:would|['’]d) rather|can expect|(?:is|was) to say"
    r"|(?:tr(?:y|ies|ied|ying)|rush(?:es|ed|ing)?|stood up|hurried) to)\b"
)


def _is_unsaid(text: str, cue: Span) -> bool:
    """Whether a cue tells of what was not said, or is yet to be."""
    said = cue.of(text)
    return UNSAID.search(said) is not None or INFINITIVE.match(said) is not None


# "nobody else", "no Veskan", "too many of us", "the group can have time"; not "No. 10", "Will Roux"
NO_ONE = re.compile(
    r"(?:[Nn]o(?!\.? ?\d)|[Nn]obody|[Nn]one|[Nn]either)\b|.*\bof us\b"
    r"|[^,]*\b(?:can|could|may|might|will|would|should)\s"
)
# "A proposed law", "received several confirmed reports": a determiner, so that the cue is a noun's
UNNAMED = re.compile(
    r"(?:^|\s)(?:an?|the|its|his|her|their|our|my|every|amid|despite|without|raising|over)$"
    r"|\w\s(?:several|many|some|any|few)$"
    r"|\ban? (?:passing|mere|simple|vague|bare)$",
    re.IGNORECASE,
)
ALL = frozenset({"one", "people", "everyone", "everybody", "anyone", "anybody", "nobody", "you"})


def _is_commonplace(tokens: Sequence[Word], source: Span, cue: Span) -> bool:
    """Whether all the world thinks so: "People always think that", "you would think"."""
    subject = within(tokens, source)
    thinks = any(word.low in lexicon("cues")["think"] for word in within(tokens, cue))
    return thinks and bool(subject) and len(subject) <= 2 and subject[-1].low in ALL


HEARD = frozenset(
    {
        *("told", "informed", "advised", "reassured", "misled", "asked", "questioned", "pressed"),
        *("quizzed", "grilled"),
    }
)


def _hears(tokens: Sequence[Word], cue: Span) -> bool:
    """Whether the subject of a cue is told something: "consumers are being told that"."""
    verbs = within(tokens, Span(max(0, cue.start - 6), cue.end))
    return any(one.low in PASSIVE and other.low in HEARD for one, other in pairwise(verbs))


CHARGED = frozenset({"accused", "suspected"})


def _is_charged(link: Link, verbs: Sequence[str]) -> bool:
    """Whether a verb tells what its subject is charged with: "The army was on Monday accused of";
    nobody says so."""
    told = link.source is not None and link.cue is not None and link.source.end <= link.cue.start
    return told and bool(PASSIVE & set(verbs)) and verbs[-1:] != [] and verbs[-1] in CHARGED


def _is_accused(verbs: Sequence[str]) -> bool:
    """Whether a cue is "has been accused of", by whom is not told; "was accused" tells a deed."""
    return list(verbs[-2:]) == ["accused", "of"] and verbs[0] in ("has", "have", "had", "is", "are")


def without_expletive(tokens: Sequence[Word], link: Link) -> Link:
    """The link as an empty form where its source is the "It" of "It is estimated that", or who is
    charged in "The army was accused of"."""
    if link.cue is None:
        return link
    verbs = [word.low for word in within(tokens, link.cue)]
    if link.source is None and _is_accused(verbs):
        return replace(link, form="agentless")
    told = link.source
    if told is None:
        before = within(tokens, Span(max(0, link.cue.start - 3), link.cue.start))
        told = Span(before[0].start, before[0].end) if before else None
    if told is None:
        return link
    subject = [word.low for word in within(tokens, told)]
    if link.source is not None and _is_charged(link, verbs):
        cue = Span(min(told.start, link.cue.start), link.cue.end)
        return replace(link, source=None, cue=cue, form="agentless")
    passive = any(
        one in BE and other in lexicon("cues")["passive"] for one, other in pairwise(verbs)
    )
    if subject != ["it"] or not passive:
        return link
    cue = Span(min(told.start, link.cue.start), max(told.end, link.cue.end))
    return replace(link, source=None, cue=cue, form="agentless")


LABELS = frozenset(
    {
        *("breaking", "update", "updates", "updated", "watch", "video", "exclusive", "opinion"),
        *("analysis", "live", "developing", "report", "photo", "photos", "listen", "read", "more"),
        *DAYS,
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "news", "alert", "flash", "correction", "note"),
        *("editor's", "the", "facts", "fact", "check", "reality", "source", "sources", "factbox"),
        *("related", "plus", "consider", "remember", "example", "conclusion", "question", "answer"),
        *("tags", "last", "warning", "revealed", "infographic", "graphic", "explained", "reminder"),
    }
)
"""Words that stand before a colon or at the head of a line and name nobody."""


def is_label(source: Sequence[Word]) -> bool:
    """Whether a "source" is a label or a date: "BREAKING", "Thursday 28 January 2016 17"."""
    if not source:
        return False
    if source[0].low in ("here", "here's"):
        return True
    named = [w for w in source if w.low not in LABELS and not w.text.isdigit()]
    shouted = source[0].text.isupper() and source[0].low in LABELS
    dated = any(w.text.isdigit() for w in source)
    capital = all(w.capital or w.text.isdigit() for w in source)
    return not named and (shouted or dated or (capital and len(source) == 1))


# "Reality Check: ", "Fever in Quillon: "
_COLON = re.compile(r"\)?\s?:\s+(?![\"'“‘«])")


def is_heading(document: Document, names: Names, link: Link) -> bool:
    """Whether a colon leads from a heading to plain words: "Reality Check: the mayor repeats",
    "Fever in Lesk: what is known"; who speaks there has a kind, a person's name or one word."""
    source, content = link.source, link.contents[0]
    if source is None or not _COLON.match(document.text, source.end):
        return False
    if not 0 <= content.start - source.end <= 4 or is_quoted(document, content):
        return False
    named = within(names.tokens, source)
    if named and named[-1].low == "news" and all(word.low in HERALDS for word in named[:-1]):
        return True
    if not named or read_phrase(document.text, named).kind is not None:
        return False
    if _heads(document.text, link):
        return False
    if any(word.low in LABELS for word in named):
        return True
    if len(named) == 1 and len(named[0].text) < SHOUT:
        return False
    if len(named) == 2 and named[0].low in names.persons:  # "Roux camp: "
        return False
    if len(named) == 1 and f"{named[0].text.capitalize()} " in document.text:
        return False
    shouted = named[-1].text.isupper() or len(named) > 1
    return shouted and named[-1].low not in names.persons


HERALDS = frozenset({"fake", "breaking", "good", "bad", "big", "great", "latest", "old", "false"})
"""Words before "news:" that make it no outlet."""
SHOUT = 8
"""Letters of a word in capitals that is longer than abbreviations are: "UNPRECEDENTED"."""


CLAIMING = frozenset(
    {
        *("claims", "claim", "claimed", "reported", "said", "alleged", "denied", "denies"),
        *("confirmed", "vow", "vows", "vowed", "vowing", "swore", "swears", "promised", "promises"),
        *("claiming", "alleging", "denying", "swearing", "promising", "pledging", "pledged"),
    }
)


def _only_named(content: Span, words: str) -> bool:
    """A quoted title or name: "called 'The Long Night'"."""
    return len(content) < 30 and words.count(" ") < 3


LEARNED = frozenset({"has learned", "have learned", "has learnt", "have learnt"})
"""How an outlet tells of its own finding: "They fled by night, the Post has learned"."""
# "have shown"; not "has shown no interest"
SHOWN = re.compile(r"ha(?:s|ve|d)(?: also)? shown(?: that)?")


def _speaks(cue: Sequence[Word], text: str) -> bool:
    cues = lexicon("cues")
    if any(word.low in ("according", "per", "citing", "cited", "quoted") for word in cue):
        return True
    if text.strip() == ":" or cues["urge"].any(cue) or SHOWN.fullmatch(text):
        return True
    if text in LEARNED:
        return True
    kinds = ("say", "show", "think", "deny", "factive", "passive", "accuse", "judge")
    if any(word.low in cues[kind] for word in cue for kind in kinds):
        return True
    return cues["accuse"].any(cue) or cues["judge"].any(cue)  # "called out": of several words


# "the attack a disgrace", "the news "devastating""; not "the police for help"
NAMED = re.compile(
    r"(?!an? )[^\n]{2,}?(?:[\"“‘]|\s'| an? )|(?:it|them|him|her) (?:his|her|their|its|the|one)\b"
)


def _names(cue: Sequence[Word], words: str) -> bool:
    """Whether somebody calls something by a name: "called the attack a disgrace", "see the vote as
    a test"."""
    last = cue[-1].low if cue else ""
    alone = all(word.low in ("has", "have", "had", "also") for word in cue[:-1])
    if alone and last in SEES and SEEN_AS.match(words):
        return True
    return last in lexicon("cues")["name"] and NAMED.match(words) is not None


SEES = frozenset(
    {
        *("see", "sees", "saw", "seen", "view", "views", "viewed", "regard", "regards", "regarded"),
        *("cast", "casts", "paint", "paints", "painted", "praise", "praises", "praised", "hail"),
        *("hails", "hailed", "present", "presents", "presented", "frame", "frames", "framed"),
        *("bill", "bills", "billed", "tout", "touts", "touted", "pitch", "pitches", "pitched"),
    }
)
SEEN_AS = re.compile(r"[^,.;:?\n]{2,80}? as (?:an?|the|his|her|its|their|one)\b[^?]*$")
# "was supposed to last", "might be expected", "was known as": a duty, a guess, a name
HOLLOW = re.compile(r"\bw(?:as|ere) supposed\b|^be \w+|\bknown (?:as|for)\b", re.IGNORECASE)


def _is_agentless(cue: Sequence[Word]) -> bool:
    cues = lexicon("cues")
    low = {word.low for word in cue}
    if any(word.low in cues["adverb"] for word in cue) or low & FORMS:
        return True
    if {"not", "known"} <= low:
        return False
    passive = any(word.low in cues["passive"] for word in cue)
    return passive and bool(low & {"is", "was", "are", "were", "been", "widely"})


FORMS = frozenset({"reports", "report", "rumours", "rumors", "according", "allegations"})
