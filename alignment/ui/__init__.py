"""The dashboard: pages over `alignment.api`. The only importer of streamlit."""
