"""Training the reader: texts with their claims, what they teach, and the encoder that learns it."""
