"""HTTP that the faces share: problems, language, paging, forms."""
