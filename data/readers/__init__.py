"""One reader a corpus: ``read(root)`` yields the corpus as records of ``data.schema``."""
