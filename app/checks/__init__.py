"""Rules on content that editors are held to; each yields findings and never stops a load."""
