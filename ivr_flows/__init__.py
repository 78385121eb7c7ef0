"""What a call does next: a script and a key give the next step, without any sound or store."""
