"""How news writes words and short sequences of them, counted: for texts without capitals.

    python -m experiments.robustness.small_letters > features/lexicons/small_letters.txt

Counted inside sentences, so that their heads say nothing, in articles that no annotation or
development set holds. Counts alone are taken; no text and no one's list is copied.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import data
from data.readers.gold import ANNOTATIONS, gold_ids
from features import wordlist
from features.capitals import ENDINGS, TOKEN, bare, is_abbreviation, is_small
from features.wordlist import sections, words

CORPORA = ("polnear", "ptc", "webis", "hyperpartisan")
DOCUMENTS = 2
"""Documents that must write a word small."""
BESIDE = 5
"""Documents in which a small word must stand beside a name for its letters there to count."""
PAIR = 4
"""Documents that must hold a sequence of two small words, or letters read as a word ("NATO")."""
LONGER = 3
"""Documents that must hold a longer sequence; ``DOCUMENTS`` do of those the readers know."""
LONGEST = 4
EVER = 0.1
"""Documents that write a word small per one that does not, if it may be part of a sequence."""
VERBS = frozenset(["crooked", "hope", "mark", "page", "rob", "rush"])
"""Plain words that news often writes large before a name, as somebody's first name or slur."""
PLACES = ("before a name", "behind a name", "before a number")
LOUD = 0.5
"""Share of words with a capital from which on a line is a headline and says nothing."""
_HEADS = '.!?:;“"«‘—–'

HEADER = """\
# How news writes words inside a sentence: in a text without capitals what is not listed is a name.
# Origin: counted for Assay by experiments/robustness/small_letters.py in {documents} articles of
# {corpora}, none of them annotated or held for development.
# Licence: Apache-2.0. Not all of these corpora are open: words are taken, by count, and no text.
# First what it writes small; then of these what it writes large before a name, behind one, before
# a number; sequences of them as it writes them; letters that stand for words.
# Small in {least} articles or more and, away from names and sequences, in half of those that hold
# it; beside names and numbers in {beside}; pairs and letters in {pair}, longer sequences in
# {longer}, those of source_nouns.txt in {least}; no other sequence but "the" before letters.
# Blank-separated, sequences joined by "_"; regular endings left out (features/capitals.py)."""


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    word: str
    """In small letters, without its possessive ending."""
    written: str
    head: bool
    joined: bool
    """Whether a hyphen follows: "un-" is no "UN"."""
    linked: bool
    """Whether a blank alone parts it from the token before."""
    number: bool
    """Whether a number follows."""


@dataclass(frozen=True, slots=True)
class Article:
    corpus: str
    lines: list[list[Token]]
    """Those that are no headlines."""


def main() -> None:
    articles = list(_articles())
    vocabulary = {t.word for article in articles for line in article.lines for t in line}
    ever = _ever_small(articles)
    loose = {w for w in vocabulary if is_small(w, ever)}
    sequences = _sequences(articles, loose)
    _, small = _beside(articles, loose, sequences)
    known = {w for w in vocabulary if is_small(w, small)}
    beside, small = _beside(articles, known, sequences)
    known = {w for w in vocabulary if is_small(w, small)}
    kept: set[str] = set()
    for word in sorted(small, key=len):  # a stem that is left out finds no ending
        if not _is_formed(word, kept):
            kept.add(word)
    print(
        HEADER.format(
            documents=len(articles),
            corpora=", ".join(CORPORA),
            least=DOCUMENTS,
            beside=BESIDE,
            pair=PAIR,
            longer=LONGER,
        )
    )
    _print("", kept)
    for place in PLACES:
        _print(place, beside[place])
    leading = {w.casefold() for w in beside[PLACES[0]]}  # "Mayor Bill" needs who follows
    told = {
        s
        for s in sequences
        if not leading.issuperset(w.casefold() for w in s[-2:])
        and any(w.casefold() in known or w.isupper() for w in s)
    }
    _print("sequences", ("_".join(s) for s in told))
    _print("letters", _letters(articles, known))


def _print(section: str, entries: Iterable[str]) -> None:
    if section:
        print(f"\n[{section}]")
    print(
        textwrap.fill(
            " ".join(sorted(entries)), 130, break_on_hyphens=False, break_long_words=False
        )
    )


