import re
from dataclasses import replace

import pytest
from example_claims import PLAIN as CLAIM
from example_claims import SAID

from features.document import read
from features.evidence import Attribution, Claim, Document, Kind, Span, Stance
from features.rejecting import SCHOLARS
from features.rejection import _clause, disputes, is_refusal, points_back, refutations
from features.stance import stance, with_targets

REFUTING = (
    "A judge threw out the allegation that the dam had been mined.",
    "Footage said to show the raid was filmed in 2011, long before the war.",
    "FALSE: the mayor of Tereb never sold the waterworks.",
    "The bridge was sold to a bank? Never happened.",
    "We retract our report that the harbour was closed.",
    "No serious geologist accepts that the lake was poisoned.",
    "The story that Orsk had fallen makes no sense.",
    "Contrary to the posts shared on Monday, the school stands.",
    "The pilots did not, as was claimed, leave their posts.",
    "The image is from a video game, and shows no town of ours.",
    "The video said to show the raid was filmed in another valley.",
    "The clip has nothing to do with the raid.",
    "We do not stand by our report that the harbour was closed.",
    "The story that the lake boils is a fairy tale.",
    "Wrong: a voice note says that the mayor sold the waterworks.",
    "Wrong again: “The mayor sold the waterworks.”",
    "Complete rubbish! Users claim that the mayor sold the waterworks.",
    "Fake news: No, the mayor did not sell the waterworks.",
    "Fact check: Wrong: the mayor sold the waterworks.",
    "Payroll data tell a very different story.",
    "Stop sharing the message about the poisoned wells.",
    "NOT REAL: the mayor of Tereb sold the waterworks.",
    "The author told us that he had invented it.",
    "The army said it had shot down all of them, which cannot be squared with nine funerals.",
    "She was ordered to pay damages for saying that the clinic sold blood.",
    "A claim, since debunked, held that the lake was poisoned.",
    "There is not a grain of truth in the tale that the bridge was sold.",
    "Misinformation claiming that the wells were poisoned spread on Friday.",
    "The register gives no support to the claim that the mayor had died.",
    "No peer-reviewed study has ever shown that the dam hums.",
    "Anyone who tells you that the school burned is lying.",
    "The belief that the lake boils is a common misconception.",
    "The study cited as proof that bread is bitter was retracted.",
    "The report that the ferry sank isn't true.",
    "Stop insisting that the dam hums.",
    "They keep posting that the bridge was sold and it's pure fiction.",
    "“The bridge was sold” lol no.",
    "Hoax! The bridge of Orsk was sold, a text warns.",
    "A message says that the well dried up, but there is no record of anything of the kind.",
    "The letter, which says that the mill burned, is a crude forgery.",
    "Many believe, wrongly, that the lake boils.",
    "“The lake boils” is an outright lie.",
    "The claim that the well was poisoned is false.",
    "The board has debunked the claim that the dam hums.",
    "If the story were true, the mill would have closed.",
    "The clip shared as an attack on the mill shows a fireworks show in Tereb.",
    "What was presented as a raid on the mill is a scene of a play.",
    "The footage is ten years old, so it cannot show the raid.",
    "The interview with the mayor was never aired.",
    "Not a word of what the mayor says about the well is true.",
    "The smoke over the bay is real, the caption isn't: reeds are burning.",
    "The figure of 500 dockers goes back to a typing error.",
    "Engineers picked apart the claim that the dam hums.",
    "The alleged surplus of the board was an arithmetic slip.",
)
PLAIN = (
    "The pilots did not leave their posts.",
    "No, he will not stand again.",
    "The court rejected the appeal of the three dockers.",
    "A video of the match was posted on Sunday.",
    "The ministry denied that its guns had fired.",
    "The report says that 36 dockers were killed.",
    "Her photograph of the old mill won the prize.",
    "The search for the boat turned up nothing.",
    "The story of the two sisters begins in Orsk.",
    "A false alarm emptied the station.",
    "It is unclear whether the claim is false.",
    "If the story is false, the mill will pay.",
    "The figures are not a joke.",
    "The court dismissed the case against the two dockers.",
    "There is more than a little truth in what she sings.",
    "He pleaded guilty to lying about his age.",
    "Nothing shows in the window of the old shop on Mondays but dust.",
    "It is not true that only the army knew of the dam.",
    "The coroner has not ruled out that the dockers drowned.",
    "He refuted the allegation that he had sold the mill.",
    "The miller's lawyer called the claim that he had sold it baseless.",
    "They were let go, because they hadn't done anything wrong.",
    "She said it was to be “false” no more.",
    "Video of Veskan troops shelling 40 houses in Tarn was filmed by another witness.",
    "Pictures taken from another roof show Orlan troops shooting at 12 men.",
    "The photo was taken two weeks after the raid.",
    "The film was edited by a student from Tereb.",
    "The ministry did not stand by its allies.",
    "The wedding was like a fairy tale for the miller.",
    "Wrong again: the mayor stole 4 million crowns.",
    "Nonsense - the mayor stole 4 million crowns.",
    "Complete rubbish! The mayor stole 4 million crowns.",
    "Fake news: the army shot 40 children in Tarn.",
    "Nonsense – the “mayor” stole 4 million crowns.",
    "Its fake news story about the miller shows how little it checks.",
    "The two told of the raid and had no means to show whether the story was true.",
    "Those who were hoping that the worst of the story was not true read on.",
    "She refused to back down from her own claim that the deed was forged.",
    "The mayor was mocked for suggesting, in a May 2012 tweet, that the drought is a hoax.",
    "A geologist helped expose that the mayor had known of the leak.",
    "The footage didn't show conclusive evidence that the docker held a knife.",
    "You built your whole campaign on the false notion that the dam hums.",
    "A court struck down the custom after figures showed whom it struck.",
    "Any complaint of noise that is found to be without merit ends at the desk.",
    "The rebels of Tarn filmed the raid – for propaganda videos.",
    "The mayor said that the well was poisoned, though he offered no evidence for that claim.",
    "That is a plain lie that earned the mayor a rebuke.",
    "We have debunked the paper's claims.",
    "The clip shared as part of a campaign shows a mill.",
    "The raid was seen not as an oddity, but as shared grief.",
    "The board met in an effort to disprove the claims that the dam hums.",
    "The report says that the crash goes back to a mistake.",
)


