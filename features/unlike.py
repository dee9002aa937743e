"""Whether a text is of a kind that the encoder never learned to read: code, a manual, a table.

Distances of its vectors do not tell: they gather where training put them, and a licence lies nearer
to the centre of the news than news does (``experiments/risk/README.md``). The tokenizer does: its
pieces are the words of English prose (Schuster and Nakajima 2012), and what is not that falls into
many pieces. So the measure needs nothing in the bundle.
"""

from __future__ import annotations

import re

import numpy as np

from features.evidence import Document, Encoding

MOST_PIECES = 1.7
"""Word pieces a word above which a text is unlike the training data. Of 160 training articles and
176 of other outlets the most is 1.60, and 1.58 of 40 with letters swapped in every fifth word."""
LEAST_WORDS = 20
"""Words below which the measure says nothing: a few names make a short post look strange."""

_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"[#@]\w|(?<!\w)\w+[/.]\w+[/.]|(?i:https?):")
"""What prose holds and no dictionary does: "#cleanwater", "@harbour_watch", "www.mill.example"."""


def pieces_a_word(document: Document, encoding: Encoding) -> float:
    """The mean count of word pieces of the words that were read, addresses and tags left out.

    0 for a text of fewer than ``LEAST_WORDS`` such words. Time is linear in the text.
    """
    starts = np.array([w.start() for w in _WORD.finditer(document.text)], np.int64)
    addresses = [found.start() for found in _ADDRESS.finditer(document.text)]
    plain = np.ones(len(starts), bool)
    plain[np.searchsorted(starts, addresses, side="right") - 1] = False
    of = np.searchsorted(starts, encoding.offsets[:, 0], side="right") - 1
    counts = np.bincount(of, minlength=len(starts))
    counts = counts[plain & (counts > 0)]
    return float(counts.mean()) if len(counts) >= LEAST_WORDS else 0.0


def is_unlike(document: Document, encoding: Encoding) -> bool:
    """Whether the text is of a kind on which no reading should be trusted."""
    return pieces_a_word(document, encoding) > MOST_PIECES
