"""The fixed words of our mails and of the page they lead to, one module for each language."""
