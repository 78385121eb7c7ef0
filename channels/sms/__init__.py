"""The SMS door: any phone asks with a few words and is answered in texts that cost little."""
