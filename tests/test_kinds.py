"""What a source is by the words that name it: kind, name, stake, and by whose hands it came."""

from __future__ import annotations

from itertools import islice, product

import pytest
from example_sourcing import saying, source_of, sourcing_of
from spent import spent

from features.document import read
from features.evidence import Span
from features.sourcing import sourcing_from
from features.sourcing.kinds import mended
from features.sourcing.link import Link
from features.sourcing.mentions import trimmed
from features.sourcing.names import names_in

AFF = "affected_person"
WAR = (
    "Veskan troops shelled Lesk on Monday as war went on. Karsian rebels fought Veskan soldiers. {}"
)


@pytest.mark.parametrize(
    ("text", "part", "kind", "named"),
    [
        ("Two Morvian officials said it was so.", "it was so", "government_agency", False),
        ("A senior defence official said the pier was shut.", "the pier", None, False),
        (
            "Researchers at the Institute of Tides said the pier was shut.",
            "the pier",
            "expert",
            True,
        ),
        ("The residents of Lesk said the pier was shut.", "the pier", "unnamed_group", False),
        ("Roux's newspaper said the pier was shut.", "the pier", "media_outlet", True),
        (
            "The World Tide Programme said the pier was shut.",
            "the pier",
            "intergovernmental_org",
            True,
        ),
        (
            "The International Committee for Captives of War said it was so.",
            "it was so",
            "ngo_monitor",
            True,
        ),
        ("The UN agency's data show 40 boats.", "40 boats", "poll_or_dataset", True),
        ("Ana Roux, 29, said the pier was shut.", "the pier", "affected_person", True),
        ("Ana Roux, a retiree, said the pier was shut.", "the pier", "affected_person", True),
        ("Ana Roux said: “I counted four ships on fire.”", "four ships", "eyewitness", True),
        ("“I was on the bridge until four,” Ana Roux said.", "the bridge", "eyewitness", True),
        ("Authorities said the pier was shut.", "the pier", "government_agency", False),
        ("The inspector general said it was so.", "it was so", "government_agency", True),
        ("The university said the pier was shut.", "the pier", "expert", True),
        ("The institute's team said the pier was shut.", "the pier", "expert", True),
        ("A university lecturer said the pier was shut.", "the pier", "anonymous", False),
        ("Two witnesses said the pier was shut.", "the pier", "eyewitness", False),
        ("Dock groups said the pier was shut.", "the pier", "unnamed_group", False),
        ("A veteran diplomat said the pier was shut.", "the pier", "government_agency", False),
        ("A White House correspondent said it was so.", "it was so", "media_outlet", False),
        ("Bill Roux, a hydrologist, said the pier was shut.", "the pier", "expert", True),
        ("Farmers surveyed by Roux Tern said it was so.", "it was so", "poll_or_dataset", True),
        ("Some nine-in-ten islanders said it rained.", "it rained", "poll_or_dataset", False),
        ("Foreign Minister Ana Roux said it was so.", "it was so", "government_agency", True),
        (
            "Tern Relief Charity President Ana Roux said it was so.",
            "it was so",
            "ngo_monitor",
            True,
        ),
        ("A dock lawyer for the ministry, Ana Roux, said it was so.", "it was so", None, True),
        ("The audit by the ministry said it was so.", "it was so", "government_agency", False),
        ("A Morvian source said the pier was shut.", "the pier", "anonymous", False),
        ("A Thelk source said the pier was shut.", "the pier", "anonymous", False),
        ("Dorling said the pier was shut.", "the pier", "public_figure", True),
        ("The policy director of Tern Bank, Ana Roux, said so again.", "so again", "company", True),
    ],
)
def test_the_words_of_a_source_tell_its_kind_and_whether_it_is_named(
    text: str, part: str, kind: str | None, named: bool
) -> None:
    found = saying(text, part)
    assert kind is None or found.kind == kind
    assert found.named is named