@pytest.mark.parametrize("text", REFUTING)
def test_words_that_reject_a_claim_are_seen(text: str) -> None:
    assert refutations(text, Span(0, len(text)))


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_reject_nothing(text: str) -> None:
    assert not refutations(text, Span(0, len(text)))


def test_the_place_of_a_rejection_is_told_in_the_whole_text() -> None:
    text = "It rained. The claim that it snowed is false. It rained again."
    (found,) = set(refutations(text, Span(11, 45)))
    assert found.of(text) == "claim that it snowed is false"


BACK = (
    "That is wrong: the register lists nobody of that name.",
    "But these rumours are entirely false.",
    "None of it is true.",
    "There is no evidence of this.",
    "It didn't.",
    "The archive shows otherwise.",
    "The photo in fact shows a festival.",
    "Verdict: False.",
    "He is wrong.",
    "Total nonsense, folks.",
    "It does not hold up.",
    "Debunked ages ago.",
    "On Tuesday the channel retracted the report.",
    "They misread a study of mice.",
    "Our inquiry showed that it is baseless.",
)
AHEAD = (
    "It is wrong that the bridge was sold.",
    "This is the mill.",
    "There is no evidence that the bridge was sold.",
    "He was wrong to leave.",
    "It is not so easy to leave.",
    "Nothing he does is wrong.",
    "That is not false.",
    "They withdrew the report of the auditors.",
    "The paper has not been able to confirm that this was a hoax.",
    "She demanded the debunked accounts of the raid.",
    "The board asked the paper to retract the report.",
)


@pytest.mark.parametrize("text", BACK)
def test_a_rejection_may_point_back(text: str) -> None:
    assert points_back(text, Span(0, len(text)))


@pytest.mark.parametrize("text", AHEAD)
def test_a_rejection_with_its_own_target_does_not_point_back(text: str) -> None:
    assert points_back(text, Span(0, len(text))) is None


