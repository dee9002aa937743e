"""Who vouches for a figure, and whether it was counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from example_figures import NOTHING, document, figures, said, sourcing

from features.evidence import Figure, Kind, Quotation, Sourcing, Span
from features.figures import find_figures


def test_a_figure_takes_its_source_and_the_stake_of_it() -> None:
    doc = document("The Northern Emergency Office said 2,000 civilians had been killed.")
    row = said(doc, "The Northern Emergency Office", "2,000 civilians had been killed", stake=True)
    (figure,) = find_figures(doc, sourcing(row))
    assert figure.attributed
    assert figure.stake is True
    assert figure.status == "attributed"
    assert figure.source_id == "The Northern Emergency Office"
    assert figure.attribution == 0


def test_a_form_without_an_attributor_is_no_source() -> None:
    doc = document("It is estimated that 5,000 soldiers have been killed.")
    who, form = said(doc, "nobody", "5,000 soldiers have been killed", kind="unattributed")
    given_form = replace(form, source=None, source_id=None)
    (figure,) = find_figures(doc, Sourcing((), (given_form,), (), (), (), ()))
    assert not figure.attributed
    assert figure.source_id is None
    assert who.id == "nobody"


def test_a_figure_inside_the_name_of_the_source_is_not_vouched_for_by_it() -> None:
    doc = document("The union of 20,000 miners said wages fell.")
    row = said(doc, "The union of 20,000 miners", "wages fell")
    (figure,) = find_figures(doc, sourcing(row))
    assert not figure.attributed


def test_a_sentence_that_goes_on_counting_is_governed_from_before() -> None:
    doc = document("The relief agency said 40 died. Of those, 12 were children. 9 lorries burned.")
    row = said(doc, "The relief agency", "40 died", kind="ngo_monitor", stake=False)
    first, second, third = find_figures(doc, sourcing(row))
    assert first.attributed
    assert second.attributed
    assert not third.attributed


def test_a_body_that_passes_on_a_count_gives_the_figure_of_the_other() -> None:
    doc = document("The world body, citing the health ministry, said 300 had died.")
    ministry, _ = said(doc, "the health ministry", "300 had died", stake=True)
    body, attribution = said(
        doc,
        "The world body",
        "300 had died",
        kind="intergovernmental_org",
        stake=False,
        chain=("the health ministry", "The world body"),
    )
    relayed = replace(attribution, channel="The world body")
    (figure,) = find_figures(doc, Sourcing((ministry, body), (relayed,), (), (), (), ()))
    assert figure.source_id == "the health ministry"
    assert figure.stake is True


def test_a_count_with_a_stated_method_by_a_counter_without_a_stake_is_verified() -> None:
    text = (
        "The Valley Observatory said 38 civilians were killed. "
        "The observatory relies on a network of sources in every district."
    )
    doc = document(text)
    row = said(
        doc,
        "The Valley Observatory",
        "38 civilians were killed",
        kind="ngo_monitor",
        stake=False,
    )
    (figure,) = find_figures(doc, sourcing(row))
    assert figure.verified
    assert figure.status == "verified"
    assert "method" not in figure.missing


def test_a_method_stated_by_a_side_verifies_nothing() -> None:
    doc = document("The army, which has counted bodies, confirmed that 38 rebels were killed.")
    row = said(doc, "The army", "38 rebels were killed", kind="party_to_conflict", stake=True)
    assert not find_figures(doc, sourcing(row))[0].verified


def test_a_second_channel_not_fed_by_the_first_verifies() -> None:
    doc = document("The army said 38 miners died. The relief union said 38 miners died.")
    army = said(doc, "The army", "38 miners died", kind="party_to_conflict", stake=True)
    who, attribution = said(
        doc, "The relief union", "The relief union said 38 miners died", kind="ngo_monitor"
    )
    union = (replace(who, stake=False), replace(attribution, stake=False))
    assert [f.verified for f in find_figures(doc, sourcing(army, union))] == [True, True]


def test_two_sides_that_agree_do_not_verify_each_other() -> None:
    doc = document("The army said 38 miners died. The rebels said 38 miners had died.")
    army = said(doc, "The army", "38 miners died", kind="party_to_conflict", stake=True)
    rebels = said(doc, "The rebels", "38 miners had died", kind="party_to_conflict", stake=True)
    assert not any(f.verified for f in find_figures(doc, sourcing(army, rebels)))


POLL = "A poll by the Calder Institute"


def polled(text: str, content: str, poll: str = POLL) -> tuple[Figure, ...]:
    """Figures of a text in which a poll without a stake vouches for ``content``."""
    doc = document(text)
    row = said(doc, poll, content, kind="poll_or_dataset", stake=False)
    return find_figures(doc, sourcing(row))


def test_a_poll_that_gives_its_sample_verifies_its_shares() -> None:
    found = polled(
        f"{POLL} found that 61% of people distrust the council. "
        "The institute surveyed 1,204 adults in five towns.",
        "61% of people distrust the council",
    )
    assert [f.verified for f in found] == [True, False, False]


def test_a_poll_without_a_sample_verifies_nothing() -> None:
    (figure,) = polled(
        f"{POLL} found that 61% of people distrust the council.",
        "61% of people distrust the council",
    )
    assert figure.attributed
    assert not figure.verified


def test_a_share_within_the_margin_of_error_has_no_stated_method() -> None:
    found = polled(
        f"{POLL} found 44% for Vann, 43% for Orr, within the margin of error.",
        "44% for Vann, 43% for Orr, within the margin of error",
    )
    assert not any(f.verified for f in found)


def test_a_margin_of_error_is_nothing_that_the_poll_found() -> None:
    found = polled(
        f"{POLL} found 44% for Vann. {POLL} had a margin of error of 3 percent.",
        "had a margin of error of 3 percent",
    )
    assert not found[-1].verified


def test_the_sample_of_this_poll_does_not_cover_an_earlier_one() -> None:
    text = f"{POLL} had 44% for Vann in March. It surveyed 1,204 adults."
    found = polled(text, "44% for Vann in March")
    assert not any(f.verified for f in found)


def test_a_share_is_that_of_the_poll_its_sentence_speaks_of() -> None:
    text = f"{POLL} found support. Some 73% of voters in the poll were keen. Rents rose by 9%."
    found = polled(text, "support")
    assert [f.attributed for f in found] == [True, False]


@pytest.mark.parametrize(
    "method",
    [
        "which keeps a register at both piers, ",
        "which relies on a network of nurses, ",
        "which studied satellite images, ",
    ],
)
def test_a_counter_may_state_his_method_in_the_same_sentence(method: str) -> None:
    doc = document(f"The aid council, {method}said 18,420 people had crossed.")
    row = said(doc, "The aid council", "18,420 people had crossed", kind="ngo_monitor", stake=False)
    assert find_figures(doc, sourcing(row))[0].verified


def test_a_method_that_is_denied_verifies_nothing() -> None:
    doc = document("The aid council said 38 died, a toll that could not be verified by doctors.")
    row = said(doc, "The aid council", "38 died", kind="ngo_monitor", stake=False)
    assert not find_figures(doc, sourcing(row))[0].verified


def test_a_number_taken_for_granted_is_not_verified_by_the_way() -> None:
    doc = document("The aid council said doctors tested all 58 victims, and 7 tested positive.")
    row = said(
        doc,
        "The aid council",
        "doctors tested all 58 victims, and 7 tested positive",
        kind="ngo_monitor",
        stake=False,
    )
    assert [f.verified for f in find_figures(doc, sourcing(row))] == [False, True]


@pytest.mark.parametrize(
    ("source", "kind", "verified"),
    [
        ("The burial registers of five parishes", "document_or_recording", True),
        ("An audit of the valley fund", "document_or_recording", True),
        ("The letters of five parishes", "document_or_recording", False),
        ("The Valley Register", "document_or_recording", False),
        ("Orra, who worked the cash register,", "expert", False),
        ("The clerk, who keeps the burial registers,", "government_agency", False),
    ],
)
def test_a_register_or_an_audit_vouches_by_itself(source: str, kind: Kind, verified: bool) -> None:
    doc = document(f"{source} showed that 93 people were buried.")
    row = said(doc, source, "93 people were buried", kind=kind)
    figure = find_figures(doc, sourcing(row))[-1]
    assert figure.verified is verified
    assert figure.stake is (False if verified else None)


def test_the_register_of_a_side_verifies_nothing() -> None:
    doc = document("The army's burial registers showed that 93 people were buried.")
    source = "The army's burial registers"
    row = said(doc, source, "93 people were buried", kind="document_or_recording", stake=True)
    (figure,) = find_figures(doc, sourcing(row))
    assert not figure.verified
    assert figure.stake is True


@pytest.mark.parametrize(
    ("source", "kind", "verified"),
    [
        ("The inspector", "government_agency", True),
        ("The minister", "government_agency", False),
        ("Reporters of the Courier", "media_outlet", True),
        ("The marchers", "unnamed_group", False),
        ("The miners' union", "ngo_monitor", False),
    ],
)
def test_who_counts_himself_and_has_no_stake_has_a_method(
    source: str, kind: Kind, verified: bool
) -> None:
    doc = document(f"{source} counted 38 sealed boxes.")
    row = said(doc, source, "38 sealed boxes", kind=kind)
    assert find_figures(doc, sourcing(row))[0].verified is verified


def test_those_who_answered_a_poll_do_not_vouch_for_how_many_they_are() -> None:
    text = f"{POLL} surveyed 1,204 adults. 61% were keen, even though 75% say rents are high."
    doc = document(text)
    poll = said(doc, POLL, "1,204 adults", kind="poll_or_dataset", stake=False)
    people = said(doc, "75%", "rents are high", kind="unnamed_group")
    wide = (people[0], replace(people[1], content=Span(text.index("61%"), len(text))))
    held = find_figures(doc, sourcing(poll, wide))[1:]
    assert [f.source_id for f in held] == [POLL, POLL]
    assert [f.verified for f in held] == [True, True]


def test_a_document_of_the_other_source_is_no_second_channel() -> None:
    doc = document("The prosecutors said 38 cars were sold. The charge sheet lists 38 cars.")
    office = said(doc, "The prosecutors", "38 cars were sold", stake=False)
    sheet = said(doc, "The charge sheet", "38 cars.", kind="document_or_recording")
    assert not any(f.verified for f in find_figures(doc, sourcing(office, sheet)))


def test_the_date_of_a_vote_does_not_make_its_poll_an_earlier_one() -> None:
    found = polled(
        f"{POLL} has 44% for Vann ahead of the November 5 election. It surveyed 1,204 adults.",
        "44% for Vann ahead of the November 5 election",
    )
    assert found[0].verified


def test_two_relays_are_no_second_channel() -> None:
    doc = document("The Courier said 38 miners died. The relief union said 38 miners died.")
    paper = said(doc, "The Courier", "38 miners died", kind="media_outlet")
    who, attribution = said(
        doc, "The relief union", "The relief union said 38 miners died", kind="ngo_monitor"
    )
    union = (replace(who, stake=False), replace(attribution, stake=False))
    assert not any(f.verified for f in find_figures(doc, sourcing(paper, union)))


def denied(text: str, cue: str) -> Figure:
    doc = document(text)
    at = text.index(cue)
    words = replace(NOTHING, denials=(Span(at, at + len(cue)),))
    return find_figures(doc, words)[0]


@pytest.mark.parametrize(
    ("text", "cue", "disputed"),
    [
        ("The mayor denied that 300 conscripts had died.", "denied", True),
        ("Some 300 conscripts died. The army disputed the figure.", "disputed", True),
        ("Deny yourselves, he told 300 conscripts.", "Deny", False),
        ("After a rejected appeal the town hired 300 conscripts.", "rejected", False),
    ],
)
def test_a_figure_is_disputed_where_the_denial_bears_on_it(
    text: str, cue: str, disputed: bool
) -> None:
    assert (denied(text, cue).status == "disputed") is disputed


@pytest.mark.parametrize(
    ("source", "content"),
    [("Several witnesses", "shots rang out"), ("Two officials", "families had heard nothing")],
)
def test_a_handful_of_speakers_is_no_claim_figure(source: str, content: str) -> None:
    doc = document(f"{source} said {content}.")
    who, attribution = said(doc, source, content, kind="unnamed_group")
    cue = Span(doc.text.index("said"), doc.text.index("said") + 4)
    assert find_figures(doc, sourcing((who, replace(attribution, cue=cue)))) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        f"{POLL} says support fell from 71% to 55% in a month.",
        f"{POLL} says the Arvo Times poll has 44% for Vann.",
        f"{POLL} predicts that 21% will be new voters.",
    ],
)
def test_a_share_that_the_stated_sample_did_not_give_is_not_verified(sentence: str) -> None:
    found = polled(f"{sentence} The Calder poll surveyed 1,204 adults.", sentence)
    assert not found[0].verified


def test_a_share_of_the_poll_that_the_text_calls_by_its_name_is_verified() -> None:
    sentence = "A Calder poll has 44% for Vann."
    found = polled(f"{sentence} The poll surveyed 1,204 adults.", sentence, "A Calder poll")
    assert found[0].verified


def test_what_a_body_means_to_do_is_not_verified_by_its_records() -> None:
    doc = document("The audit said the town was supposed to pay for 40 wells.")
    row = said(doc, "The audit", "the town was supposed to pay for 40 wells", stake=False)
    assert not find_figures(doc, sourcing(row))[0].verified


@pytest.mark.parametrize("first", ["A hospital", "He", "The hospital"])
def test_a_second_channel_has_to_be_told_from_the_first(first: str) -> None:
    doc = document(f"{first} said 38 miners died. The relief union said 38 miners had died.")
    one = said(doc, first, "38 miners died")
    who, attribution = said(doc, "The relief union", "38 miners had died", kind="ngo_monitor")
    union = (replace(who, stake=False), replace(attribution, stake=False))
    verified = [f.verified for f in find_figures(doc, sourcing(one, union))]
    assert verified == [first == "The hospital"] * 2


@pytest.mark.parametrize(
    ("kind", "counted", "stake"),
    [
        ("government_agency", "38 miners died", False),
        ("ngo_monitor", "38 miners died", False),
        ("government_agency", "38 lorries left", None),
        ("unnamed_group", "38 miners died", None),
    ],
)
def test_who_counts_losses_by_office_has_no_stake_in_the_count(
    kind: Kind, counted: str, stake: bool | None
) -> None:
    doc = document(f"The rescue office said {counted}.")
    row = said(doc, "The rescue office", counted, kind=kind)
    assert find_figures(doc, sourcing(row))[0].stake is stake


def test_a_figure_of_a_text_that_speaks_for_a_side_has_that_side_s_stake() -> None:
    labelled = (
        "Our troops killed 40 terrorists near Velm. The terrorists fled. Terrorists had shelled "
        "the town. Later the terrorists hid in Arvo."
    )
    assert figures(labelled)[0].stake is True
    plain = labelled.replace("terrorists", "fighters").replace("Terrorists", "Fighters")
    assert figures(plain)[0].stake is None
    doc = document(labelled)
    speech = Span(labelled.index("The terrorists"), len(labelled))
    quoting = replace(doc, quotations=(Quotation(speech.start, speech.end, speech),))
    assert find_figures(quoting, sourcing())[0].stake is None


def cued(doc_text: str, cue: str, source: str, content: str, direct: bool = False) -> Figure:
    """The first figure of a text in which ``source`` speaks by ``cue``."""
    doc = document(doc_text)
    who, attribution = said(doc, source, content)
    at = doc_text.index(cue)
    spoken = replace(attribution, cue=Span(at, at + len(cue)), direct=direct)
    return find_figures(doc, sourcing((who, spoken)))[0]


def test_a_figure_that_the_source_puts_behind_his_words_is_his() -> None:
    text = "The roof fell in, the mayor said, putting the death toll at 40."
    assert cued(text, "said", "the mayor", "The roof fell in").attributed


def test_a_figure_before_a_clause_of_time_is_not_of_its_speaker() -> None:
    text = "The war has cost 400 lives since the mayor declared an emergency."
    assert not cued(text, "declared", "the mayor", "an emergency").attributed


def test_the_scene_before_words_given_directly_is_the_writer_s() -> None:
    text = "In a clip with 40 captives one says: I am cold."
    assert not cued(text, "says", "one", "I am cold", direct=True).attributed


@pytest.mark.parametrize(
    "sentence",
    [
        "The observatory put the toll at 40.",
        "The Velm Observatory, however, gave a lower toll of 40.",
        "It put the number of dead at 40.",
        "The observatory has documented 40 deaths.",
    ],
)
def test_a_known_source_holds_what_it_gives_by_another_verb(sentence: str) -> None:
    doc = document(f"The Velm Observatory said shells fell. {sentence}")
    who = said(doc, "The Velm Observatory", "shells fell", kind="ngo_monitor", stake=False)
    (figure,) = find_figures(doc, sourcing(who))
    assert figure.source_id == "The Velm Observatory"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Velm Bakery gave 40 loaves.",
        "The Arvo Centre for Town Research put the toll at 40.",
        "A baker put the price at 40.",
    ],
)
def test_a_stranger_s_count_is_not_given_to_a_known_source(sentence: str) -> None:
    doc = document(f"The Velm Observatory said shells fell. {sentence}")
    who = said(doc, "The Velm Observatory", "shells fell", kind="ngo_monitor", stake=False)
    (figure,) = find_figures(doc, sourcing(who))
    assert figure.source_id is None
