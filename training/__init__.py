"""Data and features to a model: encoder, heads, risk, calibration, evaluation, bundle."""
