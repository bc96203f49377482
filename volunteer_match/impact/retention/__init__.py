"""Who stays: people who took part beside colleagues in the same place who had not, as totals only."""
