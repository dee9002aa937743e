"""The report that a person reads in a terminal.

It takes the text and an assessment of DESIGN's shape, and knows no model. Without colour
(a pipe, ``NO_COLOR``) the findings are set off by signs, so that nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service import wording
from service.findings import (
    Sourced,
    Step,
    change_words,
    checks,
    conditions,
    figure_caveats,
    figure_holder,
    ranked,
    sourced,
    steps,
    voucher,
)
from service.marks import LEGEND, Piece, marks, pieces
from service.masking import Masking, masked, masking

WIDEST: Final = 100
NARROW: Final = 84
SHOWN: Final = 12
REFERRED: Final = 12
"""Claims that a row refers to by number; of more, it tells how many."""
_LEVEL_STYLES: Final = {"high": "bold red", "medium": "bold yellow", "low": "bold green"}
_LEVEL_SIGNS: Final = {"high": "●", "medium": "◐", "low": "○"}
_STYLES: Final = {
    "loaded-author": "bold white on dark_red",
    "loaded-quoted": "italic red",
    "figure-unsourced": "bold black on yellow",
    "figure-disputed": "bold yellow",
    "figure-attributed": "bold cyan",
    "figure-verified": "bold green",
    "hedge": "italic magenta",
    "caveat": "green",
    "factive": "underline red",
    "source": "underline",
}
_SIGNS: Final = {
    "loaded-author": ("!", "!"),
    "loaded-quoted": ("~", "~"),
    "figure-unsourced": ("#?", "#"),
    "figure-disputed": ("#≠", "#"),
    "figure-attributed": ("#", "#"),
    "figure-verified": ("#✓", "#"),
    "hedge": ("(?", ")"),
    "caveat": ("{", "}"),
    "factive": ("^", "^"),
    "source": ("[", "]"),
}


def report(
    text: str,
    assessment: Mapping[str, Any],
    width: int,
    plain: bool = False,
    most: int | None = SHOWN,
) -> RenderableType:
    """The whole report; ``plain``: signs instead of colours; ``most``: how many claims."""
    hidden = masking(assessment)
    wide = min(width, WIDEST)
    blocks: list[RenderableType] = [_verdict(assessment, hidden, wide), Text()]
    blocks += [_heading("The text, with what was found on its words", wide)]
    blocks += [_text(text, assessment, hidden, plain), Text(), _legend(plain), Text()]
    blocks += _claims(text, assessment, hidden, wide, most)
    blocks += _tables(assessment, hidden, wide)
    blocks += _balance(text, assessment, hidden, wide)
    blocks += _rest(assessment, hidden, wide)
    blocks += [_footer(assessment)]
    # lines as long as a wide terminal are hard to read
    return Constrain(Padding(Group(*blocks), (1, 1, 0, 1)), wide + 2)


def show(
    text: str, assessment: Mapping[str, Any], console: Console, most: int | None = SHOWN
) -> None:
    """Print the report as wide as the console is, in signs where it has no colours."""
    plain = console.color_system is None or console.no_color
    console.print(report(text, assessment, console.width - 2, plain, most), highlight=False)


def _verdict(assessment: Mapping[str, Any], hidden: Masking, wide: int) -> RenderableType:
    risk = assessment.get("risk") or {}
    words = wording.article_verdict(assessment)
    line = Text(words[0].upper() + words[1:], style=_style(risk))
    rows: list[RenderableType] = [line, _scale(risk, min(40, wide - 30))]
    rows += [
        Text(f"! {wording.said(wording.WARNINGS, str(code))}", style="bold")
        for code in assessment.get("warnings") or ()
    ]
    if risk.get("abstained"):
        return Group(*rows)
    if tally := wording.tally(assessment.get("claims") or ()):
        rows.append(Text(tally))
    if risk.get("author") is not None:
        rows.append(Text(f"The author's own doing: {float(risk['author']):.0%} of the risk."))
    if recurring := _reasons(assessment, hidden):
        rows += [Text("What recurs in its claims:"), *recurring]
    if held := conditions(assessment, hidden):
        told = Text("Conditions of the rule for articles, and how far each holds:")
        rows += [told, _conditions(held)]
    numbers = {str(c.get("id")): n for n, c in ranked(assessment)}
    return Group(*rows, *_counterfactuals(assessment, numbers, hidden))


def _counterfactuals(
    finding: Mapping[str, Any], numbers: Mapping[str, int], hidden: Masking
) -> Iterator[RenderableType]:
    for change in finding.get("counterfactuals") or ():
        words = change_words(change, numbers, hidden)
        yield Text(f"⇢ Would be {float(change['score']) * 100:.0f} {words}")


def _reasons(finding: Mapping[str, Any], hidden: Masking) -> list[RenderableType]:
    """The sentences for the codes of reasons."""
    return [
        Text(f"· {hidden.words(wording.said(wording.REASONS, str(code)))}")
        for code in finding.get("reasons") or ()
    ]


def _style(risk: Mapping[str, Any]) -> str:
    return "bold" if risk.get("abstained") else _LEVEL_STYLES.get(str(risk.get("level")), "bold")


def _scale(risk: Mapping[str, Any], cells: int) -> Text:
    """ "0 ·····├──●──┤···· 100   74, between 61 and 83"; no scale where Assay abstains."""
    if risk.get("abstained") or risk.get("level") is None or risk.get("score") is None:
        return Text("No score: an abstention is not a low risk.", style="italic")
    score = float(risk["score"])
    low, high = risk.get("interval") or (score, score)
    cells = max(cells, 10)

    def at(value: float) -> int:
        return min(cells - 1, max(0, round(value * (cells - 1))))

    bar = ["·"] * cells
    for i in range(at(low), at(high) + 1):
        bar[i] = "─"
    bar[at(low)], bar[at(high)], bar[at(score)] = "├", "┤", "●"
    line = Text("risk 0 ", style="dim")
    line.append("".join(bar), style=_style(risk))
    line.append(" 100", style="dim")
    line.append(f"  {score * 100:.0f}", style="bold")
    return line.append(f" ({float(low) * 100:.0f} to {float(high) * 100:.0f})")


def _heading(words: str, wide: int) -> Text:
    return Text(f"── {words} " + "─" * max(0, wide - len(words) - 4), style="dim")


def _text(text: str, assessment: Mapping[str, Any], hidden: Masking, plain: bool) -> RenderableType:
    numbers = {str(c.get("id")): n for n, c in ranked(assessment)}
    levels = {str(c.get("id")): c.get("risk") or {} for c in assessment.get("claims") or ()}
    out = Text()
    cut = pieces(
        text,
        marks(assessment, hidden),
        (c for _, c in ranked(assessment)),
        hidden.spans(text, assessment),
    )
    for before, piece, after in _neighbours(cut):
        _put(out, before, piece, after, plain)
        for claim in sorted(piece.closes, key=numbers.__getitem__):
            out.append(f"⟨{numbers[claim]}⟩", style=_style(levels[claim]))
    return Padding(out, (0, 0, 0, 2))


def _neighbours(
    cut: Sequence[Piece],
) -> Iterator[tuple[Piece | None, Piece, Piece | None]]:
    for i, piece in enumerate(cut):
        yield cut[i - 1] if i else None, piece, cut[i + 1] if i + 1 < len(cut) else None


def _put(out: Text, before: Piece | None, piece: Piece, after: Piece | None, plain: bool) -> None:
    words = _printable(piece.text)
    style = "reverse" if piece.masked and not plain else ""
    if not plain:
        styles = [_STYLES[m.layer] for m in reversed(piece.marks)]
        out.append(words, style=" ".join([style, *styles[-1:]]).strip())
        return
    opened = [m for m in piece.marks if before is None or m not in before.marks]
    closed = [m for m in piece.marks if after is None or m not in after.marks]
    start = "".join(_SIGNS[m.layer][0] for m in reversed(opened))
    end = "".join(_SIGNS[m.layer][1] for m in closed)
    out.append(f"{start}{words}{end}")


def _printable(words: str) -> str:
    """Control characters would move the cursor or recolour the terminal; they are made visible."""
    clean = words.replace("\r\n", "\n").replace("\t", "    ")
    return "".join(c if c == "\n" or c.isprintable() else "�" for c in clean)


def _legend(plain: bool) -> RenderableType:
    line = Text()
    for layer, words in LEGEND.items():
        start, end = _SIGNS[layer]
        words = words.replace(" ", "\u00a0")
        line.append(
            f"{start}{words}{end}" if plain else words, style="" if plain else _STYLES[layer]
        )
        line.append("   ")
    return Padding(line.append("⟨n⟩\u00a0claim\u00a0n,\u00a0below", style="dim"), (0, 0, 0, 2))


def _claims(
    text: str, assessment: Mapping[str, Any], hidden: Masking, wide: int, most: int | None
) -> Iterator[RenderableType]:
    order = ranked(assessment)
    if not order:
        return
    shown = order[:most]
    yield _heading(f"{_counted(len(order))}, the riskiest first", wide)
    for number, claim in shown:
        yield _claim(number, claim, text, assessment, hidden, wide)
    if len(order) > len(shown):
        yield Text(f"… and {len(order) - len(shown)} more; --all shows them.\n", style="dim")


def _claim(
    number: int,
    claim: Mapping[str, Any],
    text: str,
    assessment: Mapping[str, Any],
    hidden: Masking,
    wide: int,
) -> RenderableType:
    risk = claim.get("risk") or {}
    sign = _LEVEL_SIGNS.get(str(risk.get("level")), "◌")
    head = Text(f"{sign} ⟨{number}⟩ {wording.claim_verdict(claim)}", style=_style(risk))
    rows: list[RenderableType] = [head]
    masks = hidden.spans(text, assessment)
    body: list[RenderableType] = [
        _scale(risk, min(30, wide - 34)),
        Text(_short(masked(text, masks, claim["start"], claim["end"]), 240), style="italic"),
        Text(f"Vouched for by: {voucher(claim, assessment, hidden)}"),
        *_reasons(claim, hidden),
    ]
    if risk.get("level") in {"medium", "high"}:
        if bars := _bars(claim, hidden):
            body.append(bars)
        body += _counterfactuals(claim, {}, hidden)
        for check in checks(assessment, hidden).get(str(claim.get("id")), ()):
            body.append(Text(f"→ What would settle it: {check}", style="bold"))
    rows.append(Padding(Group(*body), (0, 0, 1, 2)))
    return Group(*rows)


def _bars(finding: Mapping[str, Any], hidden: Masking) -> RenderableType | None:
    """Contributions as small bars, raising (+) or lowering (-), from base to sum if known."""
    found = steps(finding, hidden)
    if not found:
        return None
    longest = max(abs(step.effect) for step in found) or 1.0
    table = _grid()
    base = finding.get("base")
    if base is not None:
        table.add_row(f"{float(base):+.2f}", "", Text("where every claim starts", style="dim"))
    for step in found:
        table.add_row(f"{step.effect:+.2f}", _bar(step.effect / longest), _owned(step))
    if base is not None:
        total = float(base) + sum(step.effect for step in found)
        table.add_row(f"{total:+.2f}", "", Text("sum, from which the risk is read", style="dim"))
    return table


def _conditions(held: Sequence[Step]) -> RenderableType:
    table = _grid()
    for step in held:
        table.add_row(f"{step.effect:.0%}", _bar(step.effect), _owned(step))
    return table


def _grid() -> Table:
    """Number, bar and words, side by side."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    return table


