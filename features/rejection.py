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
from functools import cache, lru_cache
from typing import Final

from features.bare_rejection import SHORT, bare, passed_on, says_no_more
from features.evidence import Span
from features.phrases import small_letters
from features.refuting import refuting
from features.rejecting import (
    ADVERB,
    BE,
    DET,
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
    Form,
    Forms,
    any_of,
    called_untrue,
    entries_of,
    form,
    rest,
    words_of,
)

BENEATH: Final = 600
"""Code points beneath a headline within which a claim that it rejects is looked for."""

# "If this latest story", "whether the claim", "as if the rumour", "hoping the worst"
_OPEN_QUESTION: Final = re.compile(
    r"\b(?:if|whether|unless|though as|hop(?:e|es|ed|ing))\b[^,;:]{0,30}$", re.IGNORECASE
)
# "have not ruled out that", "has yet to debunk", "though he offered no evidence for": who gives no
# proof is doubted and not found wrong
_WITHHELD: Final = re.compile(
    r"(?:\b(?:not|never|cannot|yet to)|n['’]t) (?:\w+ly )?$"
    r"|\b(?:he|she|they|it) (?:has |have |had )?"
    r"(?:offer|provid|gave|given?|cit|present|produc)\w* $"
)
# "in an effort to disprove the claims", "does little to dispel the tale"
_SOUGHT: Final = re.compile(
    r"\b(?:efforts?|attempt(?:s|ed|ing)?|seek(?:s|ing)?|sought|tr(?:y|ies|ied|ying)|nothing|little"
    r"|bid|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|lengths|want(?:s|ed|ing)?|fail(?:s|ed|ing)?|struggl\w+)"
    r" to (?:\w+ly )?$"
)
# "back down from his claim that", "suggested in a post that", "any claim of": what is said of the
# clause behind it is a part of the claim
_GOVERNED: Final = re.compile(
    r"\b(?:(?:from|in|for|to|with|about) (?:(?:an?|the|his|her|their|its) )(?:[\w'’]+ ){0,2}|any )$"
)
_NOUN_CLAUSE: Final = re.compile(r"\w+(?:,? that| of)\b")
# "built on the false notion that": what somebody goes by, though he may not have said it
_PREMISE: Final = re.compile(r"\b(?:up)?on (?:the|an?) (?:\w+ )?$")
# "it is not true that only the army knew"
_IN_PART: Final = re.compile(r"(?: that)? (?:only|just|merely|solely)\b")
_SHOWN: Final = f"{KNOWER} [picture] [explode]"


REFUTING, POINTING, DISPUTING = range(3)


@cache
def _forms() -> Forms:
    return Forms(refuting(), _pointing(), _disputing())


@lru_cache(maxsize=128)
def _every(words: str) -> tuple[list[re.Pattern[str]], ...]:
    return _forms().standing_in(words)


def _standing(group: int, words: str) -> list[re.Pattern[str]]:
    """The patterns of a group that can stand in these words."""
    return _every(words)[group]


def refutations(text: str, within: Span) -> list[Span]:
    """Where the words inside ``within`` reject a claim that they cite, one span a form."""
    words = small_letters(within.of(text))
    found = [pattern.search(words) for pattern in _standing(REFUTING, words)]
    return [
        Span(within.start + start, within.start + end)
        for start, end in (
            *(m.span() for m in found if m is not None),
            *bare(words, _is_headline(text, within)),
            *_clause(words),
        )
        if not _IN_PART.match(words, end)
        and not _OPEN_QUESTION.search(words[:start])
        and not _WITHHELD.search(words[:start])
        and not _SOUGHT.search(words[:start])
        and not _PREMISE.search(words[:start])
        and not (_NOUN_CLAUSE.match(words, start) and _GOVERNED.search(words[:start]))
    ]


def _is_headline(text: str, within: Span) -> bool:
    """Whether a sentence is the first line of a text that passes something on beneath it."""
    if within.start > SHORT or text[: within.start].strip():
        return False
    if not text.startswith("\n", within.end):
        return False
    beneath = small_letters(text[within.end : within.end + BENEATH])
    return passed_on().match(beneath) is not None


