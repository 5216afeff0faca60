"""WAYS TO A PERSON: send a request out, read a reply in. Knows values of inbox, never a flow."""
