"""Questions with golds, metrics, scoring, benchmarks and the report; nothing else imports this package."""
