"""What must hold for the command line."""
