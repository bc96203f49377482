"""What somebody gave, as they see it themselves: everything, as it stands now, since it is theirs."""
