"""Gives whole numbers of a million digits, texts of a million letters, and dates beyond all time."""


def relu(x):
    return 1 << 4_000_000


def softmax(x):
    return [1 << 4_000_000] * 3


def softmax_stable(x):
    return np.array([np.datetime64("9999-12-31"), np.datetime64("NaT")])


def cross_entropy(x, t):
    return complex("inf"), 10**400


p_first, p_second, p_third = "9" * 1_000_000, 10**5000, -(10**400)
loss_at_start = 10**400
first_inf = "exp" * 1_000_000
same = {10**5000: True, "x + 1": "9" * 1_000_000}
