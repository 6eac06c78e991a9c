"""Model -> results: pure functions without I/O. The method is that of docs/method.md."""
