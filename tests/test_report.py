"""The report for a terminal, on the example assessment."""

from __future__ import annotations

import io
from typing import Any

import pytest
from example_assessment import TEXT, abstained, example
from rich.console import Console

from service import wording
from service.findings import change_words, conditions, figure_caveats, ranked, steps, voucher
from service.masking import masking
from service.report import SHOWN, show


def printed(
    assessment: dict[str, Any], width: int = 100, colour: bool = False, every: bool = False
) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, color_system="truecolor" if colour else None, force_terminal=colour
    )
    show(TEXT, assessment, console, None if every else SHOWN)
    return out.getvalue()


def squeezed(words: str) -> str:
    return " ".join(words.split())


def test_the_verdict_is_in_the_words_of_the_house() -> None:
    seen = squeezed(printed(example()))
    assert "Nothing under it as written" in seen
    assert "Of 9 claims, 6 have nothing under them as written" in seen


@pytest.mark.parametrize("word", ["fake news", "false", "propagandist", "lie"])
def test_nobody_is_called_a_liar(word: str) -> None:
    report = printed(example()).lower().split("── 9 claims")[1]
    assert word not in report.split()


def test_findings_are_set_off_by_signs_where_there_is_no_colour() -> None:
    seen = squeezed(printed(example()))
    assert "!slaughter!" in seen
    assert "~a crude fake~" in seen
    assert "#?more than 4,000#" in seen
    assert "(?reportedly)" in seen
    assert "\x1b" not in printed(example())


def test_colour_is_used_where_there_is_colour() -> None:
    seen = printed(example(), colour=True)
    assert "\x1b[" in seen
    assert "!slaughter!" not in seen


def test_claims_come_the_riskiest_first() -> None:
    scores = [claim["risk"]["score"] for _, claim in ranked(example())]
    assert scores == sorted(scores, reverse=True)


def test_a_claim_that_abstains_stands_last_and_shows_no_score() -> None:
    assessment = example()
    assessment["claims"][6]["risk"] |= {"level": None, "abstained": True, "score": 0.99}
    assert ranked(assessment)[-1][1]["id"] == "c7"
    assert "No score: an abstention is not a low risk." in printed(assessment)


def test_a_high_claim_says_what_would_settle_it() -> None:
    assert "What would settle it: Ask who estimated 4,000" in squeezed(printed(example()))


def test_a_prisoner_is_not_named_anywhere() -> None:
    seen = printed(example(), every=True)
    assert "Relk" not in seen
    assert "Tomas" not in seen
    assert "prisoner 1" in seen


def test_a_prisoner_is_shown_as_held_by_the_side_that_published_him() -> None:
    assessment = example()
    words = voucher(assessment["claims"][2], assessment, masking(assessment))
    assert "held, and it serves the holder" in words
    assert "by way of Varenian Security Directorate" in words


def test_an_attribution_without_an_attributor_is_nobody() -> None:
    assessment = example()
    words = voucher(assessment["claims"][3], assessment, masking(assessment))
    assert words == "nobody (“It is estimated that” names no one)"


def test_an_abstention_has_no_score_and_gives_its_warning() -> None:
    seen = squeezed(printed(abstained()))
    assert seen.startswith("Assay abstains No score")
    assert "risk 0" not in seen


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in printed(example(), width).split("\n")) <= width


def test_only_the_first_claims_are_shown_unless_all_are_asked_for() -> None:
    assessment = example()
    assessment["claims"] = [assessment["claims"][0] | {"id": f"x{i}"} for i in range(30)]
    assert "18 more; --all shows them" in printed(assessment)
    assert "--all" not in printed(assessment, every=True)


