"""Opening the till, counting it, closing the day and handing it over."""
