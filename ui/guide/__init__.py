"""The guide in the window: F1 opens it where it tells of the screen in front."""
