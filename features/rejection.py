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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from features.evidence import Span
from features.wordlist import sections

_WORD: Final = re.compile(r"[a-z]+")
SCHOLARS: Final = r"(?:\w+ologists?|\w+icians|chemists|professors?|academics|scholars)"
_NEGATED: Final = r"(?:\b(?:not|never|no|none|nobody|nothing|cannot)\b|n['’]t\b)"
_BE: Final = (
    r"(?:(?:is|are|was|were|be|being|been|remains?|proved|proves|proven|amounts? to|counts? as"
    r"|turn(?:s|ed)? out(?: to be)?)|['’]s)"
)
_ADVERB: Final = (
    r"(?:,[\w ]{2,24},)?(?: (?:\w+ly|now|just|plain|all|also|long|since|long since|in fact"
    r"|at best))?"
)
_JUDGED: Final = (
    r"(?: (?:found|shown|proved|proven|known|ruled|judged|rated|declared|deemed|exposed|dismissed"
    r"|described|labelled|labeled|called|confirmed)(?: (?:as|to be|to have been))?)?"
)
# "isn't true", "aren't borne out"
_NOT_TRUE: Final = (
    r"\b(?:is|are|was|were)n['’]t (?:\w+ )?(?:true|correct|accurate|so\W*$|the case|real|borne out"
    r"|supported by|based on|what happened|credible|possible|proven|substantiated)\b"
)
_NOT_DONE: Final = (
    r"\b(?:(?:does|do|did|could|can|has|have|had)(?: \w+ly)?(?: not|n['’]t)|cannot|never|fails? to"
    r"|failed to)"
)
_NO: Final = (
    r"(?:no|zero|(?<!a )little|scant|hardly any"
    r"|(?:not|n['’]t|never|fail(?:s|ed)? to) (?:(?:find|found|uncover(?:ed)?|seen?|produced?"
    r"|provided?|offer(?:ed)?|have|had|present(?:ed)?|shown?|turn(?:ed)? up)"
    r"(?: any| (?:a|one)(?: single)?(?: \w+ of)?)?|any|(?:a|one)(?: single)?(?: \w+ of)?))"
)
_GROUNDS: Final = (
    r"(?:evidence|proof|truth|basis|records?|indication|sign|trace|foundation|grounds|mechanism"
    r"|case(?= to)|data|figures|statistics|stud(?:y|ies)|research|documents?|documentation|entry"
    r"|entries|support|backing|credence|corroboration|reason to (?:believe|think|suppose))"
)
_SHOW: Final = (
    r"(?:show|shown|showed|prove|proved|proven|demonstrate|demonstrated|establish|established|find"
    r"|found|suggest|suggested|accept|accepted|indicate|indicated|say|hold)"
)
_DET: Final = (
    r"(?:(?:the|a|an|any|all|this|that|those|these|his|her|their|its|such|every|\w+['’]s?) )?"
)
_PEOPLE: Final = r"(?:people|anyone|anybody|whoever|everyone|everybody|those|folks|users|accounts)"
_HAPPENED: Final = r"(?:happen(?:ed|s)?|occur(?:red|s)?|t(?:ake|ook|aken) place|exist(?:ed|s)?)"

# "But", "In fact,", "However,"
_OPENS: Final = (
    r"^\W*(?:(?:the |our )?(?:verdict|rating|ruling|conclusion|fact[- ]?check|answer|result)\W+)?"
    r"(?:(?:but|yet|and|however|in fact|actually|in reality|in truth|well|so|still|of course"
    r"|unfortunately|except)\b,? ?){0,2}"
)


# "If this latest story", "whether the claim", "as if the rumour"
_OPEN_QUESTION: Final = re.compile(r"\b(?:if|whether|unless|though as)\b[^,;:]{0,30}$", re.I)


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


@cache
def any_of(section: str) -> str:
    """The entries of a section of the list as one alternative in small letters, branching letter by
    letter so that most words are refused at their first one; the longest entry wins."""
    root: dict[str, Any] = {}
    for entry in sections("refuting")[section]:
        node = root
        for letter in entry.lower():
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root)


def _branches(node: Mapping[str, Any]) -> str:
    found = [
        ("['’]" if letter == "'" else re.escape(letter)) + _branches(rest)
        for letter, rest in sorted(node.items())
        if letter
    ]
    if not found:
        return ""
    ends = "?" if "" in node else ""
    return found[0] if len(found) == 1 and not ends else f"(?:{'|'.join(found)}){ends}"


def _rest(most: int) -> str:
    """Up to so many code points of the same sentence: "1.2" does not end it."""
    return rf"(?:[^.;!?]|\.(?=\d)){{0,{most}}}?"


def _form(pattern: str, *needs: str) -> _Form:
    """A form that needs a word of each of some sections of the list."""
    kinds = tuple(frozenset().union(*map(_telling, need.split())) for need in needs)
    return _Form(re.compile(pattern), kinds)


def _telling(section: str) -> frozenset[str]:
    """The longest word of each entry: "lie" of "a lie"."""
    return frozenset(max(_WORD.findall(e), key=len) for e in sections("refuting")[section])


