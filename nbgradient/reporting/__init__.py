"""A page for the instructor: how a class did, which exercises tell what, who falls behind."""
