"""Those who are measured. One module each; each is used only where its library is installed.

A contestant is a module with a class ``Contestant`` (see floor.py, which is one
too). What it cannot do it leaves out, and the table says so.
"""