@pytest.mark.parametrize(
    ("text", "kind", "stake"),
    [
        ("Veska said the bridge was down.", "party_to_conflict", True),
        ("Karsia said the bridge was down.", "party_to_conflict", True),
        ("Morvia said the bridge was down.", "public_figure", None),
        ("A military official said the bridge was down.", "party_to_conflict", True),
    ],
)
def test_in_a_war_a_state_whose_troops_fight_is_a_side(
    text: str, kind: str, stake: bool | None
) -> None:
    found = saying(WAR.format(text), "the bridge was down")
    assert (found.kind, found.stake) == (kind, stake)


@pytest.mark.parametrize(("one", "other"), [("Veskan", "Karsian"), ("United Veskan", "Karsian")])
def test_a_side_of_two_words_is_a_side_as_one_of_one(one: str, other: str) -> None:
    text = (
        f"{one} troops shelled Lesk on Monday as war went on. {other} rebels fought {one} soldiers."
    )
    for side in (one, other):
        found = saying(f"{text} {side.removesuffix('n')} said the bridge was down.", "the bridge")
        assert (found.kind, found.stake) == ("party_to_conflict", True)


def test_a_source_of_a_people_at_war_may_be_anybody() -> None:
    found = saying(
        WAR.format("A Veskan source said the bridge in Veska was down."), "the bridge in"
    )
    assert (found.kind, found.stake) == ("anonymous", None)


@pytest.mark.parametrize(
    ("text", "part", "stake"),
    [
        ("According to the complaint, the firm withheld pay.", "the firm withheld", True),
        ("The lawsuit says the firm withheld pay.", "the firm withheld", True),
        ("The report says the firm withheld pay.", "the firm withheld", None),
        (
            "City Attorney Ana Roux filed a lawsuit on Monday. Roux said pay was late.",
            "pay was late",
            True,
        ),
        (
            "City Attorney Ana Roux held a talk on Monday. Roux said pay was late.",
            "pay was late",
            None,
        ),
        ("Candidate spokesman Ilan Moreth said pay was late.", "pay was late", True),
        ("Ambulance records show 17 men were taken.", "17 men", False),
        ("The army's own records show 17 men were taken.", "17 men", None),
        ("The health inspector said 17 men were ill.", "17 men", False),
    ],
)
def test_who_pleads_or_speaks_for_another_has_a_stake(
    text: str, part: str, stake: bool | None
) -> None:
    assert saying(text, part).stake is stake


@pytest.mark.parametrize(
    ("hand", "depth"),
    [
        ("seen by the Harbour Post", 2),
        ("seen by this newspaper", 1),
        ("seen by our reporter", 1),
        ("obtained by us", 1),
    ],
)
def test_the_writers_own_house_is_no_hand_between(hand: str, depth: int) -> None:
    text = f"Records {hand} show 17 men were taken away."
    assert saying(text, "17 men").depth == depth


def test_names_that_begin_alike_are_read_in_linear_time() -> None:
    letters = "abdeghklmnoprstuvwz"

    def spent_on(count: int) -> float:
        names = islice(product(letters, repeat=4), 0, None, 7)
        text = " ".join(f"Near Vesk{''.join(name)}." for name in islice(names, count))
        document = read(text)
        return spent(lambda: names_in(document))

    assert spent_on(10_000) < 3.2 * spent_on(5_000)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Veska is wet. The Veskan army left.", {"veska", "veskan"}),
        ("Veska is wet. The Karsian army left.", set()),
        ("Mora is wet. Morabert left.", set()),
    ],
)
def test_a_name_with_its_adjective_beside_it_is_a_place(text: str, places: set[str]) -> None:
    assert names_in(read(text)).places == places


TOLL = "Storm Ada hit Lesk. {} said 40 people were killed."


@pytest.mark.parametrize(
    ("who", "stake"),
    [("The water authority", False), ("The authorities", False), ("Governor Ana Roux", None)],
)
def test_an_office_that_counts_the_victims_of_a_storm_does_its_work(
    who: str, stake: bool | None
) -> None:
    assert saying(TOLL.format(who), "40 people").stake is stake


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("A monitor said the pier was lost. It said the sea was calm.", "the sea", "ngo_monitor"),
        ("The group said the pier was lost.", "the pier", "ngo_monitor"),
        ("A rebel group fled. The group said the pier was lost.", "the pier", "party_to_conflict"),
        ("Mothers Against Mines said the pier was lost.", "the pier", "ngo_monitor"),
    ],
)
def test_a_body_without_a_name_is_a_body_all_the_same(text: str, part: str, kind: str) -> None:
    war = "Veskan troops shelled Lesk as war went on. Soldiers fled. "
    assert saying(war + text, part).kind == kind


