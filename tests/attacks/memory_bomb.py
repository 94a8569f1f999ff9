"""Takes memory until there is none."""

hoard = []
while True:
    hoard.append(np.ones(1 << 24))
