"""Texts that the encoder never learned to read are told by their word pieces."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spent import spent

from features.document import UnreadableText, read
from features.encoder import to_pieces
from features.evidence import Document, Encoding
from features.unlike import LEAST_WORDS, is_unlike, pieces_a_word
from training.bundle import load

TOKENIZER = load().encoder.tokenizer

NEWS = (
    "The council of Norrin said on Monday that three bridges over the river Tell will be closed "
    "until spring. A spokeswoman, Ana Bresk, told reporters that engineers had found cracks in "
    "two of the pillars, and that nobody had been hurt. Residents said that they had warned the "
    "town about the bridges a year ago."
)
POST = (
    "I was at the market when the lights went out and nobody knew why, then my neighbour called "
    "and said the whole street was dark. #blackout @harbour_watch www.mill.example/lights/2024"
)
CODE = (
    "def _fmt_idx(arr, k_max=0):\n    ret_val = [x_i ** 2 for x_i in arr if x_i >= k_max]\n"
    "    np.testing.assert_allclose(ret_val, arr[::-1] @ W_ij, rtol=1e-7)\n"
    "    cfg['tmp_dir'] = os.environ.get('TMPDIR_X', '/var/tmp')\n"
    "    sys.stderr.write(f'{ret_val!r}\\n'); self._cb_fn(ret_val=ret_val, **kwargs_)\n"
    "    return __all__ if not isinstance(ret_val, (np.ndarray, pd.DataFrame)) else None\n"
)


def encoding_of(document: Document) -> Encoding:
    pieces = to_pieces(document.text, document.sentences, TOKENIZER)
    nothing = np.zeros((len(pieces.offsets), 1), np.float32)
    return Encoding(pieces.offsets, nothing, {}, np.zeros((0, 1), np.float32), {})


def judged(text: str) -> bool:
    document = read(text)
    return is_unlike(document, encoding_of(document))


@pytest.mark.parametrize("text", [NEWS, POST, f"{NEWS} {POST}", NEWS.upper()])
def test_news_and_posts_are_like_the_training_data(text: str) -> None:
    assert not judged(text)


def test_code_is_unlike_the_training_data() -> None:
    assert judged(CODE)


def test_news_with_two_letters_swapped_in_every_fifth_word_is_still_read() -> None:
    words = NEWS.split()
    for i in range(0, len(words), 5):
        words[i] = words[i][:1] + words[i][1:3][::-1] + words[i][3:]
    assert not judged(" ".join(words))


def test_addresses_and_tags_do_not_make_a_post_strange() -> None:
    plain, tagged = read(NEWS), read(f"{NEWS} #{'x7' * 40} https://a.example/{'q9' * 60}")
    assert pieces_a_word(tagged, encoding_of(tagged)) == pytest.approx(
        pieces_a_word(plain, encoding_of(plain)), abs=0.05
    )


def test_a_text_of_a_few_words_is_never_strange() -> None:
    short = " ".join(["zxqvkj"] * (LEAST_WORDS - 1))
    document = read(short, "en")
    assert pieces_a_word(document, encoding_of(document)) == 0.0


@given(st.text(max_size=300))
def test_any_text_has_a_measure(text: str) -> None:
    try:
        document = read(text)
    except UnreadableText:
        return
    assert pieces_a_word(document, encoding_of(document)) >= 0.0


def test_one_endless_word_takes_no_time() -> None:
    document = read("x" * 150_000 + " " + " ".join(["word"] * LEAST_WORDS))
    encoding = encoding_of(document)
    assert spent(lambda: pieces_a_word(document, encoding)) < 1
