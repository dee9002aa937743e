"""Attributions by nouns, names beside quotations, empty forms, and what is no attribution."""

from __future__ import annotations

import time

import pytest

from features.document import read
from features.evidence import Span
from features.sourcing import Link, attributions_from, links_by_form
from features.sourcing.inheritance import with_accounts
from features.sourcing.names import names_in
from features.sourcing.papers import papers_in
from features.sourcing.vouching import vouches
from features.sourcing.words import words


def found(text: str, form: str) -> list[tuple[str | None, str]]:
    """Source and content of each link that a rule makes."""
    document = read(text)
    return [
        (link.source.of(text) if link.source else None, link.content.of(text))
        for link in links_by_form(document, words(text))
        if link.form == form
    ]


def marked(text: str, source: str, cue: str, content: str) -> Link:
    """The link of three parts of a text."""
    who, how, what = (Span(text.index(x), text.index(x) + len(x)) for x in (source, cue, content))
    return Link(who, how, (what,))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The harbour board's claim that the quay is safe was met with laughter.",
            "The harbour board",
        ),
        ("Doctors contradicted the ministry’s assertion that every ward has beds.", "the ministry"),
        ("It follows warnings from two engineers that the dam may not hold.", "two engineers"),
        (
            "Samples taken by the health office at 40 taps found germs in half of them.",
            "the health office",
        ),
        (
            "The Lesk Post has learned from three officials that the talks were off.",
            "three officials",
        ),
        ("People fled amid reports of shelling along the coast road near Dorane.", None),
        ("Merk’s one talking point was that the mill should close by May.", "Merk"),
        ("The camp’s biggest worry: that the hall will be half empty.", "The camp"),
    ],
)
def test_a_noun_attributes_what_follows_it(text: str, source: str | None) -> None:
    assert [who for who, _ in found(text, "noun")] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "We expect statements from the ministry that would condemn the attack on the bridge.",
        "The claim that the quay is safe has no owner in this sentence at all.",
        "Samples taken by night in the old harbour found their way into a drawer.",
        "She read the report of the year and put it away without a word to anybody.",
    ],
)
def test_a_noun_that_nobody_stands_behind_attributes_nothing(text: str) -> None:
    assert found(text, "noun") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The toll was checked by the ministry, who found 31 more.", "the ministry"),
        (
            "The Observer Mission, which had people in 640 stations, recorded two expulsions.",
            "The Observer Mission",
        ),
    ],
)
def test_who_counts_in_a_relative_clause_vouches_for_the_count(text: str, source: str) -> None:
    assert [who for who, _ in found(text, "count")] == [source]


def test_a_video_recorded_in_a_hall_counts_nothing() -> None:
    assert found("The long video recorded in a hall of 200 seats starts with music.", "count") == []


BODY = (
    "\n\nThe ferry sank off Lesk on Monday night in a storm. The coast guard searched the bay until"
    " the morning."
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Forty people on the ferry feared dead off Lesk" + BODY, True),
        ("Council of Lesk expected to refuse the mill" + BODY, True),
        ("Forty people are feared dead in the flooded mine near the town of Lesk.", True),
        ("Council of Lesk refuses the mill" + BODY, False),
        ("She is the person who is supposed to lead the town out of its debts.", False),
        ("The quay was supposed to have been shut for good before the flood.", False),
        ("The bakers who might be expected to like the mill are few and old.", False),
    ],
)
def test_a_participle_without_an_agent_hides_who_vouches(text: str, hidden: bool) -> None:
    assert bool(found(text, "agentless")) is hidden


