"""Text to concepts: what is found in an article, on the words themselves."""
