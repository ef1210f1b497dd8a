"""What comes from outside stays data in whatever the program writes."""
