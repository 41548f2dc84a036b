"""What a stand can set for itself."""
