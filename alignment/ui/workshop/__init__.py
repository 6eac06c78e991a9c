"""The rule workshop: finding rules, editing them, seeing what a change does, agreeing on it, and looking back."""
