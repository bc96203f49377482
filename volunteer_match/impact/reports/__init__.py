"""Reports: choose a period and parts, read them as a page, take them along. Every file says what the page says."""