def test_a_film_vouches_for_what_it_is_said_to_show() -> None:
    text = "The group posted a new video showing the killing of two men by the river."
    document = read(text)
    (link,) = papers_in(document, names_in(document), document.sentences[0])
    assert link.source is not None
    assert link.source.of(text) == "a new video"
    assert link.content.of(text).startswith("the killing")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "Mayor Ana Roux called the plan a disgrace.",
            "Mayor Ana Roux",
            "called",
            "the plan a disgrace",
            True,
        ),
        (
            "Ana Roux called the police for help.",
            "Ana Roux",
            "called",
            "the police for help",
            False,
        ),
        (
            "The board questioned the figures of the mill.",
            "The board",
            "questioned",
            "the figures of the mill",
            True,
        ),
        (
            "Voters are being told that the quay is safe.",
            "Voters",
            "being told",
            "that the quay is safe",
            False,
        ),
        (
            "Ana Roux told the board that the quay is safe.",
            "Ana Roux",
            "told",
            "that the quay is safe",
            True,
        ),
        ("Ana Roux chastised the board.", "Ana Roux", "chastised", "the board", True),
        ("Ana Roux hit back at the board.", "Ana Roux", "hit back at", "the board", True),
        ("Ana Roux called out the board.", "Ana Roux", "called out", "the board", True),
        ("Ana Roux vowed to close the quay.", "Ana Roux", "vowed", "to close the quay", True),
        ("Ana Roux hopes to close the quay.", "Ana Roux", "hopes", "to close the quay", False),
        ("Ana Roux calls it her answer.", "Ana Roux", "calls", "it her answer", True),
        ("Ana Roux calls it a day.", "Ana Roux", "calls", "it", False),
        ("Ana Roux sees the vote as a test.", "Ana Roux", "sees", "the vote as a test", True),
        ("Ana Roux sees the quay at noon.", "Ana Roux", "sees", "the quay at noon", False),
        ("Does Ana Roux view it as a test?", "Ana Roux", "view", "it as a test", False),
        ("Ana Roux affirmed the deal.", "Ana Roux", "affirmed", "the deal", True),
        ("The films have shown nine boats.", "The films", "have shown", "nine boats", True),
        ("Ana Roux has shown no interest.", "Ana Roux", "has shown no", "interest", False),
        ("As Ana Roux noted, at noon it sank.", "Ana Roux", "noted", "at noon it sank", True),
        ("Ana Roux was noted at noon in it.", "Ana Roux", "noted", "at noon in it", False),
        (
            "The flood claimed at least nine civilian lives.",
            "The flood",
            "claimed",
            "at least nine civilian lives",
            False,
        ),
    ],
)
def test_who_judges_vouches_and_who_is_told_does_not(
    text: str, source: str, cue: str, content: str, expected: bool
) -> None:
    link = marked(text, source, cue, content)
    assert vouches(read(text), words(text), link) is expected


def test_according_to_governs_its_own_sentence() -> None:
    text = "Two men were hurt at the quay last year. According to the Lesk Post, a third died."
    link = marked(text, "the Lesk Post", "According to", "Two men were hurt at the quay last year")
    assert link.source is not None
    assert link.cue is not None
    assert attributions_from(read(text), [link.source], [link.cue], link.contents) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The allegedly moderate groups left the valley in the autumn of last year.",
        "The guard who was allegedly shot in the valley is not on any list.",
        "The town will punish the mill for allegedly poisoning the well.",
        "That is the point of a letter allegedly written by the guard.",
        "The old quay is apparently to be torn down by the port.",
        "Her supposedly fine record will not help the town.",
    ],
)
def test_an_adverb_inside_a_noun_phrase_hides_nobody(text: str) -> None:
    assert found(text, "adverb") == []


def test_what_is_not_known_is_attributed_to_nobody() -> None:
    text = "It is not known why the quay gave way."
    start, end = text.index("is not known"), text.index(" why")
    link = Link(None, Span(start, end), (Span(end + 1, len(text) - 1),))
    assert not vouches(read(text), words(text), link)


def test_a_content_ends_with_its_line() -> None:
    text = "Most of the reefs are white\nThree of four reefs are white, the reef office said."
    source, cue = (Span(text.index(x), text.index(x) + len(x)) for x in ("the reef office", "said"))
    whole = Span(0, text.index(", the reef"))
    (link,) = attributions_from(read(text), [source], [cue], [whole])
    assert link.content.of(text) == "Three of four reefs are white"


