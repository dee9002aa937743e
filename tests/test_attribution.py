"""Who says what, by rules alone and from the spans of a tagger."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_sourcing import saying, sourcing_of, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from features.document import UnreadableText, read
from features.evidence import Span
from features.sourcing import Link, attributions_from, links_by_form, sourcing_from
from features.sourcing.words import words


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said the bridge was shut.", "The mayor", "the bridge was shut"),
        ('"The bridge is shut," said Ana Roux on Monday.', "Ana Roux", "The bridge is shut"),
        (
            "The bridge was shut at noon, the mayor said.",
            "the mayor",
            "The bridge was shut at noon",
        ),
        ("According to the harbour office, nine boats sank.", "the harbour office", "nine boats"),
        ("Nine boats sank, according to the harbour office.", "the harbour office", "Nine boats"),
        ('Ana Roux told reporters that "nobody was hurt".', "Ana Roux", "nobody was hurt"),
        ('He adds: "It cannot go on like this for us."', "He", "It cannot go on"),
        ('"We saw it," one says, while another adds: "It was loud."', "another", "It was loud"),
        ("The mayor, who was abroad, said the roads were open.", "The mayor", "the roads were"),
    ],
)
def test_an_attribution_finds_its_source_before_after_and_amid(
    text: str, source: str, content: str
) -> None:
    found = saying(text, content)
    assert (words_of(text, found.source) or "").startswith(source)


@pytest.mark.parametrize(
    "text",
    [
        "It is estimated that 3,000 men were killed in the battle.",
        "The mayor is believed to have left the town on Friday.",
        "The convoy reportedly crossed the river at dawn.",
    ],
)
def test_a_form_without_an_agent_is_unattributed(text: str) -> None:
    _, sourcing = sourcing_of(text)
    (found,) = sourcing.attributions
    assert found.kind == "unattributed"
    assert found.source_id is None
    assert sourcing.hedges[0].agentless


@pytest.mark.parametrize(
    "text",
    [
        "The garden was planted with roses and the gate was painted.",
        "They were not told where the ship was going.",
        'The so-called "ghost fleet" left the harbour.',
    ],
)
def test_a_plain_sentence_attributes_nothing(text: str) -> None:
    assert sourcing_of(text)[1].attributions == ()


def test_a_quotation_of_several_paragraphs_keeps_its_speaker() -> None:
    text = (
        'Ana Roux said: "The first night was the worst of all for us.\n\n'
        '"The second night we left for the hills and slept there.\n\n'
        '"On the third day we came home."'
    )
    found = saying(text, "slept there")
    assert words_of(text, found.source) == "Ana Roux"


def test_loose_spans_come_back_as_the_groups_they_were() -> None:
    text = (
        '"The bridge is shut," said Ana Roux, adding that boats run. '
        "Tavo Brin said the road was open, while Mira Halden denied it."
    )

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    groups = [
        ("Ana Roux", "said", '"The bridge is shut,"'),
        ("Ana Roux", "adding", "that boats run"),
        ("Tavo Brin", "said", "the road was open"),
        ("Mira Halden", "denied", "it"),
    ]
    said = text.index("said the")
    cues = [span("said"), span("adding"), Span(said, said + 4), span("denied")]
    denied = text.index("denied it") + len("denied ")
    contents = [span(g[2]) for g in groups[:3]] + [Span(denied, denied + 2)]
    found = attributions_from(read(text), [span(g[0]) for g in groups], cues, contents)
    assert [(link.source, link.cue, link.contents) for link in found] == [
        (span(group[0]), cue, (content,))
        for group, cue, content in zip(groups, cues, contents, strict=True)
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Aa b.,:\"“”'«»\n()—1sid", max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    try:
        document, sourcing = sourcing_of(text)
    except UnreadableText:
        return
    for attribution in sourcing.attributions:
        assert 0 <= attribution.content.start < attribution.content.end <= len(document.text)
    ids = {source.id for source in sourcing.sources}
    assert {a.source_id for a in sourcing.attributions} <= ids | {None}


@pytest.mark.parametrize(
    "text", ['"' * 10_000, "he said " * 8_000, "Ana Roux, a " * 8_000, "“a " * 8_000]
)
def test_noise_is_read_in_linear_time(text: str) -> None:
    sourcing_of(text)


def test_gold_spans_of_polnear_come_back_as_groups(mirror: Path) -> None:
    from data.readers import polnear

    articles = [r for r in polnear.read(mirror) if r.split == "dev"][:12]
    right = total = 0
    for article in articles:
        marks = article.marks
        spans = {
            label: [Span(m.start, m.end) for m in marks if m.label == label]
            for label in ("source", "cue", "content")
        }
        document = read(article.text)
        if document.text != article.text:
            continue
        links = attributions_from(document, spans["source"], spans["cue"], spans["content"])
        pairs = {(link.source, link.cue) for link in links if link.source and link.cue}
        by_group: dict[str | None, dict[str, Span]] = {}
        for mark in marks:
            by_group.setdefault(mark.group, {})[mark.label] = Span(mark.start, mark.end)
        for group in by_group.values():
            if {"source", "cue", "content"} <= set(group):
                total += 1
                right += (group["source"], group["cue"]) in pairs
    assert right / total > 0.9


def test_a_body_that_counts_vouches_for_its_count() -> None:
    text = "The Coastal Refugee Office counted 212,000 people at the ford. The drummer recorded it."
    document = read(text)
    (link,) = links_by_form(document, words(document.text))
    assert link.form == "count"
    assert link.source is not None
    assert link.source.of(document.text) == "The Coastal Refugee Office"
    assert link.content.of(document.text) == "212,000 people at the ford"


def linked(text: str, *groups: tuple[str, str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Contents by source, from the spans of a tagger: source, cue and contents of each group."""

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    sources = [span(source) for source, _, _ in groups if source]
    cues = [span(cue) for _, cue, _ in groups if cue]
    contents = [span(part) for _, _, parts in groups for part in parts]
    return {
        link.source.of(text): tuple(piece.of(text) for piece in link.contents)
        for link in attributions_from(read(text), sources, cues, contents)
        if link.source is not None
    }