def test_the_ministry_is_the_one_whose_name_was_given_before() -> None:
    text = (
        "War came to Lesk as Veskan troops shelled it. A film by the Veskan Ministry of Defence "
        "showed soldiers. The ministry said the pier was lost."
    )
    found = saying(text, "the pier")
    assert (found.kind, found.stake) == ("party_to_conflict", True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The group said the pier was shut.", True),
        ("The water company said the pier was shut.", True),
        ("A group said the pier was shut.", False),
        ("A water company said the pier was shut.", False),
    ],
)
def test_the_company_is_one_that_the_text_has_named(text: str, named: bool) -> None:
    assert saying(text, "the pier").named is named


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        # A surname of two words is the man's of three.
        (
            "Rami Bel Karsen, head of the rights group, said it was so. Bel Karsen said it rained.",
            "it rained",
            "ngo_monitor",
        ),
        # Whom somebody met or who stopped him is not what he is.
        (
            "Ana Roux, who was stopped by a police officer, was tired. Roux said it rained.",
            "it rained",
            "public_figure",
        ),
        (
            "Ana Roux, who runs the ministry, was tired. Roux said it rained.",
            "it rained",
            "government_agency",
        ),
        # What a judge calls for is no name that he is given.
        (
            "The judge reportedly called Ana Roux to the bench. Roux said it rained.",
            "it rained",
            "public_figure",
        ),
        # A firm has customers and shares, and is written as no person is.
        ("Lumo shares fell. Lumo said its piers were shut.", "its piers", "company"),
        ("PayTern said its piers were shut.", "its piers", "company"),
        ("Lumo fell. Lumo said its piers were shut.", "its piers", "public_figure"),
        # "Officials" are those of before.
        (
            "Several Veskan army officials came. Army officials said it hailed. Officials said it"
            " rained.",
            "it rained",
            "government_agency",
        ),
        # What the text tells that a name is.
        ("KTL, a monitoring group, counts boats. KTL said it rained.", "it rained", "ngo_monitor"),
    ],
)
def test_what_the_text_tells_of_a_source_elsewhere_gives_its_kind(
    text: str, part: str, kind: str
) -> None:
    assert saying(text, part).kind == kind


def test_a_group_based_in_a_city_is_the_body_named_before() -> None:
    text = WAR.format(
        "The Observatory for Docks said 30 people were killed. The Tern-based group said"
        " ships burned."
    )
    before, after = saying(text, "30 people"), saying(text, "ships burned")
    assert before.source_id == after.source_id
    assert after.kind == "ngo_monitor"


