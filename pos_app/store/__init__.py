"""The database of a till's folder. Only this package and `pos_app.office` contain SQL."""
