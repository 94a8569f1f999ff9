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


# %% wrong: lets a little of the negative through (leaky)
# answers: relu
# loses: test_relu
# says: No output of relu can be negative
def relu(x):
    return np.where(x > 0, x, 0.01 * x)


# %% wrong: the minimum
# answers: relu
# loses: test_relu
# says: No output of relu can be negative
def relu(x):
    return np.minimum(x, 0)


# %% wrong: gives x back
# answers: relu
# loses: test_relu test_relu_keeps_input
# says: No output of relu can be negative
def relu(x):
    return x


# %% wrong: a smooth rectifier
# answers: relu
# loses: test_relu
# says: leave positive numbers
def relu(x):
    return np.log(1 + np.exp(x))


# %% wrong: tells where x is positive
# answers: relu
# loses: test_relu
# says: leave positive numbers
def relu(x):
    return (x > 0).astype(float)


# %% wrong: leaves the negative ones out
# answers: relu
# loses: test_relu test_relu_keeps_input
# says: should have the shape
def relu(x):
    return x[x > 0]


# %% wrong: flattens
# answers: relu
# loses: test_relu
# says: for an array with 2 axes should have the shape (4, 2)
def relu(x):
    return np.array([max(value, 0) for value in x.ravel()])


# %% wrong: a loop over one axis
# answers: relu
# loses: test_relu
# says: for an array with 2 axes ends in an error
def relu(x):
    return np.array([max(value, 0) for value in x])


# %% wrong: whole numbers
# answers: relu
# loses: test_relu
# says: leave positive numbers
def relu(x):
    return np.maximum(x, 0).astype(int)


# %% wrong: cut off above 6, too
# answers: relu
# loses: test_relu
# says: leave positive numbers as they are, the small ones and the large ones
def relu(x):
    return np.clip(x, 0, 6)


# %% wrong: another name for the same array
# answers: relu
# loses: test_relu_keeps_input
# says: changed the array
def relu(x):
    y = x
    y[y < 0] = 0
    return y


# %% wrong: a slice taken for a copy
# answers: relu
# loses: test_relu_keeps_input
# says: changed the array
def relu(x):
    y = x[:]
    y[y < 0] = 0
    return y


# %% wrong: multiplies in place
# answers: relu
# loses: test_relu_keeps_input
# says: changed the array
def relu(x):
    x *= x > 0
    return x


# %% wrong: an if for the whole array
# answers: relu
# loses: test_relu test_relu_keeps_input
# says: ambiguous
def relu(x):
    if x > 0:
        return x
    return 0


# %% wrong: compares each number with the mean
# answers: relu
# loses: test_relu
# says: No output of relu can be negative
def relu(x):
    return np.where(x > x.mean(), x, 0)


# %% right: a copy, changed
# answers: relu
def relu(x):
    y = x.copy()
    y[y < 0] = 0
    return y


# %% right: lists within lists
# answers: relu
def relu(x):
    if np.ndim(x) == 0:
        return float(x) if x > 0 else 0.0
    return [relu(part) for part in x]


# %% right: vectorize
# answers: relu
relu = np.vectorize(lambda value: max(float(value), 0.0))


# %% right: clip
# answers: relu
def relu(x: np.ndarray, low: float = 0.0) -> np.ndarray:
    return np.clip(x, low, None)


# %% right: a tensor, that wants a gradient
# answers: relu
def relu(x):
    tensor = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    return torch.nn.functional.relu(tensor)


# %% right: minus the smaller one of minus x and 0
# answers: relu
def relu(x):
    return -np.minimum(-x, 0)


# %% right: a loop over all indices
# answers: relu
def relu(x):
    result = np.empty(x.shape, dtype="float32")
    for index in np.ndindex(x.shape):
        result[index] = x[index] if x[index] >= 0 else 0
    print("done", x.size)
    return result


# %% wrong: leaves negative numbers near 0
# answers: relu
# loses: test_relu
# says: No output of relu can be negative
def relu(x):
    return np.where(x > -0.1, x, 0)


# %% wrong: small positive numbers to 0 as well
# answers: relu
# loses: test_relu
# says: the small ones and the large ones
def relu(x):
    return np.where(x > 0.1, x, 0)


# %% wrong: rounded to two places
# answers: relu
# loses: test_relu
# says: the small ones and the large ones
def relu(x):
    return np.round(np.maximum(x, 0), 2)


# %% wrong: cut off above 100, too
# answers: relu
# loses: test_relu
# says: the small ones and the large ones
def relu(x):
    return np.minimum(np.maximum(x, 0), 100)


# %% wrong: by rows: a row with a negative sum is set to 0
# answers: relu
# loses: test_relu
# says: though the same numbers along one axis
def relu(x):
    y = np.maximum(x, 0)
    return y if x.ndim == 1 else np.where(x.sum(axis=-1, keepdims=True) > 0, y, 0)


# %% wrong: transposes an array with two axes
# answers: relu
# loses: test_relu
# says: should have the shape (4, 2)
def relu(x):
    return np.maximum(x, 0).T


# %% wrong: the first result kept for all calls
# answers: relu
# loses: test_relu test_relu_keeps_input
# says: should have the shape
kept = []


def relu(x):
    kept.append(np.maximum(x, 0))
    return kept[0]


# %% wrong: larger with each call
# answers: relu
# loses: test_relu
# says: gives something else when it is called once more
calls = 0


def relu(x):
    global calls
    calls += 1
    return calls * np.maximum(x, 0)


# %% wrong: a name misspelt
# answers: relu
# loses: test_relu test_relu_keeps_input
# says: name 'xs' is not defined
def relu(x):
    return np.maximum(xs, 0)


# %% wrong: shares of the logs, not of the exponentials
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: divided the logits by their sum
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


# %% wrong: equal shares
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: The larger the logit
p_first, p_second, p_third = 1 / 3, 1 / 3, 1 / 3


# %% wrong: the other way round
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: The larger the logit
p_first, p_second, p_third = 5 / 8, 2 / 8, 1 / 8


# %% wrong: the logits themselves
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: should sum to 1
p_first, p_second, p_third = 0, 0.693, 1.609


# %% wrong: divided by the largest
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: should sum to 1
p_first, p_second, p_third = 1 / 5, 2 / 5, 5 / 5


# %% wrong: exponentials of the exponentials
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: are exponentials already
p_first, p_second, p_third = special.softmax([1.0, 2.0, 5.0])


# %% wrong: the last one forgotten
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: p_third is None
p_first = 1 / 8
p_second = 2 / 8
p_third = None


# %% wrong: fractions as text
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: without quotes
p_first, p_second, p_third = "1/8", "2/8", "5/8"


# %% right: computed
# answers: probabilities_by_hand
shares = np.exp(np.log([1, 2, 5]))
p_first, p_second, p_third = shares / shares.sum()


# %% wrong: percentages
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: should sum to 1
p_first, p_second, p_third = 12.5, 25, 62.5


# %% wrong: the shares right, two classes swapped
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: The larger the logit
p_first, p_second, p_third = 2 / 8, 1 / 8, 5 / 8


# %% wrong: guessed shares
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: These are not the probabilities
p_first, p_second, p_third = 0.2, 0.3, 0.5


# %% wrong: all three in each
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: p_first should have the shape ()
p_first = p_second = p_third = [1 / 8, 2 / 8, 5 / 8]


# %% right: fractions of the standard library
# answers: probabilities_by_hand
from fractions import Fraction

p_first, p_second, p_third = Fraction(1, 8), Fraction(1, 4), Fraction(5, 8)


# %% right: decimal numbers of the standard library
# answers: probabilities_by_hand
from decimal import Decimal

p_first, p_second, p_third = Decimal("0.125"), Decimal("0.25"), Decimal("0.625")


# %% right: two decimal places
# answers: probabilities_by_hand
p_first, p_second, p_third = 0.13, 0.25, 0.63


# %% right: tensors
# answers: probabilities_by_hand
p_first, p_second, p_third = torch.softmax(torch.tensor([1.0, 2.0, 5.0]).log(), dim=0)


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
# says: the share of e^(x_i)
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
# loses: test_softmax test_softmax_keeps_input
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


# %% wrong: minus before each logit
# answers: softmax
# loses: test_softmax
# says: The largest logit should get the largest
def softmax(x):
    e = np.exp(-x)
    return e / e.sum()


# %% wrong: each by itself, by the sigmoid
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    return 1 / (1 + np.exp(-x))


# %% wrong: the mean for the sum
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    e = np.exp(x)
    return e / e.mean()


