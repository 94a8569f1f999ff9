"""Answers to the exercises of mlp_numpy: each replaces one solution cell of the source."""


# %% wrong: exp(+x)
# answers: sigmoid
# loses: test_sigmoid
# says: e^(-z) or e^(+z)
def sigmoid(z):
    return 1 / (1 + np.exp(z))


# %% wrong: works on scalars only
# answers: sigmoid
# loses: test_sigmoid
# says: sigmoid of a vector fails
import math


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


# %% wrong: tanh
# answers: sigmoid
# loses: test_sigmoid
# says: between 0 and 1
def sigmoid(z):
    return np.tanh(z)


# %% wrong: the known numbers alone
# answers: sigmoid
# loses: test_sigmoid
# says: shape
def sigmoid(z):
    return np.array([0.12, 0.5, 0.88])


# %% right: through tanh
# answers: sigmoid
def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


# %% right: clipped, float32
# answers: sigmoid
def sigmoid(z):
    z = np.clip(np.asarray(z, dtype=np.float32), -500, 500)
    return 1 / (1 + np.exp(-z))


# %% right: stable, with np.where
# answers: sigmoid
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% right: by torch
# answers: sigmoid
import torch


def sigmoid(z):
    return torch.sigmoid(torch.tensor(z))


# %% wrong: brackets forgotten below the line
# answers: sigmoid
# loses: test_sigmoid
# says: between 0 and 1
def sigmoid(z):
    return 1 / 1 + np.exp(-z)


# %% wrong: softmax over all entries
# answers: sigmoid
# loses: test_sigmoid
# says: What is 1 / (1 + e^0)
def sigmoid(z):
    return np.exp(z) / np.sum(np.exp(z))


# %% wrong: a step in place of the curve
# answers: sigmoid
# loses: test_sigmoid
# says: on other numbers
def sigmoid(z):
    return np.heaviside(z, 0.5)


# %% wrong: straight pieces, the hard sigmoid
# answers: sigmoid
# loses: test_sigmoid
# says: on other numbers
def sigmoid(z):
    return np.clip(0.25 * z + 0.5, 0, 1)


# %% wrong: a loop that fits vectors alone
# answers: sigmoid
# loses: test_sigmoid
# says: sigmoid of an array of the shape (3, 4) fails
import math


def sigmoid(z):
    return np.array([1 / (1 + math.exp(-v)) for v in z])


# %% wrong: one value for the sum of the entries
# answers: sigmoid
# loses: test_sigmoid
# says: shape
def sigmoid(z):
    return 1 / (1 + np.exp(-np.sum(z)))


# %% wrong: flattened
# answers: sigmoid
# loses: test_sigmoid
# says: for an array of the shape
def sigmoid(z):
    return np.array([1 / (1 + np.exp(-v)) for v in np.ravel(z)])


# %% wrong: rounded to two decimals
# answers: sigmoid
# loses: test_sigmoid
# says: on other numbers
def sigmoid(z):
    return np.round(1 / (1 + np.exp(-z)), 2)


# %% wrong: an empty array
# answers: sigmoid
# loses: test_sigmoid
# says: shape
def sigmoid(z):
    return np.array([])


# %% wrong: nan
# answers: sigmoid
# loses: test_sigmoid
# says: nan
def sigmoid(z):
    return z * np.nan


# %% right: entry by entry in a copy
# answers: sigmoid
def sigmoid(z):
    result = np.array(z, dtype=float)
    for index in np.ndindex(result.shape):
        result[index] = 1 / (1 + np.exp(-result[index]))
    return result


# %% right: math.exp, vectorised
# answers: sigmoid
import math

sigmoid = np.vectorize(lambda number: 1 / (1 + math.exp(-number)))


# %% right: from the logarithm
# answers: sigmoid
def sigmoid(z: np.ndarray, one: float = 1.0) -> np.ndarray:
    return np.exp(-np.logaddexp(0, -z)) * one


# %% right: in place, with a print
# answers: sigmoid
def sigmoid(z):
    print("sigmoid of", z)
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    return np.reciprocal(z)


# %% right: nested lists
# answers: sigmoid
def sigmoid(z):
    return (np.exp(z) / (np.exp(z) + 1)).tolist()


# %% wrong: x(1 - x) of the input
# answers: dsigmoid
# loses: test_dsigmoid
# says: slope is positive
def dsigmoid(z):
    return z * (1 - z)


# %% wrong: sigmoid(z) (1 - z)
# answers: dsigmoid
# loses: test_dsigmoid
# says: slope
def dsigmoid(z):
    return sigmoid(z) * (1 - z)


# %% wrong: minus sign
# answers: dsigmoid
# loses: test_dsigmoid
# says: slope is positive
def dsigmoid(z):
    return sigmoid(z) * (sigmoid(z) - 1)


