"""Web archives: the Internet Archive's Wayback Machine, asked calmly and believed carefully."""
