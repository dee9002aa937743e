"""Do Assay's readings of an article agree with what readers call hyperpartisan?"""
