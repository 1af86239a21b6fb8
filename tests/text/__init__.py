"""The text room: folding, scripts, words, Han, pinyin."""
