"""What somebody does with words without vouching for anything: he asks, sues, demands, defends.

The guidelines ask who stands for the truth of a claim. "The board rejected the plea", "the union
asked the police to leave" and "he was charged with fraud" are the author's own account of a deed;
what is given word for word stays its speaker's.
"""

from __future__ import annotations

import re

from features.evidence import Document, Span
from features.sourcing.link import Link
from features.sourcing.words import lexicon
from features.sourcing.words import words as tokens

MARKS = re.compile(r"[\"“”«»]")
# "asked the police to leave", "asks whether he agreed"; not "is asking that it be repaired"
ASKS = re.compile(r"(?:^|\s)ask(?:s|ed|ing)?(?: (?:for|about|of|by))?$", re.IGNORECASE)
# "is suing", "pleaded guilty", "has been charged with": the public record of a court
LAW = re.compile(
    r"(?:^|\s)(?:su(?:es?|ed|ing)"
    r"|(?:charged|indicted|convicted|sentenced|arrested) (?:with|of|for))$"
    r"|\b(?:plead\w*|pled) (?:not )?guilty\b",
    re.IGNORECASE,
)
# "demanded that it be closed", "made sure that", "was so sure that he left": what he wills, takes
# in or does
WILLS = re.compile(
    r"(?:^|\s)(?:(?<!\bto )demand(?:s|ed|ing)?(?: credit for)?|decid(?:es?|ed|ing)"
    r"|resolv(?:es?|ed|ing)|(?:reali|recogni)[sz](?:es?|ed|ing)"
    r"|ensur(?:es?|ed|ing)|requir(?:es?|ed|ing)|(?<!has )(?<!have )(?:learns|learned|learnt)"
    r"|(?:make|makes|made|making) (?:sure|certain)|(?:is|are|was|were) so \w+"
    r"|(?:is|are|was|were) (?:\w+ly )?(?:afraid|ashamed|delighted|devastated|disappointed|ecstatic"
    r"|excited|furious|glad|grateful|happy|heartbroken|horrified|proud|relieved|sad|shocked"
    r"|stunned|surprised|thrilled|upset))$"
    r"|^(?:have|has|had)$|\bfull well\b",
    re.IGNORECASE,
)
# "responded to criticism", "continues to make headlines": no word of his own is told
ACTS = re.compile(
    r"\b(?:(?:made|makes?|making) headlines|(?:respond|react)(?:s|ed|ing)? to"
    r"|repl(?:y|ies|ied|ying) to|comment(?:s|ed|ing)? on)$",
    re.IGNORECASE,
)
# "defended the decision"; not "defended him as an honest man"
DEFENDS = re.compile(r"(?:^|\s)defend(?:s|ed|ing)?(?: (?:\w+ )?on)?$", re.IGNORECASE)
AS = re.compile(r"\bas (?:an?|the|[\"“«])|^\W*that\b")
# "rejected a plea to halt"; not "rejected the rumours"
REJECTS = re.compile(
    r"(?:^|\s)(?:(?:reject|rebuff|block|veto|accept|grant|ignor|adopt|approv|declin|dismiss|refus)"
    r"(?:s|es?|ed|ing)?|turn(?:s|ed|ing) down)$",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r"(?!that\b)(?:[\w’'.-]+ ){0,5}?(?:pleas?|subpoenas?|proposals?|offers?|requests?|bids?"
    r"|appeals?|motions?|petitions?|invitations?|deals?|bills?|measures?|applications?|plans?|amendments?"
    r"|budgets?|treat(?:y|ies)|resolutions?|referendums?)\b",
    re.IGNORECASE,
)
# "showed all the signs of", "is showing signs that"
SHOWS_SIGNS = re.compile(
    r"\b(?:show(?:s|ed|n|ing)?)(?: (?:(?:no|all|some) )?signs?)?$", re.IGNORECASE
)
SIGNS = re.compile(r"(?:[\w’'-]+ ){0,4}?signs? (?:of|that)\b", re.IGNORECASE)
# "explained why it was shut", "announces who will run", "disclosed some troubling information",
# "pledged her support": that something was said, and not what; "tweeted a photo of the gate"
EXPLAINS = re.compile(
    r"\b(?:(?:explain|announc|disclos|unveil|outlin|shar|pledg|offer|lend|discuss)(?:s|es?|ed|ing)?"
    r"|lent)(?: to)?$",
    re.IGNORECASE,
)
REASON = re.compile(
    r"(?:why|how|what|who)\b|the (?:\w+ )?(?:reason|process|thinking|idea|story|purpose)"
    r"|(?!that\b)(?:[\w’'-]+ ){0,3}?(?:information|news|details|reasoning|thinking|thoughts|views"
    r"|opinions?|feelings|plans|support|endorsement|loyalty|allegiance|condolences)\b",
    re.IGNORECASE,
)
POSTS = re.compile(r"\b(?:tweet|re-?tweet|post|shar)(?:s|es|ed|ing)?$", re.IGNORECASE)
FILM = re.compile(
    r"(?!that\b)(?:[\w’'-]+ ){1,4}?(?:photos?|pictures?|images?|videos?|links?|clips?)\b"
)
# "keep using that phrase", "debunks that silly notion": no clause
THAT_ONE = re.compile(r"that (?!(?:he|she|it|they|we|I|you|there|this)\b)[\w-]+(?: [\w-]+)?")
# "Residents urged to leave": a headline that leaves out "were"
TOLD_TO = re.compile(r"(?:urged|told|warned|asked|ordered|advised|forced|allowed)", re.IGNORECASE)
# "This photo taken in May shows": a caption tells what its picture shows
PICTURE = re.compile(
    r"(?:in )?(?:this|an?|the) (?:[\w-]+ ){0,2}?(?:photo|photograph|picture)\b"
    r"(?! (?:by|from|of|seen|obtained|purport))",
    re.IGNORECASE,
)
# "The advertisement shows a shop", "Her new ad highlights": what is staged and no record
STAGED = re.compile(
    r"(?:[\w’'-]+ ){0,4}?(?:ad|advert|advertisement|billboard|book|cartoon|commercial|drawing"
    r"|exhibition|mural|novel|painting|play|poster|trailer)s?",
    re.IGNORECASE,
)
DEPICTS = re.compile(
    r"\b(?:show|highlight|feature|depict|document|portray|recreate)(?:s|d|ed|ing)?$", re.IGNORECASE
)
# "whether the owners insist", "what the mayor thinks": a question, and no report
ASKED = re.compile(r"\b(?:whether|what|why|how)\s$", re.IGNORECASE)
# "Those who blamed the mayor have": whom the author himself tells something of
THOSE = re.compile(r"(?:all |any )?those(?: of you)?(?: who)?|whoever|anyone who", re.IGNORECASE)
REST = re.compile(r"\W+(?:[\w’'-]+\W+){2}\w")
# "we'd think", "one would say"
WOULD = re.compile(r"(?:['’]?d|would)\s+(?:\w+ly )?(?:think|say|expect|believe|hope|suppose)")
ALL_OF_US = re.compile(r"(?:we|one|you|they)['’]?", re.IGNORECASE)


