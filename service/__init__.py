"""The faces of Assay: HTTP, the review page, the terminal and the command line."""
