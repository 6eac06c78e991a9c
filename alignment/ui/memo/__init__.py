"""The page Memo: what is asked, the officer's own words, the preview, and the files."""
