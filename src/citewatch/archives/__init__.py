"""Web archives: the Wayback Machine first, others after it, asked calmly and believed carefully."""
