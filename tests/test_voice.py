"""Voices: who speaks the words in marks, and what a mark alone does not prove."""

from __future__ import annotations

from dataclasses import replace

import pytest
from example_claims import SAID
from hypothesis import given
from hypothesis import strategies as st
from spent import spent

from features.evidence import (
    Attribution,
    Document,
    Kind,
    Part,
    Quotation,
    Quote,
    Sourcing,
    Span,
    Voice,
    Voices,
)
from features.unmarked import closing_reports, introduced, namings, shown_posts
from features.voice import find_voices, without_faceless

EMPTY = Sourcing((), (), (), (), (), ())


def reading(text: str, *quotations: Quotation) -> Document:
    """A document of one sentence a line, with the double marks in it paired in turn."""
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line:
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    marks = [i for i, c in enumerate(text) if c == '"']
    paired = quotations or tuple(
        Quotation(a, b + 1, Span(a + 1, b)) for a, b in zip(marks[::2], marks[1::2], strict=False)
    )
    return Document(text, text, None, (), tuple(lines), tuple(lines), paired, "en")


def attribution(text: str, content: str, source: str = "Venn", cue: str = "said") -> Attribution:
    """``source`` says ``content`` in ``text``; absent words give no span."""

    def span(words: str) -> Span | None:
        at = text.find(words)
        return Span(at, at + len(words)) if words and at >= 0 else None

    return replace(SAID, content=span(content) or Span(0, 0), source=span(source), cue=span(cue))


def voices(text: str, *found: Attribution) -> Voices:
    return find_voices(reading(text), replace(EMPTY, attributions=found))


def voice_of(words: str, text: str, *found: Attribution) -> Voice:
    at = text.index(words)
    return voices(text, *found).at(Span(at, at + len(words)))


def types(text: str, *found: Attribution) -> list[tuple[str, str, str | None]]:
    return [(q.of(text), q.type, q.source_id) for q in voices(text, *found).quotes]


def test_a_sentence_in_marks_with_a_source_is_a_direct_quotation() -> None:
    text = '"The harbour is a disgrace," Venn said.'
    assert types(text, attribution(text, '"The harbour is a disgrace,"')) == [
        ('"The harbour is a disgrace,"', "direct", "s1")
    ]
    assert voice_of("disgrace", text) == "quoted"


def test_some_words_in_marks_inside_a_report_are_a_partial_quotation() -> None:
    text = 'Venn said the plan was a "cruel farce" from the start.'
    found = attribution(text, 'the plan was a "cruel farce" from the start')
    assert types(text, found) == [('"cruel farce"', "partial", "s1")]
    assert voice_of("cruel farce", text, found) == "quoted"
    assert voice_of("from the start", text, found) == "reported"
    assert voice_of("Venn said", text, found) == "author"


def test_a_few_words_in_marks_without_a_speaker_are_the_authors_scare_quote() -> None:
    text = 'The "experts" behind the bridge have ruined the town.'
    assert types(text) == [('"experts"', "scare", None)]
    assert voice_of("experts", text) == "author"


def test_a_scare_quote_in_the_name_of_a_source_is_the_authors() -> None:
    text = '"The Boss" claimed that the bridge would hold.'
    found = attribution(text, "the bridge would hold", '"The Boss"', "claimed")
    assert voice_of("The Boss", text, found) == "author"


def test_so_called_before_a_word_in_marks_is_no_speech_cue() -> None:
    assert types('The so-called "reform" cost a million.') == [('"reform"', "scare", None)]


def test_a_verdict_verb_makes_the_words_in_marks_its_subjects() -> None:
    text = 'Dorne slammed the "rotten" bargain at the hearing.'
    assert types(text) == [('"rotten"', "partial", None)]


def test_titles_ships_nicknames_and_words_spoken_of_are_no_scare_quotes() -> None:
    for text in (
        'She starred in the film "Vertigo" in spring.',
        'The trawler "Halcyon" sank off Calder.',
        'Her novel, "The Long Winter of Calder", sold well.',
        'Ilan "Sparrow" Dorne won the race.',
        'They looked up the word "harbour" in a dictionary.',
    ):
        assert types(text) == [], text


def test_a_long_quotation_that_nobody_speaks_stays_with_the_author() -> None:
    text = 'The wall bore "a line of shameful and wicked words from long ago" in red.'
    assert voice_of("shameful", text) == "author"
    assert types(text)[0][2] is None


