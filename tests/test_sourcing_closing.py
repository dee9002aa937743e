"""Sources that close a sentence without a comma, papers that vouch, and what they govern."""

from __future__ import annotations

import pytest
from example_sourcing import sourcing_of

from features.document import read
from features.evidence import Span
from features.sourcing import Link
from features.sourcing.assemble import sourcing_from
from features.sourcing.attribution import attributions_from
from features.sourcing.closing import closing_in
from features.sourcing.forms import links_by_form
from features.sourcing.gathering import parted, with_closing, with_forms
from features.sourcing.inheritance import with_accounts
from features.sourcing.introduced import with_introduced
from features.sourcing.names import names_in
from features.sourcing.papers import papers_in, polls_in
from features.sourcing.running import with_run_on
from features.sourcing.vouching import is_heading, is_label, vouches
from features.sourcing.words import words


def closing_of(text: str) -> list[str]:
    document = read(text)
    names = names_in(document)
    found = [link for s in document.sentences for link in closing_in(document, names, s)]
    return [link.source.of(document.text) for link in found if link.source is not None]


def papers_of(text: str) -> list[str]:
    document = read(text)
    names = names_in(document)
    found = [link for s in document.sentences for link in papers_in(document, names, s)]
    return [link.source.of(document.text) for link in found if link.source is not None]


@pytest.mark.parametrize("comma", ["", ","])
@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("{0} aid agencies said on Thursday.", "aid agencies"),
        ("{0} the Veskan army said in a statement.", "the Veskan army"),
        ("{0} a monitor told Lesk Radio in an interview.", "a monitor"),
        ("{0} he added heading into a dinner with his counterpart.", "he"),
    ],
)
def test_who_closes_a_sentence_says_it_with_or_without_a_comma(
    said: str, source: str, comma: str
) -> None:
    clause = "Shells have hit the market in Dorane for the third day" + comma
    assert closing_of(said.format(clause)) == [source]


def test_an_officer_behind_his_verb_says_what_stands_before_it() -> None:
    text = "The operation was planned since the fighting in the north said Officer Ana Roux to QRN."
    assert closing_of(text) == ["Officer Ana Roux"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Nine farmers were killed in the village of Taduk said the Ostrel Centre for Rights.",
            ["the Ostrel Centre for Rights"],
        ),
        (
            "The group has taxed and settled people in homes said the resident who fled to Lesk.",
            ["the resident"],
        ),
        ("When it was shut the mayor of Taduk said the army took East Varn.", []),
        ("It was seen that the mayor of Taduk said the Council.", []),
    ],
)
def test_a_place_at_the_end_of_a_clause_is_not_who_says_it(text: str, source: list[str]) -> None:
    assert closing_of(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of the old river town of Lesk said on Thursday.",
        "The mayor said the bridge in the old town was shut on Thursday.",
        "The army said on Thursday the bridge was shut and it would stay shut.",
    ],
)
def test_a_sentence_that_begins_with_its_speaker_does_not_end_with_one(text: str) -> None:
    assert closing_of(text) == []


def test_a_speaker_at_the_end_takes_the_place_of_who_was_tagged_at_the_beginning() -> None:
    document = read("We demand that the raid on the port is looked into Colonel Ana Roux said.")
    we, said = Span(0, 2), Span(len(document.text) - 5, len(document.text) - 1)
    tagged = Link(we, said, (Span(3, 50),))
    links = with_closing(document, names_in(document), [tagged])
    assert [link.source and link.source.of(document.text) for link in links] == ["Colonel Ana Roux"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Roux leads Halden by 4 points in a Harbour Post poll out on Friday.",
            "a Harbour Post poll",
        ),
        ("Three men can be seen running in the video.", "the video"),
        ("In the following footage, a man opens a crate.", "the following footage"),
        (
            "Officers had come to the house before, records obtained by the Post showed.",
            "records obtained by the Post",
        ),
        ("The survey was held in May and 1,001 adults took part.", "The survey"),
    ],
)
def test_polls_films_and_records_vouch_for_a_sentence(text: str, source: str) -> None:
    assert papers_of(text) == [source]


@pytest.mark.parametrize(
    "text",
    ["Roux has a firm lead in the polls.", "Voters queued in the rain at the polls."],
)
def test_the_polls_in_general_are_no_source(text: str) -> None:
    assert papers_of(text) == []


