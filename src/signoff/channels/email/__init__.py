"""The way by mail: compose and send out; a door, a reader and a ticket for what comes back.

Nothing here decides what an answer means or records it. It says who wrote,
which ticket came back and which words are the person's own.
"""
