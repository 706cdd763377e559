"""PICA, the format of German, Dutch and French union catalogues."""
