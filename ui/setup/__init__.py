"""The wizard of the first start: language, till, printer, PIN and opening float."""