def test_a_speaker_and_a_colon_before_marks_speak_them() -> None:
    assert voice_of("wicked", 'Mara Venn, mayor: "It is a wicked plan for all of us."') == "quoted"


def test_speech_without_marks_is_quoted_where_the_attribution_is_direct() -> None:
    text = "We warn against such wicked steps the general staff said."
    found = replace(attribution(text, "We warn against such wicked steps"), direct=True)
    assert voice_of("wicked", text, found) == "quoted"


def test_a_quotation_over_paragraphs_keeps_the_speaker_of_any_of_them() -> None:
    text = '"It was a wicked plan.\n"It was a cruel plan," Venn said.'
    first, second = Quotation(0, 22, Span(1, 22)), Quotation(23, 45, Span(24, 44), continues=True)
    found = attribution(text, '"It was a cruel plan,"')
    result = find_voices(reading(text, first, second), replace(EMPTY, attributions=(found,)))
    assert [(q.type, q.source_id) for q in result.quotes] == [("direct", "s1"), ("direct", "s1")]
    assert result.at(Span(10, 16)) == "quoted"


def test_a_quotation_of_its_own_paragraph_belongs_to_who_spoke_before_it() -> None:
    text = 'Dorne said he had had enough.\n"The whole plan is a wicked joke on us."'
    assert voice_of("wicked", text) == "quoted"
    assert voice_of("wicked", text.replace("said he had", "had truly")) == "author"


def test_the_quoted_part_is_cut_out_of_what_is_reported() -> None:
    text = 'Venn said that "it is over" and that nobody would come.'
    stretches = voices(text, attribution(text, text[10:-1])).stretches
    assert [(s.of(text), v) for s, v in stretches] == [
        (" that ", "reported"),
        ('"it is over"', "quoted"),
        (" and that nobody would come", "reported"),
    ] or [(s.of(text), v) for s, v in stretches] == [
        ("that ", "reported"),
        ('"it is over"', "quoted"),
        (" and that nobody would come", "reported"),
    ]


def test_few_words_in_marks_need_a_word_of_speech_beside_them() -> None:
    text = 'Residents gobble down "nonsense" like cake.'
    eaten = attribution(text, '"nonsense" like cake', "Residents", "gobble down")
    assert types(text, replace(eaten, direct=True)) == [('"nonsense"', "scare", None)]
    told = 'Residents called it "nonsense" on Monday.'
    called = attribution(told, '"nonsense"', "Residents", "called")
    assert types(told, called)[0][1] == "partial"


def test_few_words_after_a_speaker_and_a_colon_are_his() -> None:
    text = 'Venn on the budget: "a wicked plan"'
    assert voice_of("wicked", text) == "quoted"


def test_only_the_marked_part_of_a_direct_content_is_quoted() -> None:
    text = 'Venn said the wicked plan was "a long and needless disgrace for all of us".'
    found = attribution(text, text[len("Venn said ") : -1])
    direct = replace(found, direct=True)
    assert voice_of("wicked", text, direct) == "reported"
    assert voice_of("disgrace", text, direct) == "quoted"


def test_no_text_gives_no_voices() -> None:
    assert find_voices(reading(""), EMPTY) == Voices((), ())


def test_ten_thousand_marks_are_read_in_linear_time() -> None:
    text = 'so "bad" ' * 10_000
    document = reading(text)
    assert len(find_voices(document, EMPTY).quotes) == 10_000
    assert spent(lambda: find_voices(document, EMPTY)) < 8


@given(st.text(alphabet='a B".?\n\u2019\ud800', max_size=80), st.data())
def test_stretches_are_sorted_disjoint_and_inside_the_text(text: str, data: st.DataObject) -> None:
    at = st.integers(0, len(text))
    found = [
        replace(
            attribution(text, ""),
            content=Span(min(a, b), max(a, b)),
            direct=data.draw(st.booleans()),
        )
        for a, b in data.draw(st.lists(st.tuples(at, at), max_size=5))
    ]
    result = find_voices(reading(text), replace(EMPTY, attributions=tuple(found)))
    end = 0
    for stretch, voice in result.stretches:
        assert end <= stretch.start < stretch.end <= len(text)
        assert voice != "author"
        end = stretch.end
    assert all(isinstance(quote, Quote) for quote in result.quotes)


