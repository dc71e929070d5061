"""What a language model can do to the answers: lying in every way we can name, honest or broken, and what of it got through."""