def test_a_share_behind_a_poll_is_the_polls_and_other_sentences_are_not() -> None:
    text = (
        "Roux leads in a Harbour Post poll. Halden won women by 49 percent. The race is long. "
        "She won by 10 percent in 1988."
    )
    document = read(text)
    names = names_in(document)
    links = [link for s in document.sentences for link in papers_in(document, names, s)]
    governed = with_accounts(document, links, polls_in(document, names, links))
    told = [link.content.of(document.text) for link in governed[len(links) :]]
    assert told == ["Halden won women by 49 percent."]


def test_a_colon_leads_to_a_statement_that_stands_in_the_next_paragraph() -> None:
    text = (
        "A harbour spokesman rejected the rumours in a statement sent to us:\n\n"
        "There is no duty to pay. Boats need to register. They do this at the quay.\n\n"
        "The rumours began in May."
    )
    document = read(text)
    cue = text.index("rejected")
    link = Link(Span(0, cue - 1), Span(cue, cue + 8), (Span(cue + 9, cue + 20),))
    told = [x.content.of(document.text) for x in with_accounts(document, [link], frozenset())[1:]]
    assert told == [
        "There is no duty to pay.",
        "Boats need to register.",
        "They do this at the quay.",
    ]


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Karsia likely behind attack on market: rights group", "rights group"),
        ("May 10 2013 Karsia likely behind attack: rights group Halden Staff.", "rights group"),
        ("Symptoms of the sick fit a nerve agent WHO", "WHO"),
        ("Files of the mill are to be shown, federal judge rules", "federal judge"),
    ],
)
def test_a_headline_ends_with_whom_it_credits(headline: str, source: str) -> None:
    _, sourcing = sourcing_of(headline + "\n\nTents stood in the rain at the port of Lesk.\n")
    assert [s.name for s in sourcing.sources] == [source]


@pytest.mark.parametrize("page", [" - Daily Halden", " | Halden Post: news"])
def test_a_headline_that_names_its_own_page_credits_nobody(page: str) -> None:
    headline = "Karsian jets hit market and leave nine dead" + page
    _, sourcing = sourcing_of(headline + "\n\nTents stood in the rain at the port of Lesk.\n")
    assert sourcing.attributions == ()


FILMED = """Crew of sunk gunboat filmed

Sailors whom a launch pulled out of the strait off Lesk have spoken to an interviewer on film.

The film was put on the channel of the Veskan Port Guard, whose officers are holding the crew in \
a shed.

Before a bare wall, a stoker {introduced} Jaro Brandt says the Veskans have been kind. "Our \
captain fled," he says.
"""


@pytest.mark.parametrize(
    "introduced", ["who gives his name as", "who gave his name as", "calling himself", "named"]
)
def test_a_captive_who_gives_his_name_on_his_captors_film_is_masked(introduced: str) -> None:
    text = FILMED.format(introduced=introduced).replace("stoker", "gunner")
    _, sourcing = sourcing_of(text)
    man = next(s for s in sourcing.sources if "Jaro Brandt" in s.name)
    assert man.kind == "prisoner_under_custody"
    assert man.protected


def test_a_state_in_two_capitals_is_no_pronoun() -> None:
    _, sourcing = sourcing_of(
        "US: Rebels did not use the gas in the attack on the base\n\nRain fell."
    )
    assert [s.name for s in sourcing.sources] == ["US"]


def test_where_the_tagger_saw_no_speaker_the_one_on_a_tape_is_found_without_what_is_purported() -> (
    None
):
    document = read(
        "The Post obtained a tape in which a stoker purportedly from the port of Brinn tells an "
        "aunt that the landing party was lost."
    )
    at = document.text.index("tells")
    links = with_forms(document, names_in(document), [], [Span(at, at + 5)])
    assert [x.source.of(document.text) for x in links if x.source is not None] == ["a stoker"]
    assert with_forms(document, names_in(document), []) == ()


@pytest.mark.parametrize("label", ["Here's the catch", "THE FACTS", "FACT CHECK"])
def test_a_label_before_a_colon_is_no_source(label: str) -> None:
    assert is_label(words(label))


