"""Where corpora come from: catalogue, fetching, one reader a corpus, annotations, samples."""

from data.corpora import read
from data.schema import Mark, Record

__all__ = ["Mark", "Record", "read"]
