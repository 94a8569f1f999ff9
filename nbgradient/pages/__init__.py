"""What people read: the feedback pages."""