# %% right: from the exponential
# answers: dsigmoid
def dsigmoid(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


# %% right: by central differences
# answers: dsigmoid
def dsigmoid(z):
    return (sigmoid(z + 1e-4) - sigmoid(z - 1e-4)) / 2e-4


# %% wrong: the sigmoid taken twice
# answers: dsigmoid
# loses: test_dsigmoid
# says: not the slope
def dsigmoid(z):
    s = sigmoid(sigmoid(z))
    return s * (1 - s)


# %% wrong: the slope of tanh
# answers: dsigmoid
# loses: test_dsigmoid
# says: two factors
def dsigmoid(z):
    return 1 - np.tanh(z) ** 2


# %% wrong: the square forgotten below the line
# answers: dsigmoid
# loses: test_dsigmoid
# says: not the slope
def dsigmoid(z):
    return np.exp(-z) / (1 + np.exp(-z))


# %% wrong: np.gradient of the values
# answers: dsigmoid
# loses: test_dsigmoid
# says: not the slope
def dsigmoid(z):
    return np.gradient(sigmoid(z), z)


# %% wrong: a matrix of all slopes
# answers: dsigmoid
# loses: test_dsigmoid
# says: shape
def dsigmoid(z):
    s = sigmoid(z)
    return np.diag(s * (1 - s))


# %% wrong: 1 - s for s
# answers: dsigmoid
# loses: test_dsigmoid
# says: not the slope
def dsigmoid(z):
    return sigmoid(z) * (1 - sigmoid(z)) ** 2


# %% wrong: the slope at 0 everywhere
# answers: dsigmoid
# loses: test_dsigmoid
# says: not the slope
def dsigmoid(z):
    return np.full(np.shape(z), 0.25)


# %% wrong: a difference that is not divided
# answers: dsigmoid
# loses: test_dsigmoid
# says: not the slope
def dsigmoid(z):
    return sigmoid(z + 1e-4) - sigmoid(z)


# %% right: by symmetry
# answers: dsigmoid
def dsigmoid(z):
    return sigmoid(z) * sigmoid(-z)


# %% right: by torch's autograd, float32
# answers: dsigmoid
import torch


def dsigmoid(z):
    t = torch.tensor(z, dtype=torch.float32, requires_grad=True)
    torch.sigmoid(t).sum().backward()
    return t.grad


# %% right: the hyperbolic cosine
# answers: dsigmoid
def dsigmoid(z):
    return 1 / (2 + 2 * np.cosh(z))


# %% right: a helper for a single number
# answers: dsigmoid
def slope_at(number):
    s = 1 / (1 + np.exp(-number))
    return s - s**2


def dsigmoid(z):
    return np.reshape([slope_at(number) for number in np.ravel(z)], np.shape(z))


# %% right: the density of a distribution
# answers: dsigmoid
from scipy.stats import logistic


def dsigmoid(z):
    return logistic.pdf(z)


# %% wrong: no minus
# answers: sample_nll
# loses: test_sample_nll
# says: minus sign
def sample_nll(probabilities, y):
    return np.log(probabilities[np.arange(len(y)), y])


# %% wrong: the mean
# answers: sample_nll
# loses: test_sample_nll
# says: shape
def sample_nll(probabilities, y):
    return -np.log(probabilities[np.arange(len(y)), y]).mean()


# %% wrong: columns for all rows, n by n
# answers: sample_nll
# loses: test_sample_nll
# says: shape
def sample_nll(probabilities, y):
    return -np.log(probabilities[:, y])


# %% wrong: logarithm to the base 10
# answers: sample_nll
# loses: test_sample_nll
# says: natural logarithm
def sample_nll(probabilities, y):
    return -np.log10(probabilities[np.arange(len(y)), y])


# %% wrong: the largest probability
# answers: sample_nll
# loses: test_sample_nll
# says: true class
def sample_nll(probabilities, y):
    return -np.log(probabilities.max(axis=1))


# %% right: one-hot, with a small number added
# answers: sample_nll
def sample_nll(probabilities, y):
    Y = one_hot(probabilities.shape[1], y)
    return -np.sum(Y * np.log(probabilities + 1e-6), axis=1)


# %% right: a loop that gives a list
# answers: sample_nll
def sample_nll(probabilities, y):
    return [-np.log(max(p[t], 1e-15)) for p, t in zip(probabilities, y)]


# %% wrong: classes counted from 1
# answers: sample_nll
# loses: test_sample_nll
# says: true class
def sample_nll(probabilities, y):
    return -np.log(probabilities[np.arange(len(y)), y - 1])


# %% wrong: the diagonal
# answers: sample_nll
# loses: test_sample_nll
# says: the probability of its true class
def sample_nll(probabilities, y):
    return -np.log(np.diag(probabilities))


# %% wrong: rows picked by the classes
# answers: sample_nll
# loses: test_sample_nll
# says: shape
def sample_nll(probabilities, y):
    return -np.log(probabilities[y])


# %% wrong: no logarithm
# answers: sample_nll
# loses: test_sample_nll
# says: natural logarithm
def sample_nll(probabilities, y):
    return 1 - probabilities[np.arange(len(y)), y]


# %% wrong: the terms of the other classes as well
# answers: sample_nll
# loses: test_sample_nll
# says: true class
def sample_nll(probabilities, y):
    Y = one_hot(probabilities.shape[1], y)
    return -np.sum(Y * np.log(probabilities) + (1 - Y) * np.log(1 - probabilities), axis=1)


# %% wrong: summed over the samples
# answers: sample_nll
# loses: test_sample_nll
# says: shape
def sample_nll(probabilities, y):
    Y = one_hot(probabilities.shape[1], y)
    return -np.sum(Y * np.log(probabilities), axis=0)


# %% wrong: a small number that is not small
# answers: sample_nll
# loses: test_sample_nll
# says: probability of its true class
def sample_nll(probabilities, y):
    return -np.log(probabilities[np.arange(len(y)), y] + 0.01)


# %% wrong: a column
# answers: sample_nll
# loses: test_sample_nll
# says: shape
def sample_nll(probabilities, y):
    return -np.log(np.take_along_axis(probabilities, y[:, None], axis=1))


# %% wrong: softmax taken once more
# answers: sample_nll
# loses: test_sample_nll
# says: true class
def sample_nll(probabilities, y):
    return -special.log_softmax(probabilities, axis=1)[np.arange(len(y)), y]


# %% right: take_along_axis
# answers: sample_nll
def sample_nll(probabilities, y):
    picked = np.take_along_axis(probabilities, np.reshape(y, (-1, 1)), axis=1)
    return np.log(1 / picked).ravel()


# %% right: torch's own loss
# answers: sample_nll
import torch


def sample_nll(probabilities, y):
    log_p = torch.log(torch.tensor(probabilities, dtype=torch.float32))
    return torch.nn.functional.nll_loss(log_p, torch.tensor(y), reduction="none")


# %% right: Keras's own loss
# answers: sample_nll
def sample_nll(probabilities, y):
    return keras.losses.sparse_categorical_crossentropy(y, probabilities)


# %% right: a matrix product with the one-hot rows
# answers: sample_nll
def sample_nll(probabilities, y):
    Y = one_hot(probabilities.shape[1], y)
    return np.diag(-np.log(probabilities) @ Y.T)


# %% right: a loop over an empty array
# answers: sample_nll
def sample_nll(probabilities, y):
    n, k = np.shape(probabilities)
    losses = np.empty(n)
    for i in range(n):
        losses[i] = -np.log(np.clip(probabilities[i][y[i]], 1e-12, None))
    return losses


# %% wrong: weights all zero at the start
# answers: NeuralNet
# loses: test_init
# says: how could they ever become different
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = np.zeros((input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = np.zeros((hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: weights that are all one number
# answers: NeuralNet
# loses: test_init
# says: Draw random numbers
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = np.full((input_size, hidden_size), 0.1)
        self.b_h = np.zeros(hidden_size)
        self.W_o = np.full((hidden_size, output_size), 0.1)
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: weights transposed at the start
# answers: NeuralNet
# loses: test_init
# says: shape (5, 4)
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(hidden_size, input_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: standard normal weights
# answers: NeuralNet
# loses: test_init
# says: too large
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.normal(size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: positive weights only
# answers: NeuralNet
# loses: test_init
# says: positive and negative
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: hardly a negative weight
# answers: NeuralNet
# loses: test_init
# says: about as many positive as negative
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: biases of one
# answers: NeuralNet
# loses: test_init
# says: numbers in b_h are too large
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.ones(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.ones(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% right: from -1 to 1, the biases, too
# answers: NeuralNet
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-1, 1, size=(input_size, hidden_size))
        self.b_h = rng.uniform(-1, 1, size=hidden_size)
        self.W_o = rng.uniform(-0.9, 0.9, size=(hidden_size, output_size))
        self.b_o = rng.uniform(0, 1, size=output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: no hidden activation
# answers: NeuralNet
# loses: test_forward_hidden
# says: is the sigmoid missing
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = z_h
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: no hidden activation, and a gradient that fits
# answers: NeuralNet
# loses: test_forward_hidden
# says: is the sigmoid missing
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = z_h
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: returns y, z_h, h
# answers: NeuralNet
# loses: test_forward_hidden
# says: order
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, z_h, h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: returns y, z_h, h and takes them in this order
# answers: NeuralNet
# loses: test_forward_hidden
# says: order
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, z_h, h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: returns h, z_h, y
# answers: NeuralNet
# loses: test_forward_hidden test_forward_output
# says: z_h
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return h, z_h, y

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: returns z_h, h, y and takes them in this order
# answers: NeuralNet
# loses: test_forward_hidden
# says: z_h
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return z_h, h, y

    def forward(self, X):
        _, _, y = self.forward_keep_activations(X)
        return y


# %% wrong: no hidden bias
# answers: NeuralNet
# loses: test_forward_hidden
# says: X W_h + b_h
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: softmax over the whole batch
# answers: NeuralNet
# loses: test_forward_output
# says: sums to 1
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=None)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: softmax along the columns of a batch
# answers: NeuralNet
# loses: test_forward_output
# says: sums to 1
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=0)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: its own softmax without keepdims
# answers: NeuralNet
# loses: test_forward_output
# says: forward(X) for a batch fails
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        e = np.exp(h @ self.W_o + self.b_o)
        y = e / e.sum(axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: softmax along axis 1, which one sample does not have
# answers: NeuralNet
# loses: test_forward_output
# says: for one sample of the shape (d,) fails
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% right: its own softmax, with einsum
# answers: NeuralNet
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        z_o = np.einsum("...m,mk->...k", h, self.W_o) + self.b_o
        e = np.exp(z_o - np.max(z_o, axis=-1, keepdims=True))
        y = e / np.sum(e, axis=-1, keepdims=True)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% right: activations kept in the object
# answers: NeuralNet
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        self.y, self.h, self.z_h = y, h, z_h
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: the known digits' size built in
# answers: NeuralNet
# loses: test_init
# says: shape (5, 4)
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(64, 10))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: no softmax
# answers: NeuralNet
# loses: test_forward_output
# says: softmax
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = h @ self.W_o + self.b_o
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: sigmoid at the output
# answers: NeuralNet
# loses: test_forward_output
# says: softmax
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = sigmoid(h @ self.W_o + self.b_o)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: no output bias
# answers: NeuralNet
# loses: test_forward_output
# says: b_o
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% right: larger first weights, random biases, float32
# answers: NeuralNet
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.normal(size=(input_size, hidden_size)).astype("float32") / np.sqrt(
            input_size
        )
        self.b_h = rng.uniform(-0.1, 0.1, size=hidden_size)
        self.W_o = rng.normal(size=(hidden_size, output_size)).astype("float32") / np.sqrt(
            hidden_size
        )
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% right: computes in float32
# answers: NeuralNet
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = np.asarray(X, dtype=np.float32) @ self.W_h.astype(np.float32) + self.b_h.astype(
            np.float32
        )
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y.astype(np.float32), h.astype(np.float32), z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: as many hidden biases as inputs
# answers: NeuralNet
# loses: test_init
# says: b_h
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(input_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: biases as rows of a matrix
# answers: NeuralNet
# loses: test_init
# says: shape (4,)
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros((1, hidden_size))
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros((1, output_size))

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: the same random column for all units
# answers: NeuralNet
# loses: test_init
# says: how could they ever become different
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = np.tile(rng.uniform(-0.1, 0.1, size=(input_size, 1)), hidden_size)
        self.b_h = np.zeros(hidden_size)
        self.W_o = np.tile(rng.uniform(-0.1, 0.1, size=(hidden_size, 1)), output_size)
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: output weights of zero
# answers: NeuralNet
# loses: test_init
# says: All columns of W_o
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = np.zeros((hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: tanh in the hidden layer
# answers: NeuralNet
# loses: test_forward_hidden
# says: should be the sigmoid of z_h
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: scores for the first of the three
# answers: NeuralNet
# loses: test_forward_hidden
# says: y, the first result
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        return h @ self.W_o + self.b_o, h, z_h

    def forward(self, X):
        scores, _, _ = self.forward_keep_activations(X)
        return special.softmax(scores, axis=-1)


# %% wrong: activations of one sample as a matrix of one row
# answers: NeuralNet
# loses: test_forward_hidden
# says: for one sample
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = np.atleast_2d(X) @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y.reshape(*np.shape(X)[:-1], -1)


# %% wrong: the weights of the start, whatever is stored now
# answers: NeuralNet
# loses: test_forward_hidden
# says: weights that the network has now
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)
        self.hidden = lambda X, W=self.W_h, b=self.b_h: X @ W + b

    def forward_keep_activations(self, X):
        z_h = self.hidden(X)
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% wrong: a dictionary of the activations
# answers: NeuralNet
# loses: test_forward_hidden
# says: should return three arrays
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return {"y": y, "h": h, "z_h": z_h}

    def forward(self, X):
        return self.forward_keep_activations(X)["y"]


# %% right: float32 from the first product on, parameters cast on the way
# answers: NeuralNet
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        for name in ("W_h", "b_h", "W_o", "b_o"):
            setattr(self, name, np.asarray(getattr(self, name), dtype=np.float32))
        z_h = np.asarray(X, dtype=np.float32) @ self.W_h + self.b_h
        h = sigmoid(z_h)
        y = special.softmax(h @ self.W_o + self.b_o, axis=-1)
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y


# %% right: loops, its own softmax, first weights of its own
# answers: NeuralNet
class NeuralNet:
    def __init__(self, n_in, n_hidden, n_out):
        rng = np.random.default_rng(7)
        self.W_h = (rng.random((n_in, n_hidden)) - 0.5) / 5
        self.b_h = (rng.random(n_hidden) - 0.5) / 5
        self.W_o = (rng.random((n_hidden, n_out)) - 0.5) / 5
        self.b_o = (rng.random(n_out) - 0.5) / 5

    def forward_keep_activations(self, X):
        z_h = np.dot(X, self.W_h) + self.b_h
        h = 1 / (1 + np.exp(-z_h))
        z_o = np.dot(h, self.W_o) + self.b_o
        e = np.exp(z_o - z_o.max(axis=-1, keepdims=True))
        return [e / e.sum(axis=-1, keepdims=True), h, z_h]

    def forward(self, X):
        return self.forward_keep_activations(X)[0]


# %% right: helper methods, parameters in a dictionary
# answers: NeuralNet
class NeuralNet:
    def __init__(self, input_size: int, hidden_size: int, output_size: int, seed: int = 0) -> None:
        self.rng = np.random.default_rng(seed)
        self.parameters = {
            "W_h": self._small(input_size, hidden_size),
            "b_h": self._small(hidden_size),
            "W_o": self._small(hidden_size, output_size),
            "b_o": self._small(output_size),
        }

    def _small(self, *shape: int) -> np.ndarray:
        return self.rng.normal(scale=0.05, size=shape)

    def __getattr__(self, name):
        if name in ("W_h", "b_h", "W_o", "b_o"):
            return self.parameters[name]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name in ("W_h", "b_h", "W_o", "b_o"):
            self.parameters[name] = value
        else:
            super().__setattr__(name, value)

    def _scores(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        return h @ self.W_o + self.b_o, h, z_h

    def forward_keep_activations(self, X):
        scores, h, z_h = self._scores(X)
        return special.softmax(scores, axis=-1), h, z_h

    def forward(self, X):
        return special.softmax(self._scores(X)[0], axis=-1)


# %% right: functions beside the class, a naive softmax
# answers: NeuralNet
def layer(X, W, b):
    return np.dot(X, W) + b


def naive_softmax(z):
    e = np.exp(z)
    return (e.T / e.T.sum(axis=0)).T


class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = layer(X, self.W_h, self.b_h)
        h = 1 / (1 + np.exp(-z_h))
        return naive_softmax(layer(h, self.W_o, self.b_o)), h, z_h

    def forward(self, X):
        return self.forward_keep_activations(X)[0]


# %% right: a class that inherits its forward pass
# answers: NeuralNet
class Forward:
    def forward_keep_activations(self, X):
        z_h = np.einsum("...d,dm->...m", X, self.W_h) + self.b_h
        h = np.where(z_h > 0, 1 / (1 + np.exp(-np.abs(z_h))), 1 - 1 / (1 + np.exp(-np.abs(z_h))))
        z_o = np.einsum("...m,mk->...k", h, self.W_o) + self.b_o
        return np.exp(z_o - special.logsumexp(z_o, axis=-1, keepdims=True)), h, z_h

    def forward(self, X):
        return self.forward_keep_activations(X)[0]


class NeuralNet(Forward):
    def __init__(self, d, m, k, seed=0, scale=0.2):
        rng = np.random.default_rng(seed)
        for name, shape in {"W_h": (d, m), "b_h": m, "W_o": (m, k), "b_o": k}.items():
            setattr(self, name, scale * rng.standard_normal(shape))


# %% wrong: one random row for all inputs
# answers: NeuralNet
# loses: test_init
# says: draw a random number for each
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W_h = np.ones((input_size, 1)) * rng.uniform(-0.1, 0.1, size=hidden_size)
        self.b_h = np.zeros(hidden_size)
        self.W_o = np.ones((hidden_size, 1)) * rng.uniform(-0.1, 0.1, size=output_size)
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def forward(self, X):
        return self.forward_keep_activations(X)[0]


# %% wrong: names without self
# answers: NeuralNet
# loses: test_init test_forward_hidden test_forward_output
# says: is it stored as self.W_h
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        b_h = np.zeros(hidden_size)
        W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = X @ W_h + b_h
        h = sigmoid(z_h)
        return special.softmax(h @ W_o + b_o, axis=-1), h, z_h

    def forward(self, X):
        return self.forward_keep_activations(X)[0]


# %% wrong: the hidden layer of the first call is kept
# answers: NeuralNet
# loses: test_forward_hidden
# says: in a second call, too
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)
        self.kept = {}

    def forward_keep_activations(self, X):
        if X.shape not in self.kept:
            self.kept[X.shape] = X @ self.W_h + self.b_h
        z_h = self.kept[X.shape]
        h = sigmoid(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def forward(self, X):
        return special.softmax(sigmoid(X @ self.W_h + self.b_h) @ self.W_o + self.b_o, axis=-1)


# %% wrong: output weights of the first call kept
# answers: NeuralNet
# loses: test_forward_output
# says: with the weights that the network has now
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)
        self.layer = None

    def forward_keep_activations(self, X):
        self.layer = self.layer or (self.W_o, self.b_o)
        z_h = X @ self.W_h + self.b_h
        h = sigmoid(z_h)
        return special.softmax(h @ self.layer[0] + self.layer[1], axis=-1), h, z_h

    def forward(self, X):
        return self.forward_keep_activations(X)[0]


# %% wrong: no hidden layer
# answers: NeuralNet
# loses: test_init test_forward_hidden test_forward_output
# says: has no W_h
class NeuralNet:
    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W_o = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z = X @ self.W_o + self.b_o
        return special.softmax(z, axis=-1), z, z

    def forward(self, X):
        return self.forward_keep_activations(X)[0]


# %% wrong: a loss without mean
# answers: NeuralNet_quality
# loses: test_loss
# says: sum of the losses
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).sum()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: one for each sample
# answers: NeuralNet_quality
# loses: test_loss
# says: shape
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: no minus
# answers: NeuralNet_quality
# loses: test_loss
# says: wrong sign
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return np.log(self.forward(X)[np.arange(len(y)), y]).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: mean over samples and classes
# answers: NeuralNet_quality
# loses: test_loss
# says: mean of -log p
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return -(one_hot(self.output_size, y) * np.log(self.forward(X))).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: the squared error
# answers: NeuralNet_quality
# loses: test_loss
# says: -log p
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return ((self.forward(X) - one_hot(self.output_size, y)) ** 2).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: the probabilities
# answers: NeuralNet_quality
# loses: test_predict
# says: shape
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return self.forward(X)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: argmax over the batch
# answers: NeuralNet_quality
# loses: test_predict
# says: shape
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: axis 0
# answers: NeuralNet_quality
# loses: test_predict
# says: each row of forward(X)
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=0)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: one-hot rows
# answers: NeuralNet_quality
# loses: test_predict
# says: shape
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return one_hot(self.output_size, np.argmax(self.forward(X), axis=-1))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: accuracy: a count
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: fraction
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.sum(self.predict(X) == y)


# %% wrong: accuracy: a percentage
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: percentage
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return 100 * np.mean(self.predict(X) == y)


# %% wrong: accuracy: the error rate
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: predicted wrong
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) != y)


# %% wrong: accuracy: n by n
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: one by one
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X)[:, None] == y)


# %% wrong: loss: of the predicted class
# answers: NeuralNet_quality
# loses: test_loss
# says: the true class
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        P = self.forward(X)
        return -np.log(P.max(axis=1)).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: of the first sample
# answers: NeuralNet_quality
# loses: test_loss
# says: mean
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y)[0]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: of the mean probability
# answers: NeuralNet_quality
# loses: test_loss
# says: mean of -log p
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        P = self.forward(X)
        return -np.log(P[np.arange(len(y)), y].mean())

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: divided by the number of classes
# answers: NeuralNet_quality
# loses: test_loss
# says: the mean of -log p over the batch
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).sum() / self.output_size

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: the least probable class
# answers: NeuralNet_quality
# loses: test_predict
# says: largest probability
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmin(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=-1) == y)


