"""The rules on content: each on minimal cases, all on the content that is shipped."""
