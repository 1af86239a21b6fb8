"""The tests, one package per room of `app`, and `architecture` for the house itself."""
