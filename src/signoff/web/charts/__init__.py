"""Charts as SVG, drawn on the server: pure functions from numbers to markup.

Nothing here knows what the numbers mean. Widths that depend on data are SVG
attributes in percent, so a chart is as wide as its place and its letters stay
the same size; colours are classes, and stand in the stylesheet.
"""
