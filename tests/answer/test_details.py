"""Details asked for that the notice, or the clause found, does not state."""
