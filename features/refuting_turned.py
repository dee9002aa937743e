"""Forms by which a sentence turns against a claim without a word for what is untrue: "did not, as
the post claims", "31 dead, not the 400 he speaks of", "the shortage that never was".

Each stands with the words that it needs (``features.rejecting.form``).
"""

from __future__ import annotations

from typing import Final

from features.rejecting import DET, NEGATED, Form, any_of, form, rest

_ALLEGES: Final = (
    r"(?:alleg(?:e|es|ed)|claim(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)?|assert(?:s|ed)?"
    r"|boast(?:s|ed)?|insinuat(?:es|ed)|pretend(?:s|ed)?|ha(?:s|ve|d) it|would have (?:it|us)"
    r"|would like us)"
)
"""What is said of somebody who is not believed; "as he said" may agree with him."""
_ALLEGING: Final = (
    "allege alleges alleged claim claims claimed contend contends contended maintain maintains"
    " maintained assert asserts asserted boast boasts boasted insinuates insinuated pretend"
    " pretends pretended it us"
)
_SOMEBODY: Final = r"(?:(?!if\b|though\b|well\b|long\b|soon\b|much\b)[\w'’-]+ ){1,6}?"
_TALE: Final = (
    r"(?:claims?|rumou?rs?|assertions?|posts?|speculation|stories|hoax(?:es)?|myths?|headlines"
    r"|online reports|talk|what (?:you|some|many|people|posts?|users?|critics|he|she|they|it))"
)
_FAKED: Final = (
    r"(?:parody|hoax|fake|satir\w+|spoof|prank|forgery|forged|false|bogus|doctored|impost\w+"
    r"|impersonator|invented|photoshopped|ai-generated)"
)


