"""Entry point of the dashboard: `streamlit run app.py`. The script it runs is alignment/ui/main.py."""

import streamlit as st
from starlette.middleware import Middleware

from alignment.charts import apart
from alignment.ui.failure import explain
from alignment.ui.shell import Shell

apart.prefer()
app = st.App("alignment/ui/main.py", middleware=[Middleware(Shell)], on_script_error=explain)