MARA = "We shall fight this wicked plan the board said."


def test_the_first_person_before_a_closing_report_is_speech_without_marks() -> None:
    assert voice_of("wicked", MARA) == "quoted"
    assert voice_of("wicked", MARA.replace("We shall", "Nobody could")) == "reported"
    assert voice_of("wicked", MARA, attribution(MARA, "this wicked plan", "the board")) == "quoted"


def test_the_first_person_of_whom_the_author_cites_is_not_the_authors_neighbour() -> None:
    text = "According to Venn, they robbed our cruel regime of its oil."
    told = attribution(text, "they robbed our cruel regime of its oil", "Venn", "According to")
    assert voice_of("cruel", text, told) == "reported"
    mine = "She told me that my wicked uncle had left."
    assert (
        voice_of("wicked", mine, attribution(mine, "that my wicked uncle had left")) == "reported"
    )


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Nine men died in the cruel raid the army said.", "reported"),
        ("Nine men died in the cruel raid, a monitor said on Monday.", "reported"),
        ("Nine men died in the cruel raid Mara Venn told reporters.", "reported"),
        ("The cruel raid was nothing like what the army said.", "author"),
        ("The cruel raid lasted longer than the mayor said.", "author"),
        ("The cruel raid ended, and nobody knew why.", "author"),
    ],
)
def test_a_report_clause_that_closes_a_sentence_reports_it(text: str, voice: str) -> None:
    assert voice_of("cruel", text) == voice


def test_a_closing_report_governs_its_sentence_from_the_start() -> None:
    text = "A cruel raid struck the mill while the town slept, Venn said on Monday."
    part = attribution(text, "the town slept,")
    assert voice_of("cruel", text, part) == "reported"
    other = "The cruel raid, Dorne said, was over while the town slept, Venn said."
    found = attribution(other, "the town slept,")
    first = attribution(other, "was over", "Dorne")
    assert voice_of("cruel", other, first, replace(found, cue=Span(64, 68))) == "author"


def test_what_a_source_rejects_or_does_not_say_is_in_the_authors_words() -> None:
    debunks = "The video debunks that vicious tale."
    assert voice_of(
        "vicious", debunks, attribution(debunks, "that vicious tale", "", "debunks")
    ) == ("author")
    silent = "Venn did not mention what the despot had done."
    found = attribution(silent, "what the despot had done", "Venn", "mention")
    assert voice_of("despot", silent, found) == "author"
    said = silent.replace("did not mention", "had mentioned")
    assert voice_of(
        "despot", said, attribution(said, "what the despot had done", "Venn", "mentioned")
    )


def test_what_a_recording_shows_or_a_survey_counts_is_told_in_the_authors_words() -> None:
    text = "The footage told of a horrific wreck on the bridge."
    shown = attribution(text, "a horrific wreck on the bridge", "The footage", "told of")
    for kind, voice in (("document_or_recording", "author"), ("public_figure", "reported")):
        found = replace(shown, kind=kind)  # type: ignore[arg-type]
        assert voice_of("horrific", text, found) == voice


def test_the_writer_of_a_post_speaks_in_his_own_voice() -> None:
    text = "My wicked landlord locked us out."
    assert voice_of("wicked", text, replace(attribution(text, text), depth=0)) == "author"


def test_what_somebody_calls_something_is_his_label() -> None:
    assert voice_of("farce", "Dorne called the whole plan a farce and left.") == "reported"
    assert voice_of("fool", "The union described the minister as a fool on Friday.") == "reported"
    assert voice_of("farce", "The plan was called a farce.") == "author"
    assert voice_of("fool", "Venn called for calm, but a fool fired.") == "author"


def test_a_post_that_is_shown_is_its_writers_and_the_text_around_it_is_not() -> None:
    text = "What a vile mayor we have! \u2014 Mara Venn (@maravenn) May 2, 2021\nA vile day ended."
    assert voice_of("vile mayor", text) == "quoted"
    assert voice_of("vile day", text) == "author"
    assert voice_of("vile", "He is vile. " * 40 + "\u2014 Venn (@venn) May 2") == "author"


