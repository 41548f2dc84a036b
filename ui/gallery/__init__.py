"""Every screen and dialog, shown without a hand: for pictures, and for checks of the look."""