@pytest.mark.parametrize(
    ("text", "part", "kind", "named"),
    [
        # An office or a lawyer speaks as whom it is of.
        (
            "Rep. Ana Roux left early. Roux's office said it was so.",
            "it was",
            "public_figure",
            True,
        ),
        (
            "Rep. Ana Roux left early. Her spokesman said it was so.",
            "it was",
            "public_figure",
            False,
        ),
        ("Ana Roux, 29, was fined. Her lawyer said it was so.", "it was", "affected_person", False),
        ("Sources close to Ana Roux said it was so.", "it was so", "anonymous", False),
        # Whom an outlet speaks to is not of it; what it prints is its word.
        ("Lesk News sources said it was so.", "it was so", "unnamed_group", False),
        ("A 2013 Lesk Post article said it was so.", "it was so", "media_outlet", True),
        ("Ternico reports that it was so.", "it was so", "media_outlet", True),
        ("The mayor told KTLX on Friday. KTLX said it was so.", "it was so", "media_outlet", True),
        ("The blast was heard in Lesk, Tern Agency reported.", "was heard", "media_outlet", True),
        # What a corpus without apostrophes and commas writes.
        ("The observatorys chief Ana Roux said it was so.", "it was so", "ngo_monitor", True),
        ("MSFs coordinator Ana Roux said it was so.", "it was so", "ngo_monitor", True),
        ("Ana Roux a vet from Lesk said it was so.", "it was so", "affected_person", True),
        # Heads of what is no state, and of one.
        ("Ana Roux, president of Tern Relief For Life, said it was so.", "it was", None, True),
        ("TXR President Ana Roux said it was so.", "it was so", "public_figure", True),
        ("Prime Minister Dr. Ana Roux said it was so.", "it was so", "government_agency", True),
        (
            "One of the court's judges, Ana Roux, said it was so.",
            "it was",
            "government_agency",
            True,
        ),
        (
            "Jan Stane of Walk Against Mines said that it was so all day and night.",
            "it was so",
            "ngo_monitor",
            True,
        ),
        ("A Lesk activist said it was so.", "it was so", "public_figure", False),
        ("Another watchdog the Lesk Tide Committee said it was so.", "it was so", None, True),
        ("Six in 10 voters said it was so.", "it was so", "poll_or_dataset", None),
        ("Turkan presidential sources said it was so.", "it was so", "government_agency", False),
    ],
)
def test_a_source_is_read_by_whose_voice_it_is(
    text: str, part: str, kind: str | None, named: bool | None
) -> None:
    found = saying(text, part)
    assert kind is None or found.kind == kind
    assert named is None or found.named is named


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        # A surname alone, each time it speaks.
        ("Roux said it rained. The road was long. Roux said it was late.", "rained", "late"),
        ("Military sources said it rained. It ended, said the source.", "rained", "It ended"),
        ("Activist Omar al-Harun said it rained. Harun said it was late.", "rained", "late"),
        (
            "Candidate Ana Roux said it rained. The road was long. The candidate said it was late.",
            "rained",
            "late",
        ),
        (
            "A monitoring group said it rained. The Tern Observatory for Tides said it was late.",
            "rained",
            "late",
        ),
        (
            "The Tern Observatory for Tides said it rained. The watchdog said it was late.",
            "rained",
            "late",
        ),
        (
            "Residents said so. State news agency TXNA said it rained. It said it was late.",
            "rained",
            "late",
        ),
    ],
)
def test_a_source_named_again_in_other_words_is_one(text: str, one: str, other: str) -> None:
    assert saying(text, one).source_id == saying(text, other).source_id


def test_a_name_that_a_lost_comma_made_is_not_the_man() -> None:
    text = (
        "Blaming Stane Roux said it rained. President Ana Roux left. President Ana Roux slept. "
        "Roux said it was late."
    )
    assert saying(text, "it was late").kind == "government_agency"


def test_he_is_whom_the_sentence_before_is_about() -> None:
    text = (
        "Aide Ana Stane said it rained. On Saturday, President Jan Roux addressed a dinner. "
        "He said it was late."
    )
    assert saying(text, "it was late").kind == "government_agency"


@pytest.mark.parametrize(
    ("calling", "same"),
    [("adviser", "rained"), ("campaign manager", "rained"), ("rival", "late"), ("and", "late")],
)
def test_a_calling_between_two_names_makes_the_second_the_speaker(calling: str, same: str) -> None:
    text = (
        f"Ana Roux {calling} Jan Stane said it was so. Stane said it rained. Roux said it was late."
    )
    assert source_of(text, "it was so").id == source_of(text, same).id
    assert source_of(text, "rained").id != source_of(text, "late").id


@pytest.mark.parametrize(
    ("helped", "name"),
    [
        ("Roux", "Ana Roux"),
        # Of two either may be meant, and of one named once too little is told.
        ("Jan Stane or Roux", "She"),
        ("her", "She"),
    ],
)
def test_she_is_the_only_one_named_before_where_nobody_spoke_yet(helped: str, name: str) -> None:
    text = (
        f"The storm took the roof of Ana Roux. Nobody in town had helped {helped} at all. "
        "She said it was so."
    )
    assert source_of(text, "it was so").name == name


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The storm hit Ana Roux. Rain came in.", ("ana", "roux")),
        ("The storm hit Ana J. Roux at noon.", ("ana", "j", "roux")),
        ("The storm hit Ana C. Roux at noon.", ("ana", "c", "roux")),
        ("The storm hit Sec. Roux at noon.", ("sec", "roux")),
    ],
)
def test_a_name_ends_with_its_sentence(text: str, last: tuple[str, ...]) -> None:
    first, *_ = names_in(read(text)).runs
    assert tuple(word.low for word in first.words) == last


