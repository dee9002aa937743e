"""Forms by which a sentence rejects a claim that it cites itself: "the claim that ... is false".

Each stands with the words that it needs (``features.rejecting.form``).
"""

from __future__ import annotations

from typing import Final

from features.refuting_shown import shown
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
    NOT_TRUE,
    PEOPLE,
    SCHOLARS,
    SHOW,
    Form,
    any_of,
    called_untrue,
    form,
    rest,
)

_CITED: Final = "[saying] [picture] [claimed]"
ALLEGED: Final = (
    r"(?:the|an?|this|that|these|those|his|her|their|its) (?:alleged|supposed|purported|reputed"
    r"|ostensible) (?:\w[\w'’-]* ){0,2}?\w+"
)
_POSTED: Final = "[saying] user users site sites page pages"


def refuting() -> tuple[Form, ...]:
    """Forms whose target stands in their own sentence."""
    saying, picture = any_of("saying"), any_of("picture")
    cited = rf"(?:{saying}|{picture})"
    claimed, untrue, false = any_of("claimed"), called_untrue(), any_of("false")
    falsely, arbiter, reject = any_of("falsely"), any_of("arbiter"), any_of("reject")
    verdict, fails, explode = any_of("verdict"), any_of("fails"), any_of("explode")
    falsehood, spread, rated = any_of("falsehood"), any_of("spread"), any_of("rated_as")
    knower = rf"(?:{arbiter}|{SCHOLARS})"
    return (
        # "The claim that ... is false", "reports of ... turned out to be a hoax"
        form(
            rf"(?!(?<=\bthis )\w+ {BE})\b(?:{cited}|{ALLEGED})\b{rest(220)}(?:(?<!not to )"
            rf"(?:\b|(?=['’])){BE}{ADVERB}{JUDGED}{ADVERB} {untrue}\b"
            rf"|(?<!not )\bto be {untrue}\b|{NOT_TRUE})"
            rf"|\b(?:we|i|{knower})\b{rest(60)}\b(?:call|label|brand|describ|dismiss|consider"
            rf"|deem|find"
            rf"|found)\w* {DET}(?:\w[\w'’-]* ){{0,2}}?{saying}\b{rest(240)}\b{untrue}\b",
            "[saying] [picture] alleged supposed purported reputed ostensible + [untrue] [true]",
        ),
        # "a claim since debunked", "two years after it was disproved, the rumour that"
        form(
            rf"\b{saying},? (?:(?:since|now|later|long|widely|thoroughly|long since) )+"
            rf"(?:been )?{untrue}\b"
            rf"|\b(?:first|since|long|already|was|been|often) (?:debunked|disproved|disproven"
            rf"|discredited)\b{rest(60)}\b{saying} (?:that|about|of)\b",
            "[saying] + [untrue]",
        ),
        # "The story does not hold up", "the claim has no basis", "reports of an attack fell apart"
        form(
            rf"\b{saying}\b{rest(220)}(?:{NOT_DONE}(?: \w[\w'’-]*)? {fails}\b|\bno such\b"
            rf"|\b(?:has|have|had) (?:no|zero) (?:\w[\w'’-]* )?(?:basis|foundation|merit|truth"
            rf"|support|backing)\b"
            rf"|\bholds? no water\b|\b(?:no|not (?:\w[\w'’-]* )?a) leg to stand\b"
            rf"|\bappears? nowhere\b"
            rf"|\bmakes? no sense\b|\bnothing of the (?:kind|sort))",
            "[saying] + [negation]",
        ),
        form(
            rf"\b{saying}\b{rest(220)}\b(?:(?:falls?|fell) (?:apart|flat)|collapsed?|unravel\w*"
            rf"|crumbled?"
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
            "[saying] + apart flat collapse collapsed given lack lacks lacked proved proven shown"
            " unravel* crumble crumbled fail fails failed nothing empty blank contradict"
            " contradicts little rest rests rested rely relies relied based parody satir* spoof"
            " seriously",
        ),
        # "The figure goes back to a typing error", "the account confuses two lists"
        form(
            rf"\b{saying}\b(?:(?! (?:that|which|who|says?|said"
            rf"|shows?)\b)[^.;!?,]){{0,60}}? (?:confuses"
            rf"|conflates|garbles|muddles|misreads|mixes up|(?:goes|go|went|traces?|traced) back to"
            rf" (?:an? |the )?(?:\w[\w'’-]* ){{0,2}}?(?:error|mistake|misreading|typo|misprint"
            rf"|mix-up"
            rf"|slip|miscalculation|mistranslation|misunderstanding)\b)",
            "[saying] + confuses conflates garbles muddles misreads mixes back",
        ),
        # "Not a word of what the minister says is true", "the caption isn't"
        form(
            rf"\b(?:not (?:one|a|a single|a shred) (?:word|bit|line|part|point)?|none|nothing"
            rf"|little"
            rf"|hardly any(?:thing)?|no part) ?(?:of|in) (?:what\b|(?:the|his|her|their|its|this"
            rf"|that"
            rf"|these|those) (?:\w[\w'’-]* )?{saying}){rest(160)}\b(?:(?:is|was|are|were) (?:true"
            rf"|correct|accurate|real|so|right)|checks? out|holds? (?:up|water)|stands? up|adds? up"
            rf"|matches|bears? out|survives?|turned out to be true)\b"
            rf"|\b{saying} (?:is|was|are|were|does|did|do|has|have)(?:n['’]t| not)(?= ?(?:[:;–—]"
            rf"|\W*$))",
            "[negation] + [saying] what",
        ),
        # "That ... is pure invention", "it is a myth that", "..., which is untrue."
        form(
            rf"\b(?:it|that|this)(?: {BE}| would be|['’]s){ADVERB} {untrue} "
            rf"(?:to (?:say|claim|suggest|state|believe|assert) )?that\b"
            rf"(?! (?:has|had|have|\w{{3,}}ed)\b)"
            rf"|\bit (?:isn['’]t|wasn['’]t|is not|was not) (?:true|so|correct|the case) that\b"
            rf"|\bit (?:cannot|can['’]t|could not|couldn['’]t) be (?:true |the case |so )?that\b"
            rf"|\bif (?:it|this|that|{DET}{saying}) (?:were|was(?={rest(120)}\bwould))"
            rf" (?:true|so|right)\b"
            rf"|\b(?:find|found|call|prove|show)(?:s|ed|n)? (?:this|it|that|them) "
            rf"(?:to be )?{untrue}\b"
            rf"|[”\"] {BE}{ADVERB} {untrue}\b|^\W*{untrue} that\b|\b(?:found|finds|held|deemed"
            rf"|judged|called) it {untrue} that\b"
            rf"|^\W*that\b{rest(240)}\b{BE}{ADVERB} {untrue}\W*$"
            rf"|^\W*that (?:the|an?|more|at least|some|his|her|their|all|\d[\d,]*)\b{rest(240)}"
            rf"\b{BE}{ADVERB}{JUDGED} {untrue}\b"
            rf"|(?:,|;| [-–—]+|\)) ?(?:but |and |which |yet )?(?:that |this |it |the \w+"
            rf" )?(?:\b|(?=['’])){BE}{ADVERB}{JUDGED}{ADVERB} {untrue}\W*$",
            "[untrue]",
            "it + that + true so correct case",
            "that + be + cannot can could couldn",
            "if + was were + true so",
            f"if + was were + right + {LOOSE} [true] [negation]",
        ),
        # "the false story that", "a bogus document saying", "a discredited site claimed"
        form(
            rf"\b{false} (?!the |a |an |any |his |her |their |its |that |this |those |these )"
            rf"(?:\w[\w'’-]* ){{0,2}}?(?:{cited}|documents?|letters?|captions?|announcements?"
            rf"|notices?|speech|interviews?"
            rf"|bulletins?|news) (?:that|claiming|saying|alleging"
            rf"|which|in which|where|announcing|reading|suggesting|stating|purporting|has it"
            rf"|have it|holds?|says?|goes|went|according to|to the effect)\b"
            rf"|^\W*{false} {cited} ?[:–—]"
            rf"|\b(?:retracted|discredited|debunked|disproved) (?:paper|study|report)\b"
            rf"|\b{false} (?:\w[\w'’-]* ){{0,2}}?(?:website|site|blog|account|page|channel)s? "
            rf"(?:\w[\w'’-]* )?{claimed}\b",
            "[false]",
        ),
        # "a hoax claiming", "the myth of", "misinformation that", "the lie that", "a conspiracy
        # theory holds that"
        form(
            rf"\b{falsehood},? (?:\w[\w'’-]* )?(?:that|claiming|saying|alleging|which|suggesting"
            rf"|has it"
            rf"|have it|says?|holds?|holding|goes|went)\b"
            rf"|[:,–—] (?:\w[\w'’-]* )?an? (?:\w[\w'’-]* )?{falsehood}\b|\b(?:an?|the|this|that"
            rf"|another|old|same|big) lie that\b",
            "[falsehood] [lied]",
        ),
        # "posts falsely claim", "has been wrongly shared as", "falsely captioned"
        form(
            rf"\b{falsely} (?:\w[\w'’-]* )?(?:{claimed}|captioned|labelled|labeled|inform(?:s"
            rf"|ed)?|believ\w+"
            rf"|thinks?|thought|assum\w+|linked|tied|attributed|argu\w+|calls?"
            rf"|called|boast\w*|declar\w+|maintain\w*|contend\w*)\b"
            rf"|\b(?:{claimed}|believ\w+|thinks?|thought)(?: \w[\w'’-]*)?,? {falsely}\b",
            "[falsely]",
        ),
        # "lied about", "stretched the truth", "repeated the myth", "misquoted"
        form(
            r"\bmis(?:reported|stated|quoted|represented|characteri[sz]ed|attributed)\b"
            rf"|\b{spread} (?:\w[\w'’-]* ){{0,3}}?(?:{false} (?:\w[\w'’-]* ){{0,2}}?{cited}"
            rf"|{falsehood}|lies?) that\b"
            r"|\b(?:lied|lying) (?:when|that)\b|\bstretched the truth\b"
            r"|\btalking (?:rubbish|nonsense)\b"
            r"|\b(?:who|they|he|she|it) (?:now |still |\w+ly )?pretend(?:s|ed)? (?:that|to have)\b",
            "[lied] [spread]",
        ),
        # "There is no evidence that", "not a grain of truth in the claim", "no mechanism by which"
        form(
            rf"\b{NO} (?:\w[\w'’-]* ){{0,3}}?{GROUNDS}\b{rest(40)}\b(?:that|(?:for|in|to"
            rf"|behind) (?:{DET}(?:\w[\w'’-]* ){{0,2}}?{saying}|any of)|of (?:the|any|such)"
            rf" (?:event|case|incident|such)|to (?:suggest|support|say|claim)|for (?:saying"
            rf"|claiming|asserting|suggesting|alleging)"
            rf"|(?:by|in) which)\b"
            rf"|\b{NO} (?:\w[\w'’-]* )?(?:evidence|proof|record|document|data) (?:(?:has"
            rf"|have) been"
            rf" (?:found|produced|offered|shown)|was found|exists|supports?|backs?|shows?|suggests?"
            rf"|bears? out|links?|that)\b"
            rf"|\b(?:nobody|no one|no[- ]one|none) (?:\w[\w'’-]* ){{0,3}}?(?:produced|offered"
            rf"|shown|given"
            rf"|provided|presented|found) (?:\w[\w'’-]* ){{0,3}}?(?:evidence|proof|basis|record)\b"
            rf"|\bnothing (?:\w[\w'’-]* ){{0,4}}?(?:supports?|backs (?:up )?|to back|suggests?"
            rf"|shows?"
            rf"|bears? out|indicates?)(?= (?:that|the|this|these|any|such|it|him|her)\b)"
            rf"|\bnowhere (?:in|on|among) (?:\w[\w'’-]* ){{0,4}}?{arbiter}"
            rf" (?:is|does|do|are|can|was|did)\b",
            f"[negation] + nothing nowhere {GROUND}",
        ),
        # "No study has ever shown that", "none of the records support the claim", "the data do not
        # show that", "nobody has shown that", "research failed to find that"
        form(
            rf"\b(?:no|none of (?:the|these|those|its|our)|not one of (?:the|these|those)|neither)"
            rf" (?:\w[\w'’-]* ){{0,3}}?{knower} (?:\w[\w'’-]* ){{0,4}}?(?:{SHOW} that"
            rf"|{SHOW}s?\W*$"
            rf"|supports?|backs?"
            rf"|bears? out|hold|holds|contains?|mentions?|lists?|believe[sd]?|accepts?|thinks?"
            rf"|thought|considers?|takes?)\b"
            rf"|\b{knower}\b{rest(60)}{NOT_DONE} (?:\w[\w'’-]* )?{SHOW} that\b"
            rf"|\b{arbiter}\b{rest(20)}{NOT_DONE} (?:\w[\w'’-]* )?(?:support|back|bear|match"
            rf"|confirm"
            rf"|add up)\b"
            rf"|\b(?:nobody|no[- ]one) (?:\w[\w'’-]* ){{0,3}}?{SHOW} that\b|\bnever been "
            rf"(?:observed|documented"
            rf"|shown|recorded|established|proven|found) that\b"
            rf"|\bno (?:known |documented |recorded |confirmed )?(?:case|instance|example|event)s?"
            rf" (?:\w[\w'’-]* ){{0,2}}?(?:in which|where)\b"
            rf"|\bno (?:credible|reliable|reputable|serious|trustworthy) (?:\w[\w'’-]* ){{1,4}}?"
            rf"(?:{claimed}|{SHOW}) that\b"
            rf"|\b(?:not one|none) (?:\w[\w'’-]* ){{0,2}}?(?:{SHOW} that|to support|to show)\b"
            rf"|\bnot (?:recorded|written|stated|documented|mentioned) anywhere\b"
            rf"|\b(?:in|on) none of (?:them|these|those|the \w+)\b{rest(40)}\b(?:that|is)\b",
            f"[negation] + {KNOWER}",
            "none",
            "no + credible reliable reputable serious trustworthy",
            "not + anywhere",
            "never + been + that",
            "nobody one + that + show shown showed prove proved proven demonstrate demonstrated"
            " establish established find found suggest suggested accept accepted indicate"
            " indicated say hold",
            "no + case cases instance instances example examples event events + which where",
            "not + one + show support",
        ),
        # "debunked the story", "give the lie to the claim", "contradict those who say that"
        form(
            rf"\b{explode} (?:{DET}(?:\w[\w'’-]* ){{0,2}}?(?:{saying}|{any_of('sham')}|nonsense"
            rf"|rubbish)\b,? (?!(?:in|since|at)\b)\w|(?<!expose )(?<!exposes )(?<!exposed )"
            rf"(?<! apart )(?<! rest )that\b"
            rf"|(?:those|people|anyone|all) who (?:\w[\w'’-]* )?{claimed}\b)",
            "[explode]",
        ),
        # "judges threw out the allegation", "the notion was rejected by every court"
        form(
            rf"\b{knower}\b{rest(80)}\b{reject} (?:as (?:\w[\w'’-]* ){{1,3}}?)?{DET}"
            rf"(?:(?!after|before|when|because|in|on|of|with)\w[\w'’-]* ){{0,2}}?"
            rf"{saying}\b|\b{knower} (?:(?!not\b|never\b|n['’]t)\w[\w'’-]* ){{0,3}}?{reject} that\b"
            rf"|\b{saying}\b{rest(220)}\b{BE} (?:\w+ly )?{reject} by"
            rf" (?:\w+[ ,]+){{0,4}}?{knower}\b"
            rf"|\brumou?rs?\b{rest(220)}\bbeen (?:\w+ly )?{reject}\b"
            rf"|\bagainst {DET}(?:\w[\w'’-]* ){{0,1}}?{saying} that\b",
            "[reject] + [saying] that",
            "against + [saying] + that",
        ),
        # "cleared of the charge that"
        form(
            rf"\b(?:acquitt?ed|cleared|exonerated|absolved)\b{rest(60)}\bof "
            rf"(?:\w[\w'’-]* ){{0,2}}?"
            rf"(?:charges?|accusations?|allegations?|claims?|suspicions?) that\b",
            "[cleared]",
        ),
        # "records show otherwise", "the data tell a different story", "the log does not support"
        form(
            rf"\b(?:{arbiter}|{picture})\b{rest(60)}\b(?:shows?|showed|shown|finds?|found|tells?"
            rf"|told|suggests?"
            rf"|indicates?|points? to|reveals?|says?|prove[sd]?) (?:otherwise|the (?:opposite"
            rf"|reverse|contrary)|(?:a|quite|an? very) (?:\w[\w'’-]* )?different (?:story|picture"
            rf"|tale|thing|account)|another story"
            rf"|no such|nothing of the)\b|\bthe (?:opposite|reverse|contrary) is (?:true"
            rf"|the case)\b"
            rf"|\b{arbiter}\b{rest(40)}\b(?:contain|hold|list|record|mention|give|register)(?:s"
            rf"|ed)?"
            rf" (?:no|nothing)\b",
            "[arbiter] [picture] + [negation] [contrast]",
        ),
        # "the idea runs counter to the data", "the register is at odds with the claim"
        form(
            rf"\b{saying}\b{rest(220)}\b{any_of('against')} (?:\w+['’]?\w*[ ,]+){{0,4}}?"
            rf"(?:{arbiter}"
            rf"|known|laws|physics|biology|chemistry|medicine|logic|arithmetic|common sense)\b"
            rf"|\b{arbiter}\b{rest(60)}\b{any_of('against')} {DET}"
            rf"(?:\w[\w'’-]* ){{0,2}}?{saying}\b",
            "[against] + [saying]",
        ),
        # "contrary to what was shared", "did not, as was claimed, kill"
        form(
            rf"\bcontrary to (?:\w[\w'’-]* ){{0,4}}?(?:{cited}|{claimed})\b"
            rf"|\bcontrary to (?:\w[\w'’-]* ){{0,4}}?{arbiter}\b{rest(60)}\b(?:{claimed}"
            rf"|{saying})\b"
            rf"|\b(?:evidence|proof|studies|data|findings|research|facts|records) to the contrary\b"
            rf"|\b{saying}\b{rest(240)}\b(?:reach|come|came|point)\w* (?:to )?(?:the|an?)"
            rf" (?:opposite|contrary|very different)\b"
            rf"|\bagainst all (?:the )?(?:\w[\w'’-]* )?(?:evidence|facts|findings|records)\b"
            rf"|\b(?:caution|warn|advis)\w* against (?:\w[\w'’-]* ){{0,3}}?(?:{saying}|believing"
            rf"|concluding)\b",
            f"{_CITED} + contrary against opposite different",
        ),
        form(
            rf"{NEGATED}{rest(200)},? ?\b(?:as|like) (?:(?:was|were|is|are|has|have|had|been"
            rf"|being|some|many|it|widely|first|initially|earlier|originally|previously|online"
            rf"|posts?|users?|viral|\w+ly) )*(?:claimed|alleged|reported|suggested|rumou?red|stated"
            rf"|shared|asserted|circulated|posted|(?:have|has|had|would have) it)\b(?! \w+\W*$)"
            rf"|\b(?:despite|notwithstanding)\b{rest(60)}\b{cited} (?:that|claiming|saying"
            rf"|to the)\b"
            rf"{rest(240)}{NEGATED}"
            rf"|\b(?:posts?|users?|rumou?rs?|claims?|stories|messages?|memes?|tweets?|headlines?"
            rf"|sites?|pages?)\b{rest(40)}\b(?:claim|say|said|alleg|suggest|insist|assert|tell"
            rf"|told|warn)"
            rf"\w*{rest(240)}\b(?:but|yet|in fact"
            rf"|in reality|actually)\b{rest(120)}{NEGATED}"
            rf"|\bwhether\b{rest(240)}[;,:–—] (?:and |but )?(?:the (?:short )?answer is"
            rf"|it is) no\b"
            rf"|\b(?:look|looked|looking|search|searched|searching|went looking) for\b{rest(240)}"
            rf"\b(?:empty[- ]handed|found (?:none|nothing)|in vain|without success)\b"
            rf"|\bwe\b{rest(60)}\bwhether\b{rest(240)}\b(?:it|this|that|they) (?:never|\w+ not"
            rf"|\w+n['’]t)\b",
            "[negation] + as like + claimed alleged reported suggested rumoured rumored stated"
            " shared asserted circulated posted it",
            "[negation] + despite notwithstanding + [saying] [picture]",
            f"[negation] + {_POSTED} + but yet fact reality actually"
            f" + {_CITED} [whether] [searching]",
            "whether + no",
            "whether + we + [negation]",
            "[searching] + handed none nothing vain success + [negation]",
        ),
        # "it never happened that", "no such thing took place", "... but it never happened"
        form(
            rf"\bit (?:never|did not|didn['’]t) {HAPPENED} that\b"
            rf"|\bno such (?:\w[\w'’-]* ){{1,2}}?(?:has |had |ever )*{HAPPENED}\b"
            rf"|\b(?:{claimed}|{saying})\b{rest(240)}\b(?:it|this|that|none of (?:it|this|that))"
            rf" (?:\w[\w'’-]* )?(?:never|did not|didn['’]t|has not|hasn['’]t|ever) {HAPPENED}\b",
            "[happened] + [negation]",
        ),
        # "FALSE: ...", "Fact check: no, ... did not", "...? Never happened."; what answers somebody
        # ("Wrong: ...") is left to rejection._head, which asks what it answers
        form(
            rf"^\W*(?P<label>(?:(?:fact[- ]?check\w*|verdict|rating|ruling|conclusion|result)\b"
            rf"\W+){{1,2}})?(?:(?:mostly|totally|completely|entirely) )?"
            rf"(?(label)|(?!{any_of('retort')}\b)){verdict}(?: (?:claim|alert|story))?"
            rf" ?(?:[:;,!–—]|-+ )"
            rf"|(?:[?:;…\[(=→]|\.{{3}}| [-–—]+|[.!?]['\"”’]?) ?(?:(?:the |our )?(?:verdict|rating"
            rf"|ruling|status|fact[- ]?check|conclusion|spoiler|reality)\W+)?(?:(?:this|that|it)"
            rf"(?: is|['’]s) )?(?:(?:totally|completely|simply|mostly|just|all) )?{verdict}\W*$",
            "[verdict]",
        ),
        form(
            rf"^[\s*#–—-]*(?:fact[- ]?check\w*\W+)?(?:and |so |but )?no\b ?[,:;!–—-]"
            rf"(?! ?(?:no|i|we|you|sir)\b)(?! ?(?:this|it|that)(?: is|['’]s) not (?:an?"
            rf"|the)\b){rest(240)}"
            rf"(?:\b(?:did|does|is|are|was|were|has|have) (?:not|never|no)\b|\b(?:did|does|is|are"
            rf"|was|were|has|have)n['’]t\b|\bnever\b|\bno (?:evidence|proof|truth)\b)"
            rf"|^\W*fact[- ]?check\w* ?[:–—-]{rest(240)}{NEGATED}|[?;…] ?(?:no|nope)\W*$",
            "no nope",
            "check* + [negation]",
        ),
        # "We rate the claim that ... false", "earns four Pinocchios", "gets our lowest rating"
        form(
            rf"\b(?:rat(?:e|es|ed|ing)|rul(?:e|es|ed|ing))\b{rest(240)}\b{rated}\b"
            rf"|\bverdict(?: {BE})?\W+(?:\w+ly )?{rated}\b(?! \w)"
            rf"|\bpinocchios?\b|\b(?:lowest|worst) (?:rating|mark|grade|score|verdict)\b"
            rf"|\b(?:mark|label|tag|class|grad|flag|judg|found|find)\w* (?:it |this |that |as )*"
            rf"(?:\w+ly )?"
            rf"{rated}\b",
            "[rated]",
        ),
        # "that is not even true", "somebody made it up", "a blatant lie", "there is nothing to it"
        form(
            r"\b(?:(?:is|was|are|were)(?:n['’]t| not)|['’]s not) (?:even |really |just )?true\b"
            r"(?! of\b)|\b(?:is|was|are|were) (?:simply |just |quite )?not so\W*$"
            r"|['’]s just not true\b"
            r"|\bma(?:de|king) (?:it|this|that|them|all of (?:it|this)) up\b"
            r"|\b(?:had|having|of) (?:invented|fabricated|faked|made up) (?:it|the|this|that|his"
            r"|her|their)\b"
            r"|\bsome(?:one|body) (?:has |had |just )*(?:made|dreamed|dreamt|cooked) up\b"
            r"|\bsome(?:one|body) (?:has |had |just )*(?:invented|fabricated|concocted)\b"
            r"|\bwhich (?:cannot be squared with|(?:does|did) not (?:match|fit|happen))\b"
            r"|(?<=[\w,:;–—”\"] )(?<!^a )(?:total|absolute|complete|utter|blatant|pure) "
            r"(?:lie|fabrications?|bull\w*|bs|nonsense|rubbish|hoax)\b"
            rf"|\bnothing (?:to|in) (?:it\b|the {saying}\b)",
            "true so",
            "made making + up",
            "had having of + invented fabricated faked made",
            "someone somebody + up invented fabricated concocted",
            "which + squared match fit happen",
            "total absolute complete utter blatant pure + [plain]",
            "nothing + it [saying]",
        ),
        # "It is laughable to think that", "no serious historian accepts", "imagine believing that"
        form(
            rf"\b{untrue} to (?:think|claim|suggest|say|believe|suppose|imagine|pretend|conclude"
            rf"|infer)\b"
            rf"|\bno (?:\w[\w'’-]* )?{knower} (?:\w[\w'’-]* ){{0,2}}?(?:believe|accept|think"
            rf"|support|take)s?\b"
            rf"|\b(?:nobody|no[- ]one) (?:\w[\w'’-]* ){{0,6}}?(?:believe|accept|think)s? that\b"
            rf"|\bto (?:say|claim|believe|suggest) that\b{rest(240)}\bis to (?:ignore"
            rf"|misunderstand|misread"
            rf"|forget|deny)\b|\bimagine (?:believing|thinking) that\b"
            rf"|\b(?:lol|lmao|haha\w*|laugh\w*) (?:at|about) (?:the|this|that)? ?{saying}\b",
            f"{LOOSE} [negation] [thinking] + [thinking] [saying]",
        ),
        # "Anyone who says ... is lying", "people claiming that ... have no idea", "if you believe
        # that, you have been had"
        form(
            rf"\b{PEOPLE} (?:who |that )?(?:\w[\w'’-]* )?(?:{claimed}|think\w*"
            rf"|believ\w*)\b{rest(240)}"
            rf"\b(?:(?:is|are|was|were) (?:\w[\w'’-]* )?(?:lying|liars?|wrong|mistaken|deluded"
            rf"|fools?|talking (?:rubbish|nonsense))"
            rf"|misread|misunderstand|confuse|ha(?:s|ve) no idea|been (?:had|fooled|duped|misled"
            rf"|lied to))\b"
            rf"|\bif you (?:\w[\w'’-]* )?(?:think|believe)\b{rest(240)}\bbeen (?:had|fooled"
            rf"|duped|misled|lied to)\b|\bbeen (?:fooled|duped|misled|lied to) if you\b",
            "[deluded]",
        ),
        # "Stop sharing the post that", "do not fall for", "ignore rumours that"
        form(
            rf"\b(?<!dont )(?<!n['’]t )(?<!not )(?:(?:stop|quit) (?:shar|spread|repeat|post"
            rf"|forward|believ|claim|say|pretend)ing"
            rf"|(?:do not|don['’]t|never|should not|shouldn['’]t|must not|mustn['’]t) (?:fall"
            rf" for|share|spread|believe|trust|forward|be"
            rf" fooled by)|ignore|beware of|disregard) (?:\w[\w'’-]* ){{0,3}}?(?:{cited}|nonsense"
            rf"|lies?)\b"
            rf"|\b(?:stop|quit) (?:say|claim|pretend|insist)ing that\b"
            rf"|\bthe truth (?:about|behind) (?:the|this|that|those|these) "
            rf"(?:\w[\w'’-]* )?{saying}\b",
            "stop quit + that",
            f"{_CITED} + stop quit do don never should shouldn must mustn ignore beware disregard"
            " truth",
        ),
        *shown(),
    )  # fmt: skip
