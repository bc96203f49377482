"""Words of thanks, read by a coordinator before they reach anybody; and the wall where some of them hang."""
