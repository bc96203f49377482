"""What a partner's needs came to. They know everybody who came, so nothing is withheld from them."""
