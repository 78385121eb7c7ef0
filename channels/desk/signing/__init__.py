"""Who is at the desk: sign-in, second factor, sessions, and forms that are the house's own."""
