"""The house itself: the order of the rooms, the rules on files, what is locked and what is documented."""
