"""What an hour would have cost: a sourced rate for each country and year, and nothing where no source is known."""
