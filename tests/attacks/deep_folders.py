"""Nests folders so deep that deleting or copying them is hard.

stock: no, what it leaves is hard to delete
"""

import os

home = os.getcwd()
for folder in ("/tmp", "/dev/shm", home):
    try:
        os.chdir(folder)
        for _ in range(3_000):
            os.mkdir("deeper")
            os.chdir("deeper")
        open("bottom", "w").write("LEFT BEHIND")
    except OSError as error:
        print(error)
os.chdir(home)


# %% next
import os

for folder in ("/tmp", "/dev/shm", os.getcwd()):
    if os.path.lexists(f"{folder}/deeper"):
        print("LEFT BEHIND", folder)
