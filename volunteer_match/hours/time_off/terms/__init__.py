"""What each site gives as volunteer time off."""
