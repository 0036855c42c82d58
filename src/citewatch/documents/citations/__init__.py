"""What a citation is made of: its text and days, the sentence it supports, its name."""