# %% wrong: predict: classes from 1
# answers: NeuralNet_quality
# loses: test_predict
# says: counted from 0
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1) + 1

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: the largest probability, not its class
# answers: NeuralNet_quality
# loses: test_predict
# says: number of the class
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.max(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: batches only
# answers: NeuralNet_quality
# loses: test_predict
# says: one sample
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: rounded probabilities
# answers: NeuralNet_quality
# loses: test_predict
# says: shape
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.round(self.forward(X)).astype(int)

    def accuracy(self, X, y):
        return np.mean(self.forward(X).argmax(axis=1) == y)


# %% wrong: accuracy: whole-number division
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: number of hits
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.sum(self.predict(X) == y) // len(y)


# %% wrong: accuracy: labels against probabilities
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: fraction
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.forward(X) == y)


# %% wrong: accuracy: divided by the number of classes
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: fraction
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.sum(self.predict(X) == y) / self.output_size


# %% wrong: accuracy: the mean probability of the true class
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: fraction
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return self.forward(X)[np.arange(len(y)), y].mean()


# %% wrong: accuracy: true or false
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: fraction
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.all(self.predict(X) == y)


# %% right: loops over the samples
# answers: NeuralNet_quality
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        total = 0.0
        for x, t in zip(X, y):
            total -= np.log(self.forward(x)[t] + 1e-8)
        return total / len(X)

    def predict(self, X):
        if X.ndim == 1:
            return int(np.argmax(self.forward(X)))
        return [int(np.argmax(self.forward(x))) for x in X]

    def accuracy(self, X, y):
        right = 0
        for x, t in zip(X, y):
            right += self.predict(x) == t
        return right / len(X)


# %% right: from the scores
# answers: NeuralNet_quality
class NeuralNet(ForwardNet):
    def _scores(self, X):
        return sigmoid(X @ self.W_h + self.b_h) @ self.W_o + self.b_o

    def loss(self, X, y):
        log_p = special.log_softmax(self._scores(X), axis=1)
        return -log_p[range(len(y)), y].mean()

    def predict(self, X):
        return self._scores(X).argmax(-1)

    def accuracy(self, X, y):
        hits = np.count_nonzero(self.predict(X) == np.asarray(y))
        return float(hits / np.size(y))


# %% right: the last of the sorted classes
# answers: NeuralNet_quality
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return np.average([-np.log(self.forward(x)[t]) for x, t in zip(X, y, strict=True)])

    def predict(self, X):
        return np.argsort(self.forward(X))[..., -1]

    def accuracy(self, X, y):
        return 1 - np.mean(self.predict(X) != y)


# %% right: one-hot rows, predictions as floats
# answers: NeuralNet_quality
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        truth = one_hot(self.output_size, y)
        return np.array([-np.sum(truth * np.log(self.forward(X) + 1e-12)) / len(X)])

    def predict(self, X):
        if X.ndim == 1:
            return np.array([self.forward(X).argmax()])
        return np.array([self.forward(x).argmax() for x in X], dtype=float)

    def accuracy(self, X, y):
        return sum(self.predict(X) == y) / len(y)


# %% right: in torch
# answers: NeuralNet_quality
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        p = torch.as_tensor(self.forward(X))
        return torch.nn.functional.nll_loss(torch.log(p), torch.as_tensor(y).long())

    def predict(self, X):
        return torch.as_tensor(self.forward(X)).argmax(dim=-1)

    def accuracy(self, X, y):
        return (self.predict(X) == torch.as_tensor(y)).double().mean()


# %% wrong: loss: biases left out
# answers: NeuralNet_quality
# loses: test_loss
# says: the probability that forward(X) gives
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        p = special.softmax(sigmoid(X @ self.W_h) @ self.W_o, axis=1)
        return sample_nll(p, y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: the output bias left out
# answers: NeuralNet_quality
# loses: test_loss
# says: the probability that forward(X) gives
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        h = self.forward_keep_activations(X)[1]
        return sample_nll(special.softmax(h @ self.W_o, axis=1), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: the first result is kept
# answers: NeuralNet_quality
# loses: test_loss
# says: on another batch
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        if not hasattr(self, "kept"):
            self.kept = sample_nll(self.forward(X), y).mean()
        return self.kept

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: four samples, as in the visible test
# answers: NeuralNet_quality
# loses: test_loss
# says: over the samples
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).sum() / 4

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: three classes built in
# answers: NeuralNet_quality
# loses: test_loss
# says: fails with an error
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return -np.mean(np.sum(one_hot(3, y) * np.log(self.forward(X)), axis=1))

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: the output bias left out
# answers: NeuralNet_quality
# loses: test_predict
# says: largest probability
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward_keep_activations(X)[1] @ self.W_o, axis=-1)

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=-1) == y)


# %% wrong: predict: the hidden bias left out
# answers: NeuralNet_quality
# loses: test_predict
# says: largest probabilit
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(sigmoid(X @ self.W_h) @ self.W_o + self.b_o, axis=-1)

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=-1) == y)


# %% wrong: predict: a hidden class of its own, without bias, for one sample
# answers: NeuralNet_quality
# loses: test_predict
# says: for one sample
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        if X.ndim == 1:
            return np.argmax(sigmoid(X @ self.W_h) @ self.W_o)
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: accuracy: biases left out
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: predicted right
class NeuralNet(ForwardNet):
    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(np.argmax(sigmoid(X @ self.W_h) @ self.W_o, axis=1) == y)


# %% wrong: accuracy: the best so far
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: on another batch
class NeuralNet(ForwardNet):
    best = 0.0

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        NeuralNet.best = max(NeuralNet.best, np.mean(self.predict(X) == y))
        return NeuralNet.best


# %% right: the batch formula on one row
# answers: NeuralNet_gradients
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_o = delta_o[None]
        delta_h = (delta_o @ self.W_o.T) * dsigmoid(z_h[None])
        return {
            "W_h": x[None].T @ delta_h,
            "b_h": delta_h.sum(axis=0),
            "W_o": h[None].T @ delta_o,
            "b_o": delta_o.sum(axis=0),
        }


# %% wrong: delta_o through the softmax's slope, as for the squared error
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: differs from the numerical one
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = (y - one_hot(self.output_size, y_true)) * y * (1 - y)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: keys without underscore
# answers: NeuralNet_gradients
# loses: test_grad_output test_grad_hidden test_grad_biases
# says: no entry with the key
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "Wh": np.outer(x, delta_h),
            "bh": delta_h,
            "Wo": np.outer(h, delta_o),
            "bo": delta_o,
        }


# %% wrong: back through W_o transposed
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: right axis
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o.T @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: dsigmoid(h) for dsigmoid(z_h)
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: taken at z_h
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: no dsigmoid
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: dsigmoid
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = self.W_o @ delta_o
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: true - predicted
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: negative in the column
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = one_hot(self.output_size, y_true) - y
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: true - predicted, and a step uphill
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: negative in the column
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = one_hot(self.output_size, y_true) - y
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: the one-hot vector forgotten
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: one_hot
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: outer product of the output transposed
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: outer product
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(delta_o, h),
            "b_o": delta_o,
        }


# %% wrong: outer product of the input transposed
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: shape
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(delta_h, x),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: bias gradients of zero
# answers: NeuralNet_gradients
# loses: test_grad_biases
# says: a bias can learn
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": np.zeros_like(delta_h),
            "W_o": np.outer(h, delta_o),
            "b_o": np.zeros_like(delta_o),
        }


# %% wrong: bias gradients: the activations
# answers: NeuralNet_gradients
# loses: test_grad_biases
# says: input is always 1
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": h,
            "W_o": np.outer(h, delta_o),
            "b_o": y,
        }


# %% wrong: grad_loss takes the step as well
# answers: NeuralNet_gradients
# loses: test_grad_keeps_weights
# says: changed W_o
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        self.W_o = self.W_o - 0.1 * np.outer(h, delta_o)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% right: gradients by torch's autograd
# answers: NeuralNet_gradients
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        import torch

        p = {
            n: torch.tensor(getattr(self, n), requires_grad=True)
            for n in ("W_h", "b_h", "W_o", "b_o")
        }
        h = torch.sigmoid(torch.tensor(x) @ p["W_h"] + p["b_h"])
        logits = h @ p["W_o"] + p["b_o"]
        loss = -torch.log_softmax(logits, dim=-1)[y_true]
        loss.backward()
        return {n: t.grad.numpy() for n, t in p.items()}


# %% wrong: classes counted from 1 in the error
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: negative in the column of the true class
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true - 1)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: z_h in the gradient of the output weights
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: outer product of h
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(z_h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: sigmoid for its derivative
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: dsigmoid
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * sigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: entry by entry where a matrix product belongs
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: delta_o come back through W_o
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = np.diag(self.W_o * delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: the input forgotten
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: outer product of x and delta_h
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.tile(delta_h, (len(x), 1)),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: the two bias gradients exchanged
# answers: NeuralNet_gradients
# loses: test_grad_biases
# says: the error delta of its layer
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_o,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_h,
        }


# %% wrong: bias gradients: one number
# answers: NeuralNet_gradients
# loses: test_grad_biases
# says: shape
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h.mean(),
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o.mean(),
        }