def _bar(share: float) -> Text:
    """Up to eight cells; a sign of its own for what lowers the risk."""
    cells = max(1, round(abs(share) * 8)) if share else 0
    return Text(("█" if share > 0 else "▒") * cells, style="red" if share > 0 else "green")


def _owned(step: Step) -> Text:
    return Text(step.words + (" (author)" if step.owner == "author" else ""))


def _tables(assessment: Mapping[str, Any], hidden: Masking, wide: int) -> Iterator[RenderableType]:
    if figures := list(assessment.get("figures") or ()):
        yield _heading("Figures", wide)
        yield _figures(figures, assessment, hidden, wide)
        yield Text()
    if sources := list(assessment.get("sources") or ()):
        yield _heading("Sources", wide)
        yield _sources(sources, hidden, wide)
        yield Text()


def _figures(
    figures: Sequence[Mapping[str, Any]],
    assessment: Mapping[str, Any],
    hidden: Masking,
    wide: int,
) -> RenderableType:
    numbers = {str(c.get("id")): n for n, c in ranked(assessment)}
    rows = []
    for i, figure in enumerate(figures, start=1):
        claim = numbers.get(str(figure.get("claim")))
        rows.append(
            (
                str(i),
                f"{wording.amount(figure)}{f' ⟨{claim}⟩' if claim else ''}",
                hidden.words(str(figure.get("counts") or "")),
                figure_holder(figure, assessment, hidden),
                wording.named(wording.STATUSES, str(figure.get("status"))),
                "; ".join(figure_caveats(figure)),
            )
        )
    return _table(("", "value", "what", "whose", "standing", "caveat"), rows, wide)


