"""The pages; each file is run by `st.navigation`."""