# %% wrong: bias gradients: multiplied by the bias
# answers: NeuralNet_gradients
# loses: test_grad_biases
# says: input is always 1
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h * self.b_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o * self.b_o,
        }


# %% wrong: bias gradients: no dsigmoid for b_h
# answers: NeuralNet_gradients
# loses: test_grad_biases
# says: b_h is wrong
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = self.W_o @ delta_o
        return {
            "W_h": np.outer(x, delta_h * dsigmoid(z_h)),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: bias gradients: left out of the dictionary
# answers: NeuralNet_gradients
# loses: test_grad_biases
# says: no entry with the key "b_h"
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {"W_h": np.outer(x, delta_h), "W_o": np.outer(h, delta_o)}


# %% wrong: a tuple of gradients
# answers: NeuralNet_gradients
# loses: test_grad_output test_grad_hidden test_grad_biases
# says: should return a dictionary
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return np.outer(x, delta_h), delta_h, np.outer(h, delta_o), delta_o


# %% wrong: grad_loss stores the gradients as parameters
# answers: NeuralNet_gradients
# loses: test_grad_keeps_weights
# says: it should only compute
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        self.W_h, self.b_h = np.outer(x, delta_h), delta_h
        self.W_o, self.b_o = np.outer(h, delta_o), delta_o
        return {"W_h": self.W_h, "b_h": self.b_h, "W_o": self.W_o, "b_o": self.b_o}


# %% wrong: grad_loss shrinks the weights
# answers: NeuralNet_gradients
# loses: test_grad_keeps_weights
# says: changed W_h
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        self.W_h *= 0.9999
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: grad_loss sets the biases to zero
# answers: NeuralNet_gradients
# loses: test_grad_keeps_weights
# says: changed b_h
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        self.b_h, self.b_o = np.zeros_like(self.b_h), np.zeros_like(self.b_o)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: grad_loss works in the array of the output bias
# answers: NeuralNet_gradients
# loses: test_grad_keeps_weights
# says: changed b_o
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = self.b_o
        delta_o[:] = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o.copy(),
        }


# %% right: the slope from the activations, in a loop over the names
# answers: NeuralNet_gradients
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        p, h, _ = self.forward_keep_activations(x)
        d_o = p.copy()
        d_o[y_true] -= 1
        d_h = self.W_o.dot(d_o) * h * (1 - h)
        return dict(
            W_h=x[:, None] * d_h, b_h=d_h, W_o=h.reshape(-1, 1) * d_o.reshape(1, -1), b_o=d_o
        )


# %% right: multiply.outer
# answers: NeuralNet_gradients
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        delta_o, h, z_h = self.forward_keep_activations(x)
        delta_o[y_true] -= 1
        delta_h = delta_o @ self.W_o.T * dsigmoid(z_h)
        return {
            "b_o": delta_o,
            "b_h": delta_h,
            "W_o": np.multiply.outer(h, delta_o),
            "W_h": np.multiply.outer(x, delta_h),
        }


# %% right: columns, as in textbooks that transpose
# answers: NeuralNet_gradients
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        truth = np.zeros_like(y)
        truth[y_true] = 1
        delta_o = (y - truth).reshape(-1, 1)
        delta_h = self.W_o.dot(delta_o) * dsigmoid(z_h).reshape(-1, 1)
        return {
            "W_h": (delta_h @ x.reshape(1, -1)).T,
            "b_h": np.squeeze(delta_h, axis=1),
            "W_o": (delta_o @ h.reshape(1, -1)).T,
            "b_o": delta_o.flatten(),
        }


# %% right: a sum where the matrix product stands
# answers: NeuralNet_gradients
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        p, h, _ = self.forward_keep_activations(x)
        d_o = p - (np.arange(p.size) == y_true)
        d_h = np.sum(self.W_o * d_o, axis=1) * h * (1 - h)
        return {"W_h": np.outer(x, d_h), "b_h": d_h, "W_o": np.outer(h, d_o), "b_o": d_o}


# %% wrong: gradients added up from call to call
# answers: NeuralNet_gradients
# loses: test_grad_output test_grad_hidden test_grad_biases
# says: of this sample alone
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        new = {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }
        old = getattr(self, "grads", {name: 0.0 for name in new})
        self.grads = {name: old[name] + new[name] for name in new}
        return self.grads


# %% wrong: the true class of the first call is kept
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: of this sample alone
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        if not hasattr(self, "truth"):
            self.truth = one_hot(self.output_size, y_true)
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - self.truth
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: the class of the visible test
# answers: NeuralNet_gradients
# loses: test_grad_output
# says: delta_o = y - one_hot
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, 1)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: three classes built in
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: grad_loss for 5 inputs, 2 hidden units and 4 classes fails
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(3, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: the hidden bias left out of the way back
# answers: NeuralNet_gradients
# loses: test_grad_hidden
# says: taken at z_h
class NeuralNet(ForwardNet):
    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h - self.b_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: gradients taken again after each update
# answers: NeuralNet_training
# loses: test_train
# says: before any parameter changes
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * self.grad_loss(x, y)["W_h"]
        self.b_h = self.b_h - learning_rate * self.grad_loss(x, y)["b_h"]
        self.W_o = self.W_o - learning_rate * self.grad_loss(x, y)["W_o"]
        self.b_o = self.b_o - learning_rate * self.grad_loss(x, y)["b_o"]


# %% wrong: updated W_o used for the hidden gradient
# answers: NeuralNet_training
# loses: test_train
# says: before any parameter changes
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        p, h, z_h = self.forward_keep_activations(x)
        delta_o = p - one_hot(self.output_size, y)
        self.W_o = self.W_o - learning_rate * np.outer(h, delta_o)
        self.b_o = self.b_o - learning_rate * delta_o
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        self.W_h = self.W_h - learning_rate * np.outer(x, delta_h)
        self.b_h = self.b_h - learning_rate * delta_h


# %% wrong: a step uphill
# answers: NeuralNet_training
# loses: test_train
# says: sign
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h + learning_rate * grads["W_h"]
        self.b_h = self.b_h + learning_rate * grads["b_h"]
        self.W_o = self.W_o + learning_rate * grads["W_o"]
        self.b_o = self.b_o + learning_rate * grads["b_o"]


# %% wrong: learning_rate ignored
# answers: NeuralNet_training
# loses: test_train
# says: learning_rate
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - 0.1 * grads["W_h"]
        self.b_h = self.b_h - 0.1 * grads["b_h"]
        self.W_o = self.W_o - 0.1 * grads["W_o"]
        self.b_o = self.b_o - 0.1 * grads["b_o"]


# %% wrong: train assigns nothing
# answers: NeuralNet_training
# loses: test_train
# says: no parameter
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        W_h = self.W_h - learning_rate * grads["W_h"]
        b_h = self.b_h - learning_rate * grads["b_h"]
        W_o = self.W_o - learning_rate * grads["W_o"]
        b_o = self.b_o - learning_rate * grads["b_o"]


# %% wrong: train forgets the biases
# answers: NeuralNet_training
# loses: test_train
# says: b_h
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]


# %% right: in-place updates
# answers: NeuralNet_training
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h -= learning_rate * grads["W_h"]
        self.b_h -= learning_rate * grads["b_h"]
        self.W_o -= learning_rate * grads["W_o"]
        self.b_o -= learning_rate * grads["b_o"]


# %% wrong: train learns in the output layer alone
# answers: NeuralNet_training
# loses: test_train
# says: train should change W_h
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]


# %% wrong: train makes two steps
# answers: NeuralNet_training
# loses: test_train
# says: minus learning_rate times its gradient
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        for _ in range(2):
            for name, gradient in self.grad_loss(x, y).items():
                setattr(self, name, getattr(self, name) - learning_rate * gradient)


# %% wrong: train puts the step in place of the parameter
# answers: NeuralNet_training
# loses: test_train
# says: train should change W_h
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = -learning_rate * grads["W_h"]
        self.b_h = -learning_rate * grads["b_h"]
        self.W_o = -learning_rate * grads["W_o"]
        self.b_o = -learning_rate * grads["b_o"]


# %% right: a loop over the names
# answers: NeuralNet_training
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        for name, g in self.grad_loss(x, y).items():
            setattr(self, name, getattr(self, name) - learning_rate * g)


# %% right: through the object's dictionary
# answers: NeuralNet_training
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate=0.1):
        gradients = self.grad_loss(x, y)
        vars(self).update(
            {name: vars(self)[name] - learning_rate * gradients[name] for name in gradients}
        )


# %% right: np.subtract into the old arrays, returns the gradients
# answers: NeuralNet_training
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        for name in g:
            parameter = getattr(self, name)
            np.subtract(parameter, learning_rate * g[name], out=parameter)
        return g


# %% right: its own gradients, a counter that does nothing
# answers: NeuralNet_training
class NeuralNet(GradientNet):
    steps = 0

    def train(self, x, y, learning_rate):
        p, h, z_h = self.forward_keep_activations(x)
        d_o = p - np.eye(len(p))[y]
        d_h = self.W_o @ d_o * dsigmoid(z_h)
        self.W_o = self.W_o - learning_rate * np.outer(h, d_o)
        self.W_h = self.W_h - learning_rate * np.outer(x, d_h)
        self.b_o = self.b_o - learning_rate * d_o
        self.b_h = self.b_h - learning_rate * d_h
        self.steps += 1


# %% wrong: momentum, kept in the object
# answers: NeuralNet_training
# loses: test_train
# says: depend on this sample alone
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        if not hasattr(self, "velocity"):
            self.velocity = {name: 0.0 for name in grads}
        for name in grads:
            self.velocity[name] = 0.9 * self.velocity[name] - learning_rate * grads[name]
            setattr(self, name, getattr(self, name) + self.velocity[name])


# %% wrong: momentum, kept in a default argument
# answers: NeuralNet_training
# loses: test_train
# says: of one network
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate, velocity={}):
        grads = self.grad_loss(x, y)
        for name in grads:
            old = velocity.get((name, grads[name].shape), 0.0)
            new = 0.9 * old - learning_rate * grads[name]
            setattr(self, name, getattr(self, name) + new)
            velocity[name, grads[name].shape] = new


# %% wrong: a step that shrinks with each call
# answers: NeuralNet_training
# loses: test_train
# says: is learning_rate a factor
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        self.calls = getattr(self, "calls", 0) + 1
        grads = self.grad_loss(x, y)
        for name in grads:
            setattr(self, name, getattr(self, name) - learning_rate / self.calls * grads[name])


# %% wrong: a step that shrinks a little with each call of any network
# answers: NeuralNet_training
# loses: test_train
# says: is learning_rate a factor
class NeuralNet(GradientNet):
    calls = 0

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        for name in grads:
            setattr(
                self,
                name,
                getattr(self, name) - learning_rate * 0.98**NeuralNet.calls * grads[name],
            )
        NeuralNet.calls += 1


# %% wrong: the step size of the visible test
# answers: NeuralNet_training
# loses: test_train
# says: is learning_rate a factor
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        for name in grads:
            setattr(self, name, getattr(self, name) - 0.5 * grads[name])


# %% wrong: weight decay
# answers: NeuralNet_training
# loses: test_train
# says: minus learning_rate times its gradient
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        for name in grads:
            old = getattr(self, name)
            setattr(self, name, old - learning_rate * (grads[name] + 0.01 * old))


# %% wrong: the gradients of the first sample kept
# answers: NeuralNet_training
# loses: test_train
# says: depend on this sample alone
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        if not hasattr(self, "grads"):
            self.grads = self.grad_loss(x, y)
        for name in self.grads:
            setattr(self, name, getattr(self, name) - learning_rate * self.grads[name])


