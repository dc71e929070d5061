"""The report: one page that needs nothing else, its charts, and the results in the README, all from filed results."""
