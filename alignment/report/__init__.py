"""Results -> data for others (JSON), the memo and files."""