@cache
def _forms() -> tuple[_Form, ...]:
    saying, picture = any_of("saying"), any_of("picture")
    cited = rf"(?:{saying}|{picture})"
    claimed, untrue, false = any_of("claimed"), any_of("untrue"), any_of("false")
    falsely, arbiter, reject = any_of("falsely"), any_of("arbiter"), any_of("reject")
    verdict, fails, explode = any_of("verdict"), any_of("fails"), any_of("explode")
    falsehood, spread, rated = any_of("falsehood"), any_of("spread"), any_of("rated_as")
    knower = rf"(?:{arbiter}|{SCHOLARS})"
    return (
        # "The claim that ... is false", "reports of ... turned out to be a hoax"
        _form(
            rf"\b{cited}\b{_rest(220)}(?:(?:\b|(?=['’])){_BE}{_ADVERB}{_JUDGED}{_ADVERB} {untrue}\b"
            rf"|\bto be {untrue}\b|{_NOT_TRUE})"
            rf"|\b(?:call|label|brand|describ|dismiss|consider|deem|find|found)\w* {_DET}"
            rf"(?:\w[\w'’-]* )"
            rf"{{0,2}}?{saying}\b{_rest(240)}\b{untrue}\b",
            "saying picture", "untrue true",
        ),
        # "a claim since debunked", "a rumour, long disproved,"
        _form(
            rf"\b{saying},? (?:(?:since|now|later|long|widely|thoroughly|long since) )+"
            rf"(?:been )?{untrue}\b",
            "saying", "untrue",
        ),
        # "The story does not hold up", "the claim has no basis", "reports of an attack fell apart"
        _form(
            rf"\b{saying}\b{_rest(220)}(?:{_NOT_DONE}(?: \w[\w'’-]*)? {fails}\b|\bno such\b"
            rf"|\b(?:has|have|had) (?:no|zero) (?:\w[\w'’-]* )?(?:basis|foundation|merit|truth"
            rf"|support|backing)\b"
            rf"|\bholds? no water\b|\b(?:no|not (?:\w[\w'’-]* )?a) leg to stand\b"
            rf"|\bappears? nowhere\b"
            rf"|\bmakes? no sense\b|\bnothing of the (?:kind|sort))",
            "saying", "negation",
        ),
        _form(
            rf"\b{saying}\b{_rest(220)}\b(?:(?:falls?|fell) (?:apart|flat)|collapsed?"
            rf"|been given the lie"
            rf"|lack(?:s|ed)? (?:any |all )?(?:\w[\w'’-]* )?(?:basis|evidence|support|foundation"
            rf"|merit"
            rf"|proof)|(?:proved|proven|shown) (?:to be )?{untrue}|fail(?:s|ed)\W*$|fail(?:s"
            rf"|ed)? (?:\w[\w'’-]* ){{1,2}}?(?:time|test"
            rf"|check|scrutiny)|(?:turned up|found|yielded) nothing|came up empty|drew a blank"
            rf"|contradicts? (?:everything|all|what)|(?:has|have|had) (?:nothing"
            rf"|little) to do with (?:the )?"
            rf"(?:facts|truth|reality|science)"
            rf"|(?:rests?|rested|rel(?:y|ies|ied)|based) (?:up)?on (?:\w[\w'’-]* ){{0,2}}?"
            rf"(?:{false}"
            rf"|misreading|misunderstanding|misinterpretation|flawed|faulty)|(?:a|an) "
            rf"(?:\w[\w'’-]* )?(?:parody|satir\w+"
            rf"|spoof)|does not take seriously)\b",
            "saying",
        ),
        # "That ... is pure invention", "it is a myth that", "..., which is untrue."
        _form(
            rf"\b(?:it|that|this)(?: {_BE}| would be|['’]s){_ADVERB} {untrue} "
            rf"(?:to (?:say|claim|suggest|state|believe|assert) )?that\b"
            rf"|\bit (?:isn['’]t|wasn['’]t|is not|was not) (?:true|so|correct|the case) that\b"
            rf"|\bit (?:cannot|can['’]t|could not|couldn['’]t) be (?:true |the case |so )?that\b"
            rf"|\bif (?:it|this|that|{_DET}{saying}) (?:were|was) (?:true|so|right)\b"
            rf"|\b(?:find|found|call|prove|show)(?:s|ed|n)? (?:this|it|that|them) "
            rf"(?:to be )?{untrue}\b"
            rf"|^\W*{untrue} that\b|\b(?:found|finds|held|deemed|judged|called) it {untrue} that\b"
            rf"|^\W*that\b{_rest(240)}\b{_BE}{_ADVERB} {untrue}\W*$"
            rf"|^\W*that (?:the|an?|more|at least|some|his|her|their|all|\d[\d,]*)\b{_rest(240)}"
            rf"\b{_BE}{_ADVERB}{_JUDGED} {untrue}\b"
            rf"|(?:,|;| [-–—]+|\)) ?(?:but |and |which |yet )?(?:that |this |it |the \w+"
            rf" )?(?:\b|(?=['’])){_BE}{_ADVERB}{_JUDGED}{_ADVERB} {untrue}\W*$",
            "untrue true negation",
        ),
        # "the false story that", "a bogus document saying", "a discredited site claimed"
        _form(
            rf"\b{false} (?:\w[\w'’-]* ){{0,2}}?(?:{cited}|documents?|letters?|captions?) "
            rf"(?:that|claiming|saying|alleging|about|of|which|suggesting|stating|purporting|has it"
            rf"|have it|holds?|says?|goes|went|according to|to the effect)\b"
            rf"|\b(?:retracted|discredited|debunked|disproved) (?:paper|study|report)\b"
            rf"|\b{false} (?:\w[\w'’-]* ){{0,2}}?(?:website|site|blog|account|page|channel)s? "
            rf"(?:\w[\w'’-]* )?{claimed}\b",
            "false",
        ),
        # "a hoax claiming", "the myth of", "misinformation that", "the lie that", "a conspiracy
        # theory holds that"
        _form(
            rf"\b{falsehood} (?:\w[\w'’-]* )?(?:that|claiming|saying|alleging|which|suggesting"
            rf"|has it"
            rf"|have it|says?|holds?|holding|goes|went)\b|\b(?:myth|hoax)\w* (?:about|of)\b"
            rf"|[:,–—] (?:\w[\w'’-]* )?an? (?:\w[\w'’-]* )?{falsehood}\b|\b(?:an?|the|this|that"
            rf"|another|old|same|big) lie that\b",
            "falsehood lied",
        ),
        # "posts falsely claim", "has been wrongly shared as", "falsely captioned"
        _form(
            rf"\b{falsely} (?:\w[\w'’-]* )?(?:{claimed}|captioned|labelled|labeled)\b"
            rf"|\b{claimed} (?:\w[\w'’-]* )?{falsely}\b",
            "falsely",
        ),
        # "lied about", "stretched the truth", "repeated the myth", "misquoted"
        _form(
            r"\bmis(?:reported|stated|quoted|represented|characteri[sz]ed|attributed)\b"
            rf"|\b{spread} (?:\w[\w'’-]* ){{0,3}}?(?:{false} (?:\w[\w'’-]* ){{0,2}}?{cited}"
            rf"|{falsehood}|lies?) that\b"
            r"|\b(?:lied|lying) (?:when|that)\b|\bstretched the truth\b|\bfairy tales?\b"
            r"|\btalking (?:rubbish|nonsense)\b"
            r"|\b(?:who|they|he|she|it) (?:now |still |\w+ly )?pretend(?:s|ed)? (?:that|to have)\b",
            "lied spread",
        ),
        # "There is no evidence that", "not a grain of truth in the claim", "no mechanism by which"
        _form(
            rf"\b{_NO} (?:\w[\w'’-]* ){{0,3}}?{_GROUNDS}\b{_rest(40)}\b(?:that|(?:for|in|to"
            rf"|behind) (?:{_DET}(?:\w[\w'’-]* ){{0,2}}?{saying}|any of)|of (?:the|any|such)"
            rf" (?:event|case|incident|such)|to (?:suggest|support|say|claim)|(?:by|in) which)\b"
            rf"|\b{_NO} (?:\w[\w'’-]* )?(?:evidence|proof|record|document|data) (?:(?:has"
            rf"|have) been"
            rf" (?:found|produced|offered|shown)|was found|exists|supports?|backs?|shows?|suggests?"
            rf"|bears? out|links?|that)\b"
            rf"|\b(?:nobody|no one|no[- ]one|none) (?:\w[\w'’-]* ){{0,3}}?(?:produced|offered"
            rf"|shown|given"
            rf"|provided|presented|found) (?:\w[\w'’-]* ){{0,3}}?(?:evidence|proof|basis|record)\b"
            rf"|\bnothing (?:\w[\w'’-]* ){{0,4}}?(?:supports?|backs (?:up )?|to back|suggests?"
            rf"|shows?"
            rf"|bears? out|indicates?)(?= (?:that|the|this|these|any|such|it|him|her)\b)"
            rf"|\bnowhere (?:in|on|among) (?:\w[\w'’-]* ){{0,5}}?(?:is|does|do|are|can|was|did)\b",
            "negation",
        ),
        # "No study has ever shown that", "none of the records support the claim", "the data do not
        # show that", "nobody has shown that", "research failed to find that"
        _form(
            rf"\b(?:no|none of (?:the|these|those|its|our)|not one of (?:the|these|those)|neither)"
            rf" (?:\w[\w'’-]* ){{0,3}}?{knower} (?:\w[\w'’-]* ){{0,4}}?(?:{_SHOW} that"
            rf"|{_SHOW}s?\W*$"
            rf"|supports?|backs?"
            rf"|bears? out|hold|holds|contains?|mentions?|lists?|believe[sd]?|accepts?|thinks?"
            rf"|thought|considers?|takes?)\b"
            rf"|\b{knower}\b{_rest(60)}{_NOT_DONE} (?:\w[\w'’-]* )?{_SHOW} that\b"
            rf"|\b{arbiter}\b{_rest(20)}{_NOT_DONE} (?:\w[\w'’-]* )?(?:support|back|bear|match"
            rf"|confirm"
            rf"|add up)\b"
            rf"|\b(?:nobody|no[- ]one) (?:\w[\w'’-]* ){{0,3}}?{_SHOW} that\b|\bnever been "
            rf"(?:observed|documented"
            rf"|shown|recorded|established|proven|found) that\b"
            rf"|\bno (?:known |documented |recorded |confirmed )?(?:case|instance|example|event)s?"
            rf" (?:\w[\w'’-]* ){{0,2}}?(?:in which|where)\b"
            rf"|\b(?:not one|none) (?:\w[\w'’-]* ){{0,2}}?(?:{_SHOW} that|to support|to show)\b"
            rf"|\bnot (?:recorded|written|stated|documented|mentioned) anywhere\b"
            rf"|\b(?:in|on) none of (?:them|these|those|the \w+)\b{_rest(40)}\b(?:that|is)\b",
            "arbiter negation",
            "negation",
        ),
        # "debunked the story", "give the lie to the claim", "contradict those who say that"
        _form(
            rf"\b{explode} (?:{_DET}(?:\w[\w'’-]* ){{0,2}}?{saying}\b|that\b"
            rf"|(?:those|people|anyone|all) who (?:\w[\w'’-]* )?{claimed}\b)",
            "explode",
        ),
        # "judges threw out the allegation", "the notion was rejected by every court"
        _form(
            rf"\b{knower}\b{_rest(80)}\b{reject} (?:as (?:\w[\w'’-]* ){{1,3}}?)?{_DET}"
            rf"(?:\w[\w'’-]* ){{0,2}}?"
            rf"{saying}\b|\b{knower} (?:\w[\w'’-]* ){{0,3}}?{reject} that\b"
            rf"|\b{saying}\b{_rest(220)}\b{_BE} (?:\w+ly )?{reject} by"
            rf" (?:\w+[ ,]+){{0,4}}?{knower}\b"
            rf"|\brumou?rs?\b{_rest(220)}\bbeen (?:\w+ly )?{reject}\b"
            rf"|\bagainst {_DET}(?:\w[\w'’-]* ){{0,1}}?{saying} that\b",
            "reject explode against",
        ),
        # "cleared of the charge that"
        _form(
            rf"\b(?:acquitt?ed|cleared|exonerated|absolved)\b{_rest(60)}\bof "
            rf"(?:\w[\w'’-]* ){{0,2}}?"
            rf"(?:charges?|accusations?|allegations?|claims?|suspicions?) that\b",
            "cleared",
        ),
        # "records show otherwise", "the data tell a different story", "the log does not support"
        _form(
            rf"\b(?:{arbiter}|{picture})\b{_rest(60)}\b(?:shows?|showed|shown|finds?|found|tells?"
            rf"|told|suggests?"
            rf"|indicates?|points? to|reveals?|says?|prove[sd]?) (?:otherwise|the (?:opposite"
            rf"|reverse|contrary)|(?:a|quite|an? very) (?:\w[\w'’-]* )?different (?:story|picture"
            rf"|tale|thing|account)|another story"
            rf"|no such|nothing of the)\b|\bthe (?:opposite|reverse|contrary) is (?:true"
            rf"|the case)\b"
            rf"|\b{arbiter}\b{_rest(40)}\b(?:contain|hold|list|record|mention|give|register)(?:s"
            rf"|ed)?"
            rf" (?:no|nothing)\b",
            "arbiter picture",
            "negation contrast",
        ),
        # "the idea runs counter to the data", "the register is at odds with the claim"
        _form(
            rf"\b{saying}\b{_rest(220)}\b{any_of('against')} (?:\w+['’]?\w*[ ,]+){{0,4}}?"
            rf"(?:{arbiter}"
            rf"|known|laws|physics|biology|chemistry|medicine|logic|arithmetic|common sense)\b"
            rf"|\b{arbiter}\b{_rest(60)}\b{any_of('against')} {_DET}"
            rf"(?:\w[\w'’-]* ){{0,2}}?{saying}\b",
            "against",
            "saying",
        ),
        # "contrary to what was shared", "did not, as was claimed, kill"
        _form(
            rf"\bcontrary to (?:\w[\w'’-]* ){{0,4}}?(?:{cited}|{claimed})\b"
            rf"|\bcontrary to (?:\w[\w'’-]* ){{0,4}}?{arbiter}\b{_rest(60)}\b(?:{claimed}"
            rf"|{saying})\b"
            rf"|\b(?:evidence|proof|studies|data|findings|research|facts|records) to the contrary\b"
            rf"|\bagainst all (?:the )?(?:\w[\w'’-]* )?(?:evidence|facts|findings|records)\b"
            rf"|\b(?:caution|warn|advis)\w* against (?:\w[\w'’-]* ){{0,3}}?(?:{saying}|believing"
            rf"|concluding)\b",
            "saying picture claimed",
        ),
        _form(
            rf"{_NEGATED}{_rest(200)},? ?\b(?:as|like) (?:(?:was|were|is|are|has|have|had|been"
            rf"|being|some|many|it|widely|first|initially|earlier|originally|previously|online"
            rf"|posts?|users?|viral|\w+ly) )*(?:claimed|alleged|reported|suggested|rumou?red|stated"
            rf"|shared|asserted|circulated|posted)\b"
            rf"|\b(?:despite|notwithstanding)\b{_rest(60)}\b{cited} (?:that|claiming|saying"
            rf"|to the)\b"
            rf"{_rest(240)}{_NEGATED}"
            rf"|\b(?:posts?|users?|rumou?rs?|claims?|stories|messages?|memes?|tweets?|headlines?"
            rf"|sites?|pages?)\b{_rest(40)}\b(?:claim|say|said|alleg|suggest|insist|assert|tell"
            rf"|told|warn)"
            rf"\w*{_rest(240)}\b(?:but|yet|in fact"
            rf"|in reality|actually)\b{_rest(120)}{_NEGATED}"
            rf"|\bwhether\b{_rest(240)}[;,:–—] (?:and |but )?(?:the (?:short )?answer is"
            rf"|it is) no\b"
            rf"|\b(?:look|looked|looking|search|searched|searching|went looking) for\b{_rest(240)}"
            rf"\b(?:empty[- ]handed|found (?:none|nothing)|in vain|without success)\b"
            rf"|\bwe\b{_rest(60)}\bwhether\b{_rest(240)}\b(?:it|this|that|they) (?:never|\w+ not"
            rf"|\w+n['’]t)\b",
            "saying picture claimed whether searching", "negation",
        ),
        # "it never happened that", "no such thing took place", "... but it never happened"
        _form(
            rf"\bit (?:never|did not|didn['’]t) {_HAPPENED} that\b"
            rf"|\bno such (?:\w[\w'’-]* ){{1,2}}?(?:has |had |ever )*{_HAPPENED}\b"
            rf"|\b(?:{claimed}|{saying})\b{_rest(240)}\b(?:it|this|that|none of (?:it|this|that))"
            rf" (?:\w[\w'’-]* )?(?:never|did not|didn['’]t|has not|hasn['’]t|ever) {_HAPPENED}\b",
            "happened", "negation",
        ),
        # "FALSE: ...", "Fact check: no, ... did not", "...? Never happened."
        _form(
            rf"^\W*(?:fact[- ]?check\w*\b\W+)?(?:(?:verdict|rating|ruling|conclusion|result)\W+)?"
            rf"(?:(?:mostly|totally|completely|entirely) )?{verdict}(?: (?:claim|alert|story))?"
            rf" ?(?:[:;,!–—]|-+ )"
            rf"|(?:[?:;…\[(]|\.{{3}}| [-–—]+|[.!?]['\"”’]?) ?(?:(?:the |our )?(?:verdict|rating"
            rf"|ruling|status|fact[- ]?check|conclusion|spoiler|reality)\W+)?(?:(?:this|that|it)"
            rf"(?: is|['’]s) )?(?:(?:totally|completely|simply|mostly|just|all) )?{verdict}\W*$",
            "verdict",
        ),
        _form(
            rf"^[\s*#–—-]*(?:fact[- ]?check\w*\W+)?(?:and |so |but )?no\b ?[,:;!–—-]"
            rf"(?! ?(?:no|i|we|you|sir)\b){_rest(240)}"
            rf"(?:\b(?:did|does|is|are|was|were|has|have) (?:not|never|no)\b|\b(?:did|does|is|are"
            rf"|was|were|has|have)n['’]t\b|\bnever\b|\bno (?:evidence|proof|truth)\b)"
            rf"|^\W*fact[- ]?check\w* ?[:–—-]{_rest(240)}{_NEGATED}|[?;…] ?(?:no|nope)\W*$",
            "negation",
        ),
        # "We rate the claim that ... false", "earns four Pinocchios", "gets our lowest rating"
        _form(
            rf"\b(?:rat(?:e|es|ed|ing)|rul(?:e|es|ed|ing)|verdict)\b{_rest(240)}\b{rated}\b"
            rf"|\bpinocchios?\b|\b(?:lowest|worst) (?:rating|mark|grade|score|verdict)\b"
            rf"|\b(?:mark|label|tag|class|grad|flag|judg|found|find)\w* (?:it |this |that |as )*"
            rf"(?:\w+ly )?"
            rf"{rated}\b",
            "rated",
        ),
        # "that is not even true", "somebody made it up", "a blatant lie", "there is nothing to it"
        _form(
            r"\b(?:(?:is|was|are|were)(?:n['’]t| not)|['’]s not) (?:even |really |just )?true\b"
            r"(?! of\b)"
            r"|['’]s just not true\b"
            r"|\bma(?:de|king) (?:it|this|that|them|all of (?:it|this)) up\b"
            r"|\bhad (?:invented|fabricated|faked|made up) (?:it|the|this|that|his|her|their)\b"
            r"|\bsome(?:one|body) (?:has |had |just )*(?:made|dreamed|dreamt|cooked) up\b"
            r"|\bsome(?:one|body) (?:has |had |just )*(?:invented|fabricated|concocted)\b"
            r"|\bwhich (?:cannot be squared with|(?:does|did) not (?:match|fit|happen))\b"
            r"|\b(?:total|absolute|complete|utter|blatant|pure) "
            r"(?:lie|fabrications?|bull\w*|bs|nonsense|rubbish|hoax)\b"
            rf"|\bnothing (?:to|in) (?:it\b|the {saying}\b)",
            "plain",
        ),
        # "It is laughable to think that", "no serious historian accepts", "imagine believing that"
        _form(
            rf"\b{untrue} to (?:think|claim|suggest|say|believe|suppose|imagine|pretend|conclude"
            rf"|infer)\b"
            rf"|\bno (?:\w[\w'’-]* )?{knower} (?:\w[\w'’-]* ){{0,2}}?(?:believe|accept|think"
            rf"|support|take)s?\b"
            rf"|\b(?:nobody|no[- ]one) (?:\w[\w'’-]* ){{0,6}}?(?:believe|accept|think)s? that\b"
            rf"|\bto (?:say|claim|believe|suggest) that\b{_rest(240)}\bis to (?:ignore"
            rf"|misunderstand|misread"
            rf"|forget|deny)\b|\bimagine (?:believing|thinking) that\b"
            rf"|\b(?:lol|lmao|haha\w*|laugh\w*) (?:at|about) (?:the|this|that)? ?{saying}\b",
            "untrue negation thinking",
            "thinking saying",
        ),
        # "Anyone who says ... is lying", "people claiming that ... have no idea", "if you believe
        # that, you have been had"
        _form(
            rf"\b{_PEOPLE} (?:who |that )?(?:\w[\w'’-]* )?(?:{claimed}|think\w*"
            rf"|believ\w*)\b{_rest(240)}"
            rf"\b(?:(?:is|are|was|were) (?:\w[\w'’-]* )?(?:lying|liars?|wrong|mistaken|deluded"
            rf"|fools?|talking (?:rubbish|nonsense))"
            rf"|misread|misunderstand|confuse|ha(?:s|ve) no idea|been (?:had|fooled|duped|misled"
            rf"|lied to))\b"
            rf"|\bif you (?:\w[\w'’-]* )?(?:think|believe)\b{_rest(240)}\bbeen (?:had|fooled"
            rf"|duped|misled"
            rf"|lied to)\b|\bbeen (?:fooled|duped|misled|lied to) if you\b",
            "deluded",
        ),
        # "Stop sharing the post that", "do not fall for", "ignore rumours that"
        _form(
            rf"(?<!dont )(?<!n['’]t )(?<!not )\b(?:(?:stop|quit) (?:shar|spread|repeat|post"
            rf"|forward|believ|claim|say|pretend)ing"
            rf"|(?:do not|don['’]t|never) (?:fall for|share|spread|believe|trust|forward|be"
            rf" fooled by)|ignore|beware of|disregard) (?:\w[\w'’-]* ){{0,3}}?(?:{cited}|nonsense"
            rf"|lies?)\b"
            rf"|\b(?:stop|quit) (?:say|claim|pretend|insist)ing that\b"
            rf"|\bthe truth (?:about|behind) (?:the|this|that|those|these) "
            rf"(?:\w[\w'’-]* )?{saying}\b",
            "saying picture claimed",
        ),
        # "An earlier version said, wrongly, that", "we retract our report that"
        _form(
            rf"\b(?:earlier|previous|original|first|initial) (?:version|edition|report|article"
            rf"|story|copy)s?\b{_rest(60)}\b(?:incorrect|error|wrong|mistaken|misstated|{claimed})"
            rf"|\b(?:we|this (?:newspaper|paper|site|page)|the (?:newspaper|paper|editors?|site))\b"
            rf"{_rest(40)}\b(?:retract|withdr[ae]w|were wrong|was wrong|apologi[sz]e for|regret "
            rf"(?:the|our|having|sa|sta|report)"
            rf"|should not have|erred|corrected)\w*"
            rf"|^\W*(?:corrections?|clarification|editor['’]s note|retraction|erratum)\b ?[:(–—-]"
            rf"{_rest(300)}\b(?:incorrect\w*|wrong\w*|error|misstated|misidentified|mistaken\w*"
            rf"|inaccura\w*|erroneous\w*|earlier|previous|said|stated|reported)\b"
            rf"|\b(?:has|have|had|was|were) (?:been )?(?:retracted|corrected to|amended to)\b"
            rf"|\b(?:retracted|withdrew|has withdrawn|took back) {_DET}"
            rf"(?:\w[\w'’-]* )?{saying} that\b"
            rf"|\b{claimed} in error\b|\bediting error\b|\b(?:not|n['’]t) stand by\b",
            "amended",
        ),
        # "The video said to show ... was in fact filmed in", "is from a video game"
        _form(
            rf"\b{picture}\b{_rest(240)}(?:\b(?:does|do|did|is|are|was|were)(?: not|n['’]t) (?:show"
            rf"|depict|prove|of|from|taken|filmed|shot|related|come|stem)\b|\bha(?:s|ve"
            rf"|d) nothing to do"
            rf" with\b|\bunrelated\b|\b(?:ai|computer)[- ]generated\b"
            rf"|\b{_BE} (?:\w+ly )?(?:spliced|cropped|edited|recycled|lifted|cut together|reused)\b"
            rf"|\bgenerated (?:by|with|using)\b|\bout of context\b|\bpredates?\b"
            rf"|\bdigitally (?:alter|creat|manipulat|edit)\w*|\b(?:in fact|actually|in reality)\b"
            rf"{_rest(30)}\b(?:show|shot|taken|filmed|from|recorded|dates?|dated|comes?|came|staged"
            rf"|made|depict)\w*"
            rf"|\b(?:shows?|showed|depicts?) (?:something|somewhere|someone|an? (?:\w[\w'’-]* )?"
            rf"(?:different|other|earlier|older|unrelated))\b"
            rf"|\bfrom (?:an? |another |the )?(?:\w[\w'’-]* ){{0,2}}?(?:different|earlier|older"
            rf"|unrelated"
            rf"|film|movie|series|game|drill|exercise|advert)\b"
            rf"|\b(?:taken|filmed|shot|recorded) (?:\w[\w'’-]* ){{0,3}}?(?:elsewhere|another"
            rf"|different"
            rf"|years?|months?|weeks?|exercise|drill)\b"
            rf"|\b(?:is|are|was|were) (?:\w[\w'’-]* )?(?:years|months|weeks) old\b)"
            rf"|\bmis(?:captioned|labelled|labeled)\b|\b(?:made|created|put together) (?:with|by"
            rf"|in|using)"
            rf" (?:an? |the )?(?:\w[\w'’-]* )?(?:program|software|ai|tool|app|computer|generator)\b"
            rf"|\b{_BE} (?:an? )?(?:montage|composite|collage|deep ?fake|scene from|still from)\b"
            rf"|\bshows? (?:actors|another|a different)\b|\btraced\b{_rest(120)}\bto\b"
            rf"|\bha[sd] (?:already )?been (?:uploaded|posted|published|online|shown)\b{_rest(40)}"
            rf"\b(?:earlier|before|ago|(?:19|20)\d\d)\b",
            "picture",
        ),
        # "Footage shared as proof that ... was taken in 2014", "first appeared in 2011"
        _form(
            rf"\b{picture}\b{_rest(60)}\b(?:{claimed}|said|purport\w*|present\w*|used|touted"
            rf"|offered|as (?:proof|evidence)|passed off)\b{_rest(240)}\b(?:(?:taken|filmed|shot"
            rf"|recorded|dates?|dated|comes?|came|made|online|circulat\w+)\b{_rest(60)}"
            rf"\b(?:19|20)\d\d\b|first (?:appeared|posted|published|surfaced|uploaded|shared))\b",
            "picture",
        ),
        # "An old photo shared as proof", "a doctored image claiming"
        _form(
            rf"\b(?:old|unrelated|doctored|altered|manipulated|fake|recycled|ai[- ]generated"
            rf"|edited) (?:\w[\w'’-]* )?{picture}\b{_rest(80)}\b(?:shared|circulat\w+|passed off"
            rf"|claim\w*"
            rf"|present\w*|said|to (?:show|claim|suggest|prove)|as (?:proof|evidence)|falsely)\b",
            "picture",
        ),
        # "The study cited as proof that ... was retracted", "a chart said to show ... misreads"
        _form(
            rf"\b(?:{picture}|stud(?:y|ies)|papers?|charts?|graphs?|maps?|tables?|data|dataset"
            rf"|statistics|figures|numbers|documents?|letters?|transcript|sound)\b{_rest(40)}"
            rf"\b(?:cited|said|supposed|purport\w*|meant|offered|used|presented|shared|touted|taken"
            rf"|intended|quoted|rounds)(?: \w[\w'’-]*){{0,6}}? (?:to (?:show|prove|suggest|mean)"
            rf"|as (?:proof|evidence)|that)\b{_rest(240)}"
            rf"(?:\b{_BE}{_ADVERB}{_JUDGED}{_ADVERB} {untrue}\b|\b(?:montage|composite"
            rf"|deep ?fake)\b"
            rf"|\b(?:says?|shows?) nothing\b|\bmisreads?\b|\bleaves? out\b|\bnothing of the\b)",
            "exhibit picture",
        ),
        # "Asked for proof that ..., the party had none"
        _form(
            rf"\basked (?:for|to (?:give|offer|provide)) (?:\w[\w'’-]* )?(?:proof|evidence"
            rf"|figures|sources?"
            rf"|data|records?)\b{_rest(240)}\b(?:none|nothing|declined|could not|did not)\b",
            "asked",
        ),
        # "ordered to retract the claim that", "convicted of libel for saying that"
        _form(
            rf"\b(?:libel|defam\w+|slander|perjury|damages)\b{_rest(60)}\b(?:for|over|by|that)"
            rf" (?:\w[\w'’-]* ){{0,2}}?(?:{saying}|{claimed})\b"
            rf"|\border(?:s|ed)?\b{_rest(40)}\bto (?:retract|withdraw|apologi[sz]e|delete|remove"
            rf"|take down)\b{_rest(80)}\b(?:{saying}|{claimed})\b",
            "claimed saying",
        ),
        # "Engineers say there is no way that"
        _form(
            rf"\b{knower}\b{_rest(80)}\b(?:no way|not possible|impossible|implausible"
            rf"|inconceivable|no scientific (?:evidence|basis)) (?:that|for|to)\b"
            rf"|\bthere (?:is|was) (?:\w[\w'’-]* )?no way that\b",
            "no_way",
        ),
    )  # fmt: skip


