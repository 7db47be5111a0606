"""Parts of a finished picture that are drawn anew: where they are, and how they are put back."""
