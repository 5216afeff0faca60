"""What mail providers send us over HTTP, read without knowing HTTP: one module per provider.

Each says what proves that a call is the provider's, and where in it the raw
mail and its envelope stand. Who serves the calls is web/hooks; whether a mail
is for us, and that it is kept, is the doorkeeper's.
"""
