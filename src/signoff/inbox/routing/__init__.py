"""Who is asked, and why: from what an operator decided to the plan of one request."""