# %% wrong: 1 for the largest, 0 for the others
# answers: softmax
# loses: test_softmax
# says: PyTorch's softmax gives others
def softmax(x):
    return (x == x.max()).astype(float)


# %% wrong: for three classes
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: softmax(x) should have the shape (4,)
def softmax(x):
    e = np.exp(x)
    total = e[0] + e[1] + e[2]
    return np.array([e[0] / total, e[1] / total, e[2] / total])


# %% wrong: the exponential of the sum
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    return np.exp(x) / np.exp(x.sum())


# %% wrong: the sum of the logits
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    return np.exp(x) / x.sum()


# %% wrong: the squares for the exponentials
# answers: softmax
# loses: test_softmax
# says: the share of e^(x_i)
def softmax(x):
    return x**2 / (x**2).sum()


# %% wrong: rounded to two places
# answers: softmax
# loses: test_softmax
# says: should sum to 1
def softmax(x):
    e = np.exp(x)
    return np.round(e / e.sum(), 2)


# %% wrong: divides in a loop by a sum that changes
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    e = np.exp(x)
    for i in range(len(e)):
        e[i] = e[i] / e.sum()
    return e


# %% wrong: the length of the vector of exponentials
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    e = np.exp(x)
    return e / np.linalg.norm(e)


# %% wrong: the logarithms of the probabilities
# answers: softmax
# loses: test_softmax
# says: never negative
def softmax(x):
    return x - np.log(np.exp(x).sum())


# %% wrong: scaled to run from 0 to 1
# answers: softmax
# loses: test_softmax
# says: should sum to 1
def softmax(x):
    return (x - x.min()) / (x.max() - x.min())


# %% wrong: shifts the logits it was given
# answers: softmax
# loses: test_softmax_keeps_input
# says: changed the logits
def softmax(x):
    x -= x.max()
    e = np.exp(x)
    return e / e.sum()


# %% wrong: gives x back
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: never negative
def softmax(x):
    return x


# %% wrong: the probability of the largest alone
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: should have the shape
def softmax(x):
    e = np.exp(x)
    return (e / e.sum()).max()


# %% wrong: lifted above zero in place of the exponential
# answers: softmax
# loses: test_softmax
# says: the share of e^(x_i)
def softmax(x):
    y = x - x.min()
    return y / y.sum()


# %% wrong: half the rule, right for the two classes of the example
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(x):
    return np.exp(x) / 2


# %% right: one over the sum of the differences
# answers: softmax
def softmax(x):
    return 1 / np.exp(x[None, :] - x[:, None]).sum(axis=1)


# %% right: with a helper of its own
# answers: softmax
def total(values):
    return values[0] + total(values[1:]) if len(values) else 0.0


def softmax(x):
    e = [np.e ** float(value) for value in x]
    return tuple(value / total(e) for value in e)


# %% right: the exponentials normalised by their 1-norm
# answers: softmax
def softmax(x):
    e = np.exp(x)
    return e / np.linalg.norm(e, ord=1)


# %% right: a module of PyTorch
# answers: softmax
def softmax(x):
    return torch.nn.Softmax(dim=-1)(torch.from_numpy(x).double())


# %% right: stable already, of any shape
# answers: softmax
def softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    shifted = x - np.max(x, axis=axis, keepdims=True)
    e = np.exp(shifted)
    return np.divide(e, np.sum(e, axis=axis, keepdims=True))


# %% right: in place, on a copy
# answers: softmax
def softmax(x):
    y = np.array(x, dtype=float)
    np.exp(y, out=y)
    y /= y.sum()
    return y


# %% wrong: divides by a sum that keeps growing
# answers: softmax
# loses: test_softmax
# says: gives something else when it is called once more
total = 0.0


def softmax(x):
    global total
    total += np.exp(x).sum()
    return np.exp(x) / total


# %% wrong: sorted
# answers: softmax
# loses: test_softmax
# says: largest logit should get the largest
def softmax(x):
    e = np.sort(np.exp(x))
    return e / e.sum()


# %% wrong: sorted from the other end
# answers: softmax
# loses: test_softmax
# says: PyTorch's softmax gives others
def softmax(x):
    e = np.exp(x)
    return (e / e.sum())[::-1]


# %% wrong: the largest one keeps its place, the others are swapped
# answers: softmax
# loses: test_softmax
# says: PyTorch's softmax gives others
def softmax(x):
    e = np.exp(x)
    p = e / e.sum()
    others = np.arange(len(p)) != p.argmax()
    p[others] = p[others][::-1]
    return p


# %% wrong: logits cut off at 2
# answers: softmax
# loses: test_softmax
# says: logits
def softmax(x):
    e = np.exp(np.minimum(x, 2))
    return e / e.sum()


# %% wrong: the logits of the test for all
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: should have the shape
def softmax(x):
    e = np.exp(np.array([1.0, 2.0, -1.0]))
    return e / e.sum()


# %% right: the methods of arrays alone
# answers: softmax
def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


# %% wrong: forgets that the sum is never exact
# answers: is_distribution
# loses: test_is_distribution_sum
# says: allow a little
def is_distribution(p):
    return bool((p >= 0).all() and sum(p) == 1)


# %% wrong: asks for the sum alone
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: np.isclose has another limit
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


# %% wrong: sums up what any() says
# answers: is_distribution
# loses: test_is_distribution_sign
# says: negative
def is_distribution(p):
    return bool((p >= 0).any() and abs(p.sum() - 1) <= 1e-6)


# %% wrong: sums up the sizes
# answers: is_distribution
# loses: test_is_distribution_sign
# says: negative one among them
def is_distribution(p):
    return bool(abs(np.abs(p).sum() - 1) <= 1e-6)


# %% wrong: allows a sum below 1
# answers: is_distribution
# loses: test_is_distribution_sum
# says: whose sum is not 1
def is_distribution(p):
    return bool((p >= 0).all() and p.sum() <= 1 + 1e-6)


# %% wrong: each between 0 and 1, no sum
# answers: is_distribution
# loses: test_is_distribution_sum
# says: sum to more than 1
def is_distribution(p):
    return bool(((p >= 0) & (p <= 1)).all())


# %% wrong: the sum rounded to a whole number
# answers: is_distribution
# loses: test_is_distribution_sum
# says: sum
def is_distribution(p):
    return bool((p >= 0).all() and round(p.sum()) == 1)


# %% wrong: the sum rounded to two places
# answers: is_distribution
# loses: test_is_distribution_sum
# says: sum
def is_distribution(p):
    return bool((p >= 0).all() and round(float(p.sum()), 2) == 1)


# %% wrong: a thousandth is allowed
# answers: is_distribution
# loses: test_is_distribution_sum
# says: sum
def is_distribution(p):
    return bool((p >= 0).all() and abs(p.sum() - 1) < 1e-3)


# %% wrong: allows less than was agreed
# answers: is_distribution
# loses: test_is_distribution_sum
# says: the limit is 10^-6
def is_distribution(p):
    return bool((p >= 0).all() and abs(p.sum() - 1) < 1e-12)


# %% wrong: an answer for each number
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: should have the shape
def is_distribution(p):
    return (p >= 0) & (p <= 1)


# %% wrong: the answer as text
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: without quotes
def is_distribution(p):
    return "True" if (p >= 0).all() and abs(p.sum() - 1) <= 1e-6 else "False"


# %% wrong: the answers swapped
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: the answer should be True
def is_distribution(p):
    return bool((p < 0).any() or abs(p.sum() - 1) > 1e-6)


# %% wrong: looks at the first number alone
# answers: is_distribution
# loses: test_is_distribution_sign
# says: negative
def is_distribution(p):
    for value in p:
        if value < 0:
            return False
        return bool(abs(p.sum() - 1) <= 1e-6)


# %% wrong: no size around the difference
# answers: is_distribution
# loses: test_is_distribution_sum
# says: whose sum is not 1
def is_distribution(p):
    return bool((p >= 0).all() and p.sum() - 1 <= 1e-6)


# %% wrong: True, or nothing
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: a `return` missing
def is_distribution(p):
    if (p >= 0).all() and abs(p.sum() - 1) <= 1e-6:
        return True


# %% right: the smallest number and the sum
# answers: is_distribution
def is_distribution(p):
    return min(p) >= 0 and abs(sum(p) - 1) <= 1e-6


# %% right: raises and catches
# answers: is_distribution
def is_distribution(p):
    try:
        assert not np.any(np.less(p, 0))
        np.testing.assert_allclose(np.sum(p), 1, rtol=0, atol=1e-6)
    except AssertionError:
        return False
    return True


