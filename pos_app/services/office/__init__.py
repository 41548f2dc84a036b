"""What the office does with its event book."""
