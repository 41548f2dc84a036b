"""The first start: language, till, printer, PIN and float."""
