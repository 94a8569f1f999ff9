"""Giving back: which pages may be in ``feedback/``, and how an LMS takes them."""
