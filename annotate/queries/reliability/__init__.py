"""How far coders agree: what may be asked, the rows that answer it, and the figures of them."""
