"""Faces: what the models see, which one is meant, where its landmarks stand."""
