"""The chain of facts as it is read, vouched for, handed out and freed of people's words."""