def test_a_crisis_staff_that_speaks_of_a_toll_vouches_for_it() -> None:
    _, sourcing = sourcing_of("The crisis staff has spoken of 61 dead since the ninth.")
    assert [s.kind for s in sourcing.sources] == ["government_agency"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mill was flooded and four men were still missing the group added.", "the group"),
        ("The levy was lost and no boat had come by noon sources on the ground said.",
         "sources on the ground"),
        ("The mill at Arvo was shut when the dam broke on Friday said a monitoring group.",
         "a monitoring group"),
    ],
)  # fmt: skip
def test_plain_words_behind_a_whole_clause_close_it(text: str, source: str) -> None:
    assert closing_of(text) == [source]


@pytest.mark.parametrize(
    "text",
    [
        "Many of the people who were at work in the building said.",
        "Nearly half were for the levy and a third said the same of the toll.",
    ],
)
def test_what_a_preposition_governs_closes_nothing(text: str) -> None:
    assert closing_of(text) == []


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        ("Reality Check", True),
        ("Fake news", True),
        ("Lesk News", False),
        ("Fever in Quillon", True),
        ("September 9 2031 Factbox", True),
        ("UNPRECEDENTED", True),
        ("Port authority", False),
        ("Roux", False),
        ("AFW", False),
        ("Ana Roux", False),
    ],
)
def test_a_heading_before_a_colon_is_told_from_a_speaker(head: str, is_one: bool) -> None:
    text = f"{head}: nine boats sank off the coast. Ana Roux saw it."
    document = read(text)
    at = len(head) + 2
    link = Link(Span(0, len(head)), None, (Span(at, at + 32),), "colon")
    assert is_heading(document, names_in(document), link) is is_one


def test_a_second_speaker_behind_a_semicolon_takes_his_own_words() -> None:
    text = (
        "According to the army, the bridge was mined by rebels; the mayor said that the army had "
        "mined it."
    )
    document = read(text)
    link = Link(Span(13, 21), Span(0, 12), (Span(23, len(text) - 1),))
    first, second = parted(document, [link])
    assert first.content.of(text) == "the bridge was mined by rebels"
    assert second.source is not None
    assert (second.source.of(text), second.content.of(text)) == (
        "the mayor",
        "the army had mined it",
    )


def test_what_goes_on_behind_that_is_of_the_first_speaker() -> None:
    text = "The army said the bridge was mined, and that one man warned the others of the mines."
    document = read(text)
    link = Link(Span(0, 8), Span(9, 13), (Span(14, len(text) - 1),))
    assert parted(document, [link]) == [link]


@pytest.mark.parametrize(
    ("text", "source", "told"),
    [
        (
            "According to the mayor, the bridge is shut; the police said it is open.",
            "the mayor",
            ["the bridge is shut", "it is open"],
        ),
        (
            "According to Kess, the bridge is safe; Roux said it had 17 cracks.",
            "Kess",
            ["the bridge is safe", "it had 17 cracks"],
        ),
        # Less than a clause is nobody's own, and "then" goes on with the first.
        (
            "According to Kess, the bridge is safe; Roux said no.",
            "Kess",
            ["the bridge is safe; Roux said no"],
        ),
        (
            "According to Kess, the bridge is safe, and then he said it fell.",
            "Kess",
            ["the bridge is safe, and then he said it fell"],
        ),
    ],
)
def test_a_short_clause_is_its_own_speakers(text: str, source: str, told: list[str]) -> None:
    at, start = text.index(source), text.index("the bridge")
    link = Link(Span(at, at + len(source)), Span(0, 12), (Span(start, len(text) - 1),))
    found = parted(read(text), [link])
    assert [part.content.of(text) for part in found] == told


def test_the_paragraph_that_a_tweet_leads_to_is_all_of_it_his() -> None:
    text = (
        "On Monday, Roux tweeted:\n\nThe caravan is near. The pier is in play. It must be stopped."
        "\n\nThe port was calm."
    )
    document = read(text)
    first = text.index("The caravan")
    link = Link(Span(11, 15), Span(16, 23), (Span(first, first + 20),))
    found = with_accounts(document, [link], frozenset())
    assert [x.content.of(text) for x in found if x.form == "inherited"] == [
        "The pier is in play.",
        "It must be stopped.",
    ]


