"""Made-up communities: one to look around in, one for load tests."""

from community.pages.demo.actions.large import Size, build_large
from community.pages.demo.actions.small import PASSWORD, SIGN_INS, build_community

__all__ = ["PASSWORD", "SIGN_INS", "Size", "build_community", "build_large"]