def test_speech_of_the_next_paragraph_is_its_own_speakers() -> None:
    text = (
        '"This has shaken us," said Ana Roux. "It could be anywhere."\n\n'
        '"It is a small town!" claimed Tavo Brin, 39.'
    )
    found = linked(
        text,
        ("Ana Roux", "said", ('"This has shaken us,"',)),
        ("Tavo Brin", "claimed", ('"It could be anywhere."\n\n"It is a small town!"',)),
    )
    assert found["Tavo Brin"] == ('"It is a small town!"',)
    assert found["Ana Roux"] == ('"This has shaken us,"', '"It could be anywhere."')


def test_plain_words_end_where_the_next_sentence_is_quoted() -> None:
    text = 'Ana Roux said the pier was shut. "It is not safe for boats," Tavo Brin claimed.'
    found = linked(
        text,
        ("Ana Roux", "said", ('the pier was shut. "It is not safe for boats,"',)),
        ("Tavo Brin", "claimed", ()),
    )
    assert found == {
        "Ana Roux": ("the pier was shut. ",),
        "Tavo Brin": ('"It is not safe for boats,"',),
    }


def test_who_speaks_a_quotation_speaks_all_of_it() -> None:
    text = 'Ana Roux explained: "The pier was old. He told us that it held. It did not hold."'
    found = linked(
        text,
        ("Ana Roux", "explained:", ('"The pier was old.',)),
        ("He", "told us", ("that it held",)),
    )
    assert found["Ana Roux"] == ('"The pier was old. He told us that it held. It did not hold."',)
    assert found["He"] == ("that it held",)


def test_a_bare_quotation_belongs_to_whom_its_paragraph_quoted_last() -> None:
    text = (
        '"It is over," said Ana Roux, while she traced the way that boats run to the islands. '
        '"Nobody will sail."'
    )
    found = linked(
        text,
        ("Ana Roux", "said", ('"It is over,"',)),
        ("she", "traced", ("the way that boats run to the islands", '"Nobody will sail."')),
    )
    assert found["Ana Roux"] == ('"It is over,"', '"Nobody will sail."')