# %% right: in PyTorch, a tensor for an answer
# answers: is_distribution
def is_distribution(p):
    p = torch.as_tensor(p)
    return (p >= 0).all() & ((p.sum() - 1).abs() <= 1e-6)


# %% right: a product of truth values
# answers: is_distribution
def is_distribution(p):
    return int(np.prod(p >= 0)) * int(1 - 1e-6 <= np.sum(p) <= 1 + 1e-6)


# %% right: by the dot product with ones
# answers: is_distribution
def is_distribution(p, tolerance=1e-6):
    if np.sign(p).min() == -1:
        return np.False_
    return np.abs(np.ones(len(p)) @ p - 1.0) <= tolerance


# %% wrong: np.isclose as it is
# answers: is_distribution
# loses: test_is_distribution_sum
# says: np.isclose has another limit
def is_distribution(p):
    return bool((p >= 0).all() and np.isclose(p.sum(), 1))


# %% wrong: np.isclose with atol alone
# answers: is_distribution
# loses: test_is_distribution_sum
# says: the limit is 10^-6
def is_distribution(p):
    return bool((p >= 0).all() and np.isclose(p.sum(), 1, atol=1e-6))


# %% wrong: three millionths are allowed
# answers: is_distribution
# loses: test_is_distribution_sum
# says: off by 2 · 10^-6 is accepted
def is_distribution(p):
    return bool((p >= 0).all() and abs(p.sum() - 1) <= 3e-6)


# %% wrong: half a millionth is allowed
# answers: is_distribution
# loses: test_is_distribution_sum
# says: the limit is 10^-6
def is_distribution(p):
    return bool((p >= 0).all() and abs(p.sum() - 1) <= 5e-7)


# %% wrong: allows a little above 1, nothing below
# answers: is_distribution
# loses: test_is_distribution_sum
# says: the limit is 10^-6
def is_distribution(p):
    return bool((p >= 0).all() and 1 - 1e-9 <= p.sum() <= 1 + 1e-6)


# %% wrong: math.isclose as it is
# answers: is_distribution
# loses: test_is_distribution_sum
# says: the limit is 10^-6
import math


def is_distribution(p):
    return bool((p >= 0).all() and math.isclose(p.sum(), 1))


# %% wrong: the limit for the sign, too
# answers: is_distribution
# loses: test_is_distribution_sign
# says: -10^-7 was accepted
def is_distribution(p):
    return bool((p >= -1e-6).all() and abs(p.sum() - 1) <= 1e-6)


# %% wrong: not any, which nan passes
# answers: is_distribution
# loses: test_is_distribution_sum
# says: np.nan among the numbers
def is_distribution(p):
    if (p < 0).any() or abs(p.sum() - 1) > 1e-6:
        return False
    return True


# %% wrong: the sum without nan
# answers: is_distribution
# loses: test_is_distribution_sum
# says: np.nan among the numbers
def is_distribution(p):
    return bool(not (p < 0).any() and abs(np.nansum(p) - 1) <= 1e-6)


# %% wrong: the last number is not looked at
# answers: is_distribution
# loses: test_is_distribution_sign
# says: a negative one among them
def is_distribution(p):
    return bool((p[:-1] >= 0).all() and abs(p.sum() - 1) <= 1e-6)


# %% wrong: for three classes
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: ends in an error
def is_distribution(p):
    a, b, c = p
    return bool(min(a, b, c) >= 0 and abs(a + b + c - 1) <= 1e-6)


# %% wrong: never a second time
# answers: is_distribution
# loses: test_is_distribution_sum test_is_distribution_sign
# says: called once more
seen = []


def is_distribution(p):
    seen.append(p)
    return len(seen) == 1 and bool((p >= 0).all() and abs(p.sum() - 1) <= 1e-6)


# %% wrong: a shift is thought to matter
# answers: same
# loses: test_same_shift
# says: What becomes of the factor
same = {"x + 1": False, "x - 100": False, "x - max(x)": True, "0.5 * x": False, "3 * x": False}


# %% wrong: a scale is thought to cancel
# answers: same
# loses: test_same_scale
# says: '0.5 * x' is answered wrongly
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


# %% wrong: everything changes it
# answers: same
# loses: test_same_shift
# says: What becomes of the factor
same = {"x + 1": False, "x - 100": False, "x - max(x)": False, "0.5 * x": False, "3 * x": False}


# %% wrong: nothing changes it
# answers: same
# loses: test_same_scale
# says: x = [0, 1]
same = {line: True for line in ("x + 1", "x - 100", "x - max(x)", "0.5 * x", "3 * x")}


# %% wrong: the maximum is thought to be special
# answers: same
# loses: test_same_shift
# says: 'x - max(x)' is answered wrongly
same = {"x + 1": True, "x - 100": True, "x - max(x)": False, "0.5 * x": False, "3 * x": False}


# %% wrong: a small shift only
# answers: same
# loses: test_same_shift
# says: 'x - 100' is answered wrongly
same = {"x + 1": True, "x - 100": False, "x - max(x)": True, "0.5 * x": False, "3 * x": False}


# %% wrong: shift and scale taken for each other
# answers: same
# loses: test_same_shift test_same_scale
# says: x = [0, 1]
same = {"x + 1": False, "x - 100": False, "x - max(x)": False, "0.5 * x": True, "3 * x": True}


# %% wrong: only making it larger counts
# answers: same
# loses: test_same_scale
# says: '0.5 * x' is answered wrongly
same = {"x + 1": True, "x - 100": True, "x - max(x)": True, "0.5 * x": True, "3 * x": False}


# %% wrong: the last lines forgotten
# answers: same
# loses: test_same_scale
# says: is still None
same = {"x + 1": True, "x - 100": True, "x - max(x)": True, "0.5 * x": None, "3 * x": None}


# %% wrong: lines left out
# answers: same
# loses: test_same_scale
# says: is missing from same
same = {"x + 1": True, "x - 100": True, "x - max(x)": True}


# %% right: ones and zeros, line by line
# answers: same
same = {}
same["x + 1"] = 1
same["x - 100"] = 1
same["x - max(x)"] = 1
same["0.5 * x"] = 0
same["3 * x"] = 0


# %% wrong: in quotes
# answers: same
# loses: test_same_shift test_same_scale
# says: without quotes
same = {
    "x + 1": "True",
    "x - 100": "True",
    "x - max(x)": "True",
    "0.5 * x": "False",
    "3 * x": "False",
}


# %% wrong: a list
# answers: same
# loses: test_same_shift test_same_scale
# says: a dictionary
same = [True, True, True, False, False]


# %% right: truth values of NumPy
# answers: same
lines = ("x + 1", "x - 100", "x - max(x)", "0.5 * x", "3 * x")
same = dict(zip(lines, np.array([1, 1, 1, 0, 0]) > 0, strict=True))


# %% right: changed one by one
# answers: same
same = dict.fromkeys(("x + 1", "x - 100", "x - max(x)"), True)
same.update({"0.5 * x": False, "3 * x": False})


# %% wrong: multiplies by the temperature
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: not spread: x / T or x * T
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


# %% wrong: the temperature left out
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: does T make a difference
def softmax_with_temperature(x, T):
    return special.softmax(x)


# %% wrong: the exponentials divided, which cancels
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: does T make a difference
def softmax_with_temperature(x, T):
    e = np.exp(x) / T
    return e / e.sum()


# %% wrong: added to the logits
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: does T make a difference
def softmax_with_temperature(x, T):
    return special.softmax(x + T)