def _sources(sources: Iterable[Mapping[str, Any]], hidden: Masking, wide: int) -> RenderableType:
    rows = [
        (
            hidden.name(source),
            wording.named(wording.KINDS, str(source.get("kind"))),
            wording.stake(source.get("stake")),
            wording.custody(source.get("custody")),
            _counted(len(source.get("claims") or ())),
        )
        for source in sources
    ]
    return _table(("source", "kind", "stake", "custody", ""), rows, wide)


def _balance(
    text: str, assessment: Mapping[str, Any], hidden: Masking, wide: int
) -> Iterator[RenderableType]:
    """How the article is sourced, and what a list says of its address."""
    rows = [
        (row.words, row.counted, " ".join(f"⟨{n}⟩" for n, _ in row.claims[:REFERRED]) + _more(row))
        for row in sourced(text, assessment, hidden)
    ]
    outlet = wording.outlet(assessment.get("outlet"))
    if not rows and not outlet:
        return
    yield _heading("How the article is sourced", wide)
    if rows:
        yield _table(("what", "how many", "which claims"), rows, wide)
    if outlet:
        yield Text(f"Where it stood: {outlet}")
    yield Text()


def _more(row: Sourced) -> str:
    """What is left to say behind a row's references: further claims, who is not heard."""
    further = len(row.claims) - REFERRED
    silent = ", ".join(f"{name} ⟨{n}⟩" for n, name in row.silent)
    return (f" and {further} more" if further > 0 else "") + (
        f" not heard: {silent}" if silent else ""
    )