def test_an_as_clause_at_the_end_says_what_stands_before_it() -> None:
    text = "The tents at the port were late, as Roux has since acknowledged."
    assert closing_of(text) == ["Roux"]
    assert closing_of("The tents at the port were late, as Roux has since moved.") == []


@pytest.mark.parametrize("later", ["Ana Roux left for Lesk.", "The envoys left for Lesk."])
def test_a_name_behind_a_headlines_colon_speaks_where_the_text_tells_of_it(later: str) -> None:
    text = "Talks with the port will fail: Ana Roux\n\n" + later
    found = [x for x in links_by_form(read(text), words(text)) if x.form == "colon"]
    assert len(found) == ("Roux" in later)


def governed(text: str, source: str, cue: str) -> list[str]:
    """What one attributed sentence gives its source beyond it."""
    document = read(text)
    at, says = text.index(source), text.index(cue)
    first = document.sentences[document.sentence_at(at)]
    content = Span(first.start, at) if at > first.start else Span(says + len(cue) + 1, first.end)
    link = Link(Span(at, at + len(source)), Span(says, says + len(cue)), (content,))
    return [x.content.of(text) for x in with_accounts(document, [link], frozenset())[1:]]


@pytest.mark.parametrize(
    ("following", "goes_on"),
    [
        ("Another seven people were killed near Dorane.", True),
        ("Many of the dead are children.", True),
        ("The turnout was about 41%.", True),
        ("But 41% of the port stayed open.", False),
        ("Two other shells struck the pier.", True),
        ("At least 20 others were hurt.", True),
        ("Two other ships lie in the port.", False),
        ("An earlier raid killed 20 people.", False),
        ("Seven people live there.", False),
    ],
)
def test_more_who_were_hurt_and_shares_are_counted_on(following: str, goes_on: bool) -> None:
    text = "Nine people died in the blast, the monitor said. " + following
    assert governed(text, "the monitor", "said") == [following] * goes_on


@pytest.mark.parametrize("lead", ["Channel 9 reports:", "Stated Roux:", "As Roux wrote on Monday:"])
@pytest.mark.parametrize(
    "told", ["Boats sank off the pier.", "“Boats sank off the pier.”\n\n“The pier is shut.”"]
)
def test_a_line_introduces_the_text_or_the_quotations_below_it(lead: str, told: str) -> None:
    text = f"It rained.\n\n{lead}\n\n{told}"
    document = read(text)
    found = with_introduced(document, names_in(document), [])
    assert " ".join(x.content.of(text) for x in found) == told.replace("\n\n", " ")
    assert {words_of(text, x.source) for x in found} == {"Channel 9" if "9" in lead else "Roux"}


def test_a_line_that_names_a_person_introduces_quotations_and_no_plain_text() -> None:
    for told, count in (("“Boats sank off the pier.”", 1), ("Boats sank off the pier.", 0)):
        text = f"Mayor Ana Roux has been heard in the end:\n\n{told}"
        document = read(text)
        assert len(with_introduced(document, names_in(document), [])) == count


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("A statement from the Port Office read as follows:\n\n", "the Port Office"),
        ("We have a letter from a sailor, known as Q. Here it is, unedited. ", "a sailor"),
        ("The following is from an essay in which Roux told her story…\n\n", "Roux"),
        ("It was not told in full.\n\n", None),
    ],
)
def test_a_text_that_is_given_whole_is_its_writers(lead: str, who: str | None) -> None:
    text = lead + "Boats lay off the pier. Nobody came for them."
    document = read(text)
    found = with_introduced(document, names_in(document), [])
    assert [words_of(text, x.source) for x in found] == [who, who] * (who is not None)


def test_a_post_addressed_to_somebody_is_whose_words_stand_before_it() -> None:
    text = 'Roux said "no" to it. @lesk please shut the pier at last.'
    document = read(text)
    link = Link(Span(0, 4), Span(5, 9), (Span(10, 14),))
    found = with_introduced(document, names_in(document), [link])
    assert [(words_of(text, x.source), x.content.of(text)) for x in found[1:]] == [
        ("Roux", "@lesk please shut the pier at last.")
    ]