def test_control_characters_of_a_text_do_not_reach_the_terminal() -> None:
    out = io.StringIO()
    show("red \x1b[31m alert\x07", {"risk": {}}, Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()


def test_rich_markup_in_a_text_is_text() -> None:
    out = io.StringIO()
    show("[bold]stays[/bold] [/nonsense]", {"risk": {}}, Console(file=out, width=80))
    assert "[bold]stays[/bold] [/nonsense]" in out.getvalue()


def test_an_assessment_with_nothing_in_it_is_still_a_report() -> None:
    out = io.StringIO()
    show("One.", {}, Console(file=out, width=80))
    assert "Assay abstains" in out.getvalue()


def test_a_code_that_is_not_known_is_shown_as_its_own_words() -> None:
    assessment = example()
    assessment["reasons"] = ["quite_new"]
    assert "· Quite new." in printed(assessment)


def test_what_is_absent_and_so_lowers_the_risk_is_not_told_as_if_it_were_there() -> None:
    given = [
        {"concept": "loaded_author", "value": 0.5, "effect": 0.8, "text": "loaded words"},
        {"concept": "no_source", "value": 0.0, "effect": -0.6, "text": "no source is named"},
        {"concept": "biased", "value": 0.2, "effect": -0.1, "text": "the wording is biased"},
        {"concept": "caveat", "value": 1.0, "effect": -0.3, "text": "the text says what is open"},
    ]
    found = [(step.words, step.effect) for step in steps({"contributions": given}, masking({}))]
    assert found == [
        ("Loaded words", 0.8),
        ("The text says what is open", -0.3),
        ("What is not there, or less than usual", pytest.approx(-0.7)),
    ]


def test_many_small_contributions_are_one_step_and_nothing_is_lost() -> None:
    given = [{"concept": "x", "value": 1.0, "effect": 0.1 * i, "text": "x"} for i in range(12)]
    found = steps({"contributions": given}, masking({}), most=4)
    assert [step.owner for step in found] == ["source"] * 4 + [None]
    assert sum(step.effect for step in found) == pytest.approx(6.6)


def test_a_counterfactual_calls_a_claim_by_its_number_on_the_page() -> None:
    change = {"change": "c12 with a named source", "score": 0.2}
    assert change_words(change, {"c12": 9}, masking({})) == "if claim 9 stood with a named source"
    assert change_words({"change": "with a source"}, {}, masking({})) == "with a source"


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("hhml", "Of 4 claims, 2 have nothing under them as written, 1 rests on an interested or"),
        ("mm", "Of 2 claims, 2 rest on an interested or incomplete source."),
        ("l", "Of 1 claim, 1 is well supported."),
        ("ul", "Of 2 claims, 1 is well supported, 1 needs little support."),
    ],
)
def test_the_tally_leaves_out_what_there_is_none_of(levels: str, said: str) -> None:
    names = {"h": "high", "m": "medium", "l": "low", "u": "low"}
    claims = [
        {
            "risk": {"level": names[c]},
            "attribution": {"kind": "author_voice" if c == "u" else "expert"},
        }
        for c in levels
    ]
    assert wording.tally(claims).startswith(said)


def test_nothing_is_well_supported_that_nobody_vouches_for() -> None:
    low = {"level": "low", "score": 0.1}
    own = {"risk": low, "attribution": {"kind": "author_voice"}}
    vouched = {"risk": low, "attribution": {"kind": "expert"}}
    assert wording.claim_verdict(own) == "needs little support"
    assert wording.claim_verdict(vouched) == "well supported"
    assert wording.article_verdict({"risk": low, "claims": [own, own]}) == "needs little support"
    assert wording.article_verdict({"risk": low, "claims": [own, vouched]}) == "well supported"
    mostly_own = {"risk": low, "claims": [own, own, vouched]}
    assert wording.article_verdict(mostly_own) == "needs little support"
    for reason in ("staked_source", "anonymous_source", "unverified_figure"):
        weak = {**vouched, "reasons": ["independent_source", reason]}
        assert wording.claim_verdict(weak) == "needs little support"


def test_under_a_text_without_a_high_claim_there_is_something() -> None:
    high, low = {"level": "high", "score": 0.9}, {"level": "low", "score": 0.1}
    by_channel = {"risk": high, "claims": [{"risk": low}]}
    assert wording.article_verdict(by_channel) == wording.VERDICTS["medium"]
    by_claim = {"risk": high, "claims": [{"risk": low}, {"risk": high}]}
    assert wording.article_verdict(by_claim) == wording.VERDICTS["high"]


