"""Stance: how the author passes a claim on, above all whether he cites it in order to reject it.

Only the author's own words refute, or the finding of somebody without a stake whom he cites. A
denial by another ("which the army disputes", "the army said it was untrue that") disputes, and so
does a caveat that covers the claim. The forms of refutation are those of fact checks, corrections
and debunking reports (``lexicons/refuting.txt``); none asks who is refuted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from features.evidence import Attribution, Document, Kind, Span, Stance
from features.wordlist import sections

OPENING = 12
"""Code points into what a source says within which a rejection still frames all of it."""
ARBITERS: Final[frozenset[Kind]] = frozenset(
    {
        *("expert", "ngo_monitor", "intergovernmental_org", "media_outlet"),
        *("document_or_recording", "poll_or_dataset"),
    }
)
"""Kinds whose finding that a claim is false the author may rest on, where no stake shows."""

# "which was swiftly denied by", "which the army disputes"; a word like "false" alone tells less
_DISPUTES: Final = re.compile(
    r"(?:den(?:y|ies|ied|ying|ial)|disput|reject|dismiss|contest|contradict|rebut|refut|without"
    r"|offered no|provided no)\w*",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[a-z]+")
_SCHOLARS: Final = r"(?:\w+ologists?|\w+icians|professors?|academics)"
_NEGATED: Final = r"(?:\b(?:not|never|no|none|nobody|nothing|cannot)\b|n['’]t\b)"
_BE: Final = (
    r"(?:(?:is|are|was|were|be|being|been|remains?|proved|proves|proven|amounts? to"
    r"|turn(?:s|ed)? out(?: to be)?)(?:n['’]t)?|['’]s)"
)
_ADVERB: Final = r"(?: (?:\w+ly|not|now|just|plain|all|also|long since|in fact|at best))?"
_JUDGED: Final = (
    r"(?: (?:found|shown|proved|proven|known|ruled|judged|rated|declared|deemed|exposed|dismissed"
    r"|described|labelled|labeled|called|confirmed)(?: (?:as|to be|to have been))?)?"
)
_NOT_DONE: Final = (
    r"\b(?:(?:does|do|did|could|can)(?: not|n['’]t)|cannot|never|fails? to|failed to)"
)
_FINDS: Final = (
    r"(?:there (?:is|was|has (?:ever )?been|exists)|(?:found|finds|find|saw|see|had|has|have|with"
    r"|offers|offered|shows?|showed|produced|is|was))(?: absolutely| simply)?"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of rejection, and the kinds of words without which it cannot stand: a sentence is
    looked through only where it has one of each."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]

    def found(self, words: str, present: frozenset[str]) -> re.Match[str] | None:
        if any(present.isdisjoint(kind) for kind in self.needs):
            return None
        return self.pattern.search(words)


def _any(section: str) -> str:
    """The entries of a section of the list as one alternative, the longest first."""
    entries = sorted(sections("refuting")[section], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(e).replace("'", "['’]") for e in entries) + ")"


def _rest(most: int) -> str:
    """Up to so many code points of the same sentence: "1.2" does not end it."""
    return rf"(?:[^.;!?]|\.(?=\d)){{0,{most}}}?"


def _form(pattern: str, *needs: str) -> _Form:
    """A form that needs a word of each of some sections of the list."""
    kinds = tuple(frozenset().union(*map(_telling, need.split())) for need in needs)
    return _Form(re.compile(pattern, re.IGNORECASE), kinds)


def _telling(section: str) -> frozenset[str]:
    """The longest word of each entry: "lie" of "a lie"."""
    return frozenset(max(_WORD.findall(e), key=len) for e in sections("refuting")[section])


@cache
def _forms() -> tuple[_Form, ...]:
    saying, picture = _any("saying"), _any("picture")
    cited = rf"(?:{saying}|{picture})"
    claimed, untrue, false = _any("claimed"), _any("untrue"), _any("false")
    falsely, arbiter, reject = _any("falsely"), _any("arbiter"), _any("reject")
    verdict, fails = _any("verdict"), _any("fails")
    return (
        # "The claim that ... is false", "reports of ... turned out to be a hoax"
        _form(
            rf"\b{cited}\b{_rest(220)}(?:\b|(?=['’])){_BE}{_ADVERB}{_JUDGED}{_ADVERB} {untrue}\b",
            "saying picture", "untrue",
        ),
        # "The story does not hold up", "the claim has no basis", "reports of an attack fell apart"
        _form(
            rf"\b{saying}\b{_rest(220)}(?:{_NOT_DONE} {fails}\b|\bno such\b"
            rf"|\b(?:has|have|had) no (?:\w+ )?(?:basis|foundation|merit|truth|support)\b"
            rf"|\bmakes? no sense\b|\bnothing of the (?:kind"
            rf"|sort))",
            "saying", "negation",
        ),
        _form(
            rf"\b{saying}\b{_rest(220)}\b(?:(?:falls?|fell) apart|collapsed?|been given the lie"
            rf"|lack(?:s|ed)?"
            rf" (?:any |all )?(?:\w+ )?(?:basis|evidence|support|foundation|merit|proof)"
            rf"|(?:proved|proven|shown) (?:to be )?{untrue})\b",
            "saying",
        ),
        # "That ... is pure invention", "it is a myth that", "..., which is untrue."
        _form(
            rf"\b(?:it|that|this)(?: {_BE}| would be|['’]s){_ADVERB} {untrue} "
            rf"(?:to (?:say|claim|suggest|state|believe|assert) )?that\b"
            rf"|\bit (?:isn['’]t|wasn['’]t|is not|was not) (?:true|so|correct|the case) that\b"
            rf"|^\W*that\b{_rest(240)}\b{_BE}{_ADVERB} {untrue}\W*$"
            rf"|(?:,|;| [-–—]+|\)) ?(?:but |and |which |yet )?(?:that |this |it |the claim |the"
            rf" story )?"
            rf"{_BE}{_ADVERB}{_JUDGED}{_ADVERB} {untrue}\W*$",
            "untrue",
        ),
        # "the false story that", "a hoax claiming", "the myth of"
        _form(
            rf"\b(?:{false} (?:\w+ ){{0,2}}?{cited}|myths?|hoax\w*|falsehoods?|fabrications?) "
            rf"(?:that|claiming|saying|alleging|about|of|which|suggesting|has it|have it|says?"
            rf"|goes|went)\b"
            rf"|\b(?:myths?|hoax|falsehoods?|fabrications?|{false} {saying})\W*$",
            "false untrue",
        ),
        # "posts falsely claim", "has been wrongly shared as"
        _form(
            rf"\b{falsely} (?:\w+ )?{claimed}\b|\b{claimed} (?:\w+ )?{falsely}\b",
            "falsely",
        ),
        # "lied about", "stretched the truth", "repeated the myth", "misquoted"
        _form(
            r"\bmis(?:reported|stated|quoted|represented|characteri[sz]ed|identified|attributed)\b"
            r"|\brepeat\w* (?:the |a |his |her |their |its )?(?:lie|falsehood|myth|hoax)s?\b"
            r"|\b(?:lied|lies|lying) (?:about|when|that)\b|\bstretched the truth\b|\bfairy tales?\b"
            r"|\btalking (?:rubbish|nonsense)\b|\bpretend(?:s|ed|ing)? (?:that|to have)\b",
            "lied",
        ),
        # "There is no evidence that", "nothing supports the idea"
        _form(
            rf"\b{_FINDS} (?:no|zero|little|not (?:a|one) (?:shred|scrap|trace|hint) of|not any) "
            rf"(?:\w+ ){{0,2}}?(?:evidence|proof|truth|basis|record|indication|sign|trace"
            rf"|foundation"
            rf"|reason to believe)\b{_rest(40)}\b(?:that|for the|in the|to the|to suggest|to"
            rf" support"
            rf"|behind the)\b"
            rf"|\b(?:no|not any|little|zero|not (?:a|one) (?:shred|scrap|trace) of) (?:\w+ )?"
            rf"(?:evidence|proof|record|document|data) (?:(?:has|have) been (?:found|produced"
            rf"|offered"
            rf"|shown)|was found|exists|supports?|backs?|shows?|suggests?|bears? out|links?|that)\b"
            rf"|\b(?:nobody|no one|no[- ]one|none) (?:\w+ ){{0,3}}?(?:produced|offered|shown"
            rf"|given|provided"
            rf"|presented|found) (?:\w+ ){{0,3}}?(?:evidence|proof|basis|record)\b"
            rf"|\bnothing (?:\w+ ){{0,4}}?(?:supports?|backs?|suggests?|shows?|bears? out"
            rf"|indicates?)\b",
            "negation",
        ),
        # "debunked the story", "judges threw out the allegation", "records contradict the claim"
        _form(
            rf"\b(?:debunk|disprov|rul\w* out|contradict|knock\w* down|bel(?:ied|ies|y\b)"
            rf"|expos)\w* "
            rf"(?:the |a |this |that |those |these |his |her |their |its )?(?:\w+ )?{saying}\b"
            rf"|\b(?:debunk|disprov|rul\w* out)\w* that\b"
            rf"|\b{arbiter}\b{_rest(80)}\b{reject} (?:as (?:\w+ ){1,3}?)?(?:the |a |an |any |all "
            rf"|this "
            rf"|that |those "
            rf"|these |his |her |their |its )?(?:\w+ ){{0,2}}?(?:{saying}|suit|case|complaint)\b"
            rf"|\b{saying}\b{_rest(220)}\b{_BE} (?:\w+ly )?{reject} by (?:\w+["
            rf" ,]+){{0,4}}?{arbiter}\b",
            "reject",
        ),
        # "records show otherwise", "the data tell a different story", "the log does not support"
        _form(
            rf"\b(?:{arbiter}|{picture})\b{_rest(60)}\b(?:shows?|showed|tells?|told|suggests?"
            rf"|indicates?"
            rf"|points? to|reveals?|says?|prove[sd]?) (?:otherwise|the (?:opposite|reverse"
            rf"|contrary)"
            rf"|(?:a|quite|an? very) (?:\w+ )?different|no such|nothing of the)\b"
            rf"|\b{arbiter}\b{_rest(60)}{_NOT_DONE} (?:support|back|bear|match|confirm)\b"
            rf"|\b{arbiter}\b{_rest(40)}\b(?:contain|hold|list|record|mention|give)(?:s|ed)? no\b",
            "arbiter picture",
            "negation contrast",
        ),
        # "contrary to what was shared", "did not, as was claimed, kill"
        _form(
            rf"\bcontrary to (?:\w+ ){{0,4}}?(?:{cited}|{claimed})\b",
            "saying picture claimed",
        ),
        _form(
            rf"{_NEGATED}{_rest(200)},? ?\b(?:as|like) (?:(?:was|were|is|are|has|have|had|been"
            rf"|being|some"
            rf"|many|it|widely|first|initially|earlier|originally|previously|online|posts?|users?"
            rf"|viral"
            rf"|\w+ly) )*(?:claimed|alleged|reported|suggested|rumou?red|stated|shared|asserted"
            rf"|circulated|posted)\b"
            rf"|\b(?:despite|whatever|regardless of"
            rf"|notwithstanding)\b{_rest(60)}\b{cited}\b{_rest(240)}"
            rf"{_NEGATED}"
            rf"|\b(?:posts?|users?|rumou?rs?|claims?|stories|messages?|memes?|tweets?|headlines?"
            rf"|sites?"
            rf"|pages?)\b{_rest(40)}\b{claimed}\b{_rest(240)}\b(?:but|yet|in fact|in reality"
            rf"|actually)\b"
            rf"{_rest(120)}{_NEGATED}",
            "saying picture claimed", "negation",
        ),
        # "FALSE: ...", "Fact check: no, ... did not", "...? Never happened."
        _form(
            rf"^\W*(?:fact[- ]?check\w*\b\W+)?(?:(?:verdict|rating|ruling|conclusion|result)\W+)?"
            rf"(?:(?:mostly|totally|completely|entirely) )?{verdict}(?: (?:claim|alert|story))?"
            rf" ?(?:[:;,!–—]|-+ )"
            rf"|(?:[?:;…\[(]|\.{{3}}| [-–—]+|[.!?]['\"”’]?) ?(?:(?:the |our )?(?:verdict|rating"
            rf"|ruling"
            rf"|status|fact[- ]?check|conclusion|spoiler|reality)\W+)?(?:(?:this|that|it)(?: is"
            rf"|['’]s) )?"
            rf"(?:(?:totally|completely|simply|mostly|just|all) )?{verdict}\W*$",
            "verdict",
        ),
        _form(
            rf"^\W*(?:fact[- ]?check\w*\W+)?(?:and |so |but )?no\b ?[,:;!–—-]{_rest(240)}"
            rf"(?:\b(?:did|does|is|are|was|were|has|have) (?:not|never|no)\b|\b(?:did|does|is|are"
            rf"|was|were"
            rf"|has|have)n['’]t\b|\bnever\b|\bno (?:evidence|proof|truth)\b)"
            rf"|^\W*fact[- ]?check\w* ?[:–—-]{_rest(240)}{_NEGATED}|[?:;…] ?(?:no|nope)\W*$",
            "negation",
        ),
        # "We rate the claim that ... false", "... earns four Pinocchios"
        _form(
            rf"\b(?:rat(?:e|es|ed|ing)|rul(?:e|es|ed|ing)|verdict)\b{_rest(240)}\b{verdict}\b"
            rf"|\bpinocchios?\b",
            "rated",
        ),
        # "that is not even true", "somebody made it up", "a blatant lie", "there is nothing to it"
        _form(
            r"\b(?:is|was|are|were)(?:n['’]t| not) (?:even |really )?true\b"
            r"|\bma(?:de|king) (?:it|this|that|them|all of (?:it|this)) up\b"
            r"|\bhad (?:invented|fabricated|faked|made up) (?:it|the|this|that|his|her|their)\b"
            r"|\bwhich (?:cannot be squared with|(?:does|did) not (?:match|fit|happen))\b"
            r"|\b(?:total|absolute|complete|utter|blatant|outright|pure) "
            r"(?:lies?|fabrications?|bull\w*|bs|nonsense|rubbish|fakes?|hoax)\b"
            r"|\bnothing (?:to|in) (?:it|the (?:claim|story|rumou?r))\b",
            "plain",
        ),
        # "It is laughable to think that", "no serious historian accepts"
        _form(
            rf"\b{untrue} to (?:think|claim|suggest|say|believe|suppose|imagine|pretend)\b"
            rf"|\bno (?:\w+ )?(?:{arbiter}|{_SCHOLARS}) (?:\w+ ){{0,2}}?(?:believe|accept|think"
            rf"|support|take)s?\b",
            "untrue negation",
            "thinking",
        ),
        # "Stop sharing the post that", "do not fall for", "ignore rumours that"
        _form(
            rf"\b(?:(?:stop|quit) (?:shar|spread|repeat|post|forward|believ|claim|say|pretend)ing"
            rf"|(?:do not|don['’]t|never) (?:fall for|share|spread|believe|trust|forward|be"
            rf" fooled by)"
            rf"|ignore|beware of|disregard) (?:\w+ ){{0,3}}?(?:{cited}|nonsense|lies?)\b",
            "saying picture",
        ),
        # "An earlier version said, wrongly, that", "we retract our report that"
        _form(
            rf"\b(?:earlier|previous|original|first|initial) (?:version|edition|report|article"
            rf"|story|copy)s?"
            rf"\b{_rest(60)}\b(?:incorrect|error|wrong|mistaken|misstated|{claimed})"
            rf"|\b(?:we|this (?:newspaper|paper|site|page)|the (?:newspaper|paper|editors?|site))\b"
            rf"{_rest(40)}\b(?:retract|withdr[ae]w|were wrong|was wrong|apologi[sz]e for|regret"
            rf"|should not"
            rf" have|erred|corrected)\w*"
            rf"|^\W*(?:corrections?|clarification|editor['’]s note|retraction|erratum)\b ?[:(–—-]"
            rf"|\b(?:has|have|had|was|were) (?:been )?(?:retracted|corrected to|amended to)\b",
            "amended",
        ),
        # "The video said to show ... was in fact filmed in", "is from a video game"
        _form(
            rf"\b{picture}\b{_rest(240)}(?:\b(?:does|do|did|is|are|was|were)(?: not|n['’]t) (?:show"
            rf"|depict|prove|of|from|taken|filmed|shot|related)\b|\bha(?:s|ve|d) nothing to do"
            rf" with\b"
            rf"|\bunrelated\b|\b(?:AI|computer)[- ]generated\b|\bmis(?:captioned|labelled"
            rf"|labeled)\b"
            rf"|\b{_BE} (?:\w+ly )?(?:spliced|cropped|edited|recycled|lifted|cut together|reused)\b"
            rf"|\bgenerated (?:by|with|using)\b|\bout of context\b|\bpredates?\b"
            rf"|\bdigitally (?:alter|creat|manipulat|edit)\w*|\b(?:in fact|actually|in"
            rf" reality)\b{_rest(30)}"
            rf"\b(?:show|shot|taken|filmed|from|recorded|dates?|dated|comes?|came|staged|made"
            rf"|depict)\w*"
            rf"|\b(?:shows?|showed|depicts?) (?:something|somewhere|someone|an? (?:\w+"
            rf" )?(?:different"
            rf"|other|earlier|older|unrelated))\b"
            rf"|\bfrom (?:an? |another |the )?(?:\w+ ){{0,2}}?(?:different|earlier|older"
            rf"|unrelated|film"
            rf"|movie|series|game|drill|exercise|advert)\b"
            rf"|\b(?:taken|filmed|shot|recorded) (?:\w+ ){{0,3}}?(?:elsewhere|another|different"
            rf"|years?"
            rf"|months?|weeks?|exercise|drill)\b"
            rf"|\b(?:is|are|was|were) (?:\w+ )?(?:years|months|weeks) old\b)",
            "picture",
        ),
        # "Footage shared as proof that ... was taken in 2014", "first appeared in 2011"
        _form(
            rf"\b{picture}\b{_rest(60)}\b(?:{claimed}|said|purport\w*|present\w*|used|touted"
            rf"|offered"
            rf"|as (?:proof|evidence)|passed off)\b{_rest(240)}\b(?:(?:taken|filmed|shot|recorded"
            rf"|dates?"
            rf"|dated|comes?|came|made|online|circulat\w+)\b{_rest(60)}\b(?:19|20)\d\d\b"
            rf"|first (?:appeared|posted|published|surfaced|uploaded|shared))\b",
            "picture",
        ),
        # "An old photo shared as proof", "a doctored image claiming"
        _form(
            rf"\b(?:old|unrelated|doctored|altered|manipulated|fake|recycled|AI[- ]generated"
            rf"|edited)"
            rf" (?:\w+ )?{picture}\b{_rest(80)}\b(?:shared|circulat\w+|passed off|claim\w*"
            rf"|present\w*"
            rf"|said|to (?:show|claim|suggest|prove)|as (?:proof|evidence)|falsely)\b",
            "picture",
        ),
        # "ordered to retract the claim that", "convicted of libel for saying that"
        _form(
            rf"\b(?:libel|defam\w+|slander|perjury|damages|order(?:s|ed)?\b{_rest(40)}\bto"
            rf" (?:retract"
            rf"|withdraw|apologi[sz]e|delete|remove|take down))\b{_rest(80)}\b(?:{saying}"
            rf"|{claimed})\b",
            "claimed saying",
        ),
        # "Engineers say there is no way that", "the idea runs counter to the data"
        _form(
            rf"\b(?:{arbiter}|{_SCHOLARS})\b{_rest(80)}\b(?:no way|not possible|impossible"
            rf"|implausible"
            rf"|inconceivable|no scientific (?:evidence|basis)) (?:that|for|to)\b",
            "no_way",
        ),
        _form(
            rf"\b{saying}\b{_rest(220)}\b(?:runs? counter to|inconsistent with|not consistent with"
            rf"|flies in the face of|goes against|at odds with) (?:\w+[ ,]+){{0,4}}?{arbiter}\b",
            "saying",
            "arbiter",
        ),
        _form(
            rf"\b{_SCHOLARS}\b{_rest(60)}\b{reject} (?:as (?:\w+ ){1,3}?)?(?:the |a |any |this "
            rf"|that )?"
            rf"(?:\w+ ){{0,2}}?{saying}\b",
            "reject",
            "saying",
        ),
    )  # fmt: skip


def refutations(text: str, within: Span) -> list[Span]:
    """Where the words inside ``within`` reject a claim that they cite, one span a form."""
    words = within.of(text)
    present = frozenset(_WORD.findall(words.lower()))
    found = (form.found(words, present) for form in _forms())
    return [
        Span(within.start + match.start(), within.start + match.end())
        for match in found
        if match is not None
    ]


def stance(
    document: Document,
    sentence: Span,
    denials: Sequence[Span],
    attribution: Attribution | None,
    doubted: bool,
) -> Stance:
    """How the author passes a claim on: asserted, reported, disputed or refuted.

    ``denials`` are words of denial in the sentence, ``doubted`` whether a caveat covers the claim.
    """
    rejections = refutations(document.text, sentence)
    if attribution is None or attribution.depth == 0:
        return "refuted" if rejections else "asserted"
    if any(not _is_said(rejection, attribution) for rejection in rejections):
        return "refuted"
    if any(_opens(rejection, attribution) for rejection in rejections):
        return "refuted" if _arbitrates(attribution) else "disputed"
    outside = [d for d in denials if not attribution.content.contains(d)]
    cue = attribution.cue
    if any((cue and cue.overlap(d)) or _DISPUTES.match(d.of(document.text)) for d in outside):
        return "disputed"
    return "disputed" if doubted else "reported"


def _is_said(rejection: Span, attribution: Attribution) -> bool:
    """Whether a rejection is a part of what the source says, and not about it."""
    return attribution.content.contains(rejection)


def _opens(rejection: Span, attribution: Attribution) -> bool:
    """Whether what the source says is that something is false: "it was not true that"."""
    return not attribution.direct and rejection.start <= attribution.content.start + OPENING


def _arbitrates(attribution: Attribution) -> bool:
    """Whether the source has no stake in what it calls false; a denial by a side only disputes."""
    free = attribution.stake is None and attribution.kind in ARBITERS
    return attribution.stake is False or free
