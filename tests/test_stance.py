import re
from dataclasses import replace

import pytest
from example_claims import PLAIN as CLAIM
from example_claims import SAID

from features.document import read
from features.evidence import Attribution, Claim, Document, Span, Stance
from features.rejecting import SCHOLARS
from features.rejection import points_back, refutations
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
)
AHEAD = (
    "It is wrong that the bridge was sold.",
    "This is the mill.",
    "There is no evidence that the bridge was sold.",
    "He was wrong to leave.",
    "It is not so easy to leave.",
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
