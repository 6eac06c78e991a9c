"""Results as charts (Vega-Lite) and as the rows of tables."""