def test_speech_whose_second_opening_mark_was_lost_is_still_its_speakers() -> None:
    text = '"We go out every night," says Ana Roux. If one man lives, that is enough for us."'
    content, source, cue = (
        Span(text.index(x), text.index(x) + len(x))
        for x in ('"We go out every night,"', "Ana Roux", "says")
    )
    document = read(text)
    links = with_accounts(document, [Link(source, cue, (content,))], frozenset())
    assert [link.source for link in links if link.content.start > cue.end] == [source]


VOICES = (
    ("Nora Vint", "a baker", "We have waited nine years for a bridge and we will wait no more."),
    ("Tom Arrel", "a student", "My father lost his job at the yard and nobody said a word."),
    ("Ines Brandt", "a nurse", "The others have talked for thirty years and the ward has no beds."),
    ("Karl Ostrow", "a miner", "Anyone who read the plan knows that the numbers add up."),
)


@pytest.mark.parametrize(
    "shape",
    [
        "“{2}”\n\n{0}, {1}\n\n",
        "“{2}”\n\n{0}\n\n",
        "“{2}” — {0}, {1}\n\n",
        "“{2}” — {0}, {1}. ",
        "{0}, {1}\n\n“{2}”\n\n",
        '{0}, {1}, from Lesk. "{2}"\n\n',
    ],
)
def test_each_voice_of_a_round_up_is_its_own_though_one_name_alone_was_tagged(shape: str) -> None:
    text = "Voices from Lesk\n\nWe asked in the market.\n\n"
    text += "".join(shape.format(*voice) for voice in VOICES)
    document = read(text)
    sources = [Span(text.index("Tom Arrel"), text.index("Tom Arrel") + len("Tom Arrel, a student"))]
    contents = [Span(quotation.start, quotation.end) for quotation in document.quotations]
    links = attributions_from(document, sources, [], contents)
    said_by = [link.source.of(text).split(",")[0] for link in links if link.source]
    assert said_by == [name for name, _, _ in VOICES]


def test_a_name_line_parts_two_voices_that_one_cue_stands_before() -> None:
    text = "They said:\n\n“We have waited for a bridge.”\n\nNora Vint\n\n“My father lost his job.”"
    document = read(text)
    cue = Span(text.index("said"), text.index("said") + 4)
    source = Span(0, 4)
    contents = [Span(q.start, q.end) for q in document.quotations]
    links = attributions_from(document, [source], [cue], contents)
    assert links[0].content == contents[0]


def test_a_single_line_behind_speech_makes_no_round_up() -> None:
    text = "“We deny that our client fired the shot.”\n\nRead the statement here\n\nEnd."
    document = read(text)
    source = Span(text.index("Read"), text.index("Read") + 4)
    links = attributions_from(document, [source], [], [Span(0, text.index("\n"))])
    assert all(link.form != "signed" for link in links)


@pytest.mark.parametrize(
    "text",
    [
        "“a” — \n" * 20_000,
        "“We have waited nine years for it.”" + "\n" * 100_000,
        "the claim " * 15_000 + "that",
        "Samples " * 15_000 + "by the office found",
        "A video " * 15_000 + "showing it",
    ],
)
def test_long_noise_is_read_in_linear_time(text: str) -> None:
    document = read(text)
    began = time.perf_counter()
    links_by_form(document, words(text))
    contents = [Span(q.start, q.end) for q in document.quotations]
    attributions_from(document, contents[:1], [], contents)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("text", "source", "cue", "tagged", "content"),
    [
        (
            "Inmates say cells reached 41 degrees as fans stood in storage.",
            "Inmates",
            "say",
            "cells reached 41 degrees",
            "cells reached 41 degrees as fans stood in storage",
        ),
        (
            "According to the Lesk Post, a guide named Arrel was shot at the ford.",
            "the Lesk Post",
            "According to",
            "a",
            "a guide named Arrel was shot at the ford",
        ),
        (
            "Roux said the ford was closed, and the road behind it was full of mud.",
            "Roux",
            "said",
            "the ford was closed",
            "the ford was closed",
        ),
    ],
)
def test_what_is_said_runs_to_the_end_of_its_clause(
    text: str, source: str, cue: str, tagged: str, content: str
) -> None:
    spans = [Span(text.index(x), text.index(x) + len(x)) for x in (source, cue)]
    start = text.index(tagged, spans[0].end + 1 if tagged == "a" else 0)
    piece = Span(start, start + len(tagged))
    (link,) = attributions_from(read(text), spans[:1], spans[1:], [piece])
    assert link.content.of(text) == content


