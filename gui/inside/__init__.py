"""Inside: where the words, the face and the image prompts acted in a finished picture."""
