"""What must hold for kinds, entries and their texts in one reader's locale."""
