"""The desk: where staff take cases in and move them, in a browser."""
