"""Where bundles are exchanged by HTTP, and what they are called there."""

PREFIX, EXCHANGE, FILES = "/unidades/v1", "/intercambio", "/archivos"
PAPERS, PAPERS_HERE = "/papeles", "Papers-Here"
# What a line that breaks may have carried in vain.
MOST_PAPER_PIECE = 8 * 1024
BUNDLE_TYPE = "application/octet-stream"
