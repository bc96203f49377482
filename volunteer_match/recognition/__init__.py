"""Thanks for what people give: badges, words of thanks, certificates; and what of it others may see."""