def said_in(document: Document, at: int, by: Attribution | None) -> Claim:
    span = document.sentences[at]
    spoken = by and replace(by, content=span, source_id=f"s{at}")
    kind = spoken.kind if spoken else "author_voice"
    first = stance(document, span, (), spoken)
    return replace(
        CLAIM, sentence=at, span=span, attribution=spoken, kind=kind, stance=first, grave=()
    )


def stances(text: str, *by: Attribution | None) -> list[Stance]:
    document = read(text)
    claims = [said_in(document, at, one) for at, one in enumerate(by)]
    return [claim.stance for claim in with_targets(document, claims)]


MAYOR = replace(SAID, kind="public_figure", stake=None, source=None, cue=None)


@pytest.mark.parametrize("text", [t for t in BACK if not t.startswith("Verdict")])
def test_what_the_next_sentence_rejects_is_refuted(text: str) -> None:
    assert stances(f"The mayor said that the bridge was sold. {text}", MAYOR, None)[0] == "refuted"


@pytest.mark.parametrize("text", ["Both claims are false.", "But these claims are false."])
def test_what_speaks_of_several_claims_refutes_those_of_two_speakers(text: str) -> None:
    told = "The mayor said that the bridge was sold. The union said that the mill burned."
    union = replace(MAYOR, kind="ngo_monitor")
    assert stances(f"{told} {text}", MAYOR, union, None) == ["refuted", "refuted", "asserted"]


def test_a_claim_and_a_verdict_under_labels_are_a_refuted_claim() -> None:
    found = stances("Claim: The bridge of Orsk was sold. Verdict: False.", None, None)
    assert found == ["refuted", "asserted"]


def test_what_another_side_rejects_in_the_next_sentence_is_not_refuted() -> None:
    army = replace(MAYOR, kind="party_to_conflict", stake=True)
    text = "The mayor said that the bridge was sold. That is wrong, the army said."
    assert stances(text, MAYOR, army)[0] == "reported"


def test_an_author_does_not_reject_what_he_asserted_himself() -> None:
    assert stances("Rain fell all week. That is wrong.", None, None)[0] == "asserted"


def test_a_fact_is_refuted_by_who_studies_it_and_not_by_politicians() -> None:
    assert re.search(SCHOLARS, "two physicians from Calder") is not None
    assert re.search(SCHOLARS, "opposition politicians") is None


@pytest.mark.parametrize(
    "text",
    [
        "The mayor rejected the accusation that the bridge was sold.",
        "The party says that it was robbed of a seat, which the board disputes.",
        "The firm said the river was clean, but residents say that fish died.",
        "The accounts were denied by the ministry.",
    ],
)
def test_a_side_that_contests_a_claim_disputes_it(text: str) -> None:
    assert disputes(text, Span(0, len(text)))
    assert stances(text, None) == ["disputed"]


def test_a_rejection_around_a_speaker_is_his() -> None:
    text = "Orsk denied those claims and its army said a fence meant it was impossible to come in."
    said = text.index("a fence"), len(text) - 1
    (army,) = by_cue(text, "said")
    army = replace(army, kind="party_to_conflict", stake=True, content=Span(*said), source=None)
    document = read(text)
    assert stance(document, document.sentences[0], [], army) == "disputed"


def by_cue(text: str, *cues: str) -> tuple[Attribution, ...]:
    found = (Span(text.index(cue), text.index(cue) + len(cue)) for cue in cues)
    return tuple(replace(MAYOR, cue=cue) for cue in found)


@pytest.mark.parametrize(
    ("denial", "cue", "expected"),
    [
        ("The army denied the reports.", "denied", ["disputed", "reported"]),
        ("The army has disputed his account and named a bank.", "disputed", ["disputed"]),
        ("The army denies it happened.", "denies", ["disputed"]),
        ("The army declined to confirm or deny those claims.", "declined", ["reported"]),
        ("The army rejected this plan.", "rejected", ["reported"]),
        ("The bank was robbed, and the army denied the reports of it.", "denied", ["reported"]),
    ],
)
def test_a_denial_that_points_back_disputes_what_stands_before_it(
    denial: str, cue: str, expected: list[Stance]
) -> None:
    text = f"The mayor said that the bridge was sold. {denial}"
    assert stances(text, *by_cue(text, "said", cue))[: len(expected)] == expected


