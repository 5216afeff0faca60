"""Outcomes' names, as people write them."""

# What may stand before and behind a name and says nothing: two names differ in more than these.
MARKS = " \t\r\n.!,;:'\"`*_~()[]{}<>«»-\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u3002\uff01"
