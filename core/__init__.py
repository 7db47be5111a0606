"""Everything of Likeness but its window: recipes, faces, packs, pictures, and the engine. No Qt."""