def turned() -> tuple[Form, ...]:
    """Forms that reject by what is set against the claim."""
    saying, picture = any_of("saying"), any_of("picture")
    return (
        # "did not fire, as the students maintain", "as the video alleges, but no record shows it"
        form(
            rf"{NEGATED}{rest(200)},? ?\b(?:as|like) {_SOMEBODY}{_ALLEGES}\b"
            rf"|, as {_SOMEBODY}{_ALLEGES}, (?:but|yet|though)\b{rest(80)}{NEGATED}",
            f"[negation] + as like + {_ALLEGING}",
        ),
        # "214 deaths, not the 2,000 that the preacher speaks of", "rather than the 90 claimed"
        form(
            r"(?:, (?:and )?not|\brather than|\binstead of) (?:the|as many as) (?:\w[\w'’-]* )?\d"
            rf"[\d.,]*(?: [\w'’%-]+){{0,3}}? (?:(?:that |which )?{_SOMEBODY}(?:{_ALLEGES}|says?"
            r"|said|speaks? of|spoke of|talks? of|talked of|reported|cites?|cited|announced)"
            r"|claimed|alleged|reported|stated|announced|(?:first|originally|initially) \w+)\b",
            f"not rather instead + say says said speak speaks spoke talks talked reported cites"
            f" cited announced stated first originally initially {_ALLEGING}",
        ),
        # "Withdrawals have not been halted, despite a rumour", "whatever the leaflet may say"
        form(
            rf"{NEGATED}{rest(200)},? (?:(?:despite|notwithstanding|in spite of) {DET}"
            rf"(?:\w[\w'’-]* ){{0,3}}?{_TALE}\b|whatever {_SOMEBODY}(?:(?:may|might|would have"
            r" you|will) \w+|says?|said|claims?|claimed|tells? you)\b)",
            "[negation] + despite notwithstanding spite whatever",
        ),
        # "The tale of ghost voters dissolves", "finds no support in", "makes linguists laugh"
        form(
            rf"\b{saying}\b{rest(220)}\b(?:dissolv(?:es|ed)|evaporat(?:es|ed)|(?:falls?|fell) at"
            r" the first|comes? to nothing|came to nothing|(?:goes|went) up in smoke|(?:finds?"
            r"|found|gets?|got|gains?|gained) (?:no|little|scant) (?:\w[\w'’-]* )?(?:support|basis"
            r"|backing|confirmation)|makes? [\w ]{3,30}?(?:laugh|smile|wince|despair|shake their"
            r" heads|roll their eyes)|ha(?:s|d) (?:one|a|an obvious) (?:\w+ )?(?:flaw|hole in it)"
            r"|(?:bears?|bore) (?:no|little) (?:relation|resemblance) to)\b",
            "[saying] + dissolves dissolved evaporates evaporated falls fell comes came goes went"
            " laugh smile wince despair shake roll flaw hole relation resemblance",
            "[saying] + finds find found gets got gains gained + no little scant",
        ),
        # "found no trace of 'stolen billions'", "no sign of the alleged camp"
        form(
            r"\b(?:no|not a|not any|without a|never any) (?:\w+ )?(?:trace|sign|evidence|proof"
            r"|record|indication|hint) of (?:the |any |an? )?(?:[“\"‘](?=\w)|(?<=\s)['’](?=\w{2,}"
            r" \w)|(?:alleged|supposed|purported|rumou?red|claimed|so-called)\b)",
            "trace sign evidence proof record indication hint + no not without never",
        ),
        # "The photo shows a drill, not the massacre"
        form(
            rf"\b{picture}\b{rest(60)}\b(?:shows?|showed|depicts?|depicted|(?:is|are|was|were)"
            r" (?:of|from|taken|filmed|shot|recorded)|comes? from|came from)\b"
            rf"{rest(160)}, (?:and )?not (?:(?:in|at|on|of|from|during) )?(?:the|an?|his|her|their"
            r"|its|last|this|any [\w-]+ attack)\b(?! (?:single|word|soul|hint|trace)\b)",
            "[picture] + not",
        ),
        # "the soldier whom the video presents as a colonel is a stuntman"
        form(
            rf"\b(?:who|whom|that|which|what) (?:the|this|that|some|many|viral|several|online) "
            rf"(?:\w[\w'’-]* ){{0,2}}?(?:{saying}|{picture}|users?|sites?|pages?|channels?) "
            r"(?:\w+ly )?(?:presents?|presented|identif(?:y|ies|ied)|describes?|described|calls?"
            r"|called|labels?|labelled|labeled|takes?|took|claims?|claimed)\b(?! that\b)"
            rf"{rest(120)}\b(?:is|was|are|were) (?:in fact |actually |really )?(?:an? |the |from "
            r"|not )",
            "who whom that which what + presents presented identify identifies identified"
            " describes described calls called labels labelled labeled takes took claims claimed"
            " + [saying] [picture] user users site sites page pages channel channels",
        ),
        # "The president is simply mistaken that", "was wrong when he said"
        form(
            r"(?<!not )(?:\b(?:the |mr |mrs |ms |dr )?[\w'’-]+ )?\b(?:is|was|are|were)"
            r"(?: (?:just|plain|quite|dead|also|\w+ly))? (?:wrong|mistaken|incorrect|in error)"
            r" (?:that|in (?:saying|claiming|asserting|suggesting|stating|believing|thinking)|when"
            r" (?:he|she|they|it) (?:says?|said|claims?|claimed|asserts?|asserted|wrote|tweeted"
            r"|suggested))\b(?! (?:has|had|have|must|needs?|should|will|can|could)\b)",
            "wrong mistaken incorrect error + that in when",
        ),
        # "told citizens not to believe a circular", "urged people to ignore messages"
        form(
            r"\b(?:told|tells?|urg(?:es?|ed)|ask(?:s|ed)|warn(?:s|ed)|advis(?:es?|ed)|call(?:s|ed)"
            rf" on|appeal(?:s|ed) to|begg?(?:s|ed)|reminded)\b{rest(60)}\b(?:not to (?:believe"
            r"|trust|share|spread|forward|act on|fall for|heed|be (?:fooled|misled|taken in) by)|to"
            r" (?:ignore|disregard|pay no (?:heed|attention) to)|against (?:believing|sharing"
            rf"|spreading)) (?:\w[\w'’-]* ){{0,3}}?(?:{saying}|{picture}|circulars?|letters?"
            r"|notices?|documents?|e-?mails?|texts?)\b",
            "believe trust share spread forward act fall heed fooled misled taken ignore disregard"
            " pay believing sharing spreading + told tell tells urge urges urged asks asked warns"
            " warned advise advises advised calls called appeals appealed begs begged reminded",
        ),
        # "'Secret prison' turns out to be a boiler room", "the shortage that never was"
        form(
            r"(?:^\W*(?:the )?[“\"'‘][^”\"’]{3,60}[”\"'’](?: [\w'’-]+){0,6}?"
            r"|\b(?:the|an?) (?:supposed|alleged|so-called|purported|suspected)(?: [\w'’-]+){1,8}?)"
            r" (?:turns?|turned) out to (?:be|have been)\b"
            r"|\bthe (?:[\w'’-]+ ){1,5}that (?:never was|wasn['’]t|weren['’]t)\W*$"
            r"|\bthe [“\"][^”\"]{3,60}[”\"] (?:thing|stuff|story|rumou?r|theory|hoax) (?:is|was)\b",
            "out + turn turns turned",
            "that + never wasn weren",
            "thing stuff story rumour rumor theory hoax + is was",
        ),
        # "For the hundredth time: nobody is", "so no, it did not melt down"
        form(
            r"\bfor the (?:last|final|hundredth|thousandth|millionth|umpteenth|nth|\d+th) time"
            rf"\W{{1,3}}{rest(60)}{NEGATED}|[,;] (?:so|and) no, {rest(80)}"
            r"(?:\b(?:not|never)\b|n['’]t\b)",
            "time + [negation]",
            "so and + no + not never t",
        ),
        # "no reasonable person could conclude that"
        form(
            r"\bno (?:reasonable|sane|serious|sensible|fair-minded|rational|thinking) \w+ "
            r"(?:[\w'’-]+ ){0,6}?(?:could|would|can|will) (?:\w+ )?(?:conclude|believe|think|say"
            r"|find|suppose|claim|accept) that\b",
            "no + that + conclude believe think say find suppose claim accept",
        ),
        # "We were taken in by a parody", "a doctored photo made a million people think"
        form(
            r"\b(?:(?:taken in|fooled|duped|tricked|deceived|misled|hoodwinked|conned) by|fell for)"
            rf" (?:an? |the )?(?:[\w'’-]+ ){{0,3}}?{_FAKED}\b"
            rf"|\b{_FAKED} (?:{saying}|{picture})\b{rest(30)}\b(?:made|led|convinced|fooled|tricked"
            rf"|duped|persuaded) {rest(60)}\b(?:think|thinking|believe|believing|that)\b",
            "in by fell for + parody hoax fake spoof prank forgery forged false bogus doctored"
            " impostor imposter impersonator invented photoshopped satir* + taken fooled duped"
            " tricked deceived misled hoodwinked conned fell",
            "think thinking believe believing that + made led convinced fooled tricked duped"
            " persuaded + [saying] [picture]",
        ),
        # "The caption misidentified the man as"
        form(
            r"\b(?:misidentif(?:ies|ied)|mistook|mistakenly took) [^.;!?]{3,80}? (?:as|for)\b",
            "misidentifies misidentified mistook mistakenly + as for",
        ),
        # "must publish a retraction of its statement that"
        form(
            r"\b(?:retraction|withdrawal|disavowal|apolog(?:y|ies)) (?:of|for|over) "
            rf"{DET}(?:\w[\w'’-]* ){{0,2}}?{saying} (?:that|about|of)\b",
            "retraction withdrawal disavowal apology apologies + [saying]",
        ),
    )  # fmt: skip