@pytest.mark.parametrize(
    ("serves", "level", "said"),
    [
        (True, "high", "nothing free under it: the speaker is held"),
        (None, "medium", "rests on a speaker who is held"),
        (False, "medium", "rests on an interested or incomplete source"),
        (True, "low", "well supported"),
    ],
)
def test_the_verdict_on_a_claim_of_somebody_held_says_so(
    serves: bool | None, level: str, said: str
) -> None:
    held = {"custodian": "s1", "publisher": "s1", "serves_custodian": serves}
    claim = {"risk": {"level": level}, "attribution": {"custody": held}}
    assert wording.claim_verdict(claim) == said


def test_the_caveats_of_a_figure_say_what_differs_and_what_is_missing() -> None:
    words = figure_caveats({"missing": ["as_of"], "round": True, "conflicts_with": [2]})
    assert words == ["not said: as of when", "round", "differs from no. 3"]


@pytest.mark.parametrize(
    ("text", "bound", "expected"),
    [
        ("more than 4,000", "lower", "more than 4,000"),
        ("4,000", "lower", "at least 4,000"),
        ("4,000", "exact", "4,000"),
        ("Four thousand", "exact", "Four thousand"),
    ],
)
def test_a_figure_is_told_in_the_words_of_the_text_where_it_has_some(
    text: str, bound: str, expected: str
) -> None:
    assert wording.amount({"text": text, "value": 4000.0, "bound": bound}) == expected


def test_conditions_of_the_article_that_are_met_are_told_and_not_added_up() -> None:
    given = [("a", 1.0), ("b", 0.7), ("c", 0.0)]
    told = [{"concept": name, "effect": effect, "owner": "author"} for name, effect in given]
    found = conditions({"contributions": told}, masking({}))
    assert [(c.words, c.effect) for c in found] == [("A", 1.0), ("B", 0.7)]
    seen = squeezed(printed(example() | {"contributions": told}))
    assert "100% ████████ A (author)" in seen
    assert "70% ██████ B (author)" in seen


def test_a_wide_terminal_is_not_filled_with_long_lines() -> None:
    assert max(len(line.rstrip()) for line in printed(example(), 200).split("\n")) <= 102


@pytest.mark.parametrize("width", [60, 100])
def test_how_the_article_is_sourced_is_told_with_the_claims_that_count(width: int) -> None:
    seen = squeezed(printed(example(), width).partition("How the article is sourced")[2])
    number = next(n for n, c in ranked(example()) if c["id"] == "c4")
    assert "3 of 9 claims" in seen
    assert f"1 of 9 claims{' ·' if width == 60 else ''} ⟨{number}⟩" in seen
    assert "no claim has a source" in seen
    assert "not heard: Oskan command ⟨7⟩" in seen
    assert "Relk" not in seen


def test_the_list_of_outlets_is_told_with_its_owner_date_and_licence() -> None:
    seen = squeezed(printed(example()))
    assert "m.tidings.example is in the A list of outlets (An institute, spring 2031" in seen
    assert "licence MIT) under tidings.example: Tidings, Ledria, independent public" in seen


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"listed": False, "domain": None, "entries": []}, "That says nothing of its independence"),
        ({"listed": None, "entries": [], "list": None}, "no list is installed"),
        ({"listed": None, "entries": [], "host": None}, "names no site"),
    ],
)
def test_an_address_that_is_not_listed_is_not_called_independent(
    change: dict[str, Any], words: str
) -> None:
    assessment = example()
    assessment["outlet"] |= change
    seen = squeezed(printed(assessment))
    assert words in seen
    assert "state-controlled" not in seen


def test_without_an_address_or_shares_nothing_is_said_of_sourcing() -> None:
    assessment = example() | {"balance": [], "outlet": None}
    assert "How the article is sourced" not in printed(assessment)
    assert "How the article is sourced" not in printed(abstained() | {"outlet": None})