def test_what_another_says_between_parts_a_bare_quotation_from_the_first() -> None:
    text = '"It is over," said Ana Roux. Tavo Brin argued that it was not. "We will sail again."'
    found = linked(
        text,
        ("Ana Roux", "said", ('"It is over,"',)),
        ("Tavo Brin", "argued", ("that it was not", '"We will sail again."')),
    )
    assert found["Ana Roux"] == ('"It is over,"',)


def test_a_speaker_at_the_end_of_a_sentence_says_what_stands_before() -> None:
    text = "Nine boats sank off the coast of Teln on Friday the harbour office said in a statement."
    found = linked(text, ("the harbour office", "said in a statement", ()))
    assert found == {
        "the harbour office": ("Nine boats sank off the coast of Teln on Friday",),
    }


def test_the_next_sentence_is_not_taken_unless_it_is_quoted() -> None:
    text = "The boats were lost, records showed. The residents said that nothing was amiss."
    found = linked(text, ("records", "showed", ("The residents said",)))
    assert found == {}


def test_the_authors_own_sentence_between_two_pieces_of_speech_stays_his() -> None:
    text = (
        '"It is over," said Ana Roux. The hall had long been empty and the lamps along the quay '
        'were out. "Nobody will sail."'
    )
    document = read(text)
    pieces = tuple(
        Span(text.index(p), text.index(p) + len(p))
        for p in ('"It is over,"', '"Nobody will sail."')
    )
    at = text.index("Ana Roux")
    link = Link(Span(at, at + 8), Span(at - 5, at - 1), pieces)
    first, second = sourcing_from(document, [link]).attributions
    assert (first.content, second.content) == pieces
    assert (first.source_id, first.direct) == (second.source_id, second.direct)
    assert second.cue is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We stayed up all night with the children.”\n\nAna Roux, 34, baker\n", "Ana Roux, 34"),
        ("“We stayed up all night with the children.”\n\n— Tavo Brin\n", "Tavo Brin"),
        ('"We stayed up all night with the children." – Mira Halden, Lesk\n', "Mira Halden"),
        (
            "We stayed up all night with the children. — Ana Roux (@anaroux) May 4, 2031\n",
            "Ana Roux (@anaroux)",
        ),
    ],
)
def test_a_name_behind_speech_signs_it(text: str, source: str) -> None:
    found = saying(text, "We stayed up all night")
    assert (words_of(text, found.source) or "").startswith(source)
    assert found.named


@pytest.mark.parametrize(
    "below",
    ["Read More", "The mayor said it was over.", "A long night", "Ana Roux said that it was over."],
)
def test_a_line_that_is_no_name_signs_nothing(below: str) -> None:
    text = f"“We stayed up all night with the children.”\n\n{below}\n"
    _, sourcing = sourcing_of(text)
    signed = [a for a in sourcing.attributions if a.content.start == 0 and a.cue is None]
    assert signed == []


def test_a_title_signs_no_article_that_a_post_is_set_into() -> None:
    plain = "The boats went out at dawn and came back empty, as they had for most of the year. "
    text = plain * 6 + "There was no fish again today. — Ana Roux (@anaroux) May 4, 2031\n"
    _, sourcing = sourcing_of(text)
    (found,) = (a for a in sourcing.attributions if a.cue is None)
    assert words_of(text, found.content) == "There was no fish again today."


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Clerk hid in cellar as guards came, 112 Call Shows", "112 Call"),
        ("Nine boats sank off Teln, Study Finds", "Study"),
    ],
)
def test_a_headline_may_credit_at_its_end(text: str, source: str) -> None:
    (found,) = links_by_form(read(text), words(text))
    assert words_of(text, found.source) == source


