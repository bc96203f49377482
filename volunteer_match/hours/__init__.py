"""Time that was given: reported by one side, confirmed by the other; and the time off for it that the company pays."""