@pytest.mark.parametrize(
    ("one", "speaker", "other"),
    [
        ("Rebels", "The army", "A rebel spokesman"),
        ("Soldiers", "The rebels", "An army spokesman"),
        ("Militants", "The military", "A militant commander"),
        ("Troops", "The insurgents", "A military spokesman"),
    ],
)
def test_the_army_and_who_fights_it_are_both_sides(one: str, speaker: str, other: str) -> None:
    text = f"{one} shot 14 civilians, {speaker} said. {other} said it was late."
    for part in ("14 civilians", "it was late"):
        found = saying(text, part)
        assert (found.kind, found.stake) == ("party_to_conflict", True)


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("A rebel spokesman", "party_to_conflict"),
        ("The insurgents", "party_to_conflict"),
        ("A rebel lawmaker", "public_figure"),
        ("The army", "government_agency"),
        ("An army spokesman", "government_agency"),
    ],
)
def test_without_a_war_an_army_is_an_office_and_a_rebel_is_none(who: str, kind: str) -> None:
    assert saying(f"{who} said the road was shut.", "the road").kind == kind


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("A woman, who goes by the name Lio,", "anonymous"),
        ("A group, which goes by the name Lio,", "party_to_conflict"),
    ],
)
def test_a_woman_who_goes_by_a_name_is_no_body_of_that_name(who: str, kind: str) -> None:
    assert saying(f"{who} said rebels fled.", "rebels fled").kind == kind


@pytest.mark.parametrize("source", ["Its commander, Petra Lindqvist,", "Petra Lindqvist Jr."])
def test_a_name_ends_in_no_comma(source: str) -> None:
    text = f"{source} said the road was shut."
    at = text.index("said")
    link = Link(Span(0, len(source)), Span(at, at + 4), (Span(at + 5, len(text) - 1),))
    found = sourcing_from(read(text), [link]).sources
    assert [one.name for one in found] == [source.removesuffix(",")]


@pytest.mark.parametrize(
    ("text", "part", "kind", "named"),
    [
        # Whom an office is of: the noun that ends the phrase behind "of".
        (
            "Ana Roux, the president of the Lesk state firefighters union, said it was so.",
            "it was so",
            "public_figure",
            True,
        ),
        ("NBA spokesman Jan Stane said it was so.", "it was so", "company", True),
        # An office that somebody no longer has.
        ("An ex-mayor of Lesk said it was so.", "it was so", "public_figure", False),
        (
            "Ana Roux, who was lieutenant governor in May, said it was so.",
            "it was so",
            "public_figure",
            True,
        ),
        ("Former Attorney General Ana Roux said it was so.", "it was", "public_figure", True),
        # A term in prison is no office.
        (
            "Ana Roux, who served a year in a federal prison for fraud, said it was so.",
            "it was so",
            "public_figure",
            True,
        ),
        # Abbreviations count in capitals, and name.
        ("The LASA said it was so.", "it was so", "government_agency", True),
        ("LASA said it was so.", "it was so", "media_outlet", True),
        (
            "LASA said it was so. Later the LASA said it rained.",
            "it was so",
            "government_agency",
            True,
        ),
        (
            "LASA said it was so. The Lesk Agency of Ships and Anchors is new.",
            "it was so",
            "government_agency",
            True,
        ),
        ("LASA said it was so. A LASA agency is new.", "it was so", "government_agency", True),
        ("General Secretary Ana Roux said it was so.", "it was so", "public_figure", True),
        ("Policy guru Ana Roux said it was so.", "it was so", "public_figure", True),
        ("A Lesk policy wonk said it was so.", "it was so", "public_figure", False),
        ("An ex-lover of the mayor said it was so.", "it was so", "affected_person", False),
        ("Independent lawyers said it was so.", "it was so", "unnamed_group", False),
        ("An independent test said it was so.", "it was so", "anonymous", False),
        ("Majorities of voters said it was so.", "it was so", "unnamed_group", False),
        ("President said it was so.", "it was so", "government_agency", False),
        ("A lawyer for the former officer said it was so.", "it was so", "anonymous", False),
        ("Lasa Roux said it was so.", "it was so", "public_figure", True),
        # A town behind a plural is no name, a noun in the name of a body is none.
        ("Residents of Thelkan near Lesk said it was so.", "it was so", "unnamed_group", False),
        ("The Lesk Conference of Mayors said it was so.", "it was so", "public_figure", True),
        # What is said in passing is no office.
        (
            "Ana Roux, by naming the police chief, was bold. Roux said it was so.",
            "it was so",
            "public_figure",
            True,
        ),
        # Somebody unnamed speaks for somebody named.
        (
            "Governor Ana Roux left. A spokesman for Roux said it was so.",
            "it was so",
            "government_agency",
            False,
        ),
        # An account whose owner the text names elsewhere, and one that it does not.
        (
            "Ana Roux sang. Ana Roux (@anaroux) said it was so.",
            "it was so",
            "public_figure",
            True,
        ),
        ("Ana Roux (@anaroux) said it was so.", "it was so", "social_media", True),
        # Several, however they are called.
        ("Those over sixty said it was so.", "it was so", "unnamed_group", False),
    ],
)
def test_what_somebody_was_or_met_is_not_what_he_is(
    text: str, part: str, kind: str | None, named: bool | None
) -> None:
    found = saying(text, part)
    assert kind is None or found.kind == kind
    assert named is None or found.named is named