def test_a_post_that_a_colon_introduces_begins_after_it() -> None:
    text = (
        "A clerk saw the vile fire. " * 12
        + "She published this tweet an hour later: I saw a wicked thing. \u2014 Venn (@venn) May 2"
    )
    assert voice_of("wicked", text) == "quoted"
    assert voice_of("vile", text) == "author"
    assert voice_of("She published", text) == "author"


def test_a_paragraph_that_a_statement_introduces_is_quoted_without_marks() -> None:
    text = "The firm rejected the rumour in a statement sent to us:\nIt is a vile lie.\nA sad day."
    assert voice_of("vile lie", text) == "quoted"
    assert voice_of("sad day", text) == "author"
    plain = "The town has two bridges:\nOne is a vile sight."
    assert voice_of("vile sight", plain) == "author"
    link = "Read more:\nA vile sight awaits."
    assert voice_of("vile sight", link) == "author"
    marked = 'The firm said in a statement:\nThe "vile" rumour is dead.'
    assert voice_of("rumour is dead", marked) == "author"


def test_quotations_that_one_verb_governs_have_one_speaker() -> None:
    text = 'The mayor called the plan "cruel" and "vain" on Monday.'
    assert [kind for _, kind, _ in types(text)] == ["partial", "partial"]
    apart = 'The mayor called the plan "cruel" and the town hired some "experts" in May.'
    assert [kind for _, kind, _ in types(apart)] == ["partial", "scare"]


def test_a_report_ends_with_its_paragraph() -> None:
    text = "Officials warn: the dam could burst.\nThe wicked flood never came."
    found = attribution(text, text[16:], "Officials", "warn")
    assert voice_of("wicked", text, found) == "author"
    cut = text.replace(".\nThe", "\n\u2026the")
    assert voice_of("wicked", cut, attribution(cut, cut[16:], "Officials", "warn")) == "reported"


def test_what_nobody_would_say_or_refused_to_is_in_the_authors_words() -> None:
    cases = (
        (
            "The panel was supposed to report that a glorious age had come.",
            "was supposed to report",
        ),
        ("The panel made no mention of a glorious age.", "made no mention of"),
        ("The panel refused to say that a glorious age had come.", "refused to say"),
    )
    for text, cue in cases:
        content = text[text.index(cue) + len(cue) + 1 : -1]
        assert voice_of("glorious", text, attribution(text, content, "The panel", cue)) == "author"
    said = "The panel with no seats said that a glorious age had come."
    found = attribution(said, "that a glorious age had come", "The panel", "said")
    assert voice_of("glorious", said, found) == "reported"


def test_what_somebody_puts_out_is_described_by_the_author() -> None:
    text = "Dorne tweeted a chart of absurd figures."
    found = attribution(text, "a chart of absurd figures", "Dorne", "tweeted")
    assert voice_of("absurd", text, found) == "author"
    clause = "Dorne tweeted that the absurd figures were his."
    found = attribution(clause, "that the absurd figures were his", "Dorne", "tweeted")
    assert voice_of("absurd", clause, found) == "reported"


def test_the_things_that_somebody_said_are_named_by_the_author() -> None:
    text = "Here are some of the shameless things Dorne said on the trip."
    found = attribution(text, "Here are some of the shameless things", "Dorne", "said")
    assert voice_of("shameless", text, found) == "author"
    closed = "The shameless plan was over, Dorne said."
    found = attribution(closed, "The shameless plan was over", "Dorne", "said")
    assert voice_of("shameless", closed, found) == "reported"


def test_the_words_that_attribute_are_the_authors_own() -> None:
    text = '"Go," the mayor bragged, the proud town would win.'
    found = attribution(text, text, "the mayor", "bragged")
    assert voice_of("bragged", text, found) == "author"
    assert voice_of("proud", text, found) == "reported"


def test_a_verb_of_speech_with_a_colon_opens_speech_without_marks() -> None:
    text = "The clerk replied: Read the wicked paper again."
    found = attribution(text, "Read the wicked paper again", "The clerk", "replied")
    assert voice_of("wicked", text, found) == "quoted"
    small = text.replace("Read", "to read")
    found = attribution(small, "to read the wicked paper again", "The clerk", "replied")
    assert voice_of("wicked", small, found) == "reported"


