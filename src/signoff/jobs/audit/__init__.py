"""WHAT THE TRAIL PROVES: checked, vouched for, taken along, and emptied of words in time."""
