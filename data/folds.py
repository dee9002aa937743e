"""Folds that never split what belongs together."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from data.schema import Record

By = Literal["group", "outlet", "id"]


def folds(records: Sequence[Record], k: int, seed: int, by: By = "group") -> list[int]:
    """Number of the fold (0 to k - 1) of every record, in the order of ``records``.

    Records of one group, or one outlet, are in one fold; a record without an outlet counts as of
    an outlet called like its corpus; "id" folds by row. Groups go, the largest first, each to the
    smallest fold, ties in an order that the seed decides: the same arguments give the same folds.
    Raises ValueError where there are fewer groups than folds.
    """
    keys = [_key(record, by) for record in records]
    sizes = Counter(keys)
    if not 2 <= k <= len(sizes):
        raise ValueError(
            f"{k} folds of {len(sizes)} kinds of {by}: wants at least 2 folds and no more than "
            f"there are kinds of {by}; take fewer folds or fold by something else"
        )
    order = sorted(sizes)
    random.Random(seed).shuffle(order)
    order.sort(key=lambda key: -sizes[key])
    filled = [0] * k
    fold_of: dict[str, int] = {}
    for key in order:
        fold_of[key] = min(range(k), key=filled.__getitem__)
        filled[fold_of[key]] += sizes[key]
    return [fold_of[key] for key in keys]


def _key(record: Record, by: By) -> str:
    if by == "outlet":
        return record.outlet or record.corpus
    return record.group if by == "group" else record.id
