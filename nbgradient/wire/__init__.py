"""What crosses the wall: frames of plain data of exact types, bounded in size and depth.

Both sides use this package; it imports nothing of either. No pickle, and no object of one side
ever becomes an object of the other: what is not plain data travels as the number of a handle.
"""
