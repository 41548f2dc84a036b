"""Publishes verified days as an open data set, with DuckDB or Spark."""
