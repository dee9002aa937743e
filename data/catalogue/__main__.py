"""``python -m data.catalogue`` prints the table of corpora."""

from data.catalogue import table

print(table())
