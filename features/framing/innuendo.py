"""Forms of innuendo: how English lets a reader conclude what the writer does not state.

Kinds follow the literature on indirect speech and loaded questions (Walton 1991 on loaded
questions, Fraser 2001 on innuendo, Camp 2018 on insinuation and deniability) and on conspiracist
talk ("just asking questions"). ``SURE`` forms insinuate wherever the author uses them. ``SOFT``
forms are also plain English: they insinuate where the sentence is besides put as a judgement
(``features.framing.insinuations``). Own wording; no published list was copied.
"""

from __future__ import annotations

import re

_PRESS = r"(?:(?:mainstream|corporate|legacy|establishment) )?(?:media|press|elites?)"

_SURE: tuple[str, ...] = (
    # what is kept from you: "what the press won't tell you", "they want us to believe"
    rf"\b(?:{_PRESS}|they|elites|those in power|nobody|no one) (?:\w+ ){{0,2}}?(?:won['\u2019]t|"
    rf"will not|will never|don['\u2019]t|do not|doesn['\u2019]t|refuses? to) (?:\w+ )?(?:tell you|"
    rf"tell us|want you|want us|report|mention|show you|talk about|discuss)\b",
    r"\bwants? (?:you|us|everyone|the public|people|voters) to (?:believe|think|forget|ignore)\b",
    r"\bwould have (?:you|us|people|the public|voters) believe\b",
    r"\bwhat (?:really|actually) (?:lies|goes on|went on|is going on) behind\b",
    # it is known, and needs no proof: "it is no secret that", "we all know what"
    r"\bno secret(?<!ma[dk]e no secret)(?<!makes no secret) (?:that|to|in)\b|\b(?:everyone|"
    r"everybody) (?:already )?knows (?:what|who|why|how|it)\b|\bwe all know (?:what|who|"
    r"why|how|where)\b",
    r"\bknew (?:exactly what|full well|all along|perfectly well)\b|\bknows? full well\b",
    # the reader is sent to find it: "follow the money", "ask yourself why"
    r"\bask yourself(?<!if you ask yourself)\b|\bfollow the money\b|\bdo your own research\b|"
    r"\bopen your eyes\b|\bthink about (?:that|it)\b[.!]|\byou figure it out\b|"
    r"\bwork it out for yourself\b|"
    r"\b(?:you|one) (?:have|has|had|need|needs) to (?:ask|question|wonder)\b",
    # hearsay without a mouth: "rumour has it", "it is whispered that"
    r"\brumou?r has it\b|\bit (?:is|was|has long been|has been) (?:widely )?(?:whispered|"
    r"rumou?red)\b|\bword (?:has it|on the street)\b|\bthere (?:is|are|was|were) (?:talk|whispers|"
    r"murmurs) (?:that|of)\b",
    # another standard for others: "imagine the outcry", "where is the outrage"
    r"\bimagine (?:if|the (?:outcry|outrage|reaction|headlines|uproar))\b|\bwhere (?:is|was|are|"
    r"were) the (?:outrage|outcry|headlines|condemnation|uproar)\b|\bhad (?:it|this|he|"
    r"she|they) been (?:an? )?[^.!?;]{1,60}?\bwould(?:n['\u2019]t)? have\b",
    # chance that is none: "just so happens", "for some strange reason", "miraculously"
    r"\bjust (?:so )?happen(?:s|ed) to\b|\bfor some (?:strange |odd |unknown |"
    r"mysterious )?reason\b|\bsomehow (?:managed|forgot|escaped|failed|found|always|never|forgets|"
    r"avoids?)\b|\bmiraculously\b|\bconveniently(?:,|\b(?! (?:locat|plac|"
    r"situat))(?= (?:\w{2,12}ed|forg[eo]t\w{0,5}|lost|left|hid\w{0,4}|ignor\w{1,3}|absent|missing|"
    r"omit\w{0,4}|has|had|was|were|never|fail\w{0,3}|vanish\w{0,3}|disappear\w{0,3})\b))|"
    r"\bof all (?:people|places|things|times|days)\b(?=[,.;!?])",
    # a virtue that is put on: "claims to care about", "supposedly neutral", "self-styled"
    r"\b(?:claims?|pretends?|purports?|likes?) to (?:care|fight|stand up|love|champion|speak for|"
    r"be (?:an? )?(?:friend|champion|victim|moderate|independent|neutral))\b",
    r"\b(?:supposedly|allegedly|ostensibly|purportedly|nominally) (?:moderate|neutral|independent|"
    r"impartial|objective|peaceful|unbiased|free|fair|democratic|tolerant|nonpartisan|"
    r"non-partisan|charitable|humanitarian|open|transparent)\b",
    r"\bself-(?:styled|proclaimed|professed|appointed|anointed)\b"
    r"(?! (?:[\w'\u2019]+ ){0,2}(?:state|republics?|caliphate|islamic))",
    # what an honest reader must conclude: "one could be forgiven for thinking", "it is hard not to"
    r"\b(?:one|you) (?:could|might|may|can|would)(?: almost)? be forgiven\b|\b(?:one|"
    r"you)(?: (?:could|might|may|would)|['\u2019]d) (?:almost )?(?:think|suspect|assume)\b|"
    r"\b(?:hard|difficult|impossible) not to (?:see|think|conclude|wonder|suspect|notice)\b|"
    r"\bdraw(?:s|n)? (?:the )?(?:obvious|only) conclusion\b|\bif (?:that|this) is(?:n['\u2019]t|"
    r" not)\b[^.!?]{0,40}\b(?:what is|nothing is|i don['\u2019]t know what is)\b",
    # questions that nobody answers: "nobody has explained", "remains a mystery"
    r"\b(?:nobody|no one|none) (?:is asking|asks|has explained|can explain|will say|bothered)\b|"
    r"\bunanswered questions?\b|\bremains? unexplained\b|\byet to explain\b|"
    r"\bnever bothered to (?:explain|ask|mention|report|look)\b",
    # a guilty possibility: "may well have known", "could be behind"
    r"\b(?:may|might|could) (?:well )?(?:very well )?(?:have been|be|"
    r"have) (?:\w+ly )?(?:involved in|complicit|behind|in on|bought|paid off|hiding|covering|"
    r"orchestrated|staged|rigged|planted|planned|colluding|colluded|conspir\w+|lying|lied|known|"
    r"aware all along)\b",
    # hands behind the scenes: "hidden agenda", "pulling the strings", "inside job"
    r"\b(?:hidden|secret|ulterior|sinister) (?:agenda|motive|purpose|plan|hand|deal)s?\b|"
    r"\bpull(?:s|ed|ing)? (?:the|their|his|her) strings\b|\bpuppet[- ]?masters?\b|"
    r"\bin the pockets? of\b|\bon the payroll of\b|\b(?:false[- ]flag|inside job|deep state|"
    r"crisis actors?|paid protest\w+)\b|\bcosy (?:deal|relationship|ties)\b|\bcozy (?:deal|"
    r"relationship|ties)\b",
    # a cover: "a smokescreen", "distract from", "damage control"
    r"\bsmoke ?screen\b|\bdistract(?:s|ed|ing|ion)? (?:(?:us|attention|the public|people|"
    r"voters) )?(?:away )?from (?:the|its|his|her|their)\b|\bdamage control\b|\bwhitewash\w*\b|"
    r"\bcover(?:s|ed|ing)? (?:his|her|its|their) tracks\b|\bsw(?:eep|ept|"
    r"eeping) (?:\w+ ){1,4}under\b",
    # silence read as guilt: "not a word from", "turned a blind eye"
    r"\bnot (?:a|one) (?:single )?(?:word|peep|mention|line) (?:from|about|on|of)\b|\bcrickets\b|"
    r"\bturn(?:s|ed|ing)? a blind eye\b|\blook(?:s|ed|ing)? the other way\b|\b(?:remained|stayed|"
    r"kept|fell) (?:strangely |oddly |curiously )?silent (?:on|about|as|while)\b",
    # motives imputed: "cares more about votes than", "will stop at nothing", "transparent ploy"
    r"\b(?:care[sd]?|cared) (?:far |much )?more about\b[^.!?;]{1,60}\bthan\b|\bonly (?:care[sd]?|"
    r"interested) (?:about|in)\b|\bmore (?:interested|concerned) (?:in|with|"
    r"about)\b[^.!?;]{1,60}\bthan\b|\bstop at nothing\b|\b(?:will|would|ready to|"
    r"willing to) do anything to\b|\b(?:an? )?(?:obvious|blatant|transparent|thinly[- ]veiled|"
    r"desperate|cynical|naked) (?:attempt|effort|bid|ploy|move|grab|play|excuse|pretext)\b|"
    r"\bthinks? (?:he|she|it|they)(?:['\u2019]s| is|['\u2019]re| are) above\b",
    # power over people that somebody is said to want: "plot to control", "hopes to take over your"
    r"\b(?:hop(?:es?|ed|ing)|wants?|wanted|seeks?|sought|plans?|plann(?:ed|ing)|plots?|"
    r"schem\w{1,3}|attempts?|attempted|tr(?:y|ies|ied|ying)|aims?|aimed|intends?|bid|begun|"
    r"determined) to (?:\w+ ){0,2}?(?:control|dominate|subjugate|enslave|brainwash|manipulate|"
    r"silence|disarm|rule|take over|gain (?:\w+ ){0,2}(?:control|power|leverage|influence)|"
    r"seize control)\b(?: \w+){0,1}? (?:of |over )?(?:you|your|our|us|the (?:public|people|"
    r"population|populace|masses|voters|press|media|courts?|country|nation|world)|consumers?|"
    r"citizens|ordinary|what (?:you|we|people))\b",
    r"\b(?:is|are|was|were|being|been|get|gets|got) (?:secretly |well )?(?:paid|bribed|"
    r"bought) (?:\w+ )?to (?:lie|say|protest|smear|destroy|attack|keep quiet|stay|look|sit|spread|"
    r"push)\b",
    r"\b(?:deliberately|intentionally|systematically|purposely|knowingly|willfully|"
    r"wilfully)(?: and \w+ly)? (?:misl\w+|destroy\w*|sabotag\w+|undermin\w+|defund\w*|politici\w+|"
    r"weaken\w*|lie[ds]?|lying|deceiv\w+|provok\w+|inflam\w+|divid\w+|stok\w+|conceal\w*|"
    r"spread\w*|ruin\w*|starv\w+|crippl\w+|let|allow\w*)\b",
    # one deed beside another's fate: "while he was busy golfing, a man died"
    r"\bwhile (?:he|she|they|(?:the )?[\w'\u2019-]+(?: [\w'\u2019-]+)?) (?:was|were|is|"
    r"are) (?:too |so |all )?(?:busy|off|golfing|partying|dining|vacationing|holidaying|"
    r"tweeting|lecturing|campaigning|posing|sipping|lining)\b",
    # the story that is kept back: "the whole story is not being told", "few outlets dare report"
    r"\b(?:whole|full|real|true) (?:story|truth|picture)\b[^.!?;]{0,60}?\b(?:is|was|has|being)"
    r"(?: not|n['\u2019]t)(?: being| been)? told\b",
    r"\b(?:few|no|no other|hardly any) (?:outlets?|media|papers|newspapers|networks|journalists|"
    r"reporters|politicians|officials)\b[^.!?;]{0,20}?\b(?:brave|bold|dares?|dared|courage)\b",
    r"\b(?:do|does|did)(?: not|n['\u2019]t) want (?:the )?(?:people|public|you|us|anyone|voters|"
    r"citizens|residents|world) to (?:know|see|hear|learn|find out|realise|realize)\b",
    r"\b(?:every|desperate|frantic) (?:effort|attempt)s? to (?:cover|hide|bury|conceal|suppress|"
    r"silence|deny)\b",
    # secrets and money behind: "their agenda is clear", "backed by billionaires"
    r"\bagenda (?:is|was) (?:clear|obvious|plain)\b|\bsecret(?:ive)? (?:operatives?|cabals?|plots?|"
    r"societ(?:y|ies)|networks?)\b|"
    r"\b(?:funded|bankrolled|promoted|backed|financed|pushed|bought) by "
    r"(?:\w+ ){0,2}(?:billionaires?|elites?|globalists?|special interests|big (?:money|business|"
    r"pharma|oil|tech)|dark money)\b",
    # "died mysteriously", "under suspicious circumstances"
    r"\bmysterious(?:ly)? (?:di(?:e|ed|es)|deaths?|disappear\w*|vanish\w*|circumstances)\b|"
    r"\b(?:died|dead|disappeared|vanished) mysteriously\b|\bunder (?:suspicious|strange|odd) "
    r"circumstances\b",
    # questions that scorn: "how can we trust them?", "why on earth", "who are they kidding"
    r"\bhow (?:in the world |on earth |the hell )?(?:can|could) (?:we|you|any\w{2,4}|one|he|she|"
    r"they|it|this|that|the [\w'\u2019-]+)\b[^.?!]{0,120}\?|"
    r"\b(?:why|how|what|who) (?:on earth|in the world|in god['\u2019]s name|the hell|the heck)\b|"
    r"\b(?:how|who|why) (?:can|could|would) (?:\w+ ){1,3}possibly\b|"
    r"\bwho (?:are|is|do|does) (?:they|he|she|we|you|it) (?:really )?(?:kidding|fooling|think)\b|"
    r"\bwhat (?:are|is) (?:\w+ ){1,3}smoking\b|\bdon['\u2019]t make me laugh\b|"
    r"\bremind me again\b|"
    r"\bcan (?:anyone|we|you|anybody) (?:really |seriously |still )?(?:trust|"
    r"believe)\b[^.!?]{0,80}\?|"
    r"\bdo(?:es)? (?:they|he|she|anyone|anybody) (?:really|seriously|honestly) (?:think|believe|"
    r"expect)\b|\bcan the same be said\b|\bhow (?:very )?(?:convenient|curious|typical|fitting)\b",
    # a story that is not to be believed: "it does not add up", "full of holes"
    r"\b(?:not|never)(?: quite| really)? add(?:ing|s)? up\b|\b(?:full of|filled with|"
    r"riddled with|so many|plenty of|glaring|gaping) (?:holes|inconsistencies|contradictions|"
    r"discrepancies)\b|\b(?:one|we|you) can only (?:speculate|guess|assume|wonder)\b",
    # the reader may draw the line himself: "make of that what you will", "almost as if they knew"
    r"\bmake of (?:that|this|it) what you will\b|\balmost as (?:if|though)\b|\bmore (?:\w+ ){0,3}"
    r"than meets the eye\b|\bsome(?:one|body) (?:clearly |obviously |evidently )?(?:did|"
    r"does)(?: not|n['\u2019]t) want\b[^.!?;]{1,60}\b(?:known|seen|found|heard|told|out)\b|"
    r"\bwhy the (?:\w+ )?(?:silence|secrecy|rush|hurry|delay)\b(?= (?:of|on|about|over|from|in)\b|"
    r"\W*$|[?.!])|\bofficial story\b|"
    r"\bdo(?: not|n['\u2019]t) expect (?:the |any |them )?[^.!?]{0,30}\bto (?:report|tell|mention|"
    r"admit|cover)\b|\b(?:would|might) (?:care|like) to explain\b",
    # who says this now: "these are the very same people who", "because, you know,", "oh, the irony"
    r"\b(?:these|those) are the very same (?:[\w'\u2019]+ ){1,3}(?:who|that|whose)\b|"
    r"\bthis is the very same (?:\w+ ){1,2}(?:who|that|whose)\b|"
    r"\bbecause,? (?:you know|um|uh|hey),|\boh,? the irony\b|\bhow ironic\b",
    # a lie told as known: "built on lies", "they lied to the families"
    r"\b(?:based|built|founded|sold) on (?:a )?(?:pack of |web of |series of )?lies?\b|\b(?:pack|"
    r"web|tissue|litany|string) of lies\b|\bthey lied\b|\b(?:lying|lied) to (?:us|the (?:\w+ )?"
    r"(?:people|public|nation|world|country|families)|everyone|voters|citizens)\b|"
    r"\blies to (?:us|the (?:public|people|families)|everyone|voters|citizens)\b",
)  # fmt: skip