def test_of_a_signed_post_behind_other_text_the_last_sentence_is_its_writers() -> None:
    document = reading("A vile storm came. " * 20 + "\nThe vicious dog barked.")
    lines = document.text.replace("\n", "")
    sentences = (Span(0, 380), Span(380, len(lines)))
    text = lines + " \u2014 Venn (@venn) May 2, 2021  After that, vile rain."
    whole = (Span(0, len(text)),)
    found = find_voices(Document(text, text, None, (), whole, sentences, (), "en"), EMPTY)

    def at(words: str) -> Voice:
        return found.at(Span(text.index(words), text.index(words) + len(words)))

    assert (at("vicious"), at("A vile storm"), at("After that")) == ("quoted", "author", "author")


@given(st.text(max_size=200))
def test_any_text_has_unmarked_speech_inside_it(text: str) -> None:
    document = reading(text)
    found = [s for s, _ in closing_reports(document, ())]
    for span in (*found, *namings(document), *shown_posts(document), *introduced(document)):
        assert 0 <= span.start <= span.end <= len(text)


def test_unmarked_speech_is_found_in_linear_time() -> None:
    for piece in (
        "called the ",
        "said ",
        "the said ",
        "\u2014 (@",
        "We said. ",
        "tweet: a (@b) \u2014 ",
    ):
        text = (piece * 40_000)[:200_000]
        document = reading(text)

        def search(document: Document = document) -> list[Span]:
            told = [span for span, _ in closing_reports(document, ())]
            return [*told, *namings(document), *shown_posts(document), *introduced(document)]

        assert spent(search, times=1) < 8


@pytest.mark.parametrize(
    ("kind", "named", "charged"),
    [("unnamed_group", False, "author"), ("anonymous", False, "author"),
     ("unnamed_group", True, "quoted"), ("public_figure", False, "quoted")],
)  # fmt: skip
def test_a_hint_of_whom_nobody_can_ask_is_the_authors(
    kind: Kind, named: bool, charged: Voice
) -> None:
    text = '"The fire was no accident," critics said.'
    said = replace(
        attribution(text, "The fire was no accident", "critics"),
        kind=kind, named=named, anonymity=None, depth=1,
    )  # fmt: skip
    sourcing = replace(EMPTY, attributions=(said,))
    found = find_voices(reading(text), sourcing)
    assert found.at(Span(1, 20)) == "quoted"
    assert without_faceless(found, sourcing).at(Span(1, 20)) == charged


@pytest.mark.parametrize(
    ("kind", "stake", "charged"),
    [("media_outlet", None, "author"), ("expert", None, "author"),
     ("media_outlet", True, "reported"), ("ngo_monitor", False, "reported"),
     ("public_figure", None, "reported")],
)  # fmt: skip
def test_a_hint_in_the_authors_wording_of_an_unknown_body_is_his(
    kind: Kind, stake: bool | None, charged: Voice
) -> None:
    text = "The Meridian Gazette reported that the fire was no accident."
    content = "that the fire was no accident"
    said = replace(
        attribution(text, content, "The Meridian Gazette", "reported"),
        kind=kind,
        stake=stake,
        depth=1,
    )
    sourcing = replace(EMPTY, attributions=(said,))
    found = find_voices(reading(text), sourcing)
    hint = Span(text.index("no accident"), len(text) - 1)
    assert found.at(hint) == "reported"
    assert without_faceless(found, sourcing).at(hint) == charged


def test_a_hint_behind_an_empty_form_is_the_authors() -> None:
    text = "It is estimated that the fire was no accident."
    said = replace(
        attribution(text, "the fire was no accident", "", "It is estimated"),
        kind="unattributed", named=False, source_id=None, depth=1,
    )  # fmt: skip
    sourcing = replace(EMPTY, attributions=(said,))
    found = find_voices(reading(text), sourcing)
    hint = Span(text.index("no accident"), len(text) - 1)
    assert without_faceless(found, sourcing).at(hint) == "author"


def test_what_is_shown_known_or_felt_is_not_said() -> None:
    for cue in ("proves", "showed", "knows", "felt", "wants"):
        text = f"The mayor {cue} that the vile scheme failed."
        found = attribution(text, "that the vile scheme failed", "The mayor", cue)
        assert voice_of("vile", text, found) == "author"
    told = "The mayor believes that the vile scheme failed."
    assert voice_of("vile", told, attribution(told, told[19:-1], "The mayor", "believes")) == (
        "reported"
    )


