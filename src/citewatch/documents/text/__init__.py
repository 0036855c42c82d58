"""Text pasted from a page: numbered notes and the marks that lead to them."""