BELOW = "\n\nThe market in Lesk was hit at noon, residents said, and shops were closed for the day."


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Blast at fuel market in Lesk kills 30 Monitor", "Monitor"),
        ("Bakery in old Dorane shelled overnight Activists", "Activists"),
        ("Drone downed east of Lesk State media", "State media"),
        ("Monitors 15 killed in raid on the port of Lesk", "Monitors"),
        ("Activists Karsian jets struck bakery in Lesk", "Activists"),
        ("Nine Dockers Killed in Lesk by Karsian Airstrikes Report", "Report"),
    ],
)
def test_a_headline_that_lost_its_colon_keeps_its_source(headline: str, source: str) -> None:
    text = headline + BELOW
    _, sourcing = sourcing_of(text)
    found = [a for a in sourcing.attributions if a.content.start < len(headline)]
    assert [words_of(text, a.source) for a in found if a.source] == [source]


@pytest.mark.parametrize(
    "headline",
    [
        "Nobody Starts in the NFL",
        "Karsia Arrests Nine Activists",
        "Police Union Rejects Annual Report",
        "Army kills 9 Rebels",
    ],
)
def test_whom_a_headline_is_about_is_no_source_of_it(headline: str) -> None:
    _, sourcing = sourcing_of(headline + BELOW)
    assert not [a for a in sourcing.attributions if a.content.start < len(headline)]


@pytest.mark.parametrize(
    "text",
    [
        "The burial registers of the five parishes list 93 names.",
        "The duty roster shows nine nurses.",
    ],
)
def test_a_document_vouches_for_what_stands_in_it(text: str) -> None:
    (found,) = links_by_form(read(text), words(text))
    assert found.form == "count"


@pytest.mark.parametrize(
    "text",
    [
        "Footage of the clerk was found in which he ran away.",
        "A boy who found 31 coins went home.",
        "The garden shows nine roses.",
    ],
)
def test_what_is_found_or_shown_by_no_document_is_the_authors(text: str) -> None:
    assert links_by_form(read(text), words(text)) == ()


def tagged_in(
    text: str, source: str | None, cue: str, *contents: str
) -> list[tuple[str | None, str]]:
    """Source and content of each link made of tagged words, each at its last place in the text."""

    def spans(*found: str) -> list[Span]:
        return [Span(text.rindex(part), text.rindex(part) + len(part)) for part in found]

    document = read(text)
    links = attributions_from(
        document, spans(source) if source else [], spans(cue), spans(*contents)
    )
    return [(words_of(text, link.source), link.content.of(text)) for link in links]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "found"),
    [
        (  # the speaker of a closing verb says the whole sentence
            "A mill burned down in Orsk on Monday leaving nine people hurt a watch group said.",
            *("a watch group", "said", "leaving nine people hurt"),
            ("a watch group", "A mill burned down in Orsk on Monday leaving nine people hurt"),
        ),
        (  # but no clause that the author parts from it
            "Nobody came forward, but it bore the marks of thieves, the sheriff said.",
            *("the sheriff", "said", "it bore the marks of thieves"),
            ("the sheriff", "it bore the marks of thieves"),
        ),
        (  # a verb of which no more than its beginning was tagged
            "The league has accused the guards of leaving the mill at noon.",
            *("The league", "has", "the guards of leaving the mill at noon"),
            ("The league", "the guards of leaving the mill at noon"),
        ),
        (
            "According to the watch office the mill burned down in the night of Monday.",
            *("the watch office", "According to", "the mill burned down"),
            ("the watch office", "the mill burned down in the night of Monday"),
        ),
        (
            "Nine fell ill at the well the Orsk Observatory for Clean Water said.",
            *("Clean Water", "said", "Nine fell ill at the well the Orsk Observatory for"),
            ("the Orsk Observatory for Clean Water", "Nine fell ill at the well "),
        ),
        (
            "The league claimed responsibility for the fire at the mill in Orsk.",
            *("The league", "claimed responsibility", "responsibility for the fire at the mill"),
            ("The league", " for the fire at the mill in Orsk"),
        ),
        (
            '"The roof fell in at noon" the group known as the Blue Caps said.',
            *(None, "said", '"The roof fell in at noon" the group known as the Blue Caps'),
            ("the group known as the Blue Caps", '"The roof fell in at noon"'),
        ),
        (
            "The director said in a statement on Monday,\nThe mill was never inspected.",
            *("The director", "said in a statement", "The mill was never inspected"),
            ("The director", "The mill was never inspected"),
        ),
        (  # a heading taken for the beginning of who speaks below it
            "Two mills shut\n\nThe mills of Orsk are telling hands that the dam broke.",
            *("Two mills shut\n\nThe mills of Orsk", "are telling", "that the dam broke"),
            ("The mills of Orsk", "that the dam broke"),
        ),
    ],
)
def test_what_a_tagger_cut_amiss_is_mended(
    text: str, source: str | None, cue: str, content: str, found: tuple[str, str]
) -> None:
    assert tagged_in(text, source, cue, content) == [found]


