"""What things are: the file schema, the loaded catalogue, problems, reasons and results. No I/O, no sentences."""
