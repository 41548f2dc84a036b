"""Help from afar: what a laptop tells of itself, and what its short codes mean."""