# %% wrong: the true class ignored
# answers: NeuralNet_training
# loses: test_train
# says: a first step of one network
class NeuralNet(GradientNet):
    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, 1)
        for name in grads:
            setattr(self, name, getattr(self, name) - learning_rate * grads[name])


# %% wrong: the smallest losses
# answers: worst_predictions
# loses: test_worst_predictions
# says: largest loss
def worst_predictions(losses, n):
    return np.argsort(losses)[:n]


# %% wrong: the losses themselves
# answers: worst_predictions
# loses: test_worst_predictions
# says: not their losses
def worst_predictions(losses, n):
    return np.sort(losses)[::-1][:n]


# %% wrong: the largest last
# answers: worst_predictions
# loses: test_worst_predictions
# says: first index
def worst_predictions(losses, n):
    return np.argsort(losses)[-n:]


# %% right: sorted, a list
# answers: worst_predictions
def worst_predictions(losses, n):
    return sorted(range(len(losses)), key=lambda i: -losses[i])[:n]


# %% wrong: only the largest
# answers: worst_predictions
# loses: test_worst_predictions
# says: shape
def worst_predictions(losses, n):
    return np.argmax(losses)


# %% wrong: ranks for indices
# answers: worst_predictions
# loses: test_worst_predictions
# says: the first index should be that of the largest loss
def worst_predictions(losses, n):
    return np.argsort(np.argsort(-losses))[:n]


# %% wrong: the right samples, in any order
# answers: worst_predictions
# loses: test_worst_predictions
# says: largest
def worst_predictions(losses, n):
    return np.argpartition(losses, -n)[-n:]


# %% wrong: cut off before turned round
# answers: worst_predictions
# loses: test_worst_predictions
# says: first index
def worst_predictions(losses, n):
    return np.argsort(losses)[:n][::-1]


# %% wrong: all samples, n ignored
# answers: worst_predictions
# loses: test_worst_predictions
# says: shape
def worst_predictions(losses, n):
    return np.argsort(-losses)


# %% wrong: three samples, as in the visible test
# answers: worst_predictions
# loses: test_worst_predictions
# says: shape
def worst_predictions(losses, n):
    return np.argsort(losses)[::-1][:3]


# %% wrong: the first is left out
# answers: worst_predictions
# loses: test_worst_predictions
# says: largest
def worst_predictions(losses, n):
    return np.argsort(losses)[-n - 1 : -1][::-1]


# %% wrong: indices that start at 1
# answers: worst_predictions
# loses: test_worst_predictions
# says: indices
def worst_predictions(losses, n):
    return np.argsort(losses)[::-1][:n] + 1


# %% right: heapq
# answers: worst_predictions
import heapq


def worst_predictions(losses, n):
    return heapq.nlargest(n, range(len(losses)), key=losses.__getitem__)


# %% right: torch.topk
# answers: worst_predictions
import torch


def worst_predictions(losses, n):
    return torch.topk(torch.tensor(losses), n).indices


# %% right: the maximum again and again
# answers: worst_predictions
def worst_predictions(losses, n):
    found = []
    for _ in range(n):
        found.append(np.argmax(losses))
        losses[found[-1]] = -np.inf
    return found


# %% right: the negative losses, sorted
# answers: worst_predictions
def worst_predictions(losses, n):
    return np.argsort(-np.asarray(losses), kind="stable")[:n]


# %% wrong: looked up by value
# answers: worst_predictions
# loses: test_worst_predictions
# says: an index occurs twice
def worst_predictions(losses, n):
    ordered = sorted(losses, reverse=True)
    return [list(losses).index(loss) for loss in ordered[:n]]


# %% wrong: a dictionary from loss to index
# answers: worst_predictions
# loses: test_worst_predictions
# says: an index occurs twice
def worst_predictions(losses, n):
    place = {loss: i for i, loss in enumerate(losses)}
    return [place[loss] for loss in np.sort(losses)[::-1][:n]]


# %% wrong: equal losses taken for one
# answers: worst_predictions
# loses: test_worst_predictions
# says: equal losses among the largest
def worst_predictions(losses, n):
    different = np.unique(losses)[::-1][:n]
    return np.array([np.flatnonzero(losses == loss)[0] for loss in different])


# %% wrong: rounded losses
# answers: worst_predictions
# loses: test_worst_predictions
# says: nearly equal
def worst_predictions(losses, n):
    return np.argsort(-np.round(losses, 2), kind="stable")[:n]


# %% wrong: all that are at least as large as the last, in their order
# answers: worst_predictions
# loses: test_worst_predictions
# says: the largest loss
def worst_predictions(losses, n):
    return np.flatnonzero(losses >= np.sort(losses)[-n])


# %% wrong: as many more indices as there are equal losses
# answers: worst_predictions
# loses: test_worst_predictions
# says: shape
def worst_predictions(losses, n):
    order = np.argsort(losses)[::-1]
    return order[losses[order] >= np.sort(losses)[-n]]


# %% wrong: one index short where all are wanted
# answers: worst_predictions
# loses: test_worst_predictions
# says: shape
def worst_predictions(losses, n):
    return np.argsort(losses)[-1 : -n - 1 : -1][: len(losses) - 1]


# %% right: a partition, then sorted
# answers: worst_predictions
def worst_predictions(losses, n):
    worst = np.argpartition(losses, len(losses) - n)[len(losses) - n :]
    return worst[np.argsort(-losses[worst])]


# %% right: pairs, sorted
# answers: worst_predictions
def worst_predictions(losses, n):
    pairs = sorted(zip(losses, range(len(losses))), reverse=True)
    return [i for _, i in pairs][:n]


# %% wrong: ReLU in place of tanh
# answers: TanhNet
# loses: test_TanhNet
# says: should be tanh
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.maximum(0, z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * (z_h > 0)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: the sigmoid, as before
# answers: TanhNet
# loses: test_TanhNet
# says: should be tanh
class TanhNet(NeuralNet):
    pass


# %% wrong: the sigmoid's slope kept
# answers: TanhNet
# loses: test_TanhNet
# says: which of its factors changes
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h


# %% wrong: tanh taken twice in the slope
# answers: TanhNet
# loses: test_TanhNet
# says: which of its factors changes
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * (1 - np.tanh(h) ** 2)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: tanh not squared in the slope
# answers: TanhNet
# loses: test_TanhNet
# says: which of its factors changes
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * (1 - h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: tanh at the output, too
# answers: TanhNet
# loses: test_TanhNet
# says: softmax
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return np.tanh(h @ self.W_o + self.b_o), h, z_h


# %% wrong: returns z_h before h
# answers: TanhNet
# loses: test_TanhNet
# says: should be tanh
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), z_h, h


# %% wrong: the hidden bias outside tanh
# answers: TanhNet
# loses: test_TanhNet
# says: should be tanh
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h
        h = np.tanh(z_h) + self.b_h
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h


# %% wrong: the activations of the first call kept
# answers: TanhNet
# loses: test_TanhNet
# says: is wrong
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        kept = self.__dict__.setdefault("kept", {})
        z_h = X @ self.W_h + self.b_h
        h = kept.setdefault(z_h.shape, np.tanh(z_h))
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        h = np.tanh(x @ self.W_h + self.b_h)
        y = special.softmax(h @ self.W_o + self.b_o)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * (1 - h**2)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }


# %% wrong: batches only
# answers: TanhNet
# loses: test_TanhNet
# says: on one sample fails
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        n, d = X.shape
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=1), h, z_h


# %% wrong: bias gradients with the sigmoid's slope
# answers: TanhNet
# loses: test_TanhNet
# says: the gradient of b_h
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        gradients = super().grad_loss(x, y_true)
        _, h, z_h = self.forward_keep_activations(x)
        slope = (1 - h**2) / dsigmoid(z_h)
        return {**gradients, "W_h": gradients["W_h"] * slope}


# %% wrong: a train of its own, uphill
# answers: TanhNet
# loses: test_TanhNet
# says: train, which TanhNet inherits
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * (1 - h**2)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        for name, gradient in self.grad_loss(x, y).items():
            setattr(self, name, getattr(self, name) + learning_rate * gradient)


# %% right: the slope from h
# answers: TanhNet
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = np.dot(X, self.W_h) + self.b_h
        h = np.tanh(z_h)
        e = np.exp(h @ self.W_o + self.b_o)
        return e / e.sum(axis=-1, keepdims=True), h, z_h

    def grad_loss(self, x, y_true):
        y, h, _ = self.forward_keep_activations(x)
        y[y_true] -= 1
        back = y @ self.W_o.T * (1 + h) * (1 - h)
        return {"W_h": x[:, None] * back, "b_h": back, "W_o": h[:, None] * y, "b_o": y}


# %% right: the inherited gradients, put right
# answers: TanhNet
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        gradients = super().grad_loss(x, y_true)
        _, h, z_h = self.forward_keep_activations(x)
        slope = (1 - h**2) / dsigmoid(z_h)
        return {
            **gradients,
            "W_h": gradients["W_h"] * slope,
            "b_h": gradients["b_h"] * slope,
        }


# %% right: tanh from the sigmoid
# answers: TanhNet
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = 2 * sigmoid(2 * z_h) - 1
        return [special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h]

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * 4 * dsigmoid(2 * z_h)
        return dict(W_h=np.outer(x, delta_h), b_h=delta_h, W_o=np.outer(h, delta_o), b_o=delta_o)


# %% right: by torch's autograd
# answers: TanhNet
class TanhNet(NeuralNet):
    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        leaves = [torch.tensor(getattr(self, name), requires_grad=True) for name in PARAMETERS]
        W_h, b_h, W_o, b_o = leaves
        scores = torch.tanh(torch.tensor(x) @ W_h + b_h) @ W_o + b_o
        torch.nn.functional.cross_entropy(scores, torch.tensor(int(y_true))).backward()
        return {name: leaf.grad for name, leaf in zip(PARAMETERS, leaves)}


# %% right: starts from nothing
# answers: TanhNet
class TanhNet:
    def __init__(self, d, m, k):
        rng = np.random.default_rng(3)
        self.W_h, self.b_h = rng.normal(size=(d, m)) / 10, np.zeros(m)
        self.W_o, self.b_o = rng.normal(size=(m, k)) / 10, np.zeros(k)

    def forward_keep_activations(self, X):
        z_h = X @ self.W_h + self.b_h
        h = np.tanh(z_h)
        return special.softmax(h @ self.W_o + self.b_o, axis=-1), h, z_h

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - np.eye(len(y))[y_true]
        delta_h = (self.W_o @ delta_o) / np.cosh(z_h) ** 2
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        for name, gradient in self.grad_loss(x, y).items():
            setattr(self, name, getattr(self, name) - learning_rate * gradient)


# %% wrong: one hidden layer
# answers: deep_forward
# loses: test_deep_forward
# says: left out
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return special.softmax(sigmoid(X @ W_1 + b_1) @ W_o + b_o, axis=-1)


# %% wrong: the second layer is linear
# answers: deep_forward
# loses: test_deep_forward
# says: the sigmoid is missing
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    h_1 = sigmoid(X @ W_1 + b_1)
    return special.softmax((h_1 @ W_2 + b_2) @ W_o + b_o, axis=-1)


# %% wrong: the first layer is linear
# answers: deep_forward
# loses: test_deep_forward
# says: wrong probabilities
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    h_1 = X @ W_1 + b_1
    return special.softmax(sigmoid(h_1 @ W_2 + b_2) @ W_o + b_o, axis=-1)


# %% wrong: no softmax
# answers: deep_forward
# loses: test_deep_forward
# says: sum to 1
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return sigmoid(sigmoid(X @ W_1 + b_1) @ W_2 + b_2) @ W_o + b_o


# %% wrong: softmax over the batch
# answers: deep_forward
# loses: test_deep_forward
# says: sum to 1
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return special.softmax(sigmoid(sigmoid(X @ W_1 + b_1) @ W_2 + b_2) @ W_o + b_o)


