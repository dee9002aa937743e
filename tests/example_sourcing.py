"""Texts of invented states, and what the rules and the reading of sources make of them."""

from __future__ import annotations

from features.document import read
from features.evidence import Attribution, Document, Source, Sourcing, Span
from features.sourcing import links_by_form, sourcing_from
from features.sourcing.words import words

PRISONERS = """Captured Morvian sailors plead for the war to end

Video of captured Morvian sailors was released on Telegram by the Aldovan Coastal Command.

A dozen captured sailors sit in a row in the clips, with one saying he had been told to sail.

Another weeps as he speaks to his father, telling him: "They lied to us about everything."

It is estimated that more than 3,000 Morvian troops have been killed since the invasion of Aldova.

"Our officers ran away and left us," one says, while another adds: "Nobody wants this war."

They describe the Aldovan guards as "kind men" who "gave us food" and "never beat us".

A fourth sailor tells a different story. "They hit us and gave us no water," he says.

Aldova's Civil Protection Service has said that 1,400 residents have been killed.

Meanwhile, the UN Refugee Agency (UNHCR) says more than 210,000 people have fled Aldova.

It comes as the Harbour Post obtained a voice recording of a woman purportedly from the Morvian \
town of Lesk, who says a battalion from the district had lost "40 out of 300" men.
"""

STRIKE = """Airstrikes kill 23 in Dorane market: monitor

At least 23 people were killed on Monday when warplanes struck a market in the town of Dorane, \
a war monitor said.

The Dorane Observatory for Civilians said eight children were among the dead. The Observatory, \
which relies on a network of sources inside Veska, said the planes were Karsian.

Karsia denied the strike. "Our air force did not fly over Dorane," Defence Ministry spokesman \
Ilan Moreth told reporters.

"This is a fabrication," he added.

Rebel commander Tavo Brin said his fighters had left the town. The claims could not be \
independently verified.

"The roof came down on us," said Mira Halden, a baker who was at the scene. "I saw six bodies."

An official who asked not to be named for fear of reprisals said that the toll could rise.
"""

RELEASED = """Guards beat me, says former hostage

Jonas Perrel, a former hostage, was released last week after a year in the hands of the Northern \
Front. "They beat me every day," Perrel said.

The Northern Front denied the claim, and its commander called Perrel a liar.

A 12-year-old girl, Lia Nemo, said she had seen trucks near the camp.

Ana Roux, a hydrologist at Teln University, said the well was reportedly poisoned. According to a \
report by the Agency for Wells (AFW), 40 families had fallen ill. The AFW said it had tested wells.

Fishing firm Nordhal Ltd said its boats were not involved.
"""


def sourcing_of(text: str, parties: tuple[str, ...] = ()) -> tuple[Document, Sourcing]:
    document = read(text)
    return document, sourcing_from(document, links_by_form(document, words(document.text)), parties)


def saying(text: str, part: str, parties: tuple[str, ...] = ()) -> Attribution:
    """The innermost attribution whose content holds some words."""
    document, sourcing = sourcing_of(text, parties)
    at = document.text.index(part)
    held = [a for a in sourcing.attributions if a.content.contains(Span(at, at + len(part)))]
    assert held, f"nobody says {part!r}"
    return min(held, key=lambda a: len(a.content))


def source_of(text: str, part: str) -> Source:
    attribution = saying(text, part)
    _, sourcing = sourcing_of(text)
    return next(s for s in sourcing.sources if s.id == attribution.source_id)


def words_of(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(read(text).text)
