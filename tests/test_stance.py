import pytest

from features.evidence import Span
from features.stance import refutations

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
