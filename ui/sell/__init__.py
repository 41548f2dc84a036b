"""The sell screen: scanning, cart, payment and change."""