def test_where_a_statement_was_put_out_does_not_make_its_speaker_an_outlet() -> None:
    text = WAR.format("The Thelk group in a statement on its news agency said it was so.")
    assert saying(text, "it was so").kind == "party_to_conflict"


def test_the_director_of_an_unknown_body_in_a_war_is_no_commander() -> None:
    text = WAR.format("{} Ana Roux said it was so.")
    assert saying(text.format("The Thelk director"), "it was so").kind == "ngo_monitor"
    assert saying(text.format("The Thelk spokesman"), "it was so").kind == "party_to_conflict"


def test_a_name_behind_in_that_owns_something_is_no_place() -> None:
    text = "Judge Ana Roux spoke. In Roux's view it rained. In Lesk's port it hailed."
    places = names_in(read(text)).places
    assert "roux" not in places
    assert "lesk" in places


def test_a_sentence_of_names_is_not_in_capitals() -> None:
    names = names_in(read("It rained.\n\nAna Roux, 18, of Lesk County, Veska, disagrees."))
    assert not names.shouting
    assert names_in(read("Ana Roux Of Lesk County Disagrees\n\nIt rained.")).shouting


def test_a_name_goes_on_with_al_where_an_office_follows() -> None:
    runs = names_in(read("It rained, said Rami al-Karsen, the head of the clinic.")).runs
    assert ("rami", "al-karsen") in [run.name for run in runs]


def test_a_monitoring_group_is_the_one_named_next_beside_armed_groups() -> None:
    text = WAR.format(
        "Armed groups left, a monitoring group said. The Observatory for Docks said it hailed."
    )
    first, second = saying(text, "groups left"), saying(text, "it hailed")
    assert first.source_id == second.source_id
    assert first.named


