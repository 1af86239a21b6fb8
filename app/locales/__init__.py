"""Languages as data: tags (BCP 47), `Accept-Language` (RFC 9110), matching (CLDR) and fallback. Pure."""
