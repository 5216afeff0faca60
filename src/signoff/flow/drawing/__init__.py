"""A flow as a picture: where its steps stand, how they look, and the page they are shown on.

It gets names and pairs of names; which run is shown, and where the picture
ends up, is known to those who ask for it.
"""
