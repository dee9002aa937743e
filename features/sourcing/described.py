"""What stands beside a person's name and tells what he is: titles, appositions, clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from features.evidence import Document, Span
from features.sourcing.kinds import FORMER, MOST, PAPERS, PERSON_KINDS, matches_in, own_kind
from features.sourcing.mentions import PREPOSITIONS
from features.sourcing.names import STOPS, Names, Run
from features.sourcing.words import Word, lexicon, single_words, within

# "who runs", "who has long been", "who was elected"
IS_WHAT = re.compile(
    r"who(?: (?:has|had|have|also|then|later|now|once|long|still|previously|currently|formerly))*"
    r" (?:(?:is|was|are|were|been|became|remains) (?!\w+ed\b(?! as)|held\b|shot\b|hit\b|at\b|in\b"
    r"|on\b|under\b|facing\b|being\b)|(?:is |was |been )?(?:elected|appointed)"
    # "who served a year in prison"
    r"|serv(?:es|ed|ing)(?! (?:\w+ ){0,2}(?:years?|months?|weeks?|days?|time|sentences?)\b(?! as))"
    r"|works?|worked|runs?|ran"
    r"|leads?|led|heads?|headed|chairs?|chaired|directs?|directed|manages?|managed|teach(?:es)?"
    r"|taught|owns?|owned|commands?|commanded|represents?|represented|stud(?:y|ies|ied)"
    r"|research(?:es|ed)|speciali[sz]es|founded|co-founded|coordinates?|coordinated)"
)


def without_deeds(tokens: Sequence[Word]) -> Sequence[Word]:
    """A description up to a "who" that tells what somebody did or met, not what he is: "who spoke
    with the minister"; "who runs the clinic" stays."""
    clauses = (i for i, w in enumerate(tokens) if w.low == "who" and not w.text.isupper())
    at = next(clauses, len(tokens))
    if IS_WHAT.match(" ".join(word.low for word in tokens[at : at + 6])):
        return tokens
    return tokens[:at]


def described(document: Document, names: Names, name: Sequence[str]) -> Iterator[Sequence[Word]]:
    """What stands beside a person's name anywhere: titles before it, an apposition after it."""
    runs = names.by_last.get(name[-1], ())[:MOST]
    # Where he is named in full, for "President Roux" may be her husband.
    for run in sorted(runs, key=lambda run: len(run.name) < 2):
        if run.name and run.name[-1] == name[-1] and not _are_kin(run.name, name):
            found = names.beside.get(run.span.start)
            if found is None:
                found = names.beside[run.span.start] = tuple(_beside(document, names, run))
            yield from found