def disputes(text: str, within: Span) -> Span | None:
    """The words by which somebody inside ``within`` contests what it passes on ("rejected the claim
    that", "which the army disputes", "but witnesses said"), or None."""
    words = small_letters(within.of(text))
    for pattern in _standing(DISPUTING, words):
        for found in pattern.finditer(words):
            if not _UNCONTESTED.search(words[max(0, found.start() - SHORT) : found.start()]):
                return Span(within.start + found.start(), within.start + found.end())
    return None


# "denied the reports", "has disputed her account", "they were denied by", "denies it happened"
_DENIED_NOUN: Final = (
    r"(?:claims?|allegations?|accusations?|charges?|reports?|assertions?|accounts?|version|story"
    r"|stories|rumou?rs?|characteri[sz]ations?|suggestions?|narrative|testimony|findings)"
)
_DENIED: Final = re.compile(
    r"(?:\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)) (?:it|this)"
    r"(?= ?(?:[^\w ]|$|(?:and|in|on|but|when|happened|through|via)\b))"
    r"|\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?"
    r"|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|contest(?:s|ed|ing)) "
    r"(?:(?:any|all) of )?(?:the|this|that|these|those|his|her|their|its"
    rf"|such|any|all|both|[\w'’]+(?:['’]s|s['’])) (?:\w+ ){{0,2}}?{_DENIED_NOUN}"
    rf"|\b(?:it|this|they|these|those|(?:the|these|those|this|that|his|her|their) (?:\w+ )?"
    rf"{_DENIED_NOUN}) (?:was|were|has been|have been|is|are) (?:\w+ly )?"
    r"(?:denied|disputed|rejected|dismissed) by)(?!\w)"
    r"(?! ?(?:that|about|of|by|made|against|from|to|for|which|who|\w+ing)\b)"
)
# "on Friday.", "in a statement."
_NO_MORE: Final = re.compile(
    r"\W*$|,? (?:in an? |on |late |early |yesterday|last |when |after |but |during |at )"
)
# "declined to confirm or deny", "never tried to rebut"
_UNDENIED: Final = re.compile(
    r"\b(?:declin|refus|try|tri|fail|decid|wish|want|able)\w* (?:not )?to (?:\w+ n?or )?(?:\w+ )?$"
    r"|\bn?or $"
)
# "X is armed, the police say, and the family disputes it": what is denied stands in front
_OWN_CLAUSE: Final = re.compile(
    r"(?:\w[\w'’-]*[^\w'’-]+){5,}(?:although|though|while|whereas|if|because|who|which"
    r"|and (?:the|his|her))\b"
)


def denied_back(text: str, sentence: Span) -> Span | None:
    """The words by which somebody in a sentence denies what stands before it ("The ministry denied
    the reports."), to the sentence's end where it tells nothing more; or None."""
    words = small_letters(sentence.of(text))
    if _denying().isdisjoint(words_of(words)):
        return None
    found = _DENIED.search(words)
    if found is None or _OWN_CLAUSE.match(words, 0, found.start()):
        return None
    before = words[max(0, found.start() - SHORT) : found.start()]
    if _UNCONTESTED.search(before) or _UNDENIED.search(before):
        return None
    more = _NO_MORE.match(words, found.end()) is None
    end = found.end() if more else len(words)
    return Span(sentence.start + found.start(), sentence.start + end)


@cache
def _denying() -> frozenset[str]:
    return frozenset(entries_of("contest"))


