"""The trained reader: one encoder with several heads, and how its answers and those of the rules become one Reading."""