# %% wrong: whole numbers
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: divide the logits
def softmax_with_temperature(x, T):
    return special.softmax(x // T)


# %% wrong: divided above the fraction bar alone
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: sum to 1
def softmax_with_temperature(x, T):
    return np.exp(x / T) / np.exp(x).sum()


# %% wrong: the root of the temperature
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: Wrong at T = 4
def softmax_with_temperature(x, T):
    return special.softmax(x / np.sqrt(T))


# %% wrong: powers of the probabilities, not divided again
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: sum to 1
def softmax_with_temperature(x, T):
    return special.softmax(x) ** (1 / T)


# %% wrong: the temperature to a whole number
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: T = 0.5
def softmax_with_temperature(x, T):
    return special.softmax(x / max(1, int(T)))


# %% wrong: never colder than 1
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: T = 0.5
def softmax_with_temperature(x, T):
    return special.softmax(x / T if T > 1 else x)


# %% wrong: the temperature of the visible test
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: divide the logits
def softmax_with_temperature(x, T=4.0):
    return special.softmax(x / 4.0)


# %% wrong: the largest logit divided as well
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: divide the logits
def softmax_with_temperature(x, T):
    return special.softmax(x / (T * np.abs(x).max()))


# %% right: by its own plain formula
# answers: softmax_with_temperature
def softmax_with_temperature(x, T):
    e = np.exp(np.asarray(x) / T)
    return e / np.sum(e)


# %% right: by the student's softmax
# answers: softmax_with_temperature
def softmax_with_temperature(x, T):
    return softmax(x / T)


# %% right: in PyTorch, float32
# answers: softmax_with_temperature
def softmax_with_temperature(x, T):
    return torch.softmax(torch.tensor(x).float() / T, dim=0).numpy()


# %% right: a loop, as a list
# answers: softmax_with_temperature
def softmax_with_temperature(x, T=1.0):
    powers = []
    for score in x:
        powers.append(np.exp(score * T**-1))
    return [power / sum(powers) for power in powers]


# %% wrong: divides in place
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: changes the array
def softmax_with_temperature(x, T):
    x /= T
    return special.softmax(x)


# %% right: through the log-probabilities
# answers: softmax_with_temperature
def softmax_with_temperature(x, T):
    scaled = special.log_softmax(x) * (1 / T)
    return np.exp(special.log_softmax(scaled))


# %% wrong: never warmer than 20
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: T = 60.0
def softmax_with_temperature(x, T):
    return special.softmax(x / min(T, 20))


# %% wrong: never colder than a half
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: T = 0.2
def softmax_with_temperature(x, T):
    return special.softmax(x / max(T, 0.5))


# %% wrong: the first temperature kept
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: T = 0.5
first = []


def softmax_with_temperature(x, T):
    first.append(T)
    return special.softmax(x / first[0])


# %% wrong: cooler with each call
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: called once more
def softmax_with_temperature(x, T, calls=[]):
    calls.append(T)
    return special.softmax(x / T * len(calls))


# %% wrong: divides the first logit alone
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: T = 4
def softmax_with_temperature(x, T):
    z = x.copy()
    z[0] /= T
    return special.softmax(z)


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


# %% wrong: the sum is blamed
# answers: first_inf
# loses: test_first_inf
# says: which is the first with an inf
first_inf, inf_over_inf = "sum", "nan"


# %% wrong: inf / inf taken for inf
# answers: first_inf
# loses: test_inf_over_inf
# says: what comes out
first_inf, inf_over_inf = "exp", "inf"


# %% wrong: inf / inf taken for 0
# answers: first_inf
# loses: test_inf_over_inf
# says: what comes out
first_inf, inf_over_inf = "exp", "0"


# %% wrong: a number for a word
# answers: first_inf
# loses: test_inf_over_inf
# says: text in quotes
first_inf, inf_over_inf = "exp", np.inf / np.inf


# %% wrong: the function for its name
# answers: first_inf
# loses: test_first_inf
# says: text in quotes
first_inf, inf_over_inf = np.exp, "nan"


# %% wrong: both missed
# answers: first_inf
# loses: test_first_inf test_inf_over_inf
# says: what comes out
first_inf, inf_over_inf = "division", "1"


# %% wrong: one not filled in
# answers: first_inf
# loses: test_inf_over_inf
# says: is still None
first_inf, inf_over_inf = "exp", None


# %% right: two lines
# answers: first_inf
first_inf = "exp"
inf_over_inf = "nan"


# %% right: computed, as text
# answers: first_inf
steps = {"exp": exponentials, "sum": total, "division": quotients}
first_inf = [name for name, values in steps.items() if np.isinf(values).any()][0]
with np.errstate(invalid="ignore"):
    inf_over_inf = str(np.float64(np.inf) / np.float64(np.inf))


# %% right: with a word for a name
# answers: first_inf
word, first_inf = "nan", "".join(["e", "x", "p"])
inf_over_inf = f"{word}"


# %% right: NumPy's texts
# answers: first_inf
first_inf, inf_over_inf = np.array(["exp", "nan"])


# %% wrong: no shift
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: near 1000 holds nan or inf. Is the largest logit subtracted
def softmax_stable(x):
    return np.exp(x) / np.exp(x).sum()


# %% wrong: shifts by the mean
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: 0, 2000 and 1000 holds nan or inf. Is the largest logit subtracted
def softmax_stable(x):
    e = np.exp(x - x.mean())
    return e / e.sum()


# %% wrong: shifts by the largest size, whatever its sign
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: all far below 0 holds nan or inf
def softmax_stable(x):
    e = np.exp(x - np.abs(x).max())
    return e / e.sum()


# %% wrong: clips the logits
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: Logits near 1000 give wrong probabilities
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


# %% wrong: subtracts the smallest
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: 0, 2000 and 1000 holds nan or inf. Is the largest logit subtracted
def softmax_stable(x):
    e = np.exp(x - x.min())
    return e / e.sum()


# %% wrong: subtracts after the exponential
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: sum to 1
def softmax_stable(x):
    e = np.exp(x) - np.exp(x.max())
    return e / np.exp(x).sum()


# %% wrong: the shift above the fraction bar alone
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: should sum to 1
def softmax_stable(x):
    return np.exp(x - x.max()) / np.exp(x).sum()


# %% wrong: nan replaced afterwards
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: largest logit
def softmax_stable(x):
    e = np.exp(x)
    return np.nan_to_num(e / e.sum())


# %% wrong: always 1000 subtracted
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: softmax_stable(x) holds nan or inf.
def softmax_stable(x):
    e = np.exp(x - 1000)
    return e / e.sum()


# %% wrong: exponents cut at -10
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: 0, 2000 and 1000 give wrong probabilities
def softmax_stable(x):
    e = np.exp(np.maximum(x - x.max(), -10))
    return e / e.sum()


# %% wrong: a small number added below
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: near 1000 holds nan or inf. Is the largest logit subtracted
def softmax_stable(x):
    e = np.exp(x)
    return e / (e.sum() + 1e-12)


# %% wrong: shifted only if some logit is large and positive
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: all far below 0 holds nan or inf
def softmax_stable(x):
    if x.max() > 100:
        x = x - x.max()
    e = np.exp(x)
    return e / e.sum()


# %% wrong: standardised first
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: a shift changes nothing
def softmax_stable(x):
    z = (x - x.mean()) / (x.std() + 1e-12)
    e = np.exp(z)
    return e / e.sum()


# %% wrong: longer numbers
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: logits of a million holds nan or inf
def softmax_stable(x):
    e = np.exp(x.astype(np.longdouble))
    return (e / e.sum()).astype(float)


# %% wrong: the last logit subtracted
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: 0, 2000 and 1000 holds nan or inf. Is the largest logit subtracted
def softmax_stable(x):
    e = np.exp(x - x[-1])
    return e / e.sum()


# %% wrong: not divided by the new sum
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: should sum to 1
def softmax_stable(x):
    return np.exp(x - np.max(x))


# %% right: one over the sum of the differences, with warnings
# answers: softmax_stable
def softmax_stable(x):
    return 1 / np.exp(x[None, :] - x[:, None]).sum(axis=1)


# %% right: a loop that looks for the largest
# answers: softmax_stable
def softmax_stable(x):
    largest = x[0]
    for value in x:
        if value > largest:
            largest = value
    result, total = [], 0.0
    for value in x:
        result.append(np.exp(value - largest))
        total += result[-1]
    for i in range(len(result)):
        result[i] /= total
    return result


# %% right: sorted, and put back
# answers: softmax_stable
def softmax_stable(x):
    order = np.argsort(x)
    e = np.exp(x[order] - x[order][-1])
    result = np.empty_like(e)
    result[order] = e / e.sum()
    return result


# %% right: by the plain softmax of the shifted logits
# answers: softmax_stable
def softmax_stable(x):
    return softmax(x - np.amax(x))


# %% right: of any shape, warns on stderr
# answers: softmax_stable
import sys


def softmax_stable(x, axis=-1):
    print("shape", np.shape(x), file=sys.stderr)
    z = np.subtract(x, np.max(x, axis=axis, keepdims=True))
    return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)


# %% wrong: shifts what it was given
# answers: softmax_stable
# loses: test_softmax_stable
# says: changes the array
def softmax_stable(x):
    x -= x.max()
    return np.exp(x) / sum(np.exp(x))


# %% wrong: the first logit subtracted
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: Is the largest logit subtracted before
def softmax_stable(x):
    e = np.exp(x - x[0])
    return e / e.sum()


