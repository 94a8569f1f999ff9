"""Opens connections: to a name server, to the local machine, and to a listener of its own."""

import socket
import urllib.request

for address in (("192.0.2.1", 53), ("127.0.0.1", 22), ("127.0.0.1", 8888)):
    try:
        socket.create_connection(address, timeout=1)
        print("CONNECTED", address)
    except OSError as error:
        print(error)
try:
    urllib.request.urlopen("http://example.invalid", timeout=1)
    print("CONNECTED")
except OSError as error:
    print(error)