def test_a_negation_some_words_before_the_cue_leaves_the_wording_to_the_author() -> None:
    text = "They would rather this article read a vile slur here."
    found = attribution(text, "a vile slur here", "They", "read")
    assert voice_of("vile", text, found) == "author"


def test_a_report_ends_with_its_sentence_unless_a_colon_opens_it() -> None:
    told = "Venn said the mill burned down.\nA vile night followed."
    over = attribution(told, told[10:-1])
    assert voice_of("vile", told, over) == "author"
    opened = "Venn said:\nThe mill burned down.\nA vile night followed."
    assert voice_of("vile", opened, attribution(opened, opened[11:-1])) != "author"


def test_a_report_clause_between_commas_leaves_both_sides_reported() -> None:
    text = "Even more vile, the monitors say, is the wicked plan of Dorne."
    found = attribution(text, text[:-1], "the monitors", "say")
    assert voice_of("vile", text, found) == "reported"
    assert voice_of("wicked", text, found) == "reported"
    assert voice_of("monitors", text, found) == "author"


def test_an_outlet_that_reports_introduces_its_own_words() -> None:
    for lead in ("The Calder Post reports:", "According to Venn:", "She continued:"):
        text = f"{lead}\nA savage storm took the pier."
        assert voice_of("savage", text) == "quoted"
    own = "As we reported:\nA savage storm took the pier."
    assert voice_of("savage", own) == "author"


def test_a_short_quotation_that_repeats_a_speakers_words_is_his() -> None:
    body = '"It was a shabby little farce," Venn said.'
    text = f'The council sat again after the "shabby little farce" of May.\n{body}'
    said = attribution(text, '"It was a shabby little farce,"')
    assert voice_of("shabby", text, said) == "quoted"
    other = text.replace('"shabby little farce"', '"grand solemn session"')
    assert voice_of("grand", other, attribution(other, '"It was a shabby little farce,"')) == (
        "author"
    )


def test_one_word_in_marks_is_an_echo_in_a_headline_and_a_sneer_in_the_body() -> None:
    text = 'Dorne fears a "farce"\n"It was a shabby little farce," Venn said.'
    said = replace(EMPTY, attributions=(attribution(text, '"It was a shabby little farce,"'),))
    at = Span(text.index("farce"), text.index("farce") + 5)
    body = reading(text)
    top = replace(body, parts=(Part(0, text.index("\n"), "headline"),))
    assert find_voices(body, said).at(at) == "author"
    assert find_voices(top, said).at(at) == "quoted"


def test_a_few_marked_words_beside_any_cue_of_speech_are_quoted() -> None:
    for cue in ("noted", "explained", "thinks"):
        text = f'Venn {cue} it was "vile" then.'
        assert voice_of("vile", text, attribution(text, 'it was "vile" then', "Venn", cue)) == (
            "quoted"
        )


def test_a_paragraph_that_opens_with_an_ellipsis_after_an_unfinished_one_is_an_excerpt() -> None:
    text = "Venn wrote that the town had been\n...sacked by savage men in May."
    assert voice_of("savage", text) == "quoted"
    assert voice_of("savage", text.replace("been", "gone.")) == "author"


def test_a_colon_in_a_headline_opens_the_headlines_own_wording() -> None:
    text = "Venn warns: Savage storms ahead\nThe pier may close in May."
    found = attribution(text, "Savage storms ahead", "Venn", "warns:")
    body = reading(text)
    top = replace(body, parts=(Part(0, text.index("\n"), "headline"),))
    said = replace(EMPTY, attributions=(found,))
    at = Span(text.index("Savage"), text.index("Savage") + 6)
    assert find_voices(body, said).at(at) == "quoted"
    assert find_voices(top, said).at(at) == "reported"


def test_capitals_of_a_headline_make_no_title_of_a_speakers_words() -> None:
    text = 'Dorne Fears a "Shabby Farce"\n"It was a shabby farce for us all," Venn said.'
    said = replace(EMPTY, attributions=(attribution(text, '"It was a shabby farce for us all,"'),))
    body = reading(text)
    top = replace(body, parts=(Part(0, text.index("\n"), "headline"),))
    at = Span(text.index("Shabby"), text.index("Shabby") + 6)
    assert find_voices(top, said).at(at) == "quoted"
    assert find_voices(body, said).at(at) == "author"