@pytest.mark.parametrize("word", ["Carter", "strikes", "believes", "villages"])
def test_a_word_one_letter_from_a_noun_of_the_lists_is_itself(word: str) -> None:
    assert mended(word.casefold()) == word.casefold()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chief Superintendent Ana Roux said it rained.", "government_agency"),
        ("The bomb squad said it rained.", "government_agency"),
        ("Ana Roux, a member of the party's central committee, said it rained.", "public_figure"),
        ("The diocese said it rained.", "public_figure"),
        ("Prof. Roux said it rained.", "expert"),
        ("Ana Roux, a market strategist at Tern Bank, said it rained.", "expert"),
        ("A team spokesman said it rained.", "company"),
        ("The pharmaceutical giant said it rained.", "company"),
        ("According to local reports, it rained.", "media_outlet"),
        ("A label said it rained.", "document_or_recording"),
        ("According to the prospectus, it rained.", "document_or_recording"),
        ("The European Court of Human Rights said it rained.", "intergovernmental_org"),
        ("The homeless shelter said it rained.", "ngo_monitor"),
    ],
)
def test_bodies_offices_and_papers_of_every_trade_are_known(text: str, kind: str) -> None:
    assert saying(text, "it rained").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Just 18% said it rained.", "poll_or_dataset"),
        ("About 6 in 10 islanders said it rained.", "poll_or_dataset"),
        ("A majority, 53%, said it rained.", "poll_or_dataset"),
        ("A poll by Roux Tern came out. Two-thirds say it rained.", "poll_or_dataset"),
        ("A storm came. A slim majority of voters said it rained.", "unnamed_group"),
    ],
)
def test_a_share_of_those_asked_is_a_polls(text: str, kind: str) -> None:
    assert saying(text, "it rained").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Former KLM Director Ana Roux said it rained.", "public_figure"),
        ("KLM Director Ana Roux said it rained.", "government_agency"),
        ("Former court spokesman Ana Roux said it rained.", "public_figure"),
        ("Ana Roux, a former Tern Bank cashier, said it rained.", "affected_person"),
        ("Ana Roux, a Tern Bank spokeswoman, said it rained.", "company"),
    ],
)
def test_who_left_a_post_speaks_for_it_no_more(text: str, kind: str) -> None:
    assert saying(text, "it rained").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("According to a tweet from the police department, it rained.", "government_agency"),
        ("According to a tweet from a passer-by, it rained.", "social_media"),
        ("A Facebook spokesman said it rained.", "company"),
        ("Facebook said it rained.", "company"),
        ("According to Facebook, it rained.", "social_media"),
    ],
)
def test_what_a_body_posts_is_its_word(text: str, kind: str) -> None:
    assert saying(text, "it rained").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tern Foods said it rained.", "company"),
        ("A Tern spokesperson said it rained.", "company"),
        ("The Tern Globe said it rained.", "media_outlet"),
        ("Tern Journalism reported on Saturday that it rained.", "media_outlet"),
        ("Tern 5 reported that it rained.", "media_outlet"),
        ("Mr. Jan Foods said it rained.", "public_figure"),
    ],
)
def test_the_end_of_a_name_tells_a_firm_or_a_paper(text: str, kind: str) -> None:
    assert saying(text, "it rained").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The political scientists Ana Roux and Jan Brin said it rained.", "expert"),
        ("Ana Roux, president of the Dockers Community of Lesk, said it rained.", "public_figure"),
        ("Ana Roux, president of the Republic, said it rained.", "government_agency"),
        ("Ana Roux, who teaches law at Lesk University, said it rained.", "expert"),
        ("The university's vice president, Ana Roux, said it rained.", "expert"),
        ("Unicef said it rained.", "intergovernmental_org"),
        ("Citing news from its partners in Lesk UNICEF said it rained.", "intergovernmental_org"),
        ("A marine said it rained.", "anonymous"),
    ],
)
def test_people_are_told_by_what_they_are_of(text: str, kind: str) -> None:
    assert saying(text, "it rained").kind == kind


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A Tern spokesperson said it rained.", False),
        ("A Lesk Democrat said it rained.", False),
        ("A statement from the White House said it rained.", True),
        ("Tern spokesperson Ana Roux said it rained.", True),
    ],
)
def test_who_speaks_for_a_body_unnamed_is_not_named(text: str, named: bool) -> None:
    assert saying(text, "it rained").named is named


def test_he_is_the_democrat_of_the_sentence_before() -> None:
    text = "The East Veska Democrat said it was cold. He said it rained."
    assert saying(text, "it rained").kind == "public_figure"