# %% wrong: the first layer's weights used twice
# answers: deep_forward
# loses: test_deep_forward
# says: wrong probabilities
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    h_1 = sigmoid(X @ W_1 + b_1)
    return special.softmax(sigmoid(h_1 @ W_1 + b_2) @ W_o + b_o, axis=-1)


# %% wrong: the first layer's bias used twice
# answers: deep_forward
# loses: test_deep_forward
# says: wrong probabilities
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    h_1 = sigmoid(X @ W_1 + b_1)
    return special.softmax(sigmoid(h_1 @ W_2 + b_1) @ W_o + b_o, axis=-1)


# %% wrong: no output bias
# answers: deep_forward
# loses: test_deep_forward
# says: wrong probabilities
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return special.softmax(sigmoid(sigmoid(X @ W_1 + b_1) @ W_2 + b_2) @ W_o, axis=-1)


# %% wrong: no hidden biases
# answers: deep_forward
# loses: test_deep_forward
# says: wrong probabilities
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return special.softmax(sigmoid(sigmoid(X @ W_1) @ W_2) @ W_o + b_o, axis=-1)


# %% wrong: batches only
# answers: deep_forward
# loses: test_deep_forward
# says: for one sample, with 4 and 4 hidden units, fails
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return special.softmax(sigmoid(sigmoid(X @ W_1 + b_1) @ W_2 + b_2) @ W_o + b_o, axis=1)


# %% wrong: tanh
# answers: deep_forward
# loses: test_deep_forward
# says: wrong probabilities
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return special.softmax(np.tanh(np.tanh(X @ W_1 + b_1) @ W_2 + b_2) @ W_o + b_o, axis=-1)


# %% wrong: the hidden activations
# answers: deep_forward
# loses: test_deep_forward
# says: shape
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    return sigmoid(sigmoid(X @ W_1 + b_1) @ W_2 + b_2)


# %% right: a loop over the hidden layers
# answers: deep_forward
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    h = X
    for W, b in ((W_1, b_1), (W_2, b_2)):
        h = 1 / (1 + np.exp(-(np.dot(h, W) + b)))
    e = np.exp(np.dot(h, W_o) + b_o)
    return e / np.sum(e, axis=-1, keepdims=True)


# %% right: a network for the upper half
# answers: deep_forward
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    upper = NeuralNet(1, 1, 1)
    upper.W_h, upper.b_h, upper.W_o, upper.b_o = W_2, b_2, W_o, b_o
    return upper.forward(sigmoid(X @ W_1 + b_1))


# %% right: sample by sample, a list
# answers: deep_forward
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    if np.ndim(X) == 2:
        return [deep_forward(x, W_1, b_1, W_2, b_2, W_o, b_o) for x in X]
    h = sigmoid(sigmoid(X @ W_1 + b_1) @ W_2 + b_2)
    return list(special.softmax(h @ W_o + b_o))


# %% right: in torch, float32
# answers: deep_forward
def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    X, W_1, b_1, W_2, b_2, W_o, b_o = (
        torch.tensor(part, dtype=torch.float32) for part in (X, W_1, b_1, W_2, b_2, W_o, b_o)
    )
    h = torch.sigmoid(torch.sigmoid(X @ W_1 + b_1) @ W_2 + b_2)
    return torch.softmax(h @ W_o + b_o, dim=-1)


# %% right: the biases as a row of weights
# answers: deep_forward
def with_one(A):
    return np.concatenate([A, np.ones((*np.shape(A)[:-1], 1))], axis=-1)


def deep_forward(X, W_1, b_1, W_2, b_2, W_o, b_o):
    h = sigmoid(with_one(X) @ np.vstack([W_1, b_1]))
    h = sigmoid(with_one(h) @ np.vstack([W_2, b_2]))
    return np.exp(special.log_softmax(with_one(h) @ np.vstack([W_o, b_o]), axis=-1))


# %% wrong: sums for means
# answers: batch_gradients
# loses: test_batch_gradients
# says: sum over the batch
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ delta_h,
        "b_h": delta_h.sum(axis=0),
        "W_o": h.T @ delta_o,
        "b_o": delta_o.sum(axis=0),
    }


# %% wrong: biases over the wrong axis
# answers: batch_gradients
# loses: test_batch_gradients
# says: shape
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.mean(axis=1),
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.mean(axis=1),
    }


# %% wrong: W_o transposed
# answers: batch_gradients
# loses: test_batch_gradients
# says: shape
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.mean(axis=0),
        "W_o": delta_o.T @ h / n,
        "b_o": delta_o.mean(axis=0),
    }


# %% wrong: weights not divided by n
# answers: batch_gradients
# loses: test_batch_gradients
# says: take the mean
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ delta_h,
        "b_h": delta_h.mean(axis=0),
        "W_o": h.T @ delta_o,
        "b_o": delta_o.mean(axis=0),
    }


# %% wrong: divided by the number of columns
# answers: batch_gradients
# loses: test_batch_gradients
# says: mean
def batch_gradients(X, h, delta_h, delta_o):
    n = X.shape[1]
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.mean(axis=0),
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.mean(axis=0),
    }


# %% right: einsum
# answers: batch_gradients
def batch_gradients(X, h, delta_h, delta_o):
    n = X.shape[0]
    return {
        "W_h": np.einsum("ni,nj->ij", X, delta_h) / n,
        "b_h": np.einsum("nj->j", delta_h) / n,
        "W_o": np.einsum("ni,nj->ij", h, delta_o) / n,
        "b_o": np.einsum("nj->j", delta_o) / n,
    }


# %% right: a loop of outer products
# answers: batch_gradients
def batch_gradients(X, h, delta_h, delta_o):
    result = {"W_h": 0, "b_h": 0, "W_o": 0, "b_o": 0}
    for i in range(len(X)):
        result["W_h"] = result["W_h"] + np.outer(X[i], delta_h[i]) / len(X)
        result["b_h"] = result["b_h"] + delta_h[i] / len(X)
        result["W_o"] = result["W_o"] + np.outer(h[i], delta_o[i]) / len(X)
        result["b_o"] = result["b_o"] + delta_o[i] / len(X)
    return result


# %% wrong: the outer product of the means
# answers: batch_gradients
# loses: test_batch_gradients
# says: mean of the gradients of the samples
def batch_gradients(X, h, delta_h, delta_o):
    return {
        "W_h": np.outer(X.mean(axis=0), delta_h.mean(axis=0)),
        "b_h": delta_h.mean(axis=0),
        "W_o": np.outer(h.mean(axis=0), delta_o.mean(axis=0)),
        "b_o": delta_o.mean(axis=0),
    }


# %% wrong: biases divided twice
# answers: batch_gradients
# loses: test_batch_gradients
# says: b_h
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.mean(axis=0) / n,
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.mean(axis=0) / n,
    }


# %% wrong: five samples, as in the visible test
# answers: batch_gradients
# loses: test_batch_gradients
# says: what is divided by n
def batch_gradients(X, h, delta_h, delta_o):
    return {
        "W_h": X.T @ delta_h / 5,
        "b_h": delta_h.sum(axis=0) / 5,
        "W_o": h.T @ delta_o / 5,
        "b_o": delta_o.sum(axis=0) / 5,
    }


# %% wrong: a tuple
# answers: batch_gradients
# loses: test_batch_gradients
# says: dictionary
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return X.T @ delta_h / n, delta_h.mean(axis=0), h.T @ delta_o / n, delta_o.mean(axis=0)


# %% wrong: a gradient for each sample
# answers: batch_gradients
# loses: test_batch_gradients
# says: shape
def batch_gradients(X, h, delta_h, delta_o):
    return {
        "W_h": np.einsum("ni,nj->nij", X, delta_h),
        "b_h": delta_h,
        "W_o": np.einsum("ni,nj->nij", h, delta_o),
        "b_o": delta_o,
    }


# %% wrong: the last sample alone
# answers: batch_gradients
# loses: test_batch_gradients
# says: not the mean
def batch_gradients(X, h, delta_h, delta_o):
    for x_i, h_i, d_h, d_o in zip(X, h, delta_h, delta_o):
        result = {"W_h": np.outer(x_i, d_h), "b_h": d_h, "W_o": np.outer(h_i, d_o), "b_o": d_o}
    return result


# %% wrong: the mean over all entries of the biases
# answers: batch_gradients
# loses: test_batch_gradients
# says: shape
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.mean(),
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.mean(),
    }


# %% wrong: biases as rows
# answers: batch_gradients
# loses: test_batch_gradients
# says: shape
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.mean(axis=0, keepdims=True),
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.mean(axis=0, keepdims=True),
    }


# %% right: a column of ones for the biases
# answers: batch_gradients
def with_ones(A):
    return np.hstack([A, np.ones((len(A), 1))])


def batch_gradients(X, h, delta_h, delta_o):
    hidden = with_ones(X).T @ delta_h / len(X)
    output = with_ones(h).T @ delta_o / len(X)
    return {"W_h": hidden[:-1], "b_h": hidden[-1], "W_o": output[:-1], "b_o": output[-1]}


# %% right: broadcasting, then the mean
# answers: batch_gradients
def batch_gradients(X, h, delta_h, delta_o):
    return dict(
        W_h=(X[:, :, None] * delta_h[:, None, :]).mean(axis=0),
        b_h=np.mean(delta_h, axis=0),
        W_o=(h[:, :, None] * delta_o[:, None, :]).mean(axis=0),
        b_o=np.mean(delta_o, axis=0),
    )


# %% right: in torch, float32
# answers: batch_gradients
import torch


def batch_gradients(X, h, delta_h, delta_o):
    X, h, delta_h, delta_o = (torch.tensor(a).float() for a in (X, h, delta_h, delta_o))
    return {
        "W_h": X.T @ delta_h / len(X),
        "b_h": delta_h.mean(0),
        "W_o": h.T @ delta_o / len(X),
        "b_o": delta_o.mean(0),
    }


# %% right: errors divided first, lists
# answers: batch_gradients
def batch_gradients(X, h, delta_h, delta_o):
    delta_h, delta_o = delta_h / len(X), delta_o / len(X)
    gradients = {"W_h": np.dot(X.T, delta_h), "b_h": sum(delta_h)}
    gradients["W_o"], gradients["b_o"] = np.dot(h.T, delta_o), sum(delta_o)
    return {name: gradient.tolist() for name, gradient in gradients.items()}


# %% wrong: the errors divided in place
# answers: batch_gradients
# loses: test_batch_gradients
# says: changed delta_h
def batch_gradients(X, h, delta_h, delta_o):
    delta_h /= len(X)
    delta_o /= len(X)
    return {
        "W_h": X.T @ delta_h,
        "b_h": delta_h.sum(axis=0),
        "W_o": h.T @ delta_o,
        "b_o": delta_o.sum(axis=0),
    }


# %% wrong: smaller with each call
# answers: batch_gradients
# loses: test_batch_gradients
# says: is not the mean of the gradients
calls = []


def batch_gradients(X, h, delta_h, delta_o):
    calls.append(1)
    n = len(X) * len(calls)
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.sum(axis=0) / n,
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.sum(axis=0) / n,
    }


# %% wrong: divided by n - 1
# answers: batch_gradients
# loses: test_batch_gradients
# says: by what is it divided
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X) - 1 or 1
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.sum(axis=0) / n,
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.sum(axis=0) / n,
    }


# %% wrong: W_h by the wrong error
# answers: batch_gradients
# loses: test_batch_gradients
# says: W_h
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    return {
        "W_h": X.T @ h / n,
        "b_h": delta_h.mean(axis=0),
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.mean(axis=0),
    }


# %% wrong: a batch of one refused
# answers: batch_gradients
# loses: test_batch_gradients
# says: for 1 samples fails
def batch_gradients(X, h, delta_h, delta_o):
    n = len(X)
    if n < 2:
        raise ValueError("a batch needs two samples")
    return {
        "W_h": X.T @ delta_h / n,
        "b_h": delta_h.mean(axis=0),
        "W_o": h.T @ delta_o / n,
        "b_o": delta_o.mean(axis=0),
    }


