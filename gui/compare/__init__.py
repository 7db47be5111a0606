"""Two to four pictures beside each other, and what their recipes differ in."""
