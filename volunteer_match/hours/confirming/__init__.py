"""Hours that wait for the partner: by a link from an e-mail, many at once, or one by one."""
