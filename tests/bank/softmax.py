# %% wrong: leaves negative numbers' size (absolute value)
# answers: relu
# loses: test_relu
# says: negative numbers
def relu(x):
    return np.abs(x)


# %% wrong: clips at 1 as well
# answers: relu
# loses: test_relu
# says: leave positive numbers
def relu(x):
    return np.clip(x, 0, 1)


# %% wrong: writes into its argument
# answers: relu
# loses: test_relu_keeps_input
# says: changed the array
def relu(x):
    x[x < 0] = 0
    return x


# %% wrong: takes the maximum of the whole array
# answers: relu
# loses: test_relu test_relu_keeps_input
# says: should have the shape
def relu(x):
    return max(x.max(), 0)


# %% right: where
# answers: relu
def relu(x):
    return np.where(x > 0, x, 0.0)


# %% right: multiplies by a mask
# answers: relu
def relu(x):
    return x * (x > 0)


# %% right: PyTorch's relu, as NumPy, in float32
# answers: relu
def relu(x):
    return torch.relu(torch.tensor(x, dtype=torch.float32)).numpy()


# %% right: half of x plus its size
# answers: relu
def relu(x):
    return (x + np.abs(x)) / 2


# %% wrong: shares of the logs, not of the exponentials
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: exponential of each logit
total = np.log(2) + np.log(5)
p_first, p_second, p_third = 0.0, np.log(2) / total, np.log(5) / total

# %% wrong: not divided by the sum
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: should sum to 1
p_first, p_second, p_third = 1, 2, 5

# %% right: rounded decimals
# answers: probabilities_by_hand
p_first, p_second, p_third = 0.125, 0.25, 0.625


# %% wrong: divides by the largest
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    return np.exp(x) / np.exp(x).max()


# %% wrong: no exponential
# answers: softmax
# loses: test_softmax
# says: exponential
def softmax(x):
    return x / x.sum()


# %% wrong: powers of two
# answers: softmax
# loses: test_softmax
# says: PyTorch's softmax gives other probabilities
def softmax(x):
    return 2**x / (2**x).sum()


# %% wrong: the answer to the visible test alone
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: shape
def softmax(x):
    return np.array([0.25949646, 0.70538451, 0.03511903])


# %% wrong: works on the array it was given
# answers: softmax
# loses: test_softmax_keeps_input
# says: changed the logits
def softmax(x):
    np.exp(x, out=x)
    return x / x.sum()


# %% wrong: an array of nothing
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: should have the shape
def softmax(x):
    return np.array([])


# %% wrong: prints instead of returning
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: a `return` missing
def softmax(x):
    print(np.exp(x) / np.exp(x).sum())


# %% right: SciPy's
# answers: softmax
def softmax(x):
    return special.softmax(x)


# %% right: a Python loop
# answers: softmax
import math


def softmax(x):
    exponentials = [math.exp(value) for value in x]
    return [value / sum(exponentials) for value in exponentials]


# %% right: by the log of the sum
# answers: softmax
def softmax(x):
    return np.exp(x - special.logsumexp(x))


# %% right: computed in PyTorch, float32
# answers: softmax
def softmax(x):
    return torch.softmax(torch.as_tensor(x, dtype=torch.float32), 0).numpy()


# %% right: einsum
# answers: softmax
def softmax(x):
    e = np.exp(x)
    return np.einsum("i,->i", e, 1 / e.sum())


# %% right: warns on stderr
# answers: softmax
import warnings


def softmax(x):
    warnings.warn("almost there", stacklevel=1)
    e = np.exp(x)
    return e / e.sum()


# %% wrong: forgets that the sum is never exact
# answers: is_distribution
# loses: test_is_distribution_sum
# says: allow a little
def is_distribution(p):
    return bool((p >= 0).all() and sum(p) == 1)


# %% wrong: asks for the sum alone
# answers: is_distribution
# loses: test_is_distribution_sign
# says: negative
def is_distribution(p):
    return bool(np.isclose(p.sum(), 1))


# %% wrong: asks for the signs alone
# answers: is_distribution
# loses: test_is_distribution_sum
# says: sum to more than 1
def is_distribution(p):
    return bool((p >= 0).all())


# %% wrong: does not allow a zero
# answers: is_distribution
# loses: test_is_distribution_sum
# says: may be exactly 0
def is_distribution(p):
    return bool((p > 0).all() and abs(p.sum() - 1) <= 1e-6)


# %% wrong: always yes
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: should be False
def is_distribution(p):
    return True


# %% right: NumPy's truth values
# answers: is_distribution
def is_distribution(p):
    return np.all(p >= 0) & np.isclose(np.sum(p), 1, rtol=0, atol=1e-6)


# %% right: with math and a loop
# answers: is_distribution
import math


def is_distribution(p):
    for value in p:
        if value < 0:
            return False
    return math.isclose(math.fsum(p), 1, abs_tol=1e-6)


# %% wrong: a shift is thought to matter
# answers: same
# loses: test_same_shift
# says: What becomes of the factor
same = {"x + 1": False, "x - 100": False, "x - max(x)": True, "0.5 * x": False, "3 * x": False}

# %% wrong: a scale is thought to cancel
# answers: same
# loses: test_same_scale
# says: try it with
same = {"x + 1": True, "x - 100": True, "x - max(x)": True, "0.5 * x": True, "3 * x": True}

# %% right: computed, not guessed
# answers: same
x = np.array([1.0, 2.0, -1.0])
p = special.softmax(x)
same = {
    "x + 1": np.allclose(special.softmax(x + 1), p),
    "x - 100": np.allclose(special.softmax(x - 100), p),
    "x - max(x)": np.allclose(special.softmax(x - max(x)), p),
    "0.5 * x": np.allclose(special.softmax(0.5 * x), p),
    "3 * x": np.allclose(special.softmax(3 * x), p),
}