def words_of(text: str, span: Span | None) -> str | None:
    return span.of(text) if span is not None else None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("They fled to the port at night, but were caught there, the Lesk Post reports.",
         ["the Lesk Post"]),
        ("They fled to the port at night, and saw no reports.", []),
        ("A shell struck the bakery near the old port Ilan Moreth told Harbour News.",
         ["Ilan Moreth"]),
        ("He was offered a way out of it two people familiar with the sale confirmed.",
         ["two people familiar with the sale"]),
    ],
)  # fmt: skip
def test_outlets_veiled_sources_and_names_close_a_sentence(text: str, source: list[str]) -> None:
    assert closing_of("Ilan Moreth came. " + text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A Harbour Post reporter in Lesk saw divers at the pier.",
         ["A Harbour Post reporter in Lesk"]),
        ("A baker in Lesk saw divers at the pier.", []),
        ("Dorne led by 9 in a Post/Channel 9/Lesk College South Coast poll in May.",
         ["a Post/Channel 9/Lesk College South Coast poll"]),
    ],
)  # fmt: skip
def test_reporters_on_the_spot_and_polls_of_many_outlets_vouch(
    text: str, source: list[str]
) -> None:
    assert papers_of(text) == source


def test_sources_lead_to_a_headline_and_elsewhere_to_a_list() -> None:
    told = "the council looks into an odd link between the bank and the port"
    names = names_in(document := read(f"Sources: {told}"))
    link = Link(Span(0, 7), Span(7, 8), (Span(9, len(document.text)),))
    assert vouches(document, names.tokens, link)
    assert not is_heading(document, names, link)
    names = names_in(document := read(f"It rained. Sources: {told}"))
    link = Link(Span(11, 18), Span(18, 19), (Span(20, len(document.text)),))
    assert not vouches(document, names.tokens, link)


@pytest.mark.parametrize(
    ("more", "heads"), [("The tide came.", True), ("A Harbourpost man.", False)]
)
def test_a_shouted_word_that_returns_as_a_name_is_no_heading(more: str, heads: bool) -> None:
    text = f"HARBOURPOST: the mill is shut\n\n{more}"
    names = names_in(document := read(text))
    link = Link(Span(0, 11), Span(11, 12), (Span(13, 29),))
    assert is_heading(document, names, link) is heads


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The panel will vote on the ban at noon, Chairwoman Ana Roux (R-Lesk) announced Monday.",
         "Chairwoman Ana Roux"),
        ("Nine boats have sunk off Arvo the Lesk Dock Union (LDU) said on Friday.",
         "the Lesk Dock Union"),
        ("Four villages were lost in the push the Lesk Observatory for Peace reported overnight.",
         "the Lesk Observatory for Peace"),
        ("Nine people have died at the quay the Lesk Harbour Watch monitoring group said.",
         "the Lesk Harbour Watch monitoring group"),
        ("The shells were fired at dawn and hit three mills said the source adding that it burnt.",
         "the source"),
        ("They have been shut out of every port and mill since spring said the Lesk-based group.",
         "the Lesk-based group"),
        ("No one will dare to move after the fall of the tower said Ana Roux a Free State clerk.",
         "Ana Roux a Free State clerk"),
        ("The mills were damaged by the shells ARA quoted a source at the dock police as saying.",
         "a source at the dock police"),
        ("The guild is far worse than the port of Lesk, says Ana Roux", "Ana Roux"),
        ("The council wants the boats to leave the quay, warns the Lesk Dock Union, a body of 90.",
         "the Lesk Dock Union"),
    ],
)  # fmt: skip
def test_brackets_appositions_and_lost_commas_hide_nobody_who_closes(
    text: str, source: str
) -> None:
    assert closing_of(text) == [source]


