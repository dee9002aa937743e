"""A plain grave claim in the author's voice and an attribution, for tests to vary."""

from features.evidence import Attribution, Claim, Span

SPAN = Span(0, 100)
PLAIN = Claim(
    id="c1",
    sentence=0,
    span=SPAN,
    role="body",
    stance="asserted",
    voice="author",
    kind="author_voice",
    attribution=None,
    independent_sources=0,
    hedges=(),
    caveats=(),
    factive=(),
    same_as=(),
    figures=(),
    loaded=(),
    techniques=(),
    insinuations=(),
    heads={"check_worthy": 1.0},
    grave=(Span(0, 6),),
)
SAID = Attribution(
    content=SPAN,
    source=Span(80, 90),
    cue=Span(91, 95),
    source_id="s1",
    kind="public_figure",
    named=True,
    anonymity=None,
    stake=None,
    custody=None,
    depth=1,
    direct=False,
)
