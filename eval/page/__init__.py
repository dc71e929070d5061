"""The report: one page that needs nothing else, and the charts of the README, all from filed results."""
