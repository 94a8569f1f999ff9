"""Returns an array of a gigabyte, and claims even more.

stock: no, it takes gigabytes
"""


def softmax(x):
    return np.zeros((1 << 30) // 8)


def softmax_stable(x):
    return np.broadcast_to(np.zeros(1), (1 << 40,))


def relu(x):
    return [0.0] * 50_000_000
