"""What a page says it is: an error page, a parked domain, a wall, or the cited source."""