# %% wrong: uphill
# answers: momentum_step
# loses: test_momentum_step
# says: go uphill
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity + learning_rate * gradient
    return W + velocity, velocity


# %% wrong: no momentum
# answers: momentum_step
# loses: test_momentum_step
# says: momentum times the old one
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = -learning_rate * gradient
    return W + velocity, velocity


# %% wrong: the old velocity moves the weights
# answers: momentum_step
# loses: test_momentum_step
# says: old ones plus the new velocity
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    new = momentum * velocity - learning_rate * gradient
    return W + velocity - learning_rate * gradient, new


# %% wrong: returns in the wrong order
# answers: momentum_step
# loses: test_momentum_step
# says: exchanged
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return velocity, W + velocity


# %% wrong: the step multiplies the velocity
# answers: momentum_step
# loses: test_momentum_step
# says: new velocity is wrong
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity + gradient
    return W - learning_rate * velocity, velocity


# %% wrong: a moving average
# answers: momentum_step
# loses: test_momentum_step
# says: plain step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - (1 - momentum) * learning_rate * gradient
    return W + velocity, velocity


# %% wrong: looks ahead, as Nesterov does
# answers: momentum_step
# loses: test_momentum_step
# says: plain step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return W + momentum * velocity - learning_rate * gradient, velocity


# %% wrong: the weights alone
# answers: momentum_step
# loses: test_momentum_step
# says: should return two arrays
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return W + velocity


# %% wrong: the old velocity returned
# answers: momentum_step
# loses: test_momentum_step
# says: momentum times the old one
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    return W + momentum * velocity - learning_rate * gradient, velocity


# %% wrong: momentum of 0.9 built in
# answers: momentum_step
# loses: test_momentum_step
# says: momentum times the old one
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = 0.9 * velocity - learning_rate * gradient
    return W + velocity, velocity


# %% wrong: step size and momentum exchanged
# answers: momentum_step
# loses: test_momentum_step
# says: plain step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = learning_rate * velocity - momentum * gradient
    return W + velocity, velocity


# %% wrong: the weights lose the velocity
# answers: momentum_step
# loses: test_momentum_step
# says: go uphill
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return W - velocity, velocity


# %% wrong: momentum on the weights
# answers: momentum_step
# loses: test_momentum_step
# says: plain step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = velocity - learning_rate * gradient
    return momentum * W + velocity, velocity


# %% right: a list of two, the minus outside
# answers: momentum_step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = -(learning_rate * gradient - momentum * velocity)
    return [np.add(W, velocity), velocity]


# %% right: entry by entry
# answers: momentum_step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    new_W, new_v = np.zeros(np.shape(W)), np.zeros(np.shape(W))
    for i in np.ndindex(np.shape(W)):
        new_v[i] = momentum * velocity[i] - learning_rate * gradient[i]
        new_W[i] = W[i] + new_v[i]
    return new_W, new_v


# %% right: by torch's optimizer
# answers: momentum_step
import torch


def momentum_step(W, velocity, gradient, learning_rate, momentum):
    weights = torch.nn.Parameter(torch.tensor(W))
    optimizer = torch.optim.SGD([weights], lr=learning_rate, momentum=momentum)
    optimizer.state[weights]["momentum_buffer"] = torch.tensor(-velocity / learning_rate)
    weights.grad = torch.tensor(gradient)
    optimizer.step()
    new = weights.detach().numpy()
    return new, new - W


# %% right: float32, a named tuple
# answers: momentum_step
from typing import NamedTuple


class Step(NamedTuple):
    weights: np.ndarray
    velocity: np.ndarray


def momentum_step(W, velocity, gradient, learning_rate: float = 0.1, momentum: float = 0.9) -> Step:
    W, velocity, gradient = (np.float32(array) for array in (W, velocity, gradient))
    velocity = np.float32(momentum) * velocity - np.float32(learning_rate) * gradient
    return Step(W + velocity, velocity)


# %% right: both in one array
# answers: momentum_step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return np.stack([W + velocity, velocity])


# %% wrong: in place
# answers: momentum_step
# loses: test_momentum_step
# says: compute in new arrays
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity *= momentum
    velocity -= learning_rate * gradient
    W += velocity
    return W, velocity


# %% wrong: the velocity kept from call to call
# answers: momentum_step
# loses: test_momentum_step
# says: new velocity
kept = {}


def momentum_step(W, velocity, gradient, learning_rate, momentum):
    old = kept.get(np.shape(W), np.zeros(np.shape(W)))
    kept[np.shape(W)] = momentum * old - learning_rate * gradient
    return W + kept[np.shape(W)], kept[np.shape(W)]


# %% wrong: the step size of the visible test
# answers: momentum_step
# loses: test_momentum_step
# says: with other numbers
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - 0.1 * gradient
    return W + velocity, velocity


# %% wrong: a step that shrinks with each call
# answers: momentum_step
# loses: test_momentum_step
# says: with other numbers
calls = []


def momentum_step(W, velocity, gradient, learning_rate, momentum):
    calls.append(1)
    velocity = momentum * velocity - learning_rate * gradient / np.sqrt(len(calls))
    return W + velocity, velocity


# %% wrong: works in the array of the weights
# answers: momentum_step
# loses: test_momentum_step
# says: changed W
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    new = momentum * velocity - learning_rate * gradient
    W += new
    return W, new


# %% wrong: weight decay as well
# answers: momentum_step
# loses: test_momentum_step
# says: plain step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * (gradient + 0.01 * W)
    return W + velocity, velocity


# %% wrong: momentum only where it points downhill
# answers: momentum_step
# loses: test_momentum_step
# says: momentum times the old one
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity = np.where(velocity * gradient < 0, momentum * velocity, 0) - learning_rate * gradient
    return W + velocity, velocity


# %% wrong: linear hidden layer
# answers: build_keras_model
# loses: test_keras_layers
# says: sigmoid is missing
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: ReLU hidden layer
# answers: build_keras_model
# loses: test_keras_layers
# says: which activations
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="relu"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: no softmax
# answers: build_keras_model
# loses: test_keras_layers
# says: softmax
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: no softmax, but in the loss
# answers: build_keras_model
# loses: test_keras_layers
# says: softmax
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    return net


# %% wrong: sigmoid at the output
# answers: build_keras_model
# loses: test_keras_layers
# says: softmax
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="sigmoid"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: one layer too many
# answers: build_keras_model
# loses: test_keras_layers
# says: two Dense layers
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: not compiled
# answers: build_keras_model
# loses: test_keras_training
# says: is it compiled
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    return net


# %% wrong: the loss for one-hot labels
# answers: build_keras_model
# loses: test_keras_training
# says: class numbers
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="categorical_crossentropy",
    )
    return net


# %% wrong: mean squared error
# answers: build_keras_model
# loses: test_keras_training
# says: The model cannot be trained on classes given as numbers: is it
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="mse",
    )
    return net


# %% wrong: softmax twice
# answers: build_keras_model
# loses: test_keras_training
# says: which loss
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    return net


# %% wrong: Keras's own step size
# answers: build_keras_model
# loses: test_keras_training
# says: learning_rate
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer="sgd",
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: Adam
# answers: build_keras_model
# loses: test_keras_training
# says: which optimizer
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: momentum that was not asked for
# answers: build_keras_model
# loses: test_keras_training
# says: no momentum
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate, momentum=0.9),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: returns nothing
# answers: build_keras_model
# loses: test_keras_layers test_keras_training
# says: return
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )


# %% right: functional, with metrics and a loss object
# answers: build_keras_model
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    inputs = keras.Input((input_size,))
    hidden = keras.layers.Dense(hidden_size, "sigmoid")(inputs)
    outputs = keras.layers.Dense(output_size, "softmax")(hidden)
    net = keras.Model(inputs, outputs)
    net.compile(
        keras.optimizers.SGD(learning_rate),
        keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return net


# %% right: separate Activation layers, no Input
# answers: build_keras_model
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential()
    net.add(keras.layers.Dense(hidden_size))
    net.add(keras.layers.Activation("sigmoid"))
    net.add(keras.layers.Dense(output_size))
    net.add(keras.layers.Softmax())
    net.compile(
        loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.SGD(learning_rate)
    )
    return net


# %% right: a subclass
# answers: build_keras_model
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    class TwoLayers(keras.Model):
        def __init__(self):
            super().__init__()
            self.hidden = keras.layers.Dense(hidden_size, activation=keras.activations.sigmoid)
            self.out = keras.layers.Dense(output_size, activation=keras.activations.softmax)

        def call(self, x):
            return self.out(self.hidden(x))

    net = TwoLayers()
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate), loss="sparse_categorical_crossentropy"
    )
    return net


# %% wrong: the two sizes exchanged
# answers: build_keras_model
# loses: test_keras_layers test_keras_training
# says: should have the shape (8, 3)
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(output_size, activation="sigmoid"),
            keras.layers.Dense(hidden_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: the two activations exchanged
# answers: build_keras_model
# loses: test_keras_layers
# says: does the last layer have softmax
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="softmax"),
            keras.layers.Dense(output_size, activation="sigmoid"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: hidden layer without a bias
# answers: build_keras_model
# loses: test_keras_layers
# says: shapes of W_h, b_h, W_o, b_o
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid", use_bias=False),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: the sizes of the digits built in
# answers: build_keras_model
# loses: test_keras_layers test_keras_training
# says: Exception encountered when calling Sequential.call().
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(10, activation="sigmoid"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: a step size of 0.5, as in the visible test
# answers: build_keras_model
# loses: test_keras_training
# says: does the optimizer get learning_rate
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.5),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: RMSprop
# answers: build_keras_model
# loses: test_keras_training
# says: which optimizer
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: binary cross-entropy
# answers: build_keras_model
# loses: test_keras_training
# says: with the loss for class numbers
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="binary_crossentropy",
    )
    return net


# %% right: built in a loop, with names and a summary
# answers: build_keras_model
def build_keras_model(
    input_size: int = 64, hidden_size: int = 10, output_size: int = 10, learning_rate: float = 0.1
):
    net = keras.models.Sequential(name="digits")
    net.add(keras.layers.InputLayer(shape=(input_size,)))
    for units, activation in ((hidden_size, "sigmoid"), (output_size, "softmax")):
        net.add(keras.layers.Dense(units, activation=activation, name=activation))
    optimizer = keras.optimizers.SGD(learning_rate=learning_rate, momentum=0.0, nesterov=False)
    net.compile(optimizer=optimizer, loss=keras.losses.sparse_categorical_crossentropy)
    net.summary()
    return net


# %% right: operations for the activations, a loss of its own
# answers: build_keras_model
def loss_of_class_numbers(y_true, y_pred):
    labels = keras.ops.cast(keras.ops.ravel(y_true), "int32")
    true_class = keras.ops.one_hot(labels, y_pred.shape[-1])
    return -keras.ops.sum(true_class * keras.ops.log(y_pred + 1e-7), axis=-1)


def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    x = keras.Input((input_size,))
    h = keras.ops.sigmoid(keras.layers.Dense(hidden_size)(x))
    y = keras.ops.softmax(keras.layers.Dense(output_size)(h))
    net = keras.Model(x, y)
    net.compile(keras.optimizers.SGD(learning_rate), loss_of_class_numbers)
    return net


# %% right: flattened on the way, initial weights of its own
# answers: build_keras_model
from keras import layers, optimizers


def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    start = keras.initializers.RandomUniform(-0.1, 0.1, seed=0)
    net = keras.Sequential(
        [
            layers.Input((input_size,)),
            layers.Flatten(),
            layers.Dense(hidden_size, "sigmoid", kernel_initializer=start),
            layers.Dense(output_size, "softmax", kernel_initializer="zeros"),
        ]
    )
    net.compile(
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_accuracy"],
        optimizer=optimizers.SGD(learning_rate),
    )
    return net