def test_an_outlets_paragraph_may_quote_others_within() -> None:
    text = 'The Calder Post reports:\nA savage "blight" took the pier.'
    assert voice_of("savage", text) == "quoted"
    assert voice_of("savage", text.replace("reports:", "burned.")) == "author"


def test_a_post_that_is_shown_below_begins_behind_the_colon() -> None:
    text = (
        "Watch the pathetic clip of the mayor below: A savage day at the pier."
        " \u2014 Mara Venn (@maravenn) May 2, 2021"
    )
    assert voice_of("savage", text) == "quoted"
    assert voice_of("pathetic", text) == "author"


def test_what_somebody_is_asked_about_is_named_in_the_authors_words() -> None:
    for cue in ("was asked twice about", "raised doubts about"):
        text = f"Venn {cue} the sham ballot."
        assert voice_of("sham", text, attribution(text, "the sham ballot", "Venn", cue)) == "author"
    told = "Venn complained about the sham ballot."
    found = attribution(told, "the sham ballot", "Venn", "complained about")
    assert voice_of("sham", told, found) == "reported"


def test_what_nobody_tells_is_in_the_authors_words() -> None:
    text = "The vile plan was reportedly dropped."
    found = replace(attribution(text, text, "", "reportedly"), kind="unattributed", source=None)
    assert voice_of("vile", text, found) == "author"
    told = "Reports said the vile plan was dropped."
    content = "the vile plan was dropped"
    found = replace(attribution(told, content, "Reports"), kind="unattributed")
    assert voice_of("vile", told, found) == "reported"


@pytest.mark.parametrize(
    ("source", "voice"),
    [("The video", "author"), ("Dashcam footage", "author"), ("The study", "reported")],
)
def test_a_recording_shows_and_a_written_document_speaks(source: str, voice: Voice) -> None:
    text = f"{source} indicates that the cruel guard laughed."
    found = attribution(text, "that the cruel guard laughed", source, "indicates")
    document: Kind = "document_or_recording"
    assert voice_of("cruel", text, replace(found, kind=document)) == voice


@pytest.mark.parametrize(
    ("content", "voice"),
    [
        ("ghastly scenes", "author"),
        ("how the ghastly night ended", "reported"),
        ("the night as ghastly", "reported"),
    ],
)
def test_what_is_merely_spoken_of_keeps_the_authors_wording(content: str, voice: Voice) -> None:
    text = f"The nurse describes {content}."
    found = attribution(text, content, "The nurse", "describes")
    assert voice_of("ghastly", text, found) == voice


def test_a_label_is_his_who_paints_casts_or_considers() -> None:
    for text in (
        "Venn painted the levy as a cruel joke.",
        "Venn cast her rivals as a cruel gang.",
        "It began with what the firm considers a cruel trial.",
    ):
        assert voice_of("cruel", text) == "reported"
    for text in (
        "It hit what has been described as a cruel spot.",
        "Venn called his friends and they met the cruel gang.",
    ):
        assert voice_of("cruel", text) == "author"


def test_a_few_marked_words_that_someone_owns_and_a_word_of_speech_closes_are_his() -> None:
    assert voice_of("vermin", 'The town resented Dorne\'s "vermin" remark.') == "quoted"
    assert voice_of("vermin", 'The town resented his "vermin" speeches.') == "quoted"
    assert voice_of("experts", 'The town resented Dorne\'s "experts" and their bills.') == "author"


def test_what_somebody_ensures_or_questions_is_in_the_authors_words() -> None:
    text = "They make sure that the glorious past is taught."
    found = attribution(text, "that the glorious past is taught", "They", "make sure")
    assert voice_of("glorious", text, found) == "author"
    asked = "They questioned the glorious past."
    found = attribution(asked, "the glorious past", "They", "questioned")
    assert voice_of("glorious", asked, found) == "author"


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("wrote about", "a walk with the blustering count"),
        ("spoke briefly about", "the blustering count"),
        ("says", "something kind about the blustering count"),
    ],
)
def test_what_somebody_wrote_about_is_named_in_the_authors_words(cue: str, content: str) -> None:
    text = f"On Monday Venn {cue} {content}."
    assert voice_of("blustering", text, attribution(text, content, cue=cue)) == "author"
    told = text.replace(cue, "said").replace(content, f"she met {content}")
    assert voice_of("blustering", told, attribution(told, f"she met {content}")) == "reported"