def test_the_name_of_who_is_told_is_not_what_he_is_told() -> None:
    text = "Roux told Harbour Board counsel Ilan Dorne the ledgers should be open by May."
    found = tagged_in(text, "Roux", "told", "Harbour", "the ledgers should be open by May")
    assert found == [("Roux", "the ledgers should be open by May")]


def test_a_verdict_before_a_colon_marks_what_others_say() -> None:
    _, sourcing = sourcing_of("MYTH: the well at Orsk was poisoned by its own keepers.")
    assert [a.kind for a in sourcing.attributions] == ["unattributed"]


def test_posts_in_one_line_are_each_signed_by_their_own_writer() -> None:
    text = (
        "It went badly with the readers of the paper, as anybody could have told its owners, and "
        "the answers came by the dozen within the hour from near and far, most of them angry. "
        "What a day — Ana Roux (@ana) May 4, 2031 They cut the trees down. Nobody asked us. "
        "— Ilan Dorne (@ilan) May 5, 2031"
    )
    _, sourcing = sourcing_of(text)
    signed = {words_of(text, a.source): a.content.of(text) for a in sourcing.attributions}
    assert signed["Ilan Dorne (@ilan)"] == "They cut the trees down. Nobody asked us."


def test_a_post_that_answers_another_begins_with_whom_it_answers() -> None:
    text = (
        "What a day it was for all of us! — Ana Roux (@ana) May 4, 2031 Is that so? He is in need "
        "of a holiday. @ana They cut the trees down. — Ilan Dorne (@ilan) May 5, 2031"
    )
    _, sourcing = sourcing_of(text)
    signed = {words_of(text, a.source): a.content.of(text) for a in sourcing.attributions}
    assert signed["Ilan Dorne (@ilan)"] == "@ana They cut the trees down."


def test_who_is_told_of_amid_an_article_in_marks_does_not_speak_it() -> None:
    text = '"The quay at Lesk is shut. Ana Roux hopes to sail again. Nobody knows when that is."'
    found = linked(text, ("Ana Roux", "hopes", ("to sail again",)))
    assert found == {"Ana Roux": ("to sail again",)}


def test_who_puts_a_toll_is_told_behind_a_relative_clause_too() -> None:
    text = "The Tarn Rights Monitor, which has counted casualties since 2019, put the toll at 31."
    (found,) = sourcing_of(text)[1].attributions
    assert words_of(text, found.source) == "The Tarn Rights Monitor"
    storm = "The storm, which hit Lesk in 2019, put the toll at 31."
    assert sourcing_of(storm)[1].attributions == ()


def test_voices_in_one_run_are_each_signed_by_the_name_behind_a_dash() -> None:
    said = [
        "“Nobody crosses the bridge since the toll was raised to four marks.”",
        "“The toll is the best thing that has happened to the ferries since the war.”",
        "“Nobody asked me whether I can pay for it with what I earn here.”",
    ]
    names = ["Ana Roux, a baker", "Ion Stane, a ferry hand", "Mara Dorne, a nurse"]
    text = " ".join(f"{one} - {name}." for one, name in zip(said, names, strict=True))
    at = [Span(text.index(one), text.index(one) + len(one)) for one in said]
    tagged = Span(text.index(names[0]), text.index(names[0]) + len(names[0]))
    found = attributions_from(read(text), [tagged], [], at)
    assert [link.source and link.source.of(text) for link in found] == names
