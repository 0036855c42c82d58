"""What citewatch does for its users, from the first question to the result. Nothing is printed."""