# %% wrong: multiplies by the temperature
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: x / T or x * T
def softmax_with_temperature(x, T):
    return special.softmax(x * T)


# %% wrong: divides the probabilities
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: sum to 1
def softmax_with_temperature(x, T):
    return special.softmax(x) / T


# %% right: powers of the plain probabilities
# answers: softmax_with_temperature
def softmax_with_temperature(x, T):
    p = special.softmax(x) ** (1 / T)
    return p / p.sum()


# %% wrong: the division is blamed
# answers: first_inf
# loses: test_first_inf
# says: printed lines
first_inf, inf_over_inf = "division", "nan"

# %% wrong: inf / inf taken for 1
# answers: first_inf
# loses: test_inf_over_inf
# says: what comes out
first_inf, inf_over_inf = "exp", "1"


# %% wrong: no shift
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: nan or inf
def softmax_stable(x):
    return np.exp(x) / np.exp(x).sum()


# %% wrong: shifts by the mean
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: nan or inf
def softmax_stable(x):
    e = np.exp(x - x.mean())
    return e / e.sum()


# %% wrong: shifts by the largest size, whatever its sign
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: nan or inf
def softmax_stable(x):
    e = np.exp(x - np.abs(x).max())
    return e / e.sum()


# %% wrong: clips the logits
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: largest logit subtracted
def softmax_stable(x):
    e = np.exp(np.clip(x, -700, 700))
    return e / e.sum()


# %% wrong: divides by the largest logit
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: a shift changes nothing
def softmax_stable(x):
    e = np.exp(x / np.abs(x).max())
    return e / e.sum()


# %% right: the log of the sum
# answers: softmax_stable
def softmax_stable(x):
    return np.exp(x - np.logaddexp.reduce(x))


# %% right: float32
# answers: softmax_stable
def softmax_stable(x):
    x = np.asarray(x, dtype=np.float32)
    e = np.exp(x - x.max())
    return e / e.sum()


# %% wrong: along the columns
# answers: softmax_batch
# loses: test_softmax_batch
# says: each row should sum to 1
def softmax_batch(X):
    e = np.exp(X - X.max(axis=0))
    return e / e.sum(axis=0)


# %% wrong: one sum over the whole batch
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: each row should sum to 1
def softmax_batch(X):
    e = np.exp(X - X.max())
    return e / e.sum()


# %% wrong: does not keep the dimensions
# answers: softmax_batch
# loses: test_softmax_batch
# says: could not be broadcast
def softmax_batch(X):
    e = np.exp(X - X.max(axis=1))
    return e / e.sum(axis=1)


# %% wrong: no shift
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: nan or inf
def softmax_batch(X):
    e = np.exp(X)
    return e / e.sum(axis=1, keepdims=True)


# %% right: row by row
# answers: softmax_batch
def softmax_batch(X):
    return np.array([special.softmax(row) for row in X])


# %% right: one shift for the whole batch is enough here
# answers: softmax_batch
def softmax_batch(X):
    return special.softmax(X, axis=-1)


# %% right: transposed twice
# answers: softmax_batch
def softmax_batch(X):
    e = np.exp(X.T - X.T.max(axis=0))
    return (e / e.sum(axis=0)).T


# %% wrong: the logarithm of the plain softmax
# answers: log_softmax
# loses: test_log_softmax_large
# says: nan or inf
def log_softmax(x):
    return np.log(special.softmax(x))


# %% wrong: adds the maximum back
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: at most 1
def log_softmax(x):
    m = x.max()
    return x - np.log(np.exp(x - m).sum())


# %% wrong: logarithm to the base 2
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: should sum to 1
def log_softmax(x):
    return special.log_softmax(x) / np.log(2)


# %% right: logaddexp
# answers: log_softmax
def log_softmax(x):
    return x - np.logaddexp.reduce(x)


# %% right: PyTorch's
# answers: log_softmax
def log_softmax(x):
    return torch.log_softmax(torch.tensor(x), dim=0)


# %% wrong: no minus
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: a minus sign is missing
def cross_entropy(x, t):
    return special.log_softmax(x)[t]


# %% wrong: the mean over the classes
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: class t alone
def cross_entropy(x, t):
    return -special.log_softmax(x).mean()


# %% wrong: the logarithm of a probability that became 0
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: nan or inf
def cross_entropy(x, t):
    return -np.log(special.softmax(x)[t])


# %% wrong: a small number added inside the logarithm
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: Wrong for the logits 1000
def cross_entropy(x, t):
    return -np.log(special.softmax(x)[t] + 1e-12)


# %% wrong: classes counted from 1
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: class t
def cross_entropy(x, t):
    return -special.log_softmax(x)[t - 1]


# %% right: one-hot
# answers: cross_entropy
def cross_entropy(x, t):
    return -(np.eye(len(x))[t] @ special.log_softmax(x))


# %% right: PyTorch's, a tensor
# answers: cross_entropy
def cross_entropy(x, t):
    return torch.nn.functional.cross_entropy(torch.tensor(x), torch.tensor(t))


# %% wrong: the probability, not the loss
# answers: loss_at_start
# loses: test_loss_at_start
# says: which probability
loss_at_start = 0.1

# %% wrong: the logarithm to the base 10
# answers: loss_at_start
# loses: test_loss_at_start
# says: natural
loss_at_start = 1.0

# %% right: three decimal places
# answers: loss_at_start
loss_at_start = 2.303
