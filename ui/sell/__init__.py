"""The home screen: scan, cart, payment, change."""
