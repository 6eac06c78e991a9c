"""Interface texts in Dutch and English, and the way from codes to sentences."""
