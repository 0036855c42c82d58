"""E-mail messages, and web pages saved as such (MHTML)."""
