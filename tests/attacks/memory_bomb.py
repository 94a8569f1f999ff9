"""Takes memory until there is none.

stock: no, it takes all memory
"""

hoard = []
while True:
    hoard.append(np.ones(1 << 24))
