"""The queue: the jobs in order, and the bar and the table that show them."""
