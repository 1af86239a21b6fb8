"""Every change to the knowledge base goes through here, each in one transaction."""
