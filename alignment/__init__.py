"""Policy alignment: which interventions fit which policy targets, what is left open and how sure that is."""

__version__ = "0.1.0"
