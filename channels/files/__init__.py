"""The door of files: what offices export is read here, row by row, and never believed blindly."""
