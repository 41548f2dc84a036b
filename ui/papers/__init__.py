"""The dialogs about paper: the stand's reports and lists, and the jobs in the print queue."""
