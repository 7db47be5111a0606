"""Pictures that begin from pictures: the start image, faces refined, enlarging."""
