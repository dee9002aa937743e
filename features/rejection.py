"""Words by which a sentence rejects a claim that it cites, or one that was cited before it.

A rejection has a predicate ("is false", "has been debunked", "no evidence", "records show
otherwise") and a target: the clause or noun that it is said of in its own sentence ("the claim that
the dam broke"), or, where its subject only points back ("That is wrong", "These rumours are false",
"He hadn't."), what stood before. The forms are those of fact checks, corrections, court reports and
debunking articles (``lexicons/refuting.txt``); none asks who is refuted. Who rejects, and whether
that refutes or only disputes, is the matter of ``features.stance``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from features.evidence import Span
from features.refuting import refuting
from features.rejecting import (
    ADVERB,
    BE,
    GROUND,
    GROUNDS,
    HAPPENED,
    JUDGED,
    KNOWER,
    LOOSE,
    NEGATED,
    NO,
    NOT_DONE,
    OPENS,
    SCHOLARS,
    Forms,
    any_of,
    form,
    rest,
)

# "If this latest story", "whether the claim", "as if the rumour"
_OPEN_QUESTION: Final = re.compile(r"\b(?:if|whether|unless|though as)\b[^,;:]{0,30}$", re.I)
_SHOWN: Final = f"{KNOWER} [picture] [explode]"


def _small(words: str) -> str:
    """The words in small letters, letter for letter."""
    small = words.lower()
    if len(small) == len(words):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words)


def refutations(text: str, within: Span) -> list[Span]:
    """Where the words inside ``within`` reject a claim that they cite, one span a form."""
    words = _small(within.of(text))
    found = (pattern.search(words) for pattern in refuting().standing_in(words))
    return [
        Span(within.start + match.start(), within.start + match.end())
        for match in found
        if match is not None and not _OPEN_QUESTION.search(words[: match.start()])
    ]


def points_back(text: str, sentence: Span) -> Span | None:
    """The words by which a sentence rejects what stands before it ("That is wrong", "It didn't.")
    or None."""
    words = _small(sentence.of(text))
    for pattern in _pointing().standing_in(words):
        if (found := pattern.search(words)) is not None:
            return Span(sentence.start + found.start(), sentence.start + found.end())
    return None


@cache
def _pointing() -> Forms:
    """Forms whose subject or object stands for something said before."""
    saying, picture = any_of("saying"), any_of("picture")
    cited = rf"(?:{saying}|{picture})"
    untrue, arbiter, verdict = any_of("untrue"), any_of("arbiter"), any_of("verdict")
    knower = rf"(?:{arbiter}|{SCHOLARS})"
    named = (
        rf"(?:the|this|that|these|those|his|her|their|its|such|both|all|neither of the|none of the"
        rf"|none of these|all of these) (?:\w[\w'’-]* ){{0,2}}?{cited}"
    )
    whole = (
        r"(?:none|all|much|most|neither|every word|not a word|little|nothing) of"
        r" (?:it|this|that|them|these|those)"
    )
    it = rf"(?:this|that|it|they|these|those|{whole}|{named})"
    # a clause of its own would be the target: "the claim that ... is false"
    between = r"(?: (?!that\b|which\b|who\b|about\b|of\b|to\b)\w+){0,2}?"
    back = rf"(?:this|that|it|them|him|her|any of (?:this|it)|{named})"
    return Forms(
        # "That is wrong:", "But these rumours are entirely false", "None of it is true"
        form(
            rf"{OPENS}(?:{it}{between}(?: |(?=['’])){BE}{ADVERB}{JUDGED}{ADVERB} {untrue}\b"
            rf"(?! (?:that|to|for|in|with)\b)"
            rf"|(?:none|not a word|neither|little|nothing) (?:of [\w ]{{2,40}}? )?(?:is|was|are"
            rf"|were)"
            rf" (?:true|so|correct|accurate|real)\b)",
            "[untrue] [true]",
        ),
        # "He is wrong.", "The mayor was lying:"
        form(
            rf"{OPENS}(?:(?:the|mr|mrs|ms|dr) )?\w+(?: \w[\w'’-]*)?(?: (?:is|was|are|were)|['’]"
            rf"(?:s|re)) "
            rf"(?:\w+ly |just |plain )?(?:wrong|lying|mistaken|incorrect|misinformed)"
            rf"(?=\W*(?:$|[:;–—]))",
            "wrong lying mistaken incorrect",
            f"misinformed + [deluded] {LOOSE}",
        ),
        # "False.", "Verdict: Pants on fire."
        form(
            rf"^\W*(?:(?:the |our )?(?:verdict|rating|ruling|conclusion|fact[- ]?check|truth"
            rf"|answer|result|status)\W+)?(?:(?:this|that|it)(?: is|['’]s) )?"
            rf"(?:(?:totally|completely|simply|mostly|just|all) )?{verdict}\W*$",
            "[verdict]",
        ),
        # "It didn't.", "She hadn't."
        form(
            rf"{OPENS}(?:he|she|it|they|that|there|we|this) (?:had|did|was|were|has|have|is|are"
            rf"|does|do)(?: not|n['’]t)(?=\W*$| ?[:;–—])",
            "[negation]",
        ),
        # "There is no evidence of this", "No record supports his claim", "no evidence it did"
        form(
            rf"\b{NO} (?:\w[\w'’-]* ){{0,3}}?{GROUNDS}\b{rest(20)}\b(?:of|for|to support"
            rf"|to back|behind"
            rf"|in|supports?|backs?) {back}\b(?! (?:that|which|\w+ed)\b)"
            rf"|\b{NO} (?:\w[\w'’-]* )?(?:evidence|proof|record|indication) (?:that )?(?:this|it"
            rf"|any of"
            rf" (?:this|it)|he|she|they) (?:\w[\w'’-]* )?(?:did|does|is|was|are|were|{HAPPENED})"
            rf"(?: so| true)?\W*$",
            f"[negation] + {GROUND}",
        ),
        # "But that never happened", "Nothing of the kind took place", "No such order was given"
        form(
            rf"{OPENS}(?:{it}{between} (?:\w[\w'’-]* )?(?:never|did not|didn['’]t|has not"
            rf"|hasn['’]t)"
            rf"(?: \w[\w'’-]*)? {HAPPENED}\b|nothing of the (?:kind|sort)\b"
            rf"|(?:there (?:is|was|were|are|has been) )?no such (?:thing|\w+)\b)",
            "[negation]",
        ),
        # "The register shows otherwise", "Court files contradict this"
        form(
            rf"\b(?:{knower}|{picture})\b{rest(60)}\b(?:shows?|showed|shown|finds?|found|tells?"
            rf"|told|suggests?"
            rf"|indicates?|points? to|reveals?|says?|prove[sd]?) (?:otherwise|the (?:opposite"
            rf"|reverse|contrary)|(?:a|quite|an? very) (?:\w[\w'’-]* )?different (?:story|picture"
            rf"|tale|thing|account)|nothing of the)\b"
            rf"|\b{knower}\b{rest(60)}\b(?:contradict|refute|belie|rule out|rejected|dismissed)"
            rf"(?:s|d|ed)? {back}\b(?! (?:that|which)\b)"
            rf"|\b(?:{knower}|{picture})\b{rest(60)}\b(?:debunk|disprov|discredit|dispel|demolish"
            rf"|expos)(?:s|es|ed) {back}\b(?! (?:that|which|about|of|by)\b)"
            rf"|\b{knower}\b{rest(60)}{NOT_DONE} (?:\w[\w'’-]* )?(?:support|back|bear|match"
            rf"|confirm)"
            rf"(?: up| out)? {back}\b(?! (?:that|which)\b)",
            f"{_SHOWN} + otherwise opposite reverse contrary different nothing",
            f"{_SHOWN} + contradict* refute* belie* rule rejected* dismissed*",
            f"{_SHOWN} + debunk* disprov* discredit* dispel* demolish* expos*",
            f"{_SHOWN} + [negation] + support back bear match confirm",
        ),
        # "The story was invented by its author", "It has since been debunked"
        form(
            rf"{OPENS}{it} (?:ha(?:s|ve) (?:\w[\w'’-]* )?been|was|were) (?:\w[\w'’-]* )?"
            rf"(?:debunked|disproved"
            rf"|disproven|discredited|refuted|retracted|withdrawn|invented|fabricated|made up)\b",
            "[untrue]",
        ),
        # "The photo in fact shows", "That picture was taken in 2014"
        form(
            rf"{OPENS}(?:the|this|that|these|those) (?:\w[\w'’-]* ){{0,2}}?{picture}{rest(60)}(?:"
            rf"\b(?:in fact|actually|in reality)\b|\b(?:taken|filmed|shot|recorded)\b{rest(40)}"
            rf"\b(?:(?:19|20)\d\d|years?|months?|weeks?|elsewhere|another|different)\b"
            rf"|\b(?:does|do|did)(?: not|n['’]t) (?:show|depict|prove)\b)",
            "[picture]",
        ),
        # "THE FACTS: There is no ..."
        form(
            rf"^\W*(?:the )?(?:facts?|truth|reality)\W*[:–—]{rest(300)}{NEGATED}",
            "[label] + [negation]",
        ),
    )  # fmt: skip