def test_what_somebody_said_is_an_object_and_closes_nothing() -> None:
    text = "A clerk held that the payment contradicted what the mayor said last month."
    assert closing_of(text) == []


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Air raid kills 21 at Lesk market Monitor - Region - World - Halden Online", "Monitor"),
        ("Car bomb kills 15 in Arvos Lesk NGO - Region - World - Halden Online", "NGO"),
        ("Karsian Raid on Lesk Leaves 20 Civilians Dead Reports", "Reports"),
    ],
)
def test_the_place_of_a_page_on_its_site_hides_nobody_whom_a_headline_credits(
    headline: str, source: str
) -> None:
    _, sourcing = sourcing_of(headline + "\n\nTents stood in the rain at the port of Lesk.\n")
    assert source in [s.name for s in sourcing.sources]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Sources told the Lesk Post that the mill had burnt.", True),
        ("Report also said that the mill had burnt.", True),
        ("Update told the Lesk Post that the mill had burnt.", False),
    ],
)
def test_a_noun_that_heads_lists_tells_where_a_verb_stands_behind_it(
    text: str, tells: bool
) -> None:
    names = names_in(document := read(text))
    name = text.split()[0]
    verb = next(v for v in ("told", "also said") if v in text)
    at = text.index(verb)
    link = Link(
        Span(0, len(name)), Span(at, at + len(verb)), (Span(text.index("that"), len(text) - 1),)
    )
    assert vouches(document, names.tokens, link) is tells


@pytest.mark.parametrize(
    ("text", "cue", "holds"),
    [
        ("The Post has learned the guild will be shut.", "has learned", True),
        ("He praised Arvo as a port that saved 90 boats.", "praised", True),
        ("He praised Arvo for the 90 boats.", "praised", False),
        ("They have cast her as an ill maid.", "have cast", True),
        ("They have cast him on the quay.", "have cast", False),
        ("Dorne called on the guards to leave the port.", "called", True),
        ("Dorne called for the guards at the port.", "called", False),
        ("Officials are reassuring crews that the port is safe.", "are reassuring", True),
    ],
)
def test_an_outlet_learns_and_what_is_cast_as_something_is_judged(
    text: str, cue: str, holds: bool
) -> None:
    names = names_in(document := read(text))
    at = text.index(cue)
    end = at + len(cue)
    told = end + (4 if text[end:].startswith((" on ", " for")) else 1)
    link = Link(Span(0, at - 1), Span(at, end), (Span(told, len(text) - 1),))
    assert vouches(document, names.tokens, link) is holds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Bank of Arvo has found that its guilds are not ready for the flood.", True),
        ("Then two towns came that side with the Dorne party at each vote.", False),
    ],
)
def test_who_found_that_something_is_so_opens_a_sentence(text: str, found: bool) -> None:
    document = read(text)
    assert bool(with_forms(document, names_in(document), [])) is found


def test_helpers_give_a_higher_toll() -> None:
    _, sourcing = sourcing_of("Rescue workers at the quay gave a higher toll of 61 drowned.")
    assert [s.name for s in sourcing.sources] == ["Rescue workers at the quay"]


def test_a_film_that_shows_needs_no_article() -> None:
    assert papers_of("Bakers handed out video showing scenes of flood in the market.") == ["video"]


def run_on(text: str, source: str, cue: str) -> list[str]:
    """What runs on behind the one sentence of a text that attributes."""
    document = read(text)
    at, says = text.index(source), text.index(cue)
    first = document.sentences[document.sentence_at(at)]
    content = Span(first.start, at - 1) if says > at > first.start else Span(0, 0)
    content = content if len(content) else Span(says + len(cue) + 1, first.end)
    link = Link(Span(at, at + len(source)), Span(says, says + len(cue)), (content,))
    governed = with_run_on(document, with_accounts(document, [link], frozenset()))
    return [x.content.of(document.text) for x in governed[1:]]


@pytest.mark.parametrize(
    ("following", "goes_on"),
    [
        ("Five of them died in a raid on the mill.", True),
        ("Three nurses were among the dead.", True),
        ("The dead included two bakers.", True),
        ("Dozens of people were also wounded.", True),
        ("This was later updated to 82.", True),
        ("The third blew himself up at the gate.", True),
        ("Five roads lead to the mill.", False),
        ("The raid came a day after the talks.", False),
    ],
)
def test_those_who_were_hurt_are_counted_on(following: str, goes_on: bool) -> None:
    said = f"The monitor said eight people were killed at Lesk. {following}"
    assert run_on(said, "The monitor", "said") == ([following] if goes_on else [])
    calm = said.replace("were killed", "were seen")
    assert bool(run_on(calm, "The monitor", "said")) == following.startswith("The third")


