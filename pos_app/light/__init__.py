"""The day by light: a day file as QR codes on a screen or on paper, and back."""