def _small(words: str) -> str:
    """The words in small letters, letter for letter."""
    small = words.lower()
    if len(small) == len(words):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words)


def refutations(text: str, within: Span) -> list[Span]:
    """Where the words inside ``within`` reject a claim that they cite, one span a form."""
    words = _small(within.of(text))
    present = frozenset(_WORD.findall(words))
    found = (form.found(words, present) for form in _forms())
    return [
        Span(within.start + match.start(), within.start + match.end())
        for match in found
        if match is not None and not _OPEN_QUESTION.search(words[: match.start()])
    ]


@cache
def _pointing() -> tuple[_Form, ...]:
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
    return (
        # "That is wrong:", "But these rumours are entirely false", "None of it is true"
        _form(
            rf"{_OPENS}(?:{it}{between}(?: |(?=['’])){_BE}{_ADVERB}{_JUDGED}{_ADVERB} {untrue}\b"
            rf"(?! (?:that|to|for|in|with)\b)"
            rf"|(?:none|not a word|neither|little|nothing) (?:of [\w ]{{2,40}}? )?(?:is|was|are"
            rf"|were)"
            rf" (?:true|so|correct|accurate|real)\b)",
            "untrue true",
        ),
        # "He is wrong.", "The mayor was lying:"
        _form(
            rf"{_OPENS}(?:(?:the|mr|mrs|ms|dr) )?\w+(?: \w[\w'’-]*)?(?: (?:is|was|are|were)|['’]"
            rf"(?:s|re)) "
            rf"(?:\w+ly |just |plain )?(?:wrong|lying|mistaken|incorrect|misinformed)"
            rf"(?=\W*(?:$|[:;–—]))",
            "deluded untrue",
        ),
        # "False.", "Verdict: Pants on fire."
        _form(
            rf"^\W*(?:(?:the |our )?(?:verdict|rating|ruling|conclusion|fact[- ]?check|truth"
            rf"|answer|result|status)\W+)?(?:(?:this|that|it)(?: is|['’]s) )?"
            rf"(?:(?:totally|completely|simply|mostly|just|all) )?{verdict}\W*$",
            "verdict",
        ),
        # "It didn't.", "She hadn't."
        _form(
            rf"{_OPENS}(?:he|she|it|they|that|there|we|this) (?:had|did|was|were|has|have|is|are"
            rf"|does|do)(?: not|n['’]t)(?=\W*$| ?[:;–—])",
            "negation",
        ),
        # "There is no evidence of this", "No record supports his claim", "no evidence it did"
        _form(
            rf"\b{_NO} (?:\w[\w'’-]* ){{0,3}}?{_GROUNDS}\b{_rest(20)}\b(?:of|for|to support"
            rf"|to back|behind"
            rf"|in|supports?|backs?) {back}\b(?! (?:that|which|\w+ed)\b)"
            rf"|\b{_NO} (?:\w[\w'’-]* )?(?:evidence|proof|record|indication) (?:that )?(?:this|it"
            rf"|any of"
            rf" (?:this|it)|he|she|they) (?:\w[\w'’-]* )?(?:did|does|is|was|are|were|{_HAPPENED})"
            rf"(?: so| true)?\W*$",
            "negation",
        ),
        # "But that never happened", "Nothing of the kind took place", "No such order was given"
        _form(
            rf"{_OPENS}(?:{it}{between} (?:\w[\w'’-]* )?(?:never|did not|didn['’]t|has not"
            rf"|hasn['’]t)"
            rf"(?: \w[\w'’-]*)? {_HAPPENED}\b|nothing of the (?:kind|sort)\b"
            rf"|(?:there (?:is|was|were|are|has been) )?no such (?:thing|\w+)\b)",
            "negation",
        ),
        # "The register shows otherwise", "Court files contradict this"
        _form(
            rf"\b(?:{knower}|{picture})\b{_rest(60)}\b(?:shows?|showed|shown|finds?|found|tells?"
            rf"|told|suggests?"
            rf"|indicates?|points? to|reveals?|says?|prove[sd]?) (?:otherwise|the (?:opposite"
            rf"|reverse|contrary)|(?:a|quite|an? very) (?:\w[\w'’-]* )?different (?:story|picture"
            rf"|tale|thing|account)|nothing of the)\b"
            rf"|\b{knower}\b{_rest(60)}\b(?:contradict|refute|belie|rule out|rejected|dismissed)"
            rf"(?:s|d|ed)? {back}\b(?! (?:that|which)\b)"
            rf"|\b(?:{knower}|{picture})\b{_rest(60)}\b(?:debunk|disprov|discredit|dispel|demolish"
            rf"|expos)(?:s|es|ed) {back}\b(?! (?:that|which|about|of|by)\b)"
            rf"|\b{knower}\b{_rest(60)}{_NOT_DONE} (?:\w[\w'’-]* )?(?:support|back|bear|match"
            rf"|confirm)"
            rf"(?: up| out)? {back}\b(?! (?:that|which)\b)",
            "arbiter picture explode",
        ),
        # "The story was invented by its author", "It has since been debunked"
        _form(
            rf"{_OPENS}{it} (?:ha(?:s|ve) (?:\w[\w'’-]* )?been|was|were) (?:\w[\w'’-]* )?"
            rf"(?:debunked|disproved"
            rf"|disproven|discredited|refuted|retracted|withdrawn|invented|fabricated|made up)\b",
            "untrue",
        ),
        # "The photo in fact shows", "That picture was taken in 2014"
        _form(
            rf"{_OPENS}(?:the|this|that|these|those) (?:\w[\w'’-]* ){{0,2}}?{picture}{_rest(60)}(?:"
            rf"\b(?:in fact|actually|in reality)\b|\b(?:taken|filmed|shot|recorded)\b{_rest(40)}"
            rf"\b(?:(?:19|20)\d\d|years?|months?|weeks?|elsewhere|another|different)\b"
            rf"|\b(?:does|do|did)(?: not|n['’]t) (?:show|depict|prove)\b)",
            "picture",
        ),
        # "THE FACTS: There is no ..."
        _form(
            rf"^\W*(?:the )?(?:facts?|truth|reality)\W*[:–—]{_rest(300)}{_NEGATED}",
            "label", "negation",
        ),
    )  # fmt: skip


def points_back(text: str, sentence: Span) -> Span | None:
    """The words by which a sentence rejects what stands before it ("That is wrong", "It didn't.")
    or None."""
    words = _small(sentence.of(text))
    present = frozenset(_WORD.findall(words))
    for form in _pointing():
        if (found := form.found(words, present)) is not None:
            return Span(sentence.start + found.start(), sentence.start + found.end())
    return None