# %% wrong: the median subtracted
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: Is the largest logit subtracted before
def softmax_stable(x):
    e = np.exp(x - np.median(x))
    return e / e.sum()


# %% wrong: the middle of the range subtracted
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: Is the largest logit subtracted before
def softmax_stable(x):
    e = np.exp(x - (x.max() + x.min()) / 2)
    return e / e.sum()


# %% wrong: the larger one of the two at the ends subtracted
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: 0, 2000 and 1000 holds nan or inf
def softmax_stable(x):
    e = np.exp(x - max(x[0], x[-1]))
    return e / e.sum()


# %% wrong: the sum subtracted
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: Is the largest logit subtracted before
def softmax_stable(x):
    e = np.exp(x - x.sum())
    return e / e.sum()


# %% wrong: math.exp in a loop, no shift
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: softmax_stable(x) for logits near 1000 ends in an error: OverflowError('math range error')
import math


def softmax_stable(x):
    e = np.array([math.exp(value) for value in x])
    return e / e.sum()


# %% wrong: math.exp in a loop, shifted by the first
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: 0, 2000 and 1000 ends in an error: OverflowError('math range error')
import math


def softmax_stable(x):
    e = np.array([math.exp(value - x[0]) for value in x])
    return e / e.sum()


# %% wrong: the largest of the first three subtracted
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: largest of five logits last holds nan or inf
def softmax_stable(x):
    e = np.exp(x - x[:3].max())
    return e / e.sum()


# %% wrong: shifted by 1000 when something is above 500
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: 0, 2000 and 1000 holds nan or inf
def softmax_stable(x):
    e = np.exp(x - 1000 * (x.max() > 500))
    return e / e.sum()


# %% wrong: the plain softmax under another name
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: near 1000 holds nan or inf
softmax_stable = softmax


# %% right: SciPy's
# answers: softmax_stable
softmax_stable = special.softmax


# %% wrong: along the columns
# answers: softmax_batch
# loses: test_softmax_batch
# says: The columns sum to 1
def softmax_batch(X):
    e = np.exp(X - X.max(axis=0))
    return e / e.sum(axis=0)


# %% wrong: one sum over the whole batch
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: All numbers together sum to 1
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
# says: 1000 and more holds nan or inf. Is each row's largest logit subtracted
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


# %% wrong: one maximum for the whole batch
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: each row needs its own maximum
def softmax_batch(X):
    e = np.exp(X - X.max())
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: one maximum for the whole batch, and a small number below
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: each row needs its own maximum
def softmax_batch(X):
    e = np.exp(X - np.max(X))
    return e / (e.sum(axis=1, keepdims=True) + 1e-12)


# %% wrong: one maximum for the whole batch, and what is far below cut
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: each row needs its own maximum
def softmax_batch(X):
    e = np.exp(np.clip(X - X.max(), -700, 0))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: keeps the dimensions of the maximum alone
# answers: softmax_batch
# loses: test_softmax_batch
# says: could not be broadcast
def softmax_batch(X):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


