"""Before the fair: what the office plans, its goods, and the stand packs that it hands out."""
