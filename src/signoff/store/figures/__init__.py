"""How long people take, and how much there is: counted from one narrow row a closed request."""