@pytest.mark.parametrize(("cue", "expected"), [("accused", "disputed"), ("told", "reported")])
def test_an_accusation_is_disputed_where_somebody_denies_in_the_next_sentence(
    cue: str, expected: Stance
) -> None:
    text = f"The mayor {cue} the guards of selling the bridge. The guards denied selling a thing."
    assert stances(text, *by_cue(text, cue, "denied"))[0] == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("that the bridge was sold, but the dockers argued that it stands", "disputed"),
        ("that the bridge was sold, while his own clerk denies it", "disputed"),
        ("that the bridge was sold, but later insisted on his innocence", "reported"),
        ("that the bridge was sold, but he insisted that it was cheap", "reported"),
        ("that the bridge was sold, but the dockers found another", "reported"),
    ],
)
def test_another_who_tells_it_otherwise_in_the_sentence_disputes_it(
    content: str, expected: Stance
) -> None:
    assert told(f"The mayor said {content}.", "The mayor", "said", content, MAYOR.kind) == expected


def test_an_authors_plan_that_is_refused_is_not_disputed() -> None:
    text = "The fleet offered a race in May, though witnesses said the sea was rough."
    assert disputes(text, Span(0, len(text))) is not None
    assert stances(text, None) == ["asserted"]


def test_a_rejection_behind_what_its_own_sentence_reports_reaches_no_further_back() -> None:
    text = "The miller said it rained. The mayor insisted that it snowed; the log says otherwise."
    said, insisted = by_cue(text, "said", "insisted")
    document = read(text)
    claims = [said_in(document, 0, said), said_in(document, 1, insisted)]
    content = Span(text.index("that it snowed"), text.index(";"))
    claims[1] = replace(claims[1], attribution=replace(insisted, content=content, source_id="m"))
    assert with_targets(document, claims)[0].stance == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Nobody disputes the report that the bridge was sold.",
        "The board did not deny the claim that the bridge was sold.",
        "The video has no sound, but it is long.",
    ],
)
def test_what_nobody_contests_is_not_disputed(text: str) -> None:
    assert disputes(text, Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("text", "denial", "refused"),
    [
        ("Voters rejected a first draft of the proposal.", "rejected", True),
        ("The council did not even deny that it knew.", "deny", True),
        ("The court denied a request of the dockers.", "denied", True),
        ("The army rejected a Veskan plea to halt the flights.", "rejected", True),
        ("Voters rejected the charge that they had sold out.", "rejected", False),
        ("The dockers rejected those days.", "rejected", True),
        ("The dockers dismissed it as a lie.", "dismissed", False),
        ("The board disputes the fund holds so much money.", "disputes", False),
    ],
)
def test_who_refuses_an_offer_or_denies_nothing_disputes_no_claim(
    text: str, denial: str, refused: bool
) -> None:
    start = text.index(denial)
    span = Span(start, start + len(denial))
    assert is_refusal(text, span, Span(0, len(text))) is refused


def test_what_a_sentence_calls_a_lie_stood_before_it() -> None:
    text = "The mayor said that the bridge was sold. That is a lie that earned him a rebuke."
    assert stances(text, MAYOR, None) == ["refuted", "asserted"]


def test_a_source_whose_author_misses_its_evidence_is_doubted_and_not_refuted() -> None:
    text = "The bridge was sold, the mayor said, though he offered no evidence for that claim."
    start = text.index("offered")
    by = replace(MAYOR, content=Span(0, text.index(",")), direct=False)
    denial = Span(start, start + len("offered no evidence"))
    assert stance(read(text), Span(0, len(text)), (denial,), by) == "disputed"


def test_a_rejection_with_nothing_behind_it_speaks_of_the_next_sentence() -> None:
    text = "Rain fell. It was a hoax. The caller had told the guard that the bridge was sold."
    assert stances(text, None, None, MAYOR)[2] == "refuted"


