"""Groups of keys that come together pair by pair: each key points to another of its group, or stands for it."""


def root(parent: dict[str, str], key: str) -> str:
    """The key that stands for a group; what is met on the way points to it from then on."""
    found = key
    while found in parent:
        found = parent[found]
    while key != found:
        parent[key], key = found, parent[key]
    return found


def lead(parent: dict[str, str], key: str) -> None:
    """Makes a key stand for its group."""
    old = root(parent, key)
    if old != key:
        del parent[key]
        parent[old] = key
