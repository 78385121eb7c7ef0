"""Where bundles are exchanged by HTTP, and what they are called there."""

PREFIX, EXCHANGE, FILES = "/unidades/v1", "/intercambio", "/archivos"
BUNDLE_TYPE = "application/octet-stream"
