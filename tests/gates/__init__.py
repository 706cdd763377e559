"""The bar for the built pages: what machines can measure of them, on every kind of page."""
