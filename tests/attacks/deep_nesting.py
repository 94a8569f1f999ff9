"""Returns lists in lists, ten thousand deep, and a list that holds itself."""


def softmax(x):
    value = []
    for _ in range(10_000):
        value = [value]
    return value


def relu(x):
    value = []
    value.append(value)
    return value
