"""Leaves a listener on a port, one in TIME_WAIT and an abstract socket for the next submission."""

import os
import socket
import threading
import time

server = socket.create_server(("127.0.0.1", 4712))
client = socket.create_connection(("127.0.0.1", 4712))
accepted, _ = server.accept()
accepted.close()  # this side closes first: its port waits
client.close()
server.close()
if os.fork() == 0:
    os.setsid()
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind("\0left-behind")
    abstract.listen()
    open_port = socket.create_server(("127.0.0.1", 4713))
    time.sleep(600)
time.sleep(0.2)


# %% next
import socket

for port in (4712, 4713):
    server = socket.socket()
    try:
        server.bind(("127.0.0.1", port))
    except OSError as error:
        print("LEFT BEHIND: port", port, error)
    server.close()
try:
    socket.socket(socket.AF_UNIX).connect("\0left-behind")
    print("LEFT BEHIND: an abstract socket")
except OSError:
    pass
