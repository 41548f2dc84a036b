"""The windows of the till and of the office, in PySide6; nothing else in the project uses Qt."""
