"""Reports: tables, texts, workbooks, charts, PDF pages and the makers' statements."""