def test_a_dash_signs_speech_though_the_text_runs_on_behind_the_name() -> None:
    text = (
        "“The pier will be shut by May.” – Ana Roux on Channel 9, Monday. "
        + 9 * "Boats lay off it. "
    )
    (link,) = [x for x in links_by_form(read(text), words(text)) if x.form == "signed"]
    assert link.source is not None
    assert link.source.of(text) == "Ana Roux"
    aside = (
        "“The pier by the mill and the quay” – Ana Roux on Channel 9 called it so – " + text[66:]
    )
    assert all(x.form != "signed" for x in links_by_form(read(aside), words(aside)))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Roux disclosed some very troubling information.", "Roux", "disclosed",
         "some very troubling information", False),
        ("Roux disclosed that the mill was sold.", "Roux", "disclosed",
         "that the mill was sold", True),
        ("Roux announced who will run the mill.", "Roux", "announced",
         "who will run the mill", False),
        ("The office rebuffed requests for guards.", "The office", "rebuffed",
         "requests for guards", False),
        ("Roux recognizes that the mill is lost.", "Roux", "recognizes",
         "that the mill is lost", False),
        ("Roux was heartbroken that the mill had closed.", "Roux", "was heartbroken",
         "that the mill had closed", False),
        ("Her new ad shows girls at the mill.", "Her new ad", "shows", "girls at the mill", False),
        ("The footage shows girls at the mill.", "The footage", "shows", "girls at the mill", True),
        ("Roux responded to critics of the mill.", "Roux", "responded to",
         "critics of the mill", False),
        ("Roux was asked if the mill was sold.", "Roux", "was asked",
         "if the mill was sold", False),
        ("The council received several confirmed reports that the mill fell.",
         "The council received several", "confirmed", "reports that the mill fell", False),
        ("The war has claimed the lives of ten.", "The war", "has claimed",
         "the lives of ten", False),
    ],
)  # fmt: skip
def test_who_does_or_feels_something_does_not_vouch_for_it(
    text: str, source: str, cue: str, content: str, expected: bool
) -> None:
    assert vouches(read(text), words(text), marked(text, source, cue, content)) is expected


def test_speech_on_a_line_of_its_own_is_said_though_its_cue_has_an_object() -> None:
    text = "Ana Roux mocked Ilan Dorne on Friday. “You would think he had left the town by now.”"
    document = read(text)
    speech = Span(text.index("“"), len(text))
    link = Link(Span(0, 8), Span(9, 15), (Span(16, 26), speech))
    assert vouches(document, words(text), link)
    title = "Ana Roux ran Ilan Dorne off under the headline “You would think he had left by now.”"
    titled = Link(Span(0, 8), Span(9, 12), (Span(13, 23), Span(title.index("“"), len(title))))
    assert not vouches(read(title), words(title), titled)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to Ana Roux women and children were hurt.", "Ana Roux",
         "women and children were hurt"),
        ("According to Veskan activists shells hit the port.", "Veskan activists",
         "shells hit the port"),
        ("The mill is late, as pointed out by Ana Roux, and dear.", "Ana Roux",
         "The mill is late"),
    ],
)  # fmt: skip
def test_who_is_cited_may_stand_without_a_comma(text: str, source: str, content: str) -> None:
    assert found(text, "according") == [(source, content)]


def test_reports_of_something_are_told_by_nobody() -> None:
    text = "There have also been reports of raids on the port."
    assert found(text, "noun") == [(None, "raids on the port")]
