"""The dialog of the stand's reports and lists on paper."""
