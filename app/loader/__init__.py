"""The data folder and JSON Lines, read strictly, into authoring; and JSON Lines out."""