def _articles() -> Iterator[Article]:
    sets = [folder for folder in ANNOTATIONS.iterdir() if (folder / "documents.json").exists()]
    annotated = frozenset().union(*(gold_ids(folder=folder) for folder in sets))
    for name in CORPORA:
        for record in data.read(name):
            if record.id not in annotated and record.split != "dev":
                yield Article(name, _lines(record.text))


def _lines(text: str) -> list[list[Token]]:
    found: list[list[Token]] = []
    for line in text.splitlines():
        matches = [
            m for m in TOKEN.finditer(line) if "\u00e2" not in m[0]
        ]  # "don\u00e2" for "don\u2019t"
        if is_loud(matches):
            continue
        tokens: list[Token] = []
        end = 0
        for m in matches:
            gap = line[end : m.start()]
            head = not tokens or starts(gap)
            written = bare(m[0])
            number = (
                line[m.end() : m.end() + 1] == " " and line[m.end() + 1 : m.end() + 2].isdigit()
            )
            tokens.append(
                Token(
                    written.casefold(),
                    written,
                    head,
                    line[m.end() :][:1] == "-",
                    gap == " ",
                    number,
                )
            )
            end = m.end()
        found.append(tokens)
    return found


def is_loud(found: Sequence[re.Match[str]]) -> bool:
    """Whether a line of these words is a headline."""
    return sum(m[0][0].isupper() for m in found) > LOUD * len(found)


def starts(gap: str) -> bool:
    """Whether what parts two words begins a sentence, a quotation or a clause of its own."""
    return gap.strip()[-1:] in tuple(_HEADS)


