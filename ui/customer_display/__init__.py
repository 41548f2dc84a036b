"""The buyer's display on a second screen."""