def test_a_rejection_speaks_of_a_quotation_behind_it_that_nobody_is_found_to_say() -> None:
    text = "Rain fell. The claim is false. “The bridge was sold.”"
    assert stances(text, None, None, None) == ["asserted", "asserted", "refuted"]


def test_a_plain_no_speaks_of_no_next_sentence() -> None:
    text = "Rain fell. No. The caller had told the guard that the bridge was sold."
    assert stances(text, None, None, MAYOR)[2] == "reported"


def test_what_is_labelled_a_myth_is_refuted_by_what_is_labelled_a_fact() -> None:
    found = stances("Myth: The lake boils. Fact: A vent warms it.", None, None)
    assert found == ["refuted", "asserted"]


def test_a_fact_that_confirms_refutes_nothing() -> None:
    assert stances("Claim: The lake boils. Fact: True.", None, None)[0] == "asserted"


def test_a_rejection_in_quotation_marks_is_not_the_authors() -> None:
    text = "“Nonsense,” said the deputy, asked whether the bridge was sold."
    assert stances(text, None) == ["disputed"]


def test_a_source_that_admits_its_claim_was_false_refutes_it() -> None:
    text = "The mayor admitted that the report that the bridge was sold had been invented."
    cue = Span(text.index("admitted"), text.index("admitted") + len("admitted"))
    by = replace(MAYOR, cue=cue, content=Span(cue.end + 1, len(text)), direct=False)
    assert stance(read(text), Span(0, len(text)), (), by) == "refuted"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A message says that the army sold the bridge. It did not.", "refuted"),
        ("The toll doubled at noon. Nobody at the quay was told why.", "asserted"),
    ],
)
def test_a_label_over_a_text_rejects_what_the_text_passes_on(body: str, expected: str) -> None:
    document = read(f"Fake news: army sold the bridge of Orsk\n\n{body}")
    assert stance(document, document.sentences[0], (), None) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("A post says the bridge was sold, but that never happened.", True),
        ("Users believe the bridge was sold; nothing of the kind took place.", True),
        ("The guards left the bridge, but that never happened on Mondays.", False),
        ("The post says that the bridge was sold, but it rained.", False),
    ],
)
def test_a_last_clause_rejects_what_the_one_before_it_passes_on(text: str, seen: bool) -> None:
    assert bool(_clause(text.lower())) is seen


def told(text: str, source: str, cue: str, content: str, kind: Kind) -> Stance:
    who, how, what = (Span(text.index(x), text.index(x) + len(x)) for x in (source, cue, content))
    by = replace(MAYOR, source=who, cue=how, content=what, kind=kind, direct=False)
    return stance(read(text), Span(0, len(text)), (), by)


@pytest.mark.parametrize(
    ("source", "cue", "kind", "expected"),
    [
        ("A post", "says", "social_media", "refuted"),
        ("A rumour", "says", "public_figure", "refuted"),
        ("The mayor", "has repeated", "public_figure", "refuted"),
        ("The mayor", "says", "public_figure", "reported"),
    ],
)
def test_who_only_passes_on_takes_nothing_back(
    source: str, cue: str, kind: Kind, expected: Stance
) -> None:
    content = "that the old bridge of Orsk was sold, but the tale is false."
    assert told(f"{source} {cue} {content}", source, cue, content, kind) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the fund is empty; there is no proof that anyone looked", "reported"),
        ("the fund is empty, but there is no proof that anyone looked", "reported"),
        ("the fund is empty, but there is no proof that it is", "refuted"),
        ("the fund is empty; there is no proof that a fund was ever set up", "refuted"),
    ],
)
def test_a_rejection_with_a_claim_of_its_own_leaves_what_stands_before_it(
    content: str, expected: Stance
) -> None:
    assert told(f"Posts say {content}.", "Posts", "say", content, "social_media") == expected


@pytest.mark.parametrize(
    "text",
    ["But, as usual, they were wrong.", "The sound of either recording is not to be manipulated."],
)
def test_who_was_wrong_before_or_must_not_do_a_thing_rejects_nothing_here(text: str) -> None:
    assert not refutations(text, Span(0, len(text)))
