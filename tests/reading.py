"""How tests read a page."""


def without_address(response):
    """The page, but for its own address where it repeats that: its signature is by chance and may spell any short
    word, such as a name that is not to be there."""
    return response.content.decode().replace(response.request["PATH_INFO"], "")
