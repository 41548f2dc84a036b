"""What the buyer sees on a screen of their own."""