# ", but the prosecutors argued", "; the rebels deny it", "while the port insists"
_COUNTERED: Final = re.compile(
    r"(?:[,;—–] ?(?:but|yet|while|whereas|though|although)|\b(?:while|whereas|but|even though)"
    r"|[;—–])"
    r" (?!(?:he|she|they|it|we|i|who|which|that)\b)"
    r"(?!(?:not|also|still|then|later|now|never|ha[sd]|have|soon|would|will|\w+ly)\b)"
    r"(?:(?!(?:to|but|and|continue[sd]?)\b)[\w’'.-]+ ){1,6}?(?:"
    r"den(?:y|ies|ied)\b|disput(?:e|es|ed)\b|argue[sd]?\b|maintain(?:s|ed)?\b|contend(?:s|ed)?\b"
    r"|counter(?:s|ed)?\b|retort(?:s|ed)?\b|insist(?:s|ed)?\b|object(?:s|ed)?\b|disagree[sd]?\b"
    r"|refut(?:es|ed)\b|(?:says?|said) (?:otherwise|the opposite)\b|found (?:none|no|nothing)\b"
    r"|repeat(?:s|ed) (?:[\w’']+ ){1,3}denials?\b)"
)


_TURNS: Final = re.compile(r"[;—–]|but|yet|whil|wher|though")


def countered(text: str, within: Span) -> Span | None:
    """The words by which somebody else tells otherwise what a source in front of them says (", but
    the prosecutors argued"), or None."""
    words = small_letters(within.of(text))
    if _TURNS.search(words) is None or _countering().isdisjoint(words_of(words)):
        return None
    found = _COUNTERED.search(words)
    return found and Span(within.start + found.start(), within.start + found.end())


@cache
def _countering() -> frozenset[str]:
    return frozenset(entries_of("counter"))


def is_refusal(text: str, denial: Span, sentence: Span) -> bool:
    """Whether a word of denial denies no claim: "did not deny", "rejected the offer"."""
    before = small_letters(text[max(sentence.start, denial.start - SHORT) : denial.start])
    after = small_letters(text[denial.end : min(sentence.end, denial.end + SHORT)])
    if _UNCONTESTED.search(before) is not None:
        return True
    verb = denial.of(text).lower()
    if verb.startswith(("reject", "dismiss")) and not _OF_A_CLAIM.match(after):
        return True
    return not verb.startswith("disput") and _refused().match(after) is not None


# " the army's claims", " it as baseless", " suggestions that": an offer can be rejected too
_OF_A_CLAIM: Final = re.compile(
    rf"(?:[\w'’-]*\W+(?!to\b)){{0,6}}?(?:{_DENIED_NOUN}|concerns?|critic\w+|notions?|theor\w+"
    rf"|questions"
    r"|speculation|conclusions?|arguments?|warnings?|evidence|reporting|ideas? that|that|this|it"
    r"|them|by)\b"
)


@cache
def _refused() -> re.Pattern[str]:
    """ " a first draft of the proposal", " innocent people the right"."""
    return re.compile(rf"(?: [\w'’-]+){{0,5}}? {any_of('request')}\b")


def points_back(text: str, sentence: Span) -> Span | None:
    """The words by which a sentence rejects what stands before it ("That is wrong", "It didn't.")
    or None."""
    words = small_letters(sentence.of(text))
    for pattern in _standing(POINTING, words):
        found = pattern.search(words)
        if found is not None and not _UNCONTESTED.search(words[: found.start()][-SHORT:]):
            return Span(sentence.start + found.start(), sentence.start + found.end())
    return sentence if says_no_more(words) else None


def names_alone(text: str, sentence: Span) -> bool:
    """Whether a sentence rejects something and does not tell what ("It was a hoax.", "The story has
    no basis."), so that the next one may tell it."""
    if len(sentence) > SHORT:
        return False
    words = small_letters(sentence.of(text))
    if says_no_more(words):
        return _NO.match(words) is None
    return _NAMED.match(words) is not None and any(
        m.end() == len(words.rstrip(".! ")) for m in refuting_in(words)
    )


# "No.", "Not so."
_NO: Final = re.compile(r"\W*(?:no|nope|nah|not so)\b")
# "The widely shared statistic", "This story", "That video"
_NAMED: Final = re.compile(r"^\W*(?:the|this|that|these|those|an?)\b")


def refuting_in(words: str) -> list[re.Match[str]]:
    """The matches of the forms that reject in these words, which are in small letters."""
    found = (pattern.search(words) for pattern in _standing(REFUTING, words))
    return [match for match in found if match is not None]