def test_counting_on_goes_on_and_ends_where_the_author_speaks() -> None:
    text = (
        "The monitor said eight people were killed at Lesk. Five of them were nurses. Another three"
        " were killed at the mill. The town is calm. Two of them had left."
    )
    assert run_on(text, "The monitor", "said") == [
        "Five of them were nurses.",
        "Another three were killed at the mill.",
    ]


@pytest.mark.parametrize(
    ("following", "goes_on"),
    [
        ("He stood there until the guard came.", True),
        ("The guard was charged on Monday.", False),
        ("He has run the mill for years.", False),
        ("Lesk lies on the coast.", False),
    ],
)
def test_a_film_is_told_on(following: str, goes_on: bool) -> None:
    text = f"Dash-cam footage shows the driver at the gate. {following}"
    assert run_on(text, "Dash-cam footage", "shows") == ([following] if goes_on else [])
    spoken = text.replace("Dash-cam footage shows", "The baker remembers")
    assert run_on(spoken, "The baker", "remembers") == []


def test_a_report_tells_of_those_whom_it_was_about() -> None:
    text = "The report says sailors were held at the mill. They were often sold. They were poor."
    assert run_on(text, "The report", "says") == ["They were often sold."]


def test_what_a_person_writes_goes_on_for_a_sentence_where_no_marks_stand() -> None:
    text = (
        "He writes: Smugglers cross the line by night. Has anybody seen a guard? The town is calm."
    )
    assert run_on(text, "He", "writes:") == ["Has anybody seen a guard?"]
    marked = text.replace("Smugglers", "“Smugglers").replace("night.", "night.”")
    assert run_on(marked, "He", "writes:") == []


def test_a_pasted_text_is_his_who_wrote_it() -> None:
    before = "Ilan Moreth gave his reasons in a Facebook post for leaving the council."
    pasted = ("This vote is unlike any other.", "Like many, I have struggled.", "I will go.")
    text = f"{before} Check it out: {' '.join(pasted)} The council was calm. It met at noon."
    text += " It rained. Boats lay idle."
    assert run_on(text, "Ilan Moreth", "gave") == list(pasted)
    assert run_on(text.replace("Facebook post", "word"), "Ilan Moreth", "gave") == []


def test_snippets_are_of_the_page_named_before_them() -> None:
    text = (
        "The baker said it was short. It was a Harbour Post article. Here are a few snippets: Roux"
        " is a showman. He came to fame at the mill. He draws crowds. He may have read it."
    )
    assert run_on(text, "The baker", "said") == [
        "Roux is a showman.",
        "He came to fame at the mill.",
        "He draws crowds.",
    ]


def test_who_says_i_behind_one_who_wrote_is_he_unless_the_author_did() -> None:
    told = "Ilan Moreth wrote about a talk at the mill. The page was shared. I met a guard there."
    rest = " ".join(f"The town of Lesk has {n} old mills on its river." for n in range(11, 31))
    assert run_on(f"{told} {rest}", "Ilan Moreth", "wrote") == ["I met a guard there."]
    assert run_on(f"I live in Lesk. {told} {rest}", "Ilan Moreth", "wrote") == []


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("The police believe ", ["the man wore a wig", "The mill is shut"]),
        ("The police believe:\n\n", ["The man wore a wig", "The mill is shut"]),
    ],
)
def test_what_goes_straight_on_ends_with_a_paragraph_that_no_colon_leads_to(
    before: str, said: list[str]
) -> None:
    text = f"{before}{said[0]}\n\n{said[1]}. It rained."
    content = Span(len(before), text.index(". It"))
    (link,) = attributions_from(read(text), [Span(0, 10)], [Span(11, 18)], [content])
    assert (link.content.of(text) == said[0]) is ("\n" not in before)


@pytest.mark.parametrize(
    ("between", "parts"),
    [("As a result, the baker now faces charges of ", 2), ("He spoke of ", 1)],
)
def test_a_sentence_that_the_author_begins_at_length_is_his(between: str, parts: int) -> None:
    text = f"Roux said “the mill is shut for good.” {between}“grave damage” at the mill."
    first, second = text.index("“the"), text.index("“grave")
    pieces = (Span(first, text.index("” ") + 1), Span(second, second + 14))
    found = sourcing_from(read(text), [Link(Span(0, 4), Span(5, 9), pieces)])
    assert len(found.attributions) == parts
