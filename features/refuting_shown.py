"""Forms by which a sentence rejects what was printed or shown: corrections, pictures, exhibits, and
what a court had taken back.

Each stands with the words that it needs (``features.rejecting.form``).
"""

from __future__ import annotations

from typing import Final

from features.rejecting import (
    ADVERB,
    BE,
    DET,
    JUDGED,
    SCHOLARS,
    Form,
    any_of,
    called_untrue,
    form,
    rest,
)

PASSED_OFF: Final = (
    r"(?:\w+ly )?(?:shared|circulat(?:ed|ing)|presented|labelled|labeled|captioned|billed"
    r"|described|passed off|sold|touted|reposted|posted)(?: \w[\w'’-]*){0,4}?"
)
AS_WHAT: Final = (
    r"as (?!(?:part|they|he|she|it|we|a (?:way|means|result)|an? \w+ (?:to|of)\b|soon|far|long)\b)"
)
"""What a picture is given out as."""


def shown() -> tuple[Form, ...]:
    """Forms for what was printed or shown."""
    saying, picture, claimed = any_of("saying"), any_of("picture"), any_of("claimed")
    untrue, arbiter = called_untrue(), any_of("arbiter")
    knower = rf"(?:{arbiter}|{SCHOLARS})"
    return (
        # "An earlier version said, wrongly, that", "we retract our report that"
        form(
            rf"\b(?:earlier|previous|original|first|initial) (?:version|edition|report|article"
            rf"|story|copy)s?\b{rest(60)}\b(?:incorrect|error|wrong|mistaken|misstated|{claimed})"
            rf"|\b(?:we|this (?:newspaper|paper|site|page)|the (?:newspaper|paper|editors?|site))\b"
            rf"{rest(40)}\b(?:retract|withdr[ae]w|were wrong|was wrong|apologi[sz]e for|regret "
            rf"(?:the|our|having|sa|sta|report)"
            rf"|should not have|erred|corrected)\w*"
            rf"|^\W*(?:corrections?|clarification|editor['’]s note|retraction|erratum)\b ?[:(–—-]"
            rf"{rest(300)}\b(?:incorrect\w*|wrong\w*|error|misstated|misidentified|mistaken\w*"
            rf"|inaccura\w*|erroneous\w*|earlier|previous|said|stated|reported)\b"
            rf"|\b(?:has|have|had|was|were) (?:been )?(?:retracted|corrected to|amended to)\b"
            rf"|\b(?:retracted|withdrew|has withdrawn|took back) {DET}"
            rf"(?:\w[\w'’-]* )?{saying} that\b"
            rf"|\b{claimed} in error\b|\bediting error\b|\b(?:not|n['’]t|no longer) stand by (?:it"
            rf"|(?:its|our|the|this|that) (?:\w[\w'’-]* )?{saying})\b",
            "[amended]",
        ),
        # "The image is from a video game", "What the film really shows", "has nothing to do with":
        # plain though nobody is told to have passed it on
        form(
            rf"\b(?:is|was)(?: not|n['’]t) (?:an? |the )?{picture} of\b"
            rf"|\bwhat (?:the|this|that) {picture} (?:really|actually|in fact) shows?\b"
            rf"|\b{picture}\b{rest(240)}(?:\b(?:does|do|did)(?: not|n['’]t) (?:show|prove) (?:that"
            rf"|how)\b|\bfrom an? (?:video|computer) game\b|\b(?:ai|computer)[- ]generated\b"
            rf"|\b(?:made|created|put together|generated) (?:with|by|in|using) (?:an? |the )?"
            rf"(?:\w[\w'’-]* ){{0,2}}?(?:program|software|ai|tool|app|computer|generator)\b"
            rf"|\bha(?:s|ve|d) nothing to do with\b|\bedited to (?:appear|look|seem|make)\b"
            rf"|\bha(?:s|ve) been (?:\w+ly )?(?:edited|altered|doctored|manipulated)\b ?[:;–—])"
            rf"|\bmis(?:captioned|labelled|labeled)\b",
            "[picture]",
        ),
        # "The video said to show ... was in fact filmed in": plain of a picture only
        # where somebody passed it off, since any film is made somewhere by somebody
        form(
            rf"\b{picture}\b{rest(240)}(?:\b(?:does|do|did|is|are|was|were)(?: not|n['’]t) (?:show"
            rf"(?! (?:\w+ )?(?:evidence|proof)\b)|depict|prove"
            rf"|of|from|taken|filmed|shot|related|come|stem)\b|\bunrelated\b"
            rf"|\b{BE} (?:\w+ly )?(?:spliced|cropped|edited|recycled|lifted|cut together|reused"
            rf"|cloned|dubbed|synthesi[sz]ed|faked|staged|rehearsed|recaptioned|ai)\b"
            rf"|\bout of context\b|\bpredates?\b"
            rf"|\bdigitally (?:alter|creat|manipulat|edit)\w*|\b(?:in fact|actually|in reality)\b"
            rf"{rest(30)}\b(?:show|shot|taken|filmed|from|recorded|dates?|dated|comes?|came|staged"
            rf"|made|depict)\w*"
            rf"|\b(?:shows?|showed|depicts?) (?:something|somewhere|someone|an? (?:\w[\w'’-]* )?"
            rf"(?:different|other|earlier|older|unrelated))\b"
            rf"|\bfrom (?:an? |another )(?:\w[\w'’-]* ){{0,2}}?(?:different|earlier|older"
            rf"|unrelated)\b"
            rf"|\bfrom (?:an? |another |the )?(?:\w[\w'’-]* ){{0,2}}?(?:film|movie|series|game"
            rf"|drill|exercise|advert)\b"
            rf"|\b(?:taken|filmed|shot|recorded) (?:\w[\w'’-]* ){{0,3}}?(?:elsewhere|another"
            rf"|different|years?|months?|weeks?|exercise|drill)\b"
            rf"|\b(?:is|are|was|were) (?:\w[\w'’-]* )?(?:years|months|weeks) old\b)"
            rf"|\b{BE} (?:an? )?(?:montage|composite|collage|deep ?fake|scene from|still from)\b"
            rf"|\bshows? (?:actors|another|a different)\b|\btraced\b{rest(120)}\bto\b"
            rf"|\bha[sd] (?:already )?been (?:uploaded|posted|published|online|shown)\b{rest(40)}"
            rf"\b(?:earlier|before|ago|(?:19|20)\d\d)\b",
            "[picture] + [claimed] [saying] purport* viral circulat* shared passed posing"
            " supposedly",
        ),
        # "The clip shared as an attack shows", "what is presented as a raid is a scene"; "as part
        # of", "as they" and the like pass nothing off
        form(
            rf"\b{picture}(?:,? (?:which|that) (?:was|were|is|are|has been|have been))?"
            rf" {PASSED_OFF} {AS_WHAT}{rest(160)}\b"
            rf"(?:(?:actually |really |in fact )?(?:shows?|showed|depicts?|depicted|dates?|stems?"
            rf"|originates?|belongs?|comes? from|came from)"
            rf"|(?:is|are|was|were) (?:in fact |actually |really )?(?:an? |the |from |of "
            rf"|(?:taken|filmed|shot|recorded|made|staged) ))"
            rf"|\bwhat (?:is|was|has been|they) {PASSED_OFF} {AS_WHAT}{rest(160)}\b(?:is|was|are"
            rf"|were) (?:in fact |actually |really )?(?:an? |the |from )"
            rf"|\b{picture} (?:supposedly|purportedly|allegedly|said to be|meant to be|claimed to"
            rf" be|purporting to|supposed to) (?:show\w* |depict\w* |of )?{rest(160)}"
            rf"\b(?:is|are|was|were) (?:in fact |actually |really )?"
            rf"(?:an? (?!proof\b)|from |taken |filmed |shot (?!by\b)|staged )",
            "[picture] + as",
            "what + as",
            "[picture] + supposedly purportedly allegedly said meant claimed purporting supposed",
        ),
        # "The story was never aired by the channel", "a cover that was never printed"
        form(
            rf"\b(?:{picture}|{saying}|quote|quotes|cover|front page|broadcast|tweet|interview"
            rf"|letter|speech)\b{rest(80)}\b(?:was|were|has been|have been) never (?:aired"
            rf"|broadcast"
            rf"|published|printed|posted|said|written|uttered|spoken|made by|issued|sent by)\b",
            "never + aired broadcast published printed posted said written uttered spoken made"
            " issued sent",
        ),
        # "The footage is ten years old, so it cannot show the strike"
        form(
            rf"\b{picture}\b{rest(160)}\b(?:cannot|can['’]t|could not|couldn['’]t) (?:possibly )?"
            rf"(?:show|depict|have shown|be of|have been taken|be from)\b",
            "[picture] + cannot can could couldn",
        ),
        # "The picture came out of an image generator"
        form(
            rf"\b{picture}\b{rest(120)}\b(?:comes?|came|coming) (?:from|out of) (?:an? |the )?"
            rf"(?:\w[\w'’-]* ){{0,2}}?(?:generator|editor|video game|game|simulator|film set|movie"
            rf"|feature film|training film|advert\w*|commercial)\b",
            "[picture] + come comes came coming",
        ),
        # "Footage shared as proof that ... was taken in 2014", "first appeared in 2011"
        form(
            rf"\b{picture}\b{rest(60)}\b(?:{claimed}|said|purport\w*|present\w*|used|touted"
            rf"|offered|as (?:proof|evidence)|passed off)\b{rest(240)}\b(?:(?:taken|filmed|shot"
            rf"|recorded|dates?|dated|comes?|came|made|online|circulat\w+|(?:is|are|was|were)"
            rf" (?:\w+ly"
            rf" |in fact )?from)\b{rest(60)}\b(?:19|20)\d\d\b|first (?:appeared|posted|published"
            rf"|surfaced|uploaded|shared))\b",
            "[picture]",
        ),
        # "An old photo shared as proof", "a doctored image claiming"
        form(
            rf"\b(?:old|unrelated|doctored|altered|manipulated|fake|recycled|ai[- ]generated"
            rf"|edited) (?:\w[\w'’-]* )?{picture}\b{rest(80)}\b(?:shared|circulat\w+|passed off"
            rf"|claim\w*"
            rf"|present\w*|said|to (?:show|claim|suggest|prove)|as (?:proof|evidence)|falsely)\b",
            "[picture]",
        ),
        # "The study cited as proof that ... was retracted", "a chart said to show ... misreads"
        form(
            rf"\b(?:{picture}|stud(?:y|ies)|papers?|charts?|graphs?|maps?|tables?|data|dataset"
            rf"|statistics|figures|numbers|documents?|letters?|transcript|sound)\b{rest(40)}"
            rf"\b(?:cited|said|supposed|purport\w*|meant|offered|used|presented|shared|touted|taken"
            rf"|intended|quoted|rounds|says?|saying|states?|stating|claims?|claiming|reads?"
            rf"|alleg\w+"
            rf"|confess\w*|admits?)(?: \w[\w'’-]*){{0,6}}? (?:to (?:show|prove|suggest|mean)"
            rf"|as (?:proof|evidence)|that)\b{rest(240)}"
            rf"(?:\b{BE}{ADVERB}{JUDGED}{ADVERB} {untrue}\b|\b(?:montage|composite|cloned|dubbed"
            rf"|forgery|counterfeit"
            rf"|deep ?fake)\b"
            rf"|\b(?:uses?|used|rests? on) (?:invented|false|fictitious|made[- ]up|fake)\b"
            rf"|\b(?:says?|shows?) nothing\b|\bmisreads?\b|\bleaves? out\b|\bnothing of the\b)",
            "[exhibit] [picture]",
        ),
        # "Asked for proof that ..., the party had none"
        form(
            rf"\basked (?:for|to (?:give|offer|provide)) (?:\w[\w'’-]* )?(?:proof|evidence"
            rf"|figures|sources?"
            rf"|data|records?)\b{rest(240)}\b(?:none|nothing|declined|could not|did not)\b",
            "[asked]",
        ),
        # "ordered to retract the claim that", "convicted of libel for saying that"
        form(
            rf"\b(?:libel|defam\w+|slander|perjury|damages)\b{rest(60)}\b(?:for|over|by|that)"
            rf" (?:\w[\w'’-]* ){{0,2}}?(?:{saying}|{claimed})\b"
            rf"|\border(?:s|ed)?\b{rest(40)}\bto (?:retract|withdraw|apologi[sz]e|delete|remove"
            rf"|take down)\b{rest(80)}\b(?:{saying}|{claimed})\b",
            "[claimed] [saying] + libel defam* slander perjury damages order orders ordered",
        ),
        # "Engineers say there is no way that"
        form(
            rf"\b{knower}\b{rest(80)}\b(?:no way|not possible|impossible|implausible"
            rf"|inconceivable|no scientific (?:evidence|basis)) (?:that|for|to)\b"
            rf"|\bthere (?:is|was) (?:\w[\w'’-]* )?no way that\b",
            "[no_way]",
        ),
    )  # fmt: skip
