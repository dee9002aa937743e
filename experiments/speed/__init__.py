"""Is one article answered in 60 ms, a comment in 25, in 400 MB, from a start of 2 s?"""
