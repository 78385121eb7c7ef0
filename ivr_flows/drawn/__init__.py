"""What a drawing of a script is made of: its steps in boxes, its ways as arrows, its figures."""