_COMMA: tuple[str, ...] = (
    # the tag that asks for assent: "funny, isn't it?"
    r",\s*(?:is(?:n['\u2019]t)? it|are(?:n['\u2019]t)? they|did(?:n['\u2019]t)? (?:he|she|they)|"
    r"huh|eh)\?",
    # "a professor who is a liberal (shocker)"
    r"\((?:surprise!?,? surprise|shocker|gasp|yeah,? right|wink,? wink|cough[,\w ]{0,12})\W{0,3}\)",
    # "the press, unsurprisingly, said nothing"
    r"[,;] (?:un|not )surprisingly,",
)  # fmt: skip

_SOFT: tuple[str, ...] = (
    # "Why were they there?", "How could the board forget?", "Or did the mayor know?"
    r"^\W*(?:(?:and|but|so|then|yet|of course|after all),? )?(?:just |exactly )?(?:why|"
    r"how (?:can|could|is it|come)|what (?:\w+ )?(?:were|was|are|is) (?:\w+ ){1,3}(?:trying|"
    r"hoping|thinking|doing)|or (?:is|are|was|were|did|does|do|could|would)|(?:is|was) (?:it|this|"
    r"that) (?:really|just|only|any))\b[^?\n]{6,}\?",
    # one thing beside another: "just two days before the vote", "only hours after"
    r"\b(?:just|only|mere|barely) (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?) (?:before|"
    r"after|earlier|later)\b",
    # a guess put to the reader
    r"\b(?:evidently|presumably)\b|\b(?:appears?|seems?) to think\b",
    # the writer's nod
    r"\b(?:suspicious|suspiciously|curiously|tellingly|coincidentally)\b|^\W*(?:oddly|strangely)"
    r"(?: enough)?,",
    # "raises questions": in news that is plain English (13 of 11,085 sentences of PolNeAR)
    r"\brais(?:e|es|ed|ing) (?:\w+ ){0,2}(?:questions|suspicions|eyebrows|doubts)\b",
    # "I guess the law is for others"
    r"^\W*(?:(?:so|but|and|well),? )?i (?:guess|suppose)\b"
    r"(?! (?:the (?:question|answer|point)|so)\b)",
    # "we are told", "the approved version"
    r"\b(?:official|approved) (?:version|line|account)\b|"
    r"\bwe(?: are|['\u2019]re) (?:being )?told\b|\bthey (?:tell|told) us\b",
)  # fmt: skip

SURE = _SURE
"""Patterns of text in lower case that begin at a word (``features.framing.insinuations``)."""
COMMA = re.compile("|".join(_COMMA))
"""Sure forms that begin at a comma or a bracket, in lower case."""
SOFT = tuple(re.compile(form) for form in _SOFT)
"""Each is searched in one sentence in lower case."""