# %% wrong: keeps the dimensions of the sum alone
# answers: softmax_batch
# loses: test_softmax_batch
# says: could not be broadcast
def softmax_batch(X):
    e = np.exp(X - X.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: right rows for square batches, transposed
# answers: softmax_batch
# loses: test_softmax_batch
# says: should have the shape
def softmax_batch(X):
    return special.softmax(X, axis=1).T


# %% wrong: softmax of all numbers at once
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: All numbers together sum to 1
def softmax_batch(X):
    return special.softmax(X)


# %% wrong: one row
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: should have the shape
def softmax_batch(X):
    for row in X:
        return special.softmax(row)


# %% wrong: the first row for all
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: the probabilities are wrong
def softmax_batch(X):
    return np.array([special.softmax(X[0]) for row in X])


# %% wrong: the sum forgotten
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: Each row should sum to 1
def softmax_batch(X):
    return np.exp(X - X.max(axis=1, keepdims=True))


# %% wrong: divides by the row's maximum in place of subtracting it
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: softmax_batch(X) holds nan or inf.
def softmax_batch(X):
    e = np.exp(X / X.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: the column's maximum, the row's sum
# answers: softmax_batch
# loses: test_softmax_batch
# says: probabilities are wrong
def softmax_batch(X):
    e = np.exp(X - X.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: reshaped to three classes
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: cannot reshape array of size 4 into shape (3)
def softmax_batch(X):
    return special.softmax(X.reshape(-1, 3), axis=1)


# %% wrong: the row's smallest
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: Is each row's largest logit subtracted
def softmax_batch(X):
    e = np.exp(X - X.min(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: nan replaced afterwards
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: 1000 and more give wrong probabilities
def softmax_batch(X):
    e = np.exp(X)
    return np.nan_to_num(e / e.sum(axis=1, keepdims=True))


# %% right: the student's own function on each row
# answers: softmax_batch
def softmax_batch(X):
    return [softmax_stable(row) for row in X]


# %% right: along an axis
# answers: softmax_batch
def softmax_batch(X):
    return np.apply_along_axis(special.softmax, 1, X)


# %% right: None for the new axis
# answers: softmax_batch
def softmax_batch(X):
    e = np.exp(X - np.max(X, axis=1)[:, None])
    return e / np.sum(e, axis=1).reshape(-1, 1)


# %% right: einsum, float32
# answers: softmax_batch
def softmax_batch(X):
    e = np.exp(X - X.max(axis=-1, keepdims=True)).astype(np.float32)
    return np.einsum("ij,i->ij", e, 1 / np.einsum("ij->i", e))


# %% right: PyTorch, a tensor
# answers: softmax_batch
def softmax_batch(X):
    return torch.softmax(torch.tensor(X, dtype=torch.float64), dim=1)


# %% right: two loops and a stack
# answers: softmax_batch
import math


def softmax_batch(X):
    rows = []
    for i in range(X.shape[0]):
        top = max(X[i])
        row = [math.exp(X[i, j] - top) for j in range(X.shape[1])]
        rows.append(np.array(row) / math.fsum(row))
    return np.vstack(rows)


# %% wrong: the log of the sum, in place
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: changes the array
def softmax_batch(X):
    X -= special.logsumexp(X, axis=1, keepdims=True)
    return np.exp(X, out=X)


# %% wrong: each row's first
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: Is each row's largest logit subtracted
def softmax_batch(X):
    e = np.exp(X - X[:, :1])
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: each row's last
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: Is each row's largest logit subtracted
def softmax_batch(X):
    e = np.exp(X - X[:, -1:])
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: each row's mean
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: Is each row's largest logit subtracted
def softmax_batch(X):
    e = np.exp(X - X.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: each row's median
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: Is each row's largest logit subtracted
def softmax_batch(X):
    e = np.exp(X - np.median(X, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: math.exp in two loops, no shift
# answers: softmax_batch
# loses: test_softmax_batch_large
# says: 1000 and more ends in an error: OverflowError('math range error')
import math


def softmax_batch(X):
    rows = []
    for row in X:
        e = [math.exp(value) for value in row]
        rows.append([value / sum(e) for value in e])
    return np.array(rows)


# %% wrong: as many classes as in the example
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: ends in an error
def softmax_batch(X):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return e / (e[:, 0] + e[:, 1] + e[:, 2])[:, None]


# %% wrong: the sums added up from call to call
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: called once more
sums = 0


def softmax_batch(X):
    global sums
    e = np.exp(X - X.max(axis=1, keepdims=True))
    sums = sums + e.sum(axis=1, keepdims=True)
    return e / sums


# %% wrong: the rows in the other order
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: the probabilities are wrong
def softmax_batch(X):
    return special.softmax(X, axis=1)[::-1]


# %% wrong: the logarithm of the plain softmax
# answers: log_softmax
# loses: test_log_softmax_large
# says: avoid log 0
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
# says: natural one, with the base e
def log_softmax(x):
    return special.log_softmax(x) / np.log(2)


# %% right: logaddexp
# answers: log_softmax
def log_softmax(x):
    return x - np.logaddexp.reduce(x)


# %% right: PyTorch's
# answers: log_softmax
def log_softmax(x):
    return torch.log_softmax(torch.tensor(x), dim=0, dtype=torch.float64)


# %% wrong: not yet the logarithm
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: should sum to 1
def log_softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum() - 1


# %% wrong: the probabilities
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: A probability is at most 1
def log_softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


# %% wrong: the sign turned
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: A probability is at most 1
def log_softmax(x):
    shifted = x - x.max()
    return np.log(np.exp(shifted).sum()) - shifted


# %% wrong: the sum of the logarithms
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: A probability is at most 1. What does that say of its logarithm?
def log_softmax(x):
    shifted = x - x.max()
    return shifted - np.log(np.exp(shifted)).sum()


# %% wrong: a logarithm of the shifted logits
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: nan or inf
def log_softmax(x):
    shifted = x - x.max()
    return np.log(shifted) - np.log(shifted.sum())


# %% wrong: a tiny number against log 0
# answers: log_softmax
# loses: test_log_softmax_large
# says: Wrong for logits of 1000 and more
def log_softmax(x):
    e = np.exp(x - x.max())
    return np.log(e / e.sum() + 1e-300)


# %% wrong: clipped against log 0
# answers: log_softmax
# loses: test_log_softmax_large
# says: Wrong for logits of 1000 and more
def log_softmax(x):
    return np.log(np.clip(special.softmax(x), 1e-12, 1))


# %% wrong: no shift
# answers: log_softmax
# loses: test_log_softmax_large
# says: do you subtract the largest
def log_softmax(x):
    return x - np.log(np.exp(x).sum())


# %% wrong: the shift alone
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: should sum to 1
def log_softmax(x):
    return x - x.max()


# %% wrong: shifted by the mean
# answers: log_softmax
# loses: test_log_softmax_large
# says: 1000 and more holds nan or inf. Do you subtract the largest
def log_softmax(x):
    shifted = x - x.mean()
    return shifted - np.log(np.exp(shifted).sum())


# %% wrong: the logarithm to the base 10
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: should sum to 1
def log_softmax(x):
    shifted = x - x.max()
    return shifted - np.log10(np.exp(shifted).sum())


# %% wrong: one number, the log of the sum
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: should have the shape
def log_softmax(x):
    m = x.max()
    return m + np.log(np.exp(x - m).sum())


# %% wrong: the mean of the exponentials
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: A probability is at most 1. What does that say of its logarithm?
def log_softmax(x):
    shifted = x - x.max()
    return shifted - np.log(np.exp(shifted).mean())


# %% wrong: minus infinity replaced
# answers: log_softmax
# loses: test_log_softmax_large
# says: Wrong for logits of 1000 and more
def log_softmax(x):
    return np.nan_to_num(np.log(special.softmax(x)), neginf=-100.0)


# %% right: a loop, by hand
# answers: log_softmax
import math


def log_softmax(x):
    m = max(float(value) for value in x)
    total = m + math.log(math.fsum(math.exp(float(value) - m) for value in x))
    return [float(value) - total for value in x]


# %% right: with a helper of its own
# answers: log_softmax
def log_sum_exp(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - m)))


def log_softmax(x):
    return np.subtract(x, log_sum_exp(x))


# %% right: shifted twice
# answers: log_softmax
def log_softmax(x):
    z = x - np.max(x)
    z = z - np.sort(z)[-1]
    return z - np.log(sum(np.exp(z)))


# %% right: SciPy's
# answers: log_softmax
def log_softmax(x):
    return special.log_softmax(x)


# %% right: minus the log of the sum of the differences, each shifted
# answers: log_softmax
def log_softmax(x):
    return -np.array([np.logaddexp.reduce(x - value) for value in x])


# %% right: log1p of the others
# answers: log_softmax
def log_softmax(x):
    top = np.argmax(x)
    others = np.delete(x, top) - x[top]
    return x - x[top] - np.log1p(np.exp(others).sum())


# %% right: float32
# answers: log_softmax
def log_softmax(x):
    x = x.astype(np.float32)
    x = x - x.max(keepdims=True)
    return x - np.log(np.exp(x).sum(keepdims=True))


# %% wrong: shifted by the first
# answers: log_softmax
# loses: test_log_softmax_large
# says: 1000 and more holds nan or inf. Do you subtract the largest
def log_softmax(x):
    shifted = x - x[0]
    return shifted - np.log(np.exp(shifted).sum())


# %% wrong: shifted by the last
# answers: log_softmax
# loses: test_log_softmax_large
# says: 1000 and more holds nan or inf. Do you subtract the largest
def log_softmax(x):
    shifted = x - x[-1]
    return shifted - np.log(np.exp(shifted).sum())


# %% wrong: shifted by the larger one of the two at the ends
# answers: log_softmax
# loses: test_log_softmax_large
# says: 1000 and more holds nan or inf. Do you subtract the largest
def log_softmax(x):
    shifted = x - max(x[0], x[-1])
    return shifted - np.log(np.exp(shifted).sum())


# %% wrong: shifted by the median
# answers: log_softmax
# loses: test_log_softmax_large
# says: 1000 and more holds nan or inf. Do you subtract the largest
def log_softmax(x):
    shifted = x - np.median(x)
    return shifted - np.log(np.exp(shifted).sum())


# %% wrong: math.log in a loop
# answers: log_softmax
# loses: test_log_softmax_large
# says: 1000 and more ends in an error: ValueError
import math


def log_softmax(x):
    return np.array([math.log(p) for p in special.softmax(x)])


# %% wrong: the log of the number of classes for the sum
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: exponentials of the result should sum to 1
def log_softmax(x):
    return x - x.max() - np.log(len(x))


# %% wrong: all of it to the base 10
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: natural one, with the base e
def log_softmax(x):
    return special.log_softmax(x) / np.log(10)


# %% wrong: equal shares
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: not the probabilities of these logits
def log_softmax(x):
    return np.full(len(x), -np.log(len(x)))


# %% wrong: less with each call
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: called once more
calls = [0]


def log_softmax(x):
    calls[0] += 1
    return special.log_softmax(x) * calls[0]


# %% wrong: no minus
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: minus sign before the log is missing
def cross_entropy(x, t):
    return special.log_softmax(x)[t]


# %% wrong: the mean over the classes
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: t makes no difference
def cross_entropy(x, t):
    return -special.log_softmax(x).mean()


# %% wrong: the logarithm of a probability that became 0
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: do you start from the log-probabilities
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
    logits = torch.tensor(x, dtype=torch.float64)
    return torch.nn.functional.cross_entropy(logits, torch.tensor(t))


# %% wrong: all classes summed
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: t makes no difference
def cross_entropy(x, t):
    return -special.log_softmax(x).sum()


# %% wrong: the loss of the class that the model prefers
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: t makes no difference
def cross_entropy(x, t):
    return -special.log_softmax(x).max()


# %% wrong: the logit for the log-probability
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: never negative
def cross_entropy(x, t):
    return -x[t]


# %% wrong: one minus the probability
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: class t alone
def cross_entropy(x, t):
    return 1 - special.softmax(x)[t]


# %% wrong: the probability itself
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: class t alone
def cross_entropy(x, t):
    return special.softmax(x)[t]


# %% wrong: the log of the logits' shares
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: holds nan or inf
def cross_entropy(x, t):
    return -np.log(x[t] / x.sum())


# %% wrong: the logarithm to the base 2
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: natural one, with the base e
def cross_entropy(x, t):
    return -special.log_softmax(x)[t] / np.log(2)


# %% wrong: softmax taken twice
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: class t alone
def cross_entropy(x, t):
    return -special.log_softmax(special.softmax(x))[t]


# %% wrong: a loss for each class
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: should have the shape
def cross_entropy(x, t):
    return -special.log_softmax(x)


# %% wrong: the plain formula
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: do you start from the log-probabilities
def cross_entropy(x, t):
    return np.log(np.exp(x).sum()) - x[t]


# %% wrong: every class counted yes or no
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: class t alone
def cross_entropy(x, t):
    y = np.eye(len(x))[t]
    p = special.softmax(x)
    return -(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9)).sum()


# %% wrong: divided by the number of classes
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: class t alone
def cross_entropy(x, t):
    y = np.eye(len(x))[t]
    return -np.mean(y * special.log_softmax(x))


# %% wrong: t taken for the one-hot row
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: should have the shape
def cross_entropy(x, t):
    return -t * special.log_softmax(x)


# %% wrong: rounded to two places
# answers: cross_entropy
# loses: test_cross_entropy
# says: PyTorch's cross-entropy gives other losses
def cross_entropy(x, t):
    return round(-float(special.log_softmax(x)[t]), 2)


# %% wrong: clipped, so never above 16
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: Wrong for the logits 1000 and 0
def cross_entropy(x, t):
    return -np.log(np.clip(special.softmax(x)[t], 1e-7, 1))


# %% right: the log of the sum, minus the logit
# answers: cross_entropy
def cross_entropy(x, t):
    return special.logsumexp(x) - x[t]


# %% right: by the student's log-softmax
# answers: cross_entropy
def cross_entropy(x, t):
    return -log_softmax(x)[t]


# %% right: a loop over the differences
# answers: cross_entropy
def cross_entropy(x, t):
    loss = 0.0
    for j, value in enumerate(x):
        if j != t:
            loss = np.logaddexp(loss, value - x[t])
    return loss


# %% right: an array of one number
# answers: cross_entropy
def cross_entropy(x, t):
    return np.array([special.softmax(x, axis=0).size and -special.log_softmax(x)[int(t)]])


# %% right: the size of the log-probability
# answers: cross_entropy
def cross_entropy(x, t):
    return float(np.abs(np.take(special.log_softmax(x), t)))


# %% right: PyTorch's negative log-likelihood, float32
# answers: cross_entropy
def cross_entropy(x, t):
    logs = torch.log_softmax(torch.as_tensor(x, dtype=torch.float32), dim=0)
    return torch.nn.NLLLoss()(logs.unsqueeze(0), torch.tensor([t])).item()


# %% right: where the truth is one-hot, zero elsewhere
# answers: cross_entropy
def cross_entropy(x, t):
    return -np.where(np.arange(len(x)) == t, special.log_softmax(x), 0).sum()


# %% wrong: the true class is always 1
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: t makes no difference
def cross_entropy(x, t):
    return -special.log_softmax(x)[1]


# %% wrong: counted from the end
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: PyTorch's cross-entropy gives other losses
def cross_entropy(x, t):
    return -special.log_softmax(x)[-t]


# %% wrong: the logarithm to the base 10
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: natural one, with the base e
def cross_entropy(x, t):
    return -special.log_softmax(x)[t] / np.log(10)


# %% wrong: shifted by the mean
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: holds nan or inf. Do you start from the log-probabilities
def cross_entropy(x, t):
    z = x - x.mean()
    return np.log(np.exp(z).sum()) - z[t]


# %% wrong: shifted by the first
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: holds nan or inf. Do you start from the log-probabilities
def cross_entropy(x, t):
    z = x - x[0]
    return np.log(np.exp(z).sum()) - z[t]


# %% wrong: shifted by the last
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: holds nan or inf. Do you start from the log-probabilities
def cross_entropy(x, t):
    z = x - x[-1]
    return np.log(np.exp(z).sum()) - z[t]


# %% wrong: math.log of the probability
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: for the logits 1000 and 0 ends in an error: ValueError
import math


def cross_entropy(x, t):
    return -math.log(special.softmax(x)[t])


# %% wrong: the losses added up from call to call
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: called once more
total = 0.0


def cross_entropy(x, t):
    global total
    total += -special.log_softmax(x)[t]
    return total


# %% wrong: three classes
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: ends in an error
def cross_entropy(x, t):
    return -(np.eye(3)[t] @ special.log_softmax(x))


# %% right: CrossEntropyLoss of PyTorch, on a batch of one
# answers: cross_entropy
def cross_entropy(x, t):
    batch = torch.tensor(x[None], dtype=torch.float64)
    return torch.nn.CrossEntropyLoss()(batch, torch.tensor([t]))


# %% wrong: the probability, not the loss
# answers: loss_at_start
# loses: test_loss_at_start
# says: which probability
loss_at_start = 0.1


# %% wrong: the logarithm to the base 10
# answers: loss_at_start
# loses: test_loss_at_start
# says: logarithm to the base 10
loss_at_start = 1.0


# %% right: three decimal places
# answers: loss_at_start
loss_at_start = 2.303


# %% wrong: no minus
# answers: loss_at_start
# loses: test_loss_at_start
# says: is it positive
loss_at_start = np.log(0.1)


# %% wrong: the logarithm to the base 2
# answers: loss_at_start
# loses: test_loss_at_start
# says: logarithm to the base 2
loss_at_start = np.log2(10)


# %% wrong: the two classes of the example
# answers: loss_at_start
# loses: test_loss_at_start
# says: each of the ten classes
loss_at_start = np.log(2)


# %% wrong: summed over the classes
# answers: loss_at_start
# loses: test_loss_at_start
# says: each of the ten classes
loss_at_start = 10 * np.log(10)


# %% wrong: nothing learned, so nothing lost
# answers: loss_at_start
# loses: test_loss_at_start
# says: is it positive
loss_at_start = 0


# %% wrong: the number of classes
# answers: loss_at_start
# loses: test_loss_at_start
# says: each of the ten classes
loss_at_start = 10


# %% wrong: a loss for each class
# answers: loss_at_start
# loses: test_loss_at_start
# says: should have the shape
loss_at_start = -np.log(np.full(10, 0.1))


# %% right: by the student's function
# answers: loss_at_start
loss_at_start = cross_entropy(np.zeros(10), 3)


# %% wrong: in percent
# answers: loss_at_start
# loses: test_loss_at_start
# says: Another number is right
loss_at_start = 10 * np.log(100)


# %% wrong: as text
# answers: loss_at_start
# loses: test_loss_at_start
# says: without quotes
loss_at_start = "log 10"


# %% right: from the standard library
# answers: loss_at_start
import math

loss_at_start = -math.log(1 / 10)


# %% right: PyTorch's loss, a tensor
# answers: loss_at_start
loss_at_start = torch.nn.functional.cross_entropy(torch.zeros(1, 10), torch.tensor([3]))


# %% right: a decimal number of the standard library
# answers: loss_at_start
from decimal import Decimal

loss_at_start = Decimal(10).ln()


# %% wrong: a second array of the same shape gets the first one's result
# answers: relu
# loses: test_relu
# says: a second array of the same shape
results = {}


def relu(x):
    if x.shape not in results:
        results[x.shape] = np.maximum(x, 0)
    return results[x.shape]


# %% right: x itself where nothing is negative
# answers: relu
def relu(x):
    return x if (x >= 0).all() else np.where(x < 0, 0, x)


# %% right: by piecewise
# answers: relu
def relu(x):
    return np.piecewise(x, [x > 0], [lambda positive: positive, 0])


# %% wrong: one decimal place only
# answers: probabilities_by_hand
# loses: test_probabilities_by_hand
# says: not the probabilities
p_first = 0.1
p_second = 0.3
p_third = 0.6


# %% right: by SciPy's softmax
# answers: probabilities_by_hand
p_first, p_second, p_third = special.softmax(np.log([1, 2, 5]))


# %% wrong: the result keeps the type of the logits
# answers: softmax
# loses: test_softmax
# says: Given whole numbers
def softmax(x):
    p = np.zeros_like(x)
    for i in range(len(x)):
        p[i] = np.exp(x[i]) / np.sum(np.exp(x))
    return p


# %% wrong: the sum of the first call kept
# answers: softmax
# loses: test_softmax
# says: For 2 logits the probabilities should sum to 1
denominator = None


def softmax(x):
    global denominator
    if denominator is None:
        denominator = np.sum(np.exp(x))
    return np.exp(x) / denominator


# %% wrong: the global logits for the argument
# answers: softmax
# loses: test_softmax test_softmax_keeps_input
# says: should have the shape
logits = np.array([0.0, 0.0])


def softmax(x):
    return np.exp(logits) / np.sum(np.exp(logits))


# %% right: powers of e in plain Python
# answers: softmax
def softmax(x):
    powers = [np.e ** float(score) for score in x]
    return [power / sum(powers) for power in powers]


# %% wrong: no number may be above 1
# answers: is_distribution
# loses: test_is_distribution_sum
# says: 1.0000005 and 0 are refused
def is_distribution(p):
    return bool(np.all((p >= 0) & (p <= 1)) and abs(p.sum() - 1) <= 1e-6)


# %% wrong: the sum rounded to six places, so half of what is allowed
# answers: is_distribution
# loses: test_is_distribution_sum
# says: should be allowed
def is_distribution(p):
    return bool((p >= 0).all() and np.round(p.sum(), 6) == 1)


# %% wrong: an error for nan
# answers: is_distribution
# loses: test_is_distribution_sum
# says: ends in an error
def is_distribution(p):
    if np.isnan(p).any():
        raise ValueError("p holds nan")
    return bool((p >= 0).all() and abs(p.sum() - 1) <= 1e-6)


# %% wrong: sorts the array it was given
# answers: is_distribution
# loses: test_is_distribution_sign
# says: changes the array
def is_distribution(p):
    p.sort()
    return bool(p[0] >= 0 and abs(p.sum() - 1) <= 1e-6)


# %% right: 1 or 0, in whole numbers
# answers: is_distribution
def is_distribution(p):
    return int((p >= 0).all()) * int(abs(p.sum() - 1) <= 1e-6)


# %% right: a running sum, left at the first bad number
# answers: is_distribution
def is_distribution(p):
    rest = 1.0
    for entry in p.tolist():
        if not entry >= 0:
            return False
        rest -= entry
    return -1e-6 <= rest <= 1e-6


# %% wrong: only which class is the most probable is compared
# answers: same
# loses: test_same_scale
# says: answered wrongly
x = np.array([1.0, 2.0, -1.0])
changed = {
    "x + 1": x + 1,
    "x - 100": x - 100,
    "x - max(x)": x - max(x),
    "0.5 * x": 0.5 * x,
    "3 * x": 3 * x,
}
same = {line: bool(np.argmax(values) == np.argmax(x)) for line, values in changed.items()}


# %% wrong: remembers its results by the temperature alone
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: other logits at the same T
remembered = {}


def softmax_with_temperature(x, T):
    if T not in remembered:
        remembered[T] = special.softmax(x / T)
    return remembered[T].copy()


# %% wrong: remembers its results by the logits alone
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: wrong at T = 0.5
remembered = {}


def softmax_with_temperature(x, T):
    return remembered.setdefault(tuple(x), special.softmax(x / T))


# %% wrong: remembers its results by the temperature and the sum of the logits
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: other logits at the same T
remembered = {}


def softmax_with_temperature(x, T):
    return remembered.setdefault((T, round(float(x.sum()), 6)), special.softmax(x / T))


# %% wrong: the quotients keep the type of the logits
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: Given whole numbers
def softmax_with_temperature(x, T):
    quotients = np.empty_like(x)
    quotients[:] = x / T
    return special.softmax(quotients)


# %% wrong: temperatures kept between 0.1 and 10
# answers: softmax_with_temperature
# loses: test_softmax_with_temperature
# says: T = 60.0
def softmax_with_temperature(x, T):
    return special.softmax(x / min(max(T, 0.1), 10))


# %% right: divides in place, on a copy of floats
# answers: softmax_with_temperature
def softmax_with_temperature(x, T):
    quotients = x.astype(float)
    quotients /= T
    return special.softmax(quotients)


# %% right: scaled by a diagonal matrix
# answers: softmax_with_temperature
def softmax_with_temperature(x, T):
    scaled = (np.eye(x.size) / T) @ x
    return np.exp(scaled - special.logsumexp(scaled))


# %% wrong: the largest logit is looked for at place 1
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: ends in an error
def softmax_stable(x):
    e = np.exp(x - x[1])
    return e / np.sum(e)


# %% wrong: shifts only above 700
# answers: softmax_stable
# loses: test_softmax_stable_large
# says: far below 0
def softmax_stable(x):
    if np.max(x) > 700:
        x = x - np.max(x)
    e = np.exp(x)
    return e / e.sum()


# %% wrong: the result keeps the type of the logits
# answers: softmax_stable
# loses: test_softmax_stable test_softmax_stable_large
# says: Given whole numbers
def softmax_stable(x):
    p = np.empty_like(x)
    p[:] = np.exp(x - x.max()) / np.exp(x - x.max()).sum()
    return p


# %% right: by logaddexp over all logits
# answers: softmax_stable
def softmax_stable(x):
    return np.exp(x - np.logaddexp.reduce(x))


# %% right: one pass, the sum rescaled at each new maximum
# answers: softmax_stable
def softmax_stable(x):
    m, total = float(x[0]), 0.0
    for value in map(float, x):
        if value > m:
            total *= np.exp(m - value)
            m = value
        total += np.exp(value - m)
    return np.array([np.exp(float(value) - m) / total for value in x])


# %% wrong: a batch of one row loses its axis
# answers: softmax_batch
# loses: test_softmax_batch
# says: should have the shape (1, 6)
def softmax_batch(X):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return np.squeeze(e / e.sum(axis=1, keepdims=True))


# %% wrong: a second axis for the maxima only if NumPy complains
# answers: softmax_batch
# loses: test_softmax_batch
# says: the rows sum to 1, but the probabilities are wrong
def softmax_batch(X):
    maxima = X.max(axis=1)
    try:
        shifted = X - maxima
    except ValueError:
        shifted = X - maxima[:, np.newaxis]
    e = np.exp(shifted)
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: the result keeps the type of the logits
# answers: softmax_batch
# loses: test_softmax_batch test_softmax_batch_large
# says: Given whole numbers
def softmax_batch(X):
    P = np.zeros_like(X)
    for i, row in enumerate(X):
        P[i] = special.softmax(row)
    return P


# %% right: on its side, in place, on a copy of floats
# answers: softmax_batch
def softmax_batch(X):
    columns = X.T.astype(float)
    columns -= columns.max(axis=0)
    np.exp(columns, out=columns)
    columns /= columns.sum(axis=0)
    return columns.T


# %% wrong: a largest logit that occurs twice counts once
# answers: log_softmax
# loses: test_log_softmax_large
# says: Wrong for logits far
def log_softmax(x):
    m = x.max()
    others = x[x != m]
    return (x - m) - np.log1p(np.exp(others - m).sum())


# %% wrong: the log of the sum taken for 0 when logits are large
# answers: log_softmax
# loses: test_log_softmax_large
# says: Wrong for
def log_softmax(x):
    if np.abs(x).max() > 500:
        return x - x.max()
    return x - np.log(np.exp(x).sum())


# %% wrong: the result keeps the type of the logits
# answers: log_softmax
# loses: test_log_softmax test_log_softmax_large
# says: Given whole numbers
def log_softmax(x):
    result = np.zeros_like(x)
    result[:] = special.log_softmax(x)
    return result


# %% wrong: shifts the logits it was given
# answers: log_softmax
# loses: test_log_softmax
# says: changes the array
def log_softmax(x):
    x -= x.max()
    return x - np.log(np.exp(x).sum())


# %% right: without one of the largest, by log1p
# answers: log_softmax
def log_softmax(x):
    place = np.argmax(x)
    shifted = x - x[place]
    return shifted - np.log1p(np.exp(np.delete(shifted, place)).sum())


# %% wrong: with two classes, always the loss of class 1
# answers: cross_entropy
# loses: test_cross_entropy_large
# says: Wrong for logits far from each other
def cross_entropy(x, t):
    if len(x) == 2:
        return np.logaddexp(0, x[0] - x[1])
    return -special.log_softmax(x)[t]


# %% wrong: remembers its results by the class alone
# answers: cross_entropy
# loses: test_cross_entropy test_cross_entropy_large
# says: other logits and the same t
remembered = {}


def cross_entropy(x, t):
    return remembered.setdefault(t, -special.log_softmax(x)[t])


# %% wrong: remembers its results by the logits alone
# answers: cross_entropy
# loses: test_cross_entropy
# says: t makes no difference
remembered = {}


def cross_entropy(x, t):
    return remembered.setdefault(tuple(x), -special.log_softmax(x)[t])


# %% wrong: the log-probabilities keep the type of the logits
# answers: cross_entropy
# loses: test_cross_entropy
# says: Given whole numbers
def cross_entropy(x, t):
    logs = np.zeros_like(x)
    logs[:] = special.log_softmax(x)
    return -logs[t]


# %% wrong: shifts the logits it was given
# answers: cross_entropy
# loses: test_cross_entropy
# says: changes the array
def cross_entropy(x, t):
    x -= x.max()
    return np.log(np.exp(x).sum()) - x[t]


# %% right: the logits less that of the true class
# answers: cross_entropy
def cross_entropy(x, t):
    return special.logsumexp(x - x[t])


# %% right: two decimal places
# answers: loss_at_start
loss_at_start = 2.30


# %% right: the mean over all ten classes, from equal logits
# answers: loss_at_start
loss_at_start = -np.trace(special.log_softmax(np.full((10, 10), 7.0), axis=1)) / 10


# %% wrong: PyTorch's, which takes no whole numbers
# answers: softmax
# loses: test_softmax
# says: Given whole numbers, softmax(x) ends in an error
def softmax(x):
    return torch.softmax(torch.tensor(x), dim=0)


# %% wrong: PyTorch's, which takes no whole numbers
# answers: cross_entropy
# loses: test_cross_entropy
# says: Given whole numbers, cross_entropy(x, t) ends in an error
def cross_entropy(x, t):
    return torch.nn.functional.cross_entropy(torch.tensor(x), torch.tensor(t))
