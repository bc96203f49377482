"""Each person's private feed: its address, what it holds, and the page to set it up."""
