"""Loaded words and insinuations: what fires, what must not, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from example_claims import PLAIN
from hypothesis import given
from hypothesis import strategies as st
from spent import spent

from features.concepts import measure
from features.encoder import TECHNIQUES as LABELS
from features.evidence import Document, Encoding, Loaded, Quote, Span, Voices
from features.framing import (
    BLEND,
    CATEGORIES,
    TECHNIQUES,
    Blend,
    Labelled,
    Proposal,
    Reading,
    as_quoted,
    blended,
    find_framing,
    find_insinuations,
    labelled,
    lexicon_spans,
    loaded_from,
    stretches,
    techniques_from,
)
from features.framing.loaded import lexicon
from features.framing.slips import is_slip
from features.phrases import Phrases, forms, words_of

NOBODY = Voices((), ())


def reading(text: str) -> Document:
    """A document with a sentence after every mark that ends one."""
    cuts = [i + 1 for i, c in enumerate(text) if c in ".?!\n"]
    bounds = [0, *cuts, len(text)]
    found = []
    for a, b in pairwise(bounds):
        inside = text[a:b]
        start = a + len(inside) - len(inside.lstrip())
        if inside.strip():
            found.append(Span(start, start + len(inside.strip())))
    return Document(text, text, None, (), (Span(0, len(text)),), tuple(found), (), "en")


def by_lexicon(text: str, voices: Voices = NOBODY) -> tuple[Loaded, ...]:
    document = reading(text)
    return loaded_from(document, lexicon_spans(Reading(document)), voices)


def words(text: str) -> list[str]:
    return [loaded.of(text) for loaded in by_lexicon(text)]


def proposed(text: str, words_: str, score: float = 0.9) -> tuple[Loaded, ...]:
    at = text.index(words_)
    return loaded_from(reading(text), [Proposal(at, at + len(words_), score)], NOBODY)


MUST_FIRE = [
    ("These vermin took the town.", "vermin", "dehumanising"),
    ("The regime closed two papers.", "regime", "side_label"),
    ("The so-called observatory wrote again.", "so-called", "side_label"),
    ("A wave of terrorists came over the hill.", "terrorists", "side_label"),
    ("It was a disgraceful vote.", "disgraceful", "outrage"),
    ("The thugs had their way.", "thugs", "name_calling"),
    ("They brutalised a village.", "brutalised", "demonising"),
    ("A laughable excuse was given.", "laughable", "ridicule"),
    ("It was a heartbreaking day.", "heartbreaking", "pity"),
    ("Those heroes marched north.", "heroes", "virtue"),
    ("Venn lashed out at the board.", "lashed out", "combative"),
    ("An apocalyptic night followed.", "apocalyptic", "fear"),
    ("There is not a shred of doubt, they wrote.", "not a shred of", "absolutist"),
    ("They fabricated the receipts.", "fabricated", "deceit"),
    ("A staggering sum was lost.", "staggering", "intensifier"),
    ("Marauders came at dusk.", "Marauders", "demonising"),
    ("The mercenaries left by boat.", "mercenaries", "name_calling"),
    ("Her bigotry cost her the seat.", "bigotry", "demonising"),
    ("The clerk was condescending.", "condescending", "ridicule"),
    ("The board stood idly by.", "stood idly by", "outrage"),
    ("They trotted out old charts.", "trotted out", "deceit"),
    ("Workers got a paltry rise.", "paltry", "intensifier"),
    ("The liberal media kept quiet.", "liberal media", "side_label"),
    ("The conservative media kept quiet.", "conservative media", "side_label"),
    ("The raid dealt a fatal blow to the truce.", "fatal blow", "combative"),
    ("The fat-shaming went on for years.", "fat-shaming", "outrage"),
    ("She lit into the mayor.", "lit into", "combative"),
    ("Their account is completely untrue.", "completely untrue", "deceit"),
    ("The clerk was ill-prepared.", "ill-prepared", "ridicule"),
    ("The interlopers left at dawn.", "interlopers", "name_calling"),
    ("It was an unmerciful winter campaign.", "unmerciful", "demonising"),
    ("They lived by dirty dealings.", "dirty", "demonising"),
    ("THESE PIGS AND ORCS CAME", "ORCS", "dehumanising"),
]


@pytest.mark.parametrize(("text", "words_", "category"), MUST_FIRE)
def test_a_loaded_word_fires_with_its_category(text: str, words_: str, category: str) -> None:
    found = by_lexicon(text)
    assert [(f.of(text), f.category) for f in found] == [(words_, category)]


@pytest.mark.parametrize(
    "text",
    [
        "Nurses gave first aid to the wounded.",
        "The court found him unfit to stand trial.",
        "It was absolutely still, and obviously cold.",
        "The board called the reasonable plan unfair.",
        "Three people were killed in the attack on the hospital.",
        "Shells hit a kindergarten and a school during the war.",
        "Prosecutors opened a war crimes case.",
        "The Committee Against Cruelty to Prisoners met in Calder.",
        "The Heroes of Labour Foundation paid for the bridge.",
        "He was tried under counter-terrorism law.",
        "Doctors treated him after a heart attack.",
        "A bomb fell on a densely populated quarter.",
        "The two towns waged war for a year.",
        "The cook was found lying on the floor.",
        "The page spread false claims and a misleading caption.",
        "The clerk woke up when an incendiary shell hit the mill.",
        "The agenda of the talks was long and rhetoric a school subject.",
        "It was completely new and, unfortunately, controversial.",
        "A post by @vermin was shared.",
        "The Ostrel Rowing Club (ORC) met, and the ORC voted.",
    ],
)
def test_names_fixed_terms_topics_and_the_hit_do_not_fire(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("words_", ["Ex", "away", "very", "newly"])
def test_a_tagger_cannot_make_a_particle_or_the_beginning_of_a_word_loaded(words_: str) -> None:
    assert not proposed("An Ex-Baker went away with very newly-made loaves.", words_)


@pytest.mark.parametrize("words_", ["bread-waster", "waster"])
def test_a_word_with_a_hyphen_is_loaded_as_a_whole(words_: str) -> None:
    text = "The bread-waster left."
    assert [f.of(text) for f in proposed(text, words_)] == ["bread-waster"]


@pytest.mark.parametrize("words_", ["killed", "attack", "war", "school", "children were killed"])
def test_a_tagger_cannot_make_a_topic_word_loaded(words_: str) -> None:
    text = "The war went on: children were killed in an attack on a school."
    assert proposed(text, words_) == ()


def test_a_loaded_word_beside_who_was_hit_stays_loaded() -> None:
    text = "They slaughtered innocent children at the school."
    assert [f.of(text) for f in proposed(text, "innocent children")] == ["innocent children"]


def test_an_invasion_is_a_plain_word_where_troops_cross_a_border() -> None:
    shown = "Sarvia began its invasion at dawn. Columns of tanks crossed the border."
    other = "Tervia began its invasion at dawn. Columns of tanks crossed the border."
    claimed = "The invasion of our schools by their books goes on. Parents are angry."
    assert proposed(shown, "invasion") == proposed(other, "invasion") == ()
    assert proposed(claimed, "invasion") != ()


def test_a_court_makes_a_label_accurate() -> None:
    assert words("The court convicted the terrorist last May.") == []
    assert words("The terrorist fled last May.") == ["terrorist"]


def test_a_capitalised_label_before_a_name_is_still_a_label() -> None:
    assert words("We all know what Crooked Dorne did with the fund.") == ["Crooked"]


def test_a_surname_that_is_a_loaded_word_is_a_name() -> None:
    assert words("On Monday Tova Noble and Ben Savage met in Calder.") == []
    assert words("On Monday the painter Tova Glory met them in Calder.") == []


def test_a_team_or_a_person_named_with_a_loaded_word_is_a_name() -> None:
    def judged(text: str, words_: str) -> list[str]:
        return [found.of(text) for found in proposed(text, words_)]

    for text, words_ in (
        ("They met Red Bull's driver at noon.", "Bull"),
        ("At noon Hope Hicks spoke to the press.", "Hope Hicks"),
        ("They watched the New Calder Patriots play.", "New Calder Patriots"),
    ):
        assert judged(text, words_) == [], text
    for text, words_ in (
        ("The sign read Fascist Dorne in red.", "Fascist Dorne"),
        ("They spoke of Heroic Patriots at noon.", "Heroic Patriots"),
    ):
        assert judged(text, words_) == [words_], text


def test_how_far_off_a_place_lies_is_no_lie() -> None:
    assert proposed("The town lies 12 kilometres from the border.", "lies") == ()
    assert proposed("The village which lies about 40 km east fell.", "lies") == ()
    assert proposed("The mayor lies about 12 of the contracts.", "lies") != ()


def test_capitals_of_a_headline_tell_nothing() -> None:
    text = "Shameful Council Members Betray Their Own Harbour Town"
    assert words(text)[0] == "Shameful"


def test_a_headline_inside_a_sentence_is_no_name() -> None:
    for headline in (
        "Harbour Town Mayor Hails Shameful Orsk Dock Deal",
        "Mayor Cheers About Shameful Deal",
    ):
        assert words(f"{headline}, though nobody could verify this.") == ["Shameful"]
    assert words("The Shameful Dock opened on Friday.") == []


def test_a_proposal_is_put_on_whole_words_without_small_ones_at_its_ends() -> None:
    text = "It was a monstrous lie and."
    at = text.index("a mon")
    found = loaded_from(reading(text), [Proposal(at, at + 14, 0.7)], NOBODY)
    assert [(f.of(text), f.score) for f in found] == [("monstrous lie", 0.7)]
    cut = text.index("strous")
    found = loaded_from(reading(text), [Proposal(cut, cut + 6, 0.7)], NOBODY)
    assert [f.of(text) for f in found] == ["monstrous"]


def test_a_word_unknown_to_the_lexicon_has_no_category() -> None:
    assert [f.category for f in proposed("They glommed the grants.", "glommed")] == [None]


def test_of_two_proposals_that_overlap_the_surer_stays() -> None:
    text = "a wicked plan"
    both = [Proposal(2, 8, 0.6), Proposal(2, 13, 0.8)]
    assert [f.of(text) for f in loaded_from(reading(text), both, NOBODY)] == ["wicked plan"]


def test_each_word_has_the_voice_it_stands_in() -> None:
    text = "The wicked plan failed, and the vile men left."
    voices = Voices((), ((Span(0, 22), "quoted"), (Span(28, 45), "reported")))
    assert [(f.of(text), f.voice) for f in by_lexicon(text, voices)] == [
        ("wicked", "quoted"),
        ("vile", "reported"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What are they hiding?",
        "Coincidence?",
        "Why did the board lie to the town?",
        "Why won't the mayor say where the money went?",
        "The timing raises troubling questions about the mayor.",
        "It is surely no coincidence that the bridge fell.",
        "Are we really supposed to believe that nobody knew?",
        "The papers were strangely silent on the matter.",
        "Who benefits from the fire?",
    ],
)
def test_an_insinuation_is_found(text: str) -> None:
    assert find_insinuations(reading(text), NOBODY), text


@pytest.mark.parametrize(
    "text",
    [
        "Why does the sea taste of salt?",
        "How many people live in Calder?",
        "What is the vaccine made of?",
        "The mayor answered questions from the press.",
        "Who won the race on Sunday?",
        "They hid in the cellar until morning.",
    ],
)
def test_a_plain_question_or_statement_is_no_insinuation(text: str) -> None:
    assert find_insinuations(reading(text), NOBODY) == (), text


def test_an_insinuation_in_a_quoted_voice_is_the_speakers() -> None:
    text = "What are they hiding?"
    quoted = Voices((), ((Span(0, len(text)), "quoted"),))
    assert find_insinuations(reading(text), quoted) == ()


def test_every_technique_of_the_corpus_has_a_line() -> None:
    assert set(TECHNIQUES) == set(LABELS)
    assert all(line.endswith(".") and len(line) < 100 for line in TECHNIQUES.values())


def test_a_technique_is_trimmed_and_an_unknown_one_is_an_error() -> None:
    found = techniques_from(reading("a slogan here"), [Labelled(1, 9, "Slogans", 0.8)])
    assert [(f.start, f.end, f.technique, f.score) for f in found] == [(2, 8, "Slogans", 0.8)]
    with pytest.raises(ValueError, match="Magic"):
        techniques_from(reading("a slogan"), [Labelled(0, 8, "Magic", 0.8)])


def test_without_taggers_the_lexicon_proposes() -> None:
    empty = np.zeros((0, 2))
    encoding = Encoding(
        empty.astype(np.int32), empty.astype(np.float32), {}, empty.astype(np.float32), {}
    )
    framing = find_framing(reading("A wicked plan. Coincidence?"), encoding, NOBODY)
    assert [loaded.category for loaded in framing.loaded] == ["demonising"]
    assert len(framing.insinuations) == 1


def tagged(text: str, probabilities: dict[str, float]) -> Encoding:
    """An encoding of one piece a word, with the given probability of a biased word."""
    pieces = words_of(text)
    inside = np.array([probabilities.get(piece.lower, 0.02) for piece in pieces], np.float32)
    return Encoding(
        offsets=np.array([[p.start, p.end] for p in pieces], np.int32).reshape(-1, 2),
        tokens=np.zeros((len(pieces), 4), np.float32),
        tags={"biased_word": np.stack([1 - inside, inside], axis=1)},
        sentences=np.zeros((1, 4), np.float32),
        heads={},
    )


def test_the_tagger_judges_and_the_lexicon_is_evidence() -> None:
    text = "The council glommed and chose a terrible plan."
    some = find_framing(
        reading(text), tagged(text, {"glommed": 0.9, "terrible": 0.4}), NOBODY
    ).loaded
    none = find_framing(
        reading(text), tagged(text, {"glommed": 0.4, "terrible": 0.01}), NOBODY
    ).loaded
    assert [(f.of(text), f.category) for f in some] == [("glommed", None), ("terrible", "outrage")]
    assert none == ()
    assert all(0.5 < f.score < 0.95 for f in some)


BARE = Blend(0.0, 1.0, 1.0, {1: 0.0, 2: 0.0, 3: 0.0}, threshold=0.0, listed=0.0)


def test_without_evidence_the_blend_is_the_tagger() -> None:
    text = "The wicked council glommed it."
    encoding = tagged(text, {"glommed": 0.8, "wicked": 0.4})
    found = blended(Reading(reading(text)), encoding, ["biased_word"], BARE)
    assert [p.of(text) for p in found] == ["glommed"]
    assert found[0].score == pytest.approx(0.8, abs=1e-3)
    assert blended(Reading(reading("")), tagged("", {}), ["biased_word"]) == ()


def test_a_small_word_is_never_marked_however_sure_the_tagger_is() -> None:
    text = "They fight of and for the people."
    encoding = tagged(text, {"of": 0.99, "and": 0.99, "for": 0.99, "the": 0.99})
    assert blended(Reading(reading(text)), encoding, ["biased_word"]) == ()


def test_a_label_of_one_side_needs_no_tagger() -> None:
    text = "The regime closed two papers."
    [found] = find_framing(reading(text), tagged(text, {"regime": 0.03}), NOBODY).loaded
    assert (found.of(text), found.category) == ("regime", "side_label")


def in_pieces(text: str, word: str, p: float) -> Encoding:
    """An encoding with ``word`` in two pieces, as the tokenizer cuts what it does not know."""
    whole = tagged(text, {word: p})
    cut = next(i for i, (a, b) in enumerate(whole.offsets) if text[a:b].lower() == word)
    first, last = whole.offsets[cut]
    pieces = np.array([[first, first + 2], [first + 2, last]], np.int32)
    return replace(
        whole,
        offsets=np.concatenate([whole.offsets[:cut], pieces, whole.offsets[cut + 1 :]]),
        tokens=np.zeros((len(whole.offsets) + 1, 4), np.float32),
        tags={name: np.insert(t, cut, t[cut], axis=0) for name, t in whole.tags.items()},
    )


@pytest.mark.parametrize("word", ["solider", "goverment", "hopsital", "reportter", "Civillian"])
def test_a_slip_in_a_plain_word_is_not_loaded(word: str) -> None:
    text = f"They met a {word} at the gate."
    encoding = in_pieces(text, word.lower(), 0.9)
    assert find_framing(reading(text), encoding, NOBODY).loaded == ()


@pytest.mark.parametrize("word", ["glommer", "terorists", "plaything", "blowhardy"])
def test_an_unknown_word_that_is_no_slip_of_a_plain_one_may_be_loaded(word: str) -> None:
    text = f"They met a {word} at the gate."
    found = find_framing(reading(text), in_pieces(text, word, 0.9), NOBODY).loaded
    assert [f.of(text) for f in found] == [word]


@given(st.text(max_size=30))
def test_any_word_is_a_slip_or_none(word: str) -> None:
    if is_slip(word):
        assert len(word) >= 5
    assert not any(is_slip(known) for known in ("soldier", "government", word[:4]))


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_surer_tagger_never_lowers_a_score(one: float, other: float) -> None:
    text = "The council glommed it."
    low, high = sorted((one, other))
    least = replace(BLEND, threshold=-9.0)
    scores = [
        blended(Reading(reading(text)), tagged(text, {"glommed": p}), ["biased_word"], least)
        for p in (low, high)
    ]
    first, second = ({p.of(text): p.score for p in found} for found in scores)
    assert max(first.values()) <= max(second.values()) + 1e-9


def test_inflections_are_made_from_the_entry() -> None:
    assert {"slam", "slams", "slammed", "slamming"} <= forms("slam")
    assert {"lie", "lies", "lied", "lying"} <= forms("lie")
    assert {"bully", "bullies", "bullied", "bullying"} <= forms("bully")
    assert "rated" not in forms("rat")
    assert forms("rats!") == {"rats"}


def test_a_longer_phrase_goes_before_a_shorter_one() -> None:
    listed = Phrases([("mob", 1), ("mob rule of law", 2)])
    found = list(listed.find(words_of("mob rule of law and mob-rule")))
    assert [(m.first, m.last, m.value) for m in found] == [(0, 4, 2), (5, 6, 1)]


def test_every_category_has_its_list() -> None:
    samples = {"vermin", "thug", "evil", "lie", "horrific", "tragic", "disgusting", "stupid"}
    assert all(sample in lexicon() for sample in samples)
    assert len(CATEGORIES) == 13


def test_a_long_text_of_loaded_words_takes_linear_time() -> None:
    text = "terrorists are wicked " * 9_000
    assert len(by_lexicon(text)) == 18_000
    assert spent(lambda: by_lexicon(text), times=1) < 8


@given(st.text(max_size=120), st.data())
def test_any_text_gives_sorted_disjoint_spans_inside_it(text: str, data: st.DataObject) -> None:
    at = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(at, at), max_size=6))
    scored = [Proposal(min(pair), max(pair), 0.5) for pair in pairs]
    found = loaded_from(reading(text), scored, NOBODY)
    end = 0
    for loaded in found:
        assert end <= loaded.start < loaded.end <= len(text)
        end = loaded.end
    find_insinuations(reading(text), NOBODY)


MUST_INSINUATE = [
    ("So much for the promised thrift of the board.", "So much for"),
    ("The film was designed to mislead voters.", "designed to mislead"),
    ("The board went out of its way to disparage the clerk.", "went out of its way to disparage"),
    ("That does not fit into their narrative.", "fit into their narrative"),
    ("The networks ignored the march.", "networks ignored"),
    ("The report conveniently omitted the harbour.", "conveniently omitted"),
    ("They would rather see the mill burn.", "They would rather"),
    ("It would not be the first time that Dorne forgot.", "would not be the first time"),
    ("There is something odd about the ledger.", "something odd about"),
    ("No wonder the files were lost.", "No wonder"),
    ("The real reason is money.", "The real reason"),
]


@pytest.mark.parametrize(("text", "words_"), MUST_INSINUATE)
def test_a_motive_or_irony_put_as_fact_insinuates(text: str, words_: str) -> None:
    assert [found.of(text) for found in find_insinuations(reading(text), NOBODY)] == [words_]


@pytest.mark.parametrize(
    "text",
    [
        "The army tried to protect civilians in order to reach the port.",
        "The board left out one table by mistake.",
        "Nobody was hurt, and the press was told at noon.",
        "The aim of the talks is to end the strike.",
        "Reporters were asked to leave the hall.",
        "What time does the ferry leave?",
        "She forgot the keys, of course.",
    ],
)
def test_plain_reporting_does_not_insinuate(text: str) -> None:
    assert find_insinuations(reading(text), NOBODY) == ()


def test_a_motive_that_a_source_imputes_is_the_sources_accusation() -> None:
    text = "Venn said the board was trying to discredit her."
    inside = text.index("the board")
    reported = Voices((), ((Span(inside, len(text) - 1), "reported"),))
    assert find_insinuations(reading(text), reported) == ()
    assert find_insinuations(reading(text), NOBODY) != ()


def marked(text: str, probabilities: dict[str, float]) -> Encoding:
    """An encoding in which the propaganda tagger marks the given words."""
    found = tagged(text, probabilities)
    return replace(found, tags={"propaganda": found.tags["biased_word"]})


def test_fragments_are_joined_and_small_words_at_the_ends_fall_off() -> None:
    text = "Of the wicked and cruel lords of it. The mill closed."
    sure = {"of": 0.9, "the": 0.9, "wicked": 0.9, "and": 0.4, "cruel": 0.4, "lords": 0.9}
    [found] = stretches(reading(text), marked(text, sure))
    assert (found.of(text), found.words) == ("wicked and cruel lords", 3)


def test_words_of_small_meaning_alone_are_no_stretch() -> None:
    text = "It was of the and that."
    assert stretches(reading(text), marked(text, {"of": 0.9, "the": 0.9, "and": 0.9})) == ()
    assert stretches(reading(""), marked("", {})) == ()


def test_stretches_of_two_sentences_stay_apart() -> None:
    text = "They are wicked. Cruel lords rule."
    found = stretches(reading(text), marked(text, {"wicked": 0.9, "cruel": 0.9}))
    assert [stretch.of(text) for stretch in found] == ["wicked", "Cruel"]


def test_a_short_weak_stretch_is_not_reported() -> None:
    text = "A wicked plan of cruel and heartless lords was made."
    one, *_ = stretches(reading(text), marked(text, {"wicked": 0.55}))
    whole = dict.fromkeys(("cruel", "and", "heartless", "lords"), 0.8)
    [more] = stretches(reading(text), marked(text, whole))
    shares = np.full(len(TECHNIQUES), 0.02)
    shares[list(TECHNIQUES).index("Loaded_Language")] = 0.74
    proposals = [labelled(one, shares), labelled(more, shares)]
    assert proposals[0].score < proposals[1].score
    found = techniques_from(reading(text), proposals)
    assert [t.of(text) for t in found] == ["cruel and heartless lords"]


def test_repetition_is_never_told_from_one_stretch() -> None:
    text = "A wicked plan."
    [stretch] = stretches(reading(text), marked(text, {"wicked": 0.9}))
    shares = np.full(len(TECHNIQUES), 0.01)
    shares[list(TECHNIQUES).index("Repetition")] = 0.9
    assert labelled(stretch, shares).technique != "Repetition"


def test_sentences_with_scare_quotes_are_judged_as_if_unmarked() -> None:
    text = 'The "glommed" ferry left. The crew glommed.'
    document = reading(text)
    encoding = tagged(text, {"glommed": 0.03})
    plain = tagged(text[: text.index(". The crew") + 1], {"glommed": 0.9})
    found = find_framing(document, encoding, NOBODY, (), plain).loaded
    assert [(f.start, f.of(text)) for f in found] == [(5, "glommed")]


def test_the_searches_for_insinuations_take_linear_time() -> None:
    hostile = ["trying to " * 20_000, "media " * 30_000, "why " * 40_000, "what about a " * 15_000]
    hostile += ["how could we " * 15_000, "they lied to the " * 12_000]
    hostile += ["one could " * 20_000, "hopes to gain " * 14_000, "had it been " * 16_000]
    for text in hostile:
        document = reading(text[:200_000])
        assert spent(partial(find_insinuations, document, NOBODY), times=1) < 8


INNUENDO = [
    "They want you to believe that the harbour is safe.",
    "It is no secret that Dorne likes his envelopes thick.",
    "Follow the money.",
    "Rumour has it that the mayor was paid.",
    "Imagine the outcry had it been Venn.",
    "The tapes just so happened to be wiped that night.",
    "Dorne claims to care about the fishermen.",
    "A supposedly neutral panel chose his cousin.",
    "One could be forgiven for thinking that he was paid.",
    "Nobody has explained where the money went.",
    "The mayor may well have been involved in the theft.",
    "A hidden agenda drives the harbour plan.",
    "The festival is a smokescreen.",
    "The board turned a blind eye.",
    "The mayor cares more about votes than about the sick.",
    "The bank hopes to gain control of your money.",
    "The guards were paid to look away.",
    "The board deliberately misled the town.",
    "While the mayor was busy golfing, the mill burned.",
    "The whole story of the fire is not being told.",
    "Few papers dare to print it.",
    "The board does not want the public to know.",
    "Their agenda is clear.",
    "The plan is backed by foreign billionaires.",
    "Three clerks died under strange circumstances.",
    "Funny, isn't it?",
    "How can anyone trust the board after this?",
    "Why on earth was the gate left open?",
    "Who are they kidding?",
    "The clerk's account does not add up.",
    "One can only speculate about the missing page.",
    "The whole plan is built on lies.",
    "They lied about the dam.",
    "The board lied to the families.",
    "Make of that what you will.",
    "It is almost as if somebody had opened the gate for them.",
    "There is more to the fire than meets the eye.",
    "Someone clearly did not want the ledger found.",
    "But why the sudden silence of the board?",
    "Do not expect the papers to mention the ledger.",
    "The timing could hardly have been more fortunate for Dorne.",
    "The alarm, conveniently, failed that night.",
    "One wonders where the money for the yacht came from.",
    "Does anybody with eyes in his head honestly believe this count?",
    "These are the very same people who sold the harbour.",
    "The gate was left open because, you know, guards are dear.",
    "His brother (surprise, surprise) won the contract.",
    "The facts do not fit in with their narrative.",
]


@pytest.mark.parametrize("text", INNUENDO)
def test_innuendo_in_the_authors_voice_insinuates(text: str) -> None:
    assert find_insinuations(reading(text), NOBODY), text


@pytest.mark.parametrize(
    "text",
    [
        "The army wants to control the hills above the port.",
        "The mill is conveniently located near the station.",
        "The police are paid to keep order.",
        "The board may have met on Monday.",
        "The mayor was busy on Tuesday.",
        "The firm hopes to gain a share of the market.",
        "Everyone knows each other in the village.",
        "He fights for the rights of all people before the law.",
        "The town paid for the bridge.",
        "The agenda of the meeting is on the board.",
        "Few papers were sold on Monday.",
        "How can a ship sail against the wind?",
        "The village lies to the east of the river.",
        "The clerks add up the votes by hand.",
        "The mayor made no secret of his plan.",
        "The cover slips on and off conveniently.",
        "If you ask yourself which boat is faster, look at the keel.",
        "The self-proclaimed People's Republic of Lenn issued stamps.",
        "It was the challenger who was driving the agenda all evening.",
        "Everyone knows that the river floods in spring.",
        "Nobody wanted the ledger found by the children.",
        "The film shows a world that seems too good to be true.",
        "The two ships had the same captain who drew the map.",
        "Does anybody at the mill know the way?",
        "The key did not fit in with ease.",
        "The child was glad (and said so).",
    ],
)
def test_plain_english_near_innuendo_does_not_insinuate(text: str) -> None:
    assert find_insinuations(reading(text), NOBODY) == ()


@pytest.mark.parametrize("text", INNUENDO[:4])
def test_innuendo_in_another_voice_is_not_the_authors(text: str) -> None:
    for voice in ("reported", "quoted"):
        others = Voices((), ((Span(0, len(text)), voice),))
        assert find_insinuations(reading(text), others) == ()


def test_an_innocent_account_in_scare_quotes_insinuates() -> None:
    text = 'The files were lost by "mistake" in May.'
    at = text.index('"')
    for kind, found in (("scare", ['"mistake"']), ("partial", [])):
        quote = Quote(at, at + 9, None, kind)  # type: ignore[arg-type]
        spans = find_insinuations(reading(text), Voices((quote,), ()))
        assert [span.of(text) for span in spans] == found


def test_a_soft_form_insinuates_only_in_a_sentence_put_as_a_judgement() -> None:
    text = "The mayor left just two days before the vote."

    def found(p: float) -> list[str]:
        heads = {name: np.array([p], np.float32) for name in ("propaganda", "biased", "subjective")}
        return [span.of(text) for span in find_insinuations(reading(text), NOBODY, heads)]

    assert found(0.9) == ["just two days before"]
    assert found(0.3) == []
    text = "I guess the law is for others."
    assert found(0.9) == ["I guess"]
    assert found(0.3) == []
    text = "I guess so."
    assert found(0.9) == []
    assert find_insinuations(reading(text), NOBODY) == ()


def test_a_judgement_alone_does_not_make_plain_words_insinuate() -> None:
    sure = {name: np.array([0.95], np.float32) for name in ("propaganda", "biased", "subjective")}
    for plain in (
        "The mayor is clearly the worst we ever had.",
        "Of course the vile plan failed.",
        "Are you sick of the mayor?",
        "The board must be stopped.",
        "This so-called reform is a disgrace.",
    ):
        assert find_insinuations(reading(plain), NOBODY, sure) == (), plain
    for hint in (
        "Why were the clerks at the mill that night?",
        "Or did the mayor know of the fire?",
        "Strangely, no clerk was at the mill.",
    ):
        assert find_insinuations(reading(hint), NOBODY, sure) != (), hint


def test_a_question_inside_a_quotation_is_not_asked_by_the_author_around_it() -> None:
    text = "The clerk was baffled by it all that evening: what are they hiding, she thought?"
    at = text.index("what")
    quoted = Voices((), ((Span(at, at + 21), "quoted"),))
    assert find_insinuations(reading(text), quoted) == ()
    assert find_insinuations(reading(text), NOBODY) != ()


def test_the_quoted_voices_framing_is_the_author_s_score_with_the_voices_changed() -> None:
    vile, grim = Loaded(5, 9, "quoted", None, 0.8), Loaded(15, 19, "author", None, 0.7)
    heads = {"propaganda": 0.9, "biased": 0.8, "subjective": 0.7, "check_worthy": 1.0}
    mixed = replace(PLAIN, loaded=(vile, grim), insinuations=(Span(0, 3),), heads=heads)
    spoken = measure(as_quoted(mixed), ())
    assert (spoken["insinuation"], spoken["propaganda"]) == (0.0, 0.0)
    assert measure(as_quoted(replace(mixed, voice="quoted")), ())["propaganda"] == pytest.approx(
        0.9
    )
    own = measure(replace(mixed, loaded=(replace(vile, voice="author"),)), ())
    assert spoken["loaded_author"] == own["loaded_author"]


def test_without_quoted_voices_nothing_is_charged_to_them() -> None:
    silent = as_quoted(replace(PLAIN, loaded=(Loaded(5, 9, "reported", None, 0.8),)))
    assert silent.loaded == ()
    assert measure(silent, ())["loaded_author"] == 0.0
