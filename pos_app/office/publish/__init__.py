"""Past one machine: verified days as an open data set, by DuckDB or by Spark."""