def _counted(claims: int) -> str:
    return "1 claim" if claims == 1 else f"{claims} claims"


def _table(columns: Sequence[str], rows: Sequence[tuple[str, ...]], wide: int) -> RenderableType:
    """A table, or on a narrow terminal one short paragraph for each row."""
    if wide < NARROW:
        paragraphs = Table.grid(padding=(0, 1))
        for row in rows:
            mark, *cells = row if columns[0] == "" else ("·", *row)
            paragraphs.add_row(mark, Text(" · ".join(cell for cell in cells if cell)))
        return paragraphs
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _rest(assessment: Mapping[str, Any], hidden: Masking, wide: int) -> Iterator[RenderableType]:
    dropped = list(assessment.get("headline") or ())
    absent = list(assessment.get("absent") or ())
    if dropped or absent:
        yield _heading("What a reader misses", wide)
        for finding in dropped:
            words = hidden.words(str((finding.get("span") or {}).get("text") or ""))
            yield Text(f"· “{words}” {wording.said(wording.DROPPED, str(finding.get('dropped')))}")
        for code in absent:
            yield Text(f"· {wording.said(wording.ABSENT, str(code))}")
        yield Text()


def _footer(assessment: Mapping[str, Any]) -> RenderableType:
    model = assessment.get("model") or {}
    lines = [wording.PURPOSE, wording.NOT_FOR]
    if any(s.get("protected") for s in assessment.get("sources") or ()):
        lines.append(wording.PROTECTED)
    lines.append(f"Model {model.get('version', '?')}. {wording.LICENCE}")
    return Text("\n".join(lines), style="dim")


def _short(words: str, most: int) -> str:
    one_line = " ".join(_printable(words).split())
    return one_line if len(one_line) <= most else one_line[: most - 1].rstrip() + "…"
