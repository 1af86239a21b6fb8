"""What a text is made of: folding, scripts, words, Han, pinyin and their one analysis chain. Pure."""