def is_deed(document: Document, link: Link) -> bool:
    """Whether the words of attribution only tell a deed, or stand in a question or of nobody."""
    source, cue = link.source, link.cue
    if source is None or cue is None:
        return False
    text = document.text
    said, name, content = cue.of(text), source.of(text), link.content
    if LAW.search(said) or (said.endswith(" by") and ASKS.search(said)):
        return True
    if THOSE.fullmatch(name) and _goes_on(document, content):
        return True
    words = content.of(text)
    if DEFENDS.search(said):
        return AS.search(words) is None and (len(words) < SHORT or not MARKS.match(words))
    if WILLS.search(said):
        return len(words) < SHORT or not MARKS.search(words)
    if MARKS.search(words):
        return False
    if ACTS.search(said):
        return True
    return (
        (ASKS.search(said) is not None and _asks(link, words))
        or (REJECTS.search(said) is not None and ASKED_FOR.match(words) is not None)
        or (SHOWS_SIGNS.search(said) is not None and _is_seen(said, name, words))
        or (DEPICTS.search(said) is not None and STAGED.fullmatch(name) is not None)
        or _in_question(document, source, content)
        or (WOULD.match(said) is not None and ALL_OF_US.fullmatch(name) is not None)
        or (EXPLAINS.search(said) is not None and REASON.match(words) is not None)
        or (POSTS.search(said) is not None and FILM.match(words) is not None)
        or (THAT_ONE.fullmatch(words) is not None and not _is_said(said))
        or (TOLD_TO.fullmatch(said) is not None and _is_told(document, source, words))
    )


def _asks(link: Link, words: str) -> bool:
    """Whether the source asks; in "Asked about the fire, Roux said" he is asked."""
    before = link.source is not None and link.cue is not None and link.source.end <= link.cue.start
    return before and not words.startswith("that ")


def _is_said(said: str) -> bool:
    return lexicon("cues")["say"].any(tokens(said))


def _is_told(document: Document, source: Span, words: str) -> bool:
    """Whether a headline's subject is told to do something."""
    return words.startswith("to ") and document.role_at(source.start) == "headline"


def _in_question(document: Document, source: Span, content: Span) -> bool:
    """Whether "whether" or "what" leads to the source, and nothing behind its sentence is said:
    "Here is what he said:" leads to speech."""
    if ASKED.search(document.text, max(0, source.start - 12), source.start) is None:
        return False
    return document.sentence_at(source.start) == document.sentence_at(content.end - 1)


SHORT = 30
"""Code points; what is quoted of less is a word or two inside the author's sentence."""


def _is_seen(said: str, name: str, words: str) -> bool:
    """Whether somebody shows signs of something, or a picture what is on it."""
    return "sign" in said or SIGNS.match(words) is not None or PICTURE.match(name) is not None


def _goes_on(document: Document, content: Span) -> bool:
    """Whether the sentence has words of its own behind what is said."""
    sentence = document.sentence_of(content.start)
    return REST.match(document.text, min(content.end, sentence.end), sentence.end) is not None
