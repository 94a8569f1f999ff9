"""Prints and raises text that no file can hold."""

from IPython.display import HTML, display

ODD = "half a character: \ud800, zero: \0, escape: \x1b[2J"
print(ODD)
display(HTML(ODD))


def relu(x):
    raise ValueError(ODD)


def softmax(x):
    raise type(ODD, (Exception,), {})(ODD)


def is_distribution(p):
    return ODD


first_inf = ODD
raise ValueError(ODD)