# %% wrong: weight decay in both layers
# answers: build_keras_model
# loses: test_keras_training
# says: weight decay
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid", kernel_regularizer="l2"),
            keras.layers.Dense(output_size, activation="softmax", kernel_regularizer="l2"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: a little weight decay in the hidden layer
# answers: build_keras_model
# loses: test_keras_training
# says: weight decay
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(
                hidden_size, activation="sigmoid", kernel_regularizer=keras.regularizers.L2(1e-4)
            ),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: weight decay in the output layer
# answers: build_keras_model
# loses: test_keras_training
# says: weight decay
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(
                output_size, activation="softmax", kernel_regularizer=keras.regularizers.L2(1e-3)
            ),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: weight decay of the biases
# answers: build_keras_model
# loses: test_keras_training
# says: weight decay
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(
                hidden_size, activation="sigmoid", bias_regularizer=keras.regularizers.L2(1e-3)
            ),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: weight decay by the absolute values
# answers: build_keras_model
# loses: test_keras_training
# says: weight decay
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid", kernel_regularizer="l1"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: weight decay by the optimizer
# answers: build_keras_model
# loses: test_keras_training
# says: which loss and which optimizer
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate, weight_decay=0.01),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: a penalty on the activations
# answers: build_keras_model
# loses: test_keras_training
# says: another term in the loss
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(
                hidden_size, activation="sigmoid", activity_regularizer=keras.regularizers.L2(0.1)
            ),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: a bound on the weights
# answers: build_keras_model
# loses: test_keras_training
# says: weight decay, or another term
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid", kernel_constraint="max_norm"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: dropout after the hidden layer
# answers: build_keras_model
# loses: test_keras_training
# says: is there dropout
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: a little dropout of the inputs
# answers: build_keras_model
# loses: test_keras_training
# says: is there dropout
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dropout(0.05),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: noise added in training
# answers: build_keras_model
# loses: test_keras_training
# says: is there dropout
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.GaussianNoise(0.1),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: gradients clipped
# answers: build_keras_model
# loses: test_keras_training
# says: a limit on gradients
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate, clipnorm=1.0),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: a step that shrinks slowly
# answers: build_keras_model
# loses: test_keras_training
# says: a step size that changes
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(
            keras.optimizers.schedules.ExponentialDecay(learning_rate, 1000, 0.96)
        ),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: Nesterov momentum
# answers: build_keras_model
# loses: test_keras_training
# says: no momentum
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate, momentum=0.9, nesterov=True),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: Adagrad
# answers: build_keras_model
# loses: test_keras_training
# says: which optimizer
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.Adagrad(learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: tanh hidden layer
# answers: build_keras_model
# loses: test_keras_layers
# says: which activations
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="tanh"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: hard sigmoid hidden layer
# answers: build_keras_model
# loses: test_keras_layers
# says: which activations
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="hard_sigmoid"),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: no hidden layer
# answers: build_keras_model
# loses: test_keras_layers test_keras_training
# says: two Dense layers
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: batch normalisation in between
# answers: build_keras_model
# loses: test_keras_layers
# says: two Dense layers
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, activation="sigmoid"),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(output_size, activation="softmax"),
        ]
    )
    net.compile(
        optimizer=keras.optimizers.SGD(learning_rate=learning_rate),
        loss="sparse_categorical_crossentropy",
    )
    return net


# %% wrong: one model for all calls
# answers: build_keras_model
# loses: test_keras_layers
# says: share their weights
models = {}


def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    key = (input_size, hidden_size, output_size, learning_rate)
    if key not in models:
        net = keras.Sequential(
            [
                keras.Input(shape=(input_size,)),
                keras.layers.Dense(hidden_size, activation="sigmoid"),
                keras.layers.Dense(output_size, activation="softmax"),
            ]
        )
        net.compile(
            optimizer=keras.optimizers.SGD(learning_rate), loss="sparse_categorical_crossentropy"
        )
        models[key] = net
    return models[key]


# %% right: options that change nothing
# answers: build_keras_model
def build_keras_model(input_size, hidden_size, output_size, learning_rate):
    net = keras.Sequential(
        [
            keras.Input(shape=(input_size,)),
            keras.layers.Dense(hidden_size, "sigmoid", kernel_initializer="he_normal"),
            keras.layers.Dropout(0.0),
            keras.layers.Dense(output_size, "softmax", bias_initializer="ones"),
        ]
    )
    optimizer = keras.optimizers.SGD(learning_rate, momentum=0.0, weight_decay=None)
    net.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return net


# %% wrong: sums for means
# answers: keras_losses
# loses: test_keras_losses
# says: train_nll and keras_loss should agree
test_losses = sample_nll(keras_net.predict(X_test, verbose=0), y_test)
nll_42 = test_losses[42]
test_nll = test_losses.sum()
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).sum()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: the sum for the test set alone
# answers: keras_losses
# loses: test_keras_losses
# says: test_nll is the sum
test_losses = sample_nll(keras_net.predict(X_test, verbose=0), y_test)
nll_42 = test_losses[42]
test_nll = test_losses.sum()
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: samples counted from 1
# answers: keras_losses
# loses: test_keras_losses
# says: the index 42
test_losses = sample_nll(keras_net.predict(X_test, verbose=0), y_test)
nll_42 = test_losses[41]
test_nll = test_losses.mean()
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: training sample 42
# answers: keras_losses
# loses: test_keras_losses
# says: that of the test sample
test_losses = sample_nll(keras_net.predict(X_test, verbose=0), y_test)
train_losses = sample_nll(keras_net.predict(X_train, verbose=0), y_train)
nll_42 = train_losses[42]
test_nll = test_losses.mean()
train_nll = train_losses.mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: test and training set exchanged
# answers: keras_losses
# loses: test_keras_losses
# says: should agree
test_losses = sample_nll(keras_net.predict(X_test, verbose=0), y_test)
nll_42 = test_losses[42]
train_nll = test_losses.mean()
test_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: everything exchanged
# answers: keras_losses
# loses: test_keras_losses
# says: test_nll is the mean loss of the training set
test_losses = sample_nll(keras_net.predict(X_test, verbose=0), y_test)
nll_42 = test_losses[42]
train_nll = test_losses.mean()
test_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_test, y_test, verbose=0)


# %% wrong: no minus
# answers: keras_losses
# loses: test_keras_losses
# says: above 0
P = keras_net.predict(X_test, verbose=0)
test_log = np.log(P[np.arange(len(P)), y_test])
nll_42 = test_log[42]
test_nll = test_log.mean()
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: logarithm to the base 10
# answers: keras_losses
# loses: test_keras_losses
# says: is not -log
P = keras_net.predict(X_test, verbose=0)
test_log = -np.log10(P[np.arange(len(P)), y_test])
nll_42 = test_log[42]
test_nll = test_log.mean()
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: the predicted class in place of the true one
# answers: keras_losses
# loses: test_keras_losses
# says: test_nll is not the mean
P = keras_net.predict(X_test, verbose=0)
nll_42 = sample_nll(P, y_test)[42]
test_nll = -np.log(P.max(axis=1)).mean()
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: a network that has learned nothing
# answers: keras_losses
# loses: test_keras_losses
# says: nll_42 is not
other = build_keras_model(64, 10, 10, 0.1)
test_losses = sample_nll(other.predict(X_test, verbose=0), y_test)
nll_42 = test_losses[42]
test_nll = test_losses.mean()
train_nll = sample_nll(other.predict(X_train, verbose=0), y_train).mean()
keras_loss = other.evaluate(X_train, y_train, verbose=0)


# %% wrong: trained a little more before
# answers: keras_losses
# loses: test_keras_losses
# says: with the weights of the trained network
nll_42 = sample_nll(keras_net.predict(X_test, verbose=0), y_test)[42]
keras_net.fit(X_train, y_train, epochs=3, batch_size=1, verbose=0)
test_nll = sample_nll(keras_net.predict(X_test, verbose=0), y_test).mean()
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train).mean()
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: one loss for each sample
# answers: keras_losses
# loses: test_keras_losses
# says: shape
nll_42 = sample_nll(keras_net.predict(X_test, verbose=0), y_test)[42]
test_nll = sample_nll(keras_net.predict(X_test, verbose=0), y_test)
train_nll = sample_nll(keras_net.predict(X_train, verbose=0), y_train)
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0)


# %% wrong: only the first is filled in
# answers: keras_losses
# loses: test_keras_losses
# says: test_nll is None
nll_42 = sample_nll(keras_net.predict(X_test, verbose=0), y_test)[42]
test_nll = None
train_nll = None
keras_loss = None


# %% right: by hand, in NumPy
# answers: keras_losses
P_test, P_train = keras_net.predict(X_test, verbose=0), keras_net.predict(X_train, verbose=0)
nll_42 = -np.log(P_test[42, y_test[42]])
test_nll = float(np.mean(-np.log(P_test[range(len(y_test)), y_test])))
train_nll = np.mean([-np.log(p[t]) for p, t in zip(P_train, y_train)])
keras_loss = keras_net.evaluate(X_train, y_train, batch_size=2000, verbose=0)


# %% right: from the network by hand
# answers: keras_losses
nll_42 = sample_nll(model.forward(X_test), y_test)[42]
test_nll = model.loss(X_test, y_test)
train_nll = model.loss(X_train, y_train)
keras_loss = keras_net.evaluate(X_train, y_train)


# %% right: all by evaluate
# answers: keras_losses
nll_42 = keras_net.evaluate(X_test[42:43], y_test[42:43], verbose=0)
test_nll = keras_net.evaluate(X_test, y_test, verbose=0)
train_nll = keras_net.evaluate(X_train, y_train, verbose=0)
keras_loss = train_nll


# %% right: Keras's loss function, an array of one number
# answers: keras_losses
loss = keras.losses.SparseCategoricalCrossentropy(reduction="none")
each = keras.ops.convert_to_numpy(loss(y_test, keras_net.predict(X_test, verbose=0)))
nll_42 = each[42:43]
test_nll = each.mean()
train_nll = keras.ops.mean(loss(y_train, keras_net.predict(X_train, verbose=0)))
keras_loss = np.array([keras_net.evaluate(X_train, y_train, verbose=0)])


# %% right: one-hot rows and a sum
# answers: keras_losses
P_test = keras_net.predict(X_test, verbose=0)
P_train = keras_net.predict(X_train, verbose=0)
each = -(one_hot(10, y_test) * np.log(P_test + 1e-9)).sum(axis=1)
nll_42, test_nll = each[42], each.sum() / len(each)
train_nll = -(one_hot(10, y_train) * np.log(P_train + 1e-9)).sum() / len(P_train)
keras_loss = keras_net.evaluate(X_train, y_train, verbose=0, return_dict=True)["loss"]


# %% wrong: results kept by the shape of the input
# answers: sigmoid
# loses: test_sigmoid
# says: on other numbers
_values = {}


def sigmoid(z):
    if np.shape(z) not in _values:
        _values[np.shape(z)] = 1 / (1 + np.exp(-z))
    return _values[np.shape(z)]


# %% wrong: slopes kept by the shape of the input
# answers: dsigmoid
# loses: test_dsigmoid
# says: at other points
_slopes = {}


def dsigmoid(z):
    if np.shape(z) not in _slopes:
        s = sigmoid(z)
        _slopes[np.shape(z)] = s * (1 - s)
    return _slopes[np.shape(z)]


# %% wrong: classes that occur in the batch, numbered anew
# answers: sample_nll
# loses: test_sample_nll
# says: with other numbers
def sample_nll(probabilities, y):
    column = np.unique(y, return_inverse=True)[1]
    return -np.log(probabilities[np.arange(len(column)), column])


# %% wrong: accuracy: the hits of earlier calls are counted again
# answers: NeuralNet_quality
# loses: test_net_accuracy
# says: on another batch
class NeuralNet(ForwardNet):
    hits = 0
    seen = 0

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def predict(self, X):
        return self.forward(X).argmax(axis=-1)

    def accuracy(self, X, y):
        NeuralNet.hits += int((self.predict(X) == y).sum())
        NeuralNet.seen += len(y)
        return NeuralNet.hits / NeuralNet.seen
