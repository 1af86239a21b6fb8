"""The face for people who would rather look than read JSON: pages in every locale, which need no script."""
