"""Parquet for ``assay batch``: rows of a file as JSON, and rows of JSON as a file.

pyarrow is asked for here alone, and only where a file's name ends in ``.parquet``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Final

SUFFIX: Final = ".parquet"
NEEDED: Final = (
    "Parquet needs pyarrow, which is not installed: pip install -c constraints.txt -e '.[parquet]'"
    " in the checkout, or use .jsonl"
)
_AT_ONCE: Final = 64
_COMMON: Final = {
    "row": "int64", "id": "string", "masked": "bool", "level": "string", "score": "float64",
}  # fmt: skip
COLUMNS: Final = {
    "assessment": {
        **_COMMON, "abstained": "bool", "n_claims": "int32", "n_high": "int32",
        "assessment": "string", "error": "string",
    },
    "claim": {**_COMMON, "abstained": "bool", "text": "string", "claim": "string",
              "error": "string"},
}  # fmt: skip
"""Name and type of what is written, for one row an article and one row a claim."""


def is_there() -> bool:
    """Whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def columns(path: Path) -> tuple[list[str], int]:
    """The names of a file's columns, and how many rows it has."""
    with _opened(path) as file:
        return list(file.schema_arrow.names), file.metadata.num_rows


def records(path: Path, wanted: list[str]) -> Iterator[bytes]:
    """The rows of a file as JSON, a few at a time; dates as ISO 8601."""
    with _opened(path) as file:
        for batch in file.iter_batches(_AT_ONCE, columns=wanted):
            for row in batch.to_pylist():
                yield json.dumps(row, ensure_ascii=False, default=_plain).encode(
                    "utf-8", "backslashreplace"
                )


def write(lines: Path, path: Path, kind: str) -> None:
    """Writes rows of JSON as flat columns, ``COLUMNS[kind]``; ``path`` only ever names a whole
    file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.type_for_alias(of)) for name, of in COLUMNS[kind].items()])
    part = path.with_name(f"{path.name}.part")
    with lines.open("rb") as file, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        while some := list(islice(file, _AT_ONCE)):
            rows = [_flat(line, kind) for line in some]
            writer.write_table(pa.Table.from_pylist(rows, schema))
    part.replace(path)


def _flat(line: bytes, kind: str) -> dict[str, Any]:
    row = json.loads(line)
    given, told = row["id"], row.get(kind)
    found = {
        "row": row["row"],
        "id": given if isinstance(given, str) else json.dumps(given),
        "masked": row.get("masked"),
        "error": _text(row.get("error")),
    }
    if told is None:
        return found
    found |= {key: told["risk"][key] for key in ("level", "score", "abstained")}
    # byte for byte as it stands in the line
    found[kind] = line.partition(b'"%s":' % kind.encode())[2].rstrip()[:-1].decode()
    if kind == "claim":
        return found | {"text": told["text"]}
    high = sum(claim["risk"]["level"] == "high" for claim in told["claims"])
    return found | {"n_claims": len(told["claims"]), "n_high": high}


def _text(error: Mapping[str, Any] | None) -> str | None:
    return None if error is None else json.dumps(error, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> str:
    """What JSON has no kind for, as a word: a date, a number of many digits, undeclared UTF-8."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


def _opened(path: Path) -> Any:
    import pyarrow.parquet as pq

    return pq.ParquetFile(path, memory_map=True)
