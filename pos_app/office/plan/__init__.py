"""Planning an event: the plan, its goods, and the stand packs for the tills."""
