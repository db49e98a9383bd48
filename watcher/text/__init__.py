"""Text as the other rooms see it: folding with offsets kept, words, sentences. Pure."""
