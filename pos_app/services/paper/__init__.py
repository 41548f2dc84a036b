"""Everything that is printed at a stand: receipts, reports, labels, and the queue."""