# "posts say that ..., but", "he had told them that ...; "
_TURN: Final = re.compile(
    r"(?:[;—–]|[,”\"] ?(?:but|yet|though|although|however|except that)\b,?) ?"
)


def _clause(words: str) -> list[tuple[int, int]]:
    """Where the last clause of a sentence rejects what the one before it passes on ("the post says
    ..., but there is no record of it")."""
    pointing = _standing(POINTING, words)
    if not pointing or _passing().isdisjoint(words_of(words)):
        return []
    *_, turn = (None, *_TURN.finditer(words))
    if turn is None or _passing().isdisjoint(words_of(words[: turn.start()])):
        return []
    clause = words[turn.end() :]
    found = (pattern.search(clause) for pattern in pointing)
    return [(turn.end() + m.start(), turn.end() + m.end()) for m in found if m is not None]


@cache
def _passing() -> frozenset[str]:
    """ "says", "posts", "believed": words of a clause that passes something on."""
    lists = ("claimed", "saying", "doubted")
    return frozenset(
        word for name in lists for entry in entries_of(name) for word in words_of(entry)
    )


def _pointing() -> tuple[Form, ...]:
    """Forms whose subject or object stands for something said before."""
    saying, picture = any_of("saying"), any_of("picture")
    cited = rf"(?:{saying}|{picture})"
    untrue, arbiter, verdict = called_untrue(), any_of("arbiter"), any_of("verdict")
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
    back = rf"(?:this|that|it|them|(?:him|her)(?! \w)|any of (?:this|it)|{named})"
    return (
        # "That is wrong:", "But these rumours are entirely false", "None of it is true"
        form(
            rf"{OPENS}(?:{it}{between}(?: |(?=['’])){BE}{ADVERB}{JUDGED}{ADVERB} {untrue}\b"
            rf"(?! (?:that(?! (?:has|had|have|was|is|were|goes|went|\w{{3,}}ed)\b)"
            rf"|to|for|in|with)\b)"
            rf"|(?:none|not a word|neither|little|nothing) (?:of [\w ]{{2,40}}? )?(?:is|was|are"
            rf"|were)"
            rf" (?:true|so|correct|accurate|real)\b)",
            "[untrue] [true]",
        ),
        # "Our inquiry showed that it is baseless", "Tests have ruled that out"
        form(
            rf"\b(?:show|find|found|prov(?!id)|establish|confirm|conclu|discover|turn"
            rf"|determin)\w*(?:"
            rf" out)?(?: that)? {it} "
            rf"{BE}{ADVERB}{JUDGED}{ADVERB} {untrue}\W*$",
            "[untrue] + it this that they these those [saying]",
        ),
        form(
            rf"\b(?:{knower}|{picture}|we)\b{rest(60)}\brul(?:e|es|ed) (?:this|that|it|them|any"
            rf" of it) out\b",
            "rule rules ruled + out",
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
            rf"|in|supports?|backs?) (?!(?:this|that) {picture}){back}\b(?! (?:that|which|\w+ed)\b)"
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
        # "The channel retracted the report", "We debunked it in 2019", "Police had ruled this out"
        form(
            rf"(?<!to )\b{any_of('retract')} (?:{back}"
            rf"|{DET}(?:\w[\w'’-]* )?{cited})\b(?!,? (?:that|which|who"
            rf"|about|of|to|by|on|from|in which|\w+ing)\b)",
            "[retract]",
        ),
        # "They misread a report on a drill", "The post confuses two lists"
        form(
            rf"{OPENS}{it} (?:\w+ly )?{any_of('distort')}\b"
            rf"|{OPENS}{it} (?:get|got)s? (?:it|this|that|the \w+) wrong\b",
            "[distort]",
            "get gets got + wrong",
        ),
        # "There is no record of anything of the kind", "no truth to any of this"
        form(
            rf"\b{NO} (?:\w[\w'’-]* ){{0,3}}?{GROUNDS} (?:of|for|in|to|behind) (?:anything of the"
            rf" (?:kind|sort)|any of (?:it|this|that)|such an? \w+|any such \w+)",
            f"[negation] + {GROUND}",
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


# "did not deny that", "nobody disputes that", "is not disputing"
_UNCONTESTED: Final = re.compile(
    r"(?:\b(?:not|never|nobody|no one|no-one|none|cannot|hardly|neither|without)|n['’]t)"
    r"(?: \w+){0,3} ?$"
)


def _disputing() -> tuple[Form, ...]:
    """Forms by which somebody contests what a sentence passes on, with or without having it
    right."""
    saying, untrue, arbiter = any_of("saying"), called_untrue(), any_of("arbiter")
    contest = any_of("contest")
    other = rf"(?:{arbiter}|{any_of('onlooker')}|{SCHOLARS})"
    return (
        # "rejected the accusation that", "cast doubt on the report"
        form(
            rf"\b{contest} {DET}(?:(?!about|of|to|on|from|with|in|by|for)\w[\w'’-]* ){{0,2}}?"
            rf"(?:{saying}|accusations?|findings|talk (?:of|that))\b",
            "[contest]",
        ),
        # "called the claim that ... baseless", "dismissed the report as a lie"
        form(
            rf"\b(?:call|label|brand|describ|dismiss|deem|denounc|condemn)\w* {DET}"
            rf"(?:\w[\w'’-]* ){{0,2}}?(?:{saying}|accusations?|it|this|that|them)\b{rest(240)}"
            rf"\b{untrue}\b",
            "[untrue] + call* label* brand* describ* dismiss* deem* denounc* condemn*",
        ),
        # "which the commission disputes", "a claim that the firm denies", "something she denied"
        form(
            rf"(?:,? which|\bsomething|\ban? (?:{saying}|accusation))(?: that| which)?"
            rf" (?:\w[\w'’-]* ){{1,6}}?(?:den(?:y|ies|ied)|disputes?d?|contests|contested)\W*$",
            "[contest] + which something [saying] accusation",
        ),
        # "The accounts were denied by state television"
        form(
            rf"\b(?:{saying}|accusations?|it|this|they|these)\b{rest(220)} (?:was|were|been|is|are)"
            rf" (?:\w+ly )?(?:denied|disputed|contested|contradicted|rejected) by\b",
            "by + denied disputed contested contradicted rejected",
        ),
        # "..., but witnesses said that", "although the log shows", "..., when in fact"
        form(
            rf"(?:[,;] but|\b(?:al)?though)\b{rest(30)}\b{other}(?: \w[\w'’-]*){{0,4}}? (?:says?"
            rf"|said|show(?:s|ed|n)?|found|finds?|suggest(?:s|ed)?|indicate[sd]?|dispute[sd]?"
            rf"|den(?:y|ied|ies)|contradict(?:s|ed)?|insist(?:s|ed)?)\b"
            rf"|, when,? in (?:fact|reality|truth),?\b",
            "[onlooker] + but though although",
            f"{KNOWER} + but though although",
            "when + fact reality truth",
        ),
    )  # fmt: skip


# "Myth: ...", "What's being claimed: ..."
_CLAIMED: Final = re.compile(
    r"\W*(?:the )?(?:claim|myth|rumou?r|fiction|hoax"
    r"|what(?: is|['’]s| was) (?:being )?(?:claimed|said|shared))\W*[:–—]",
    re.IGNORECASE,
)
# "Fact: ...", "The reality: ...", "What we found: ..."
_FOUND: Final = re.compile(
    r"\W*(?:the )?(?:facts?|truth|reality|what we (?:found|know)"
    r"|what (?:really |actually )?happened)\W*[:–—](?!\W*(?:true|correct|confirmed)\b)",
    re.IGNORECASE,
)


def answers(text: str, claimed: Span, sentence: Span) -> bool:
    """Whether a sentence under the label of the facts answers one under that of a claim ("Myth:
    ... Fact: ...")."""
    return (
        _FOUND.match(text, sentence.start, sentence.end) is not None
        and _CLAIMED.match(text, claimed.start, claimed.end) is not None
    )