def _are_kin(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of one surname are two people's: "Ana Roux", "Jan Roux"."""
    short, long = sorted((tuple(one), tuple(other)), key=len)
    return len(short) > 1 and short[0][0] != long[0][0] and long[-len(short) :] != short


# What parts a word from the name behind it
PARTS = re.compile(r"[^\s\-.]")


def _beside(document: Document, names: Names, run: Run) -> Iterator[Sequence[Word]]:
    text = document.text
    sentence = document.sentence_of(run.span.start)
    if run.span.end > sentence.end:
        return
    before = within(
        names.tokens,
        Span(min(run.span.start, max(sentence.start, run.span.start - 70)), run.span.start),
    )
    # The apposition stands first: it is fuller than the title. "Roux's mother" describes another.
    after = () if run.words[-1].possessive else _apposition(names, text, run, sentence)
    if after:
        yield after
    introduced = _introduced(document, names, Span(sentence.start, run.span.start))
    if introduced:
        yield introduced
        return
    if apposed := _before_comma(names, text, Span(sentence.start, run.span.start)):
        yield apposed
        return
    lead = list(before)
    for i in range(len(lead) - 1, -1, -1):
        end = lead[i + 1].start if i + 1 < len(lead) else run.span.start
        gap = text[lead[i].end : end]
        parted = PARTS.search(gap[2:] if gap[:1] in ("'", "’") else gap)
        addressed = lead[i].low == "to" and i and own_kind(lead[i - 1].low) in PAPERS
        if (
            parted
            or addressed
            or _is_act(lead, i)
            or (lead[i].low in STOPS and lead[i].low not in IN_TITLES)
        ):
            lead = lead[i + 1 :]
            break
    title = [*lead, *run.words[: run.title]][-7:]
    # "head of the school Ana Roux" ends in what she is, "radio show Roux" in another thing.
    if title and (run.title or _ends_title(title)):
        yield title


def _is_act(lead: Sequence[Word], at: int) -> bool:
    """Whether a word behind a name is what that one did: "Stane ordered lawyer Ana Roux"."""
    word = lead[at]
    verb = word.low.endswith("ed") and not word.capital and "-" not in word.low
    return verb and at > 0 and lead[at - 1].capital and word.low not in FORMER


# "one of the court's judges, ", "Its leader, ", "the county sheriff, "
TELLS = re.compile(
    r"(?:^|[,;:“\".!?]\s|\n)(?P<what>(?:[Oo]ne of |[Tt]he |[Aa]n? |[Hh]is |[Hh]er |[Ii]ts |[Oo]ur "
    r"|(?:[A-Z][\w-]+ )?[A-Z][\w-]+['’]s? )"
    r"[^,;:“”\"]{3,70}),\s$"
)


CLAUSE = frozenset({"if", "that", "when", "while", "because", "says", "said"})
"""Words of a clause of its own: "The union says that if elected mayor, Roux"."""


def _before_comma(names: Names, text: str, lead: Span) -> Sequence[Word]:
    """What stands before the comma before a name, where its last word tells what somebody is."""
    start = max(lead.start, lead.end - 90)
    told = TELLS.search(text[start : lead.end])
    if told is None or (start > lead.start and not told.start()):
        return ()
    phrase = within(names.tokens, Span(start + told.start("what"), start + told.end("what")))
    if any(word.low in CLAUSE for word in phrase):
        return ()
    people = [
        end for _, end, kind in matches_in(phrase) if kind in PERSON_KINDS | {"role", "voice"}
    ]
    return phrase if people and _ends_phrase(phrase, people) else ()


def _ends_phrase(phrase: Sequence[Word], ends: Sequence[int]) -> bool:
    return any(end == len(phrase) or phrase[end].low in PREPOSITIONS for end in ends)


# "a gunner who gives his name as", "a driver calling himself", "a medic identified as"
GIVES = re.compile(
    r",?\s(?:who\s)?(?:(?:gives?|gave|has given|giving) (?:his|her|their) (?:\w+ )?names?"
    r"(?: only)? as"
    r"|(?:is |was )?(?:identified|introduced|named|known)(?: only)?(?: as)?|called"
    r"|calls? (?:him|her|them)sel(?:f|ves)|calling (?:him|her|them)sel(?:f|ves)"
    r"|identif(?:ies|ied|ying) (?:him|her|them)sel(?:f|ves) as)\s[\"“‘']?$"
)


def _introduced(document: Document, names: Names, lead: Span) -> Sequence[Word]:
    """What somebody is of whom the text says how he is called, right before the name."""
    start = max(lead.start, lead.end - 120)
    given = GIVES.search(document.text, start, lead.end)
    if given is None:
        return ()
    told = within(names.tokens, Span(max(lead.start, given.start() - 60), given.start()))
    first = next((i for i in range(len(told) - 1, -1, -1) if told[i].low in ONE_OF), 0)
    # "The judge called Roux" to the bench.
    sure = " " in given.group().strip() or (told and _ends_title(told))
    return told[first:] if sure else ()


ONE_OF = frozenset({"a", "an", "the", "one", "another"})


ACCUSES = single_words("cues", "accuse")


def _ends_title(title: Sequence[Word]) -> bool:
    """Whether the last word before a name tells what he is: "clerk", "director", "hostage"."""
    last = title[-1].low
    if last in ACCUSES:
        return False
    known = lexicon("source_roles")["title"], lexicon("custody")["captive"]
    if any(last in phrases for phrases in known) or last in FELLOWS:
        return True
    if last in lexicon("custody")["holdable"]:
        return True
    return any(end == len(title) for _, end, _ in matches_in(title))


FELLOWS = single_words("source_functions", "fellow")
IN_TITLES = frozenset(
    {"her", "his", "their", "of", "for", "the", "at", "to", "in", "on", "a", "an"}
)
"""Function words inside a title: "head of the clinic at Lesk", "adviser to the mayor"."""


# ", a hydrologist at", ", who runs the clinic", " (D-Calif.)", ", spokesman for"
APPOSED = re.compile(r"\s*(?:,|—|–|\()\s*(?=\S)")
CLOSES = re.compile(r"[,;.)—–\"“”]")
# " of the Harbour", " from Lesk"
FROM = re.compile(r"\s*(?:from|of|at) (?:the )?[A-Z]")
# "D-Calif."
SEAT = re.compile(r"[RDI]-[A-Z]")


def _apposition(names: Names, text: str, run: Run, sentence: Span) -> Sequence[Word]:
    opened = APPOSED.match(text, run.span.end, sentence.end)
    if opened is None:
        if FROM.match(text, run.span.end, run.span.end + 12):
            ended = CLOSES.search(text, run.span.end, sentence.end)
            return within(
                names.tokens, Span(run.span.end, ended.start() if ended else sentence.end)
            )[:9]
        limit = max(run.span.end, min(sentence.end, run.span.end + 60))
        direct = within(names.tokens, Span(run.span.end, limit))
        if not direct or text[run.span.end : direct[0].start].strip():
            return ()
        # "Rami Roux head of the monitor", "Rami Roux a former clerk,": a cut comma.
        if direct[0].low in ("a", "an"):
            closed = "," in text[run.span.end : limit]
            return direct[:8] if closed and any(matches_in(direct[1:4])) else ()
        told = next(matches_in(direct[:3]), (1, 0, "role"))
        behind = direct[told[1]].low if told[0] == 0 and told[1] < len(direct) else ""
        # "KLM customers" tells nothing of what KLM is.
        return direct[:8] if behind in ("of", "for", "at") else ()
    end = CLOSES.search(text, opened.end(), sentence.end)
    stop = end.start() if end else sentence.end
    inside = within(names.tokens, Span(opened.end(), stop))
    if SEAT.match(text, opened.end(), opened.end() + 3):
        return ()
    if not inside or not _describes(inside):
        return ()
    return inside[:14]


ASIDE = PREPOSITIONS - {"from", "of", "at", "who", "whose"} | {
    *("as", "after", "before", "while", "when", "during", "citing"),
    *("is", "was", "will", "has", "had"),
}
"""Words that begin an aside on what somebody did, not on what he is: "Roux, by saying so,"."""


def _is_verb(low: str) -> bool:
    return any(low in lexicon("cues")[section] for section in ("say", "deny", "accuse"))


def _describes(inside: Sequence[Word]) -> bool:
    """Whether words behind a comma describe the name: "a hydrologist", "who runs", "head of"."""
    if inside[0].low in ("a", "an", "the", "who", "whose", "from", "of", "at", "one", "another"):
        return True
    if inside[0].low in FORMER:
        return True
    if inside[0].low in ASIDE or _is_verb(inside[0].low):
        # "Roux, by naming his father," and "Roux told Lesk News" tell what he did.
        return False
    return (any(end <= 4 for _, end, _ in matches_in(inside[:4])) and not inside[0].capital) or any(
        start == 0 for start, _, _ in matches_in(inside[:3])
    )


# "(D-Calif.)", ", R-Texas"
PARTY = re.compile(r"\s*[,(]\s*[A-Z]{1,4}-[A-Z][a-z]")


def has_party(document: Document, names: Names, name: Sequence[str]) -> bool:
    """Whether a party and a seat stand behind the name: "(D-Calif.)"."""
    return any(
        PARTY.match(document.text, run.span.end) is not None
        for run in names.by_last.get(name[-1], ())
    )