def _ever_small(articles: Iterable[Article]) -> set[str]:
    """Words that are not a name alone."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for article in articles:
        found = {t.written for line in article.lines for t in line if not t.head}
        small.update({w for w in found if w.islower()})
        large.update({w.casefold() for w in found if w[0].isupper()})
    return {w for w, n in small.items() if n >= max(DOCUMENTS, EVER * large[w]) and len(w) > 1}


def _beside(
    articles: Iterable[Article], small: Collection[str], sequences: Collection[tuple[str, ...]]
) -> tuple[dict[str, set[str]], set[str]]:
    """Words that are large before a name, behind one, before a number; small away from these.

    Words of ``sequences`` say nothing.
    """
    told = {tuple(w.casefold() for w in s) for s in sequences}
    first = {s[0] for s in told}
    counts: dict[str, dict[str, Counter[str]]] = {
        place: defaultdict(Counter) for place in (*PLACES, "alone", "apart")
    }
    for article in articles:
        seen: set[tuple[str, str, str]] = set()
        for line in article.lines:
            names = [len(t.word) > 1 and t.word not in small for t in line]
            held = {
                i + k
                for i, token in enumerate(line)
                if token.word in first
                for n in range(2, LONGEST + 1)
                if tuple(t.word for t in line[i : i + n]) in told
                for k in range(n)
            }
            for i, token in enumerate(line):
                if token.head or len(token.word) < 2 or i in held:
                    continue
                before = i + 1 < len(line) and line[i + 1].linked and names[i + 1]
                behind = token.linked and names[i - 1]
                holds = (before, behind, token.number)
                places = [place for place, is_there in zip(PLACES, holds, strict=True) if is_there]
                places = places or ["alone"]
                if not token.joined:
                    places.append("apart")
                seen.update((place, token.word, token.written) for place in places)
        for place, word, written in seen:
            counts[place][word][written] += 1
    alone = {
        w
        for w, n in counts["alone"].items()
        if n[w] >= DOCUMENTS and 2 * n[w] >= n.total()
        if 2 * counts["apart"][w][w.upper()] <= counts["apart"][w].total()
    }
    beside = {
        place: {
            written
            for w, forms in counts[place].items()
            for written, count in forms.most_common(1)
            if w in alone
            and w not in VERBS
            and 2 * count > forms.total() >= BESIDE
            and written != w
        }
        for place in PLACES
    }
    return beside, alone


def _sequences(articles: list[Article], small: Collection[str]) -> set[tuple[str, ...]]:
    """Sequences of small words as most articles write them, where that is not small."""
    found = {
        tuple(t.word for t in run)
        for article in articles
        for line in article.lines
        for run in _runs(line, small)
        if _is_name([t.written for t in run])
    }
    counts: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
    longer: Counter[tuple[str, ...]] = Counter()
    for article in articles:
        seen: dict[tuple[str, ...], bool] = {}
        for line in article.lines:
            after = {id(a): b for a, b in pairwise(line)}
            for run in _runs(line, small):
                if tuple(t.word for t in run) in found:
                    following = after.get(id(run[-1]))
                    goes_on = following and following.linked and following.written[0].isupper()
                    seen[tuple(t.written for t in run)] = bool(goes_on)
        for written, goes_on in seen.items():
            key = tuple(w.casefold() for w in written)
            counts[key][written] += 1
            longer[written] += goes_on
    held = {entry for entries in sections("source_nouns").values() for entry in entries}
    kept: set[tuple[str, ...]] = set()
    for key, forms in sorted(counts.items(), key=lambda item: (len(item[0]), item[0])):
        written, count = forms.most_common(1)[0]
        is_held = " ".join(key) in held
        least = DOCUMENTS if is_held else PAIR if len(key) == 2 else LONGER
        if count < least or 2 * count <= forms.total():
            continue
        if not is_held and not _is_letters(written):
            continue
        is_part = 2 * longer[written] > count  # "Mayor Bill", "US District"
        if _is_name(written) and not is_part and not _is_made_of(written, kept):
            kept.add(written)
    return kept


def _is_name(written: Sequence[str]) -> bool:
    """Whether a sequence begins and ends like a name, or is letters beside a word ("the WHO")."""
    large = [w != "I" and w[0].isupper() for w in written]
    shouted = [len(w) > 1 and w.isupper() for w in written]
    if len(written[-1]) == 1 or written[-1].casefold() in words("small_words"):
        return False
    return (large[0] and large[-1] and not all(shouted)) or (
        len(written) == 2 and sum(shouted) == 1
    )


def _is_letters(written: Sequence[str]) -> bool:
    """Whether it is an article before letters that other lists of the readers hold: "the US"."""
    article = written[0].casefold() in ("the", "a", "an")
    letters = written[-1].casefold()
    return article and written[-1].isupper() and letters in _held() - words("small_words") - {"it"}


def _runs(line: list[Token], small: Collection[str]) -> Iterator[list[Token]]:
    for i, token in enumerate(line):
        if token.head or token.word not in small:
            continue
        for j in range(i + 1, min(i + LONGEST, len(line))):
            if not line[j].linked or line[j].word not in small:
                break
            yield line[i : j + 1]


def _is_made_of(written: tuple[str, ...], found: Collection[tuple[str, ...]]) -> bool:
    """Whether shorter sequences give the same letters."""
    given = [w.casefold() for w in written]
    for n in range(2, len(written)):
        for i in range(len(written) - n + 1):
            part = written[i : i + n]
            if part in found:
                given[i : i + n] = part
    return tuple(given) == written


def _letters(articles: Iterable[Article], small: Collection[str]) -> set[str]:
    """Letters that stand for words and could be read as one, or the other way round.

    The first only where another list of the readers holds them, so that no side's is spelt better.
    """
    held = _held()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for written in {t.written for line in article.lines for t in line if not t.head}:
            if 1 < len(written) < 7 and written.isascii():
                forms[written.casefold()][written] += 1
    found: set[str] = set()
    for word, counted in forms.items():
        written, count = counted.most_common(1)[0]
        if word in small or count < PAIR or 2 * count <= counted.total():
            continue
        is_shouted = written.isupper()
        if is_shouted != is_abbreviation(word) and (word in held or not is_shouted):
            found.add(word)
    return found


def _held() -> frozenset[str]:
    lists = (Path(wordlist.__file__).parent / "lexicons").glob("*.txt")
    entries = (
        entry
        for path in lists
        if path.stem != "small_letters"
        for section in sections(path.stem).values()
        for entry in section
    )
    return frozenset(" ".join(entries).lower().split())


def _is_formed(word: str, kept: set[str]) -> bool:
    return any(word.endswith(e) and word[: -len(e)] in kept for e in ENDINGS)


if __name__ == "__main__":
    main()