@pytest.mark.parametrize(
    ("text", "part", "kind", "named"),
    [
        (
            "Ana Roux, an attorney for Stane, said it was so. Jan Stane left.",
            "it was so",
            AFF,
            True,
        ),
        ("Stane's lawyer, Ana Roux, said it was so. Jan Stane left.", "it was so", AFF, True),
        ("PayRiver executives said the gate was shut.", "the gate", "company", False),
        ("Lesk County Executive Ana Roux said it was so.", "it was so", "government_agency", True),
        ("Chief Ana Roux said the gate was shut.", "the gate", "government_agency", True),
        ("A civil defence official said it was so.", "it was so", "government_agency", False),
        ("An official source said the gate was shut.", "the gate", "government_agency", False),
        ("The stickers said the gate was shut.", "the gate", "document_or_recording", True),
        ("The videotape said the gate was shut.", "the gate", "document_or_recording", False),
        (
            "Data released by the Harbour Ministry said it was so.",
            "it was so",
            "government_agency",
            True,
        ),
        ("Ana Roux said: “I looked out and the pier was gone.”", "the pier", "eyewitness", True),
        ("The Centre for Disease Control said it was so.", "it was so", "government_agency", True),
        ("Jan Stane's father, Maro, said it was so.", "it was so", AFF, True),
    ],
)
def test_lawyers_staff_teams_and_papers_are_read_by_whose_they_are(
    text: str, part: str, kind: str, named: bool
) -> None:
    found = saying(text, part)
    assert (found.kind, found.named) == (kind, named)


def test_the_statement_is_the_word_of_who_made_one() -> None:
    text = "Dorling said in a statement that the pier was shut. The statement said ten boats sank."
    assert saying(text, "ten boats").source_id == saying(text, "the pier").source_id


def test_her_assessment_is_her_word() -> None:
    text = "Ana Roux said the pier was shut. Her assessment: “Ten boats sank.”"
    assert saying(text, "Ten boats").source_id == saying(text, "the pier").source_id


def test_a_husband_of_the_same_surname_does_not_lend_his_office() -> None:
    text = (
        "President Roux left office. Candidate Ana Roux said it was so."
        " Nobody asked President Jan Roux."
    )
    assert saying(text, "it was so").kind == "public_figure"


def test_a_name_like_an_adjective_is_no_place() -> None:
    names = names_in(read("Boris Stane met Petra Borisova. Boris Stane left."))
    assert "boris" not in names.places


def test_a_third_of_his_name_is_a_person() -> None:
    names = names_in(read("Terran Cox III left. Cox said it was so."))
    assert names.persons["cox"] == ("terran", "cox")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Story Continued Below Roux", "Roux"),
        ("that he", "he"),
        ("It did not name the driver", "It"),
        ("which tracks the war", "which"),
        ("who lives in Lesk", "who"),
        ("who gave his name as Jan Brin", "who gave his name as Jan Brin"),
        ("Roux told Lesk News today", "Roux"),
        ("he and his brother", "he and his brother"),
        ("a man who told police", "a man who told police"),
    ],
)
def test_a_source_is_trimmed_to_who_speaks(words: str, left: str) -> None:
    document = read(f"{words} said so. Ana Roux left.")
    found = trimmed(document, names_in(document), Span(0, len(words)))
    assert found.of(document.text) == left


def test_an_article_alone_grows_to_the_name_behind_it() -> None:
    document = read("It was late, said an angry Ana Roux on Monday.")
    start = document.text.index("an angry")
    found = trimmed(document, names_in(document), Span(start, start + 2))
    assert found.of(document.text) == "an angry Ana Roux"


@pytest.mark.parametrize("verb", ["denied this", "has flatly denied it", "rejected that"])
def test_a_denial_without_words_is_the_word_of_who_denies_and_it_is_that_body(verb: str) -> None:
    text = (
        f"Residents of Kobo said it was brown. The Ministry of Water {verb}. It said all was safe."
    )
    _, sourcing = sourcing_of(text)
    called = [source.name for source in sourcing.sources]
    assert called == ["Residents of Kobo", "The Ministry of Water"]
    assert saying(text, "Water").kind == "government_agency"
    assert saying(text, "all was safe").source_id == saying(text, "Water").source_id


def test_it_put_its_losses_at_a_number_is_the_word_of_the_body_before() -> None:
    text = "The Red Cross put the number of displaced at 4,000. It put its losses at 12 dead."
    assert saying(text, "12 dead").source_id == saying(text, "4,000").source_id
