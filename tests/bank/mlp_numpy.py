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
# says: np.exp takes whole arrays
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
# says: any shape
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
# says: sign turned round
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
# says: shape
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
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: weights that are all one number
# answers: NeuralNet
# loses: test_init
# says: Draw random numbers
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: weights transposed at the start
# answers: NeuralNet
# loses: test_init
# says: shape (5, 4)
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: standard normal weights
# answers: NeuralNet
# loses: test_init
# says: too large
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: positive weights only
# answers: NeuralNet
# loses: test_init
# says: positive and negative
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: hardly a negative weight
# answers: NeuralNet
# loses: test_init
# says: about as many positive as negative
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: biases of one
# answers: NeuralNet
# loses: test_init
# says: numbers in b_h are too large
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: from -1 to 1, the biases, too
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: no hidden activation
# answers: NeuralNet
# loses: test_forward_hidden
# says: is the sigmoid missing
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: no hidden activation, and a gradient that fits
# answers: NeuralNet
# loses: test_forward_hidden
# says: is the sigmoid missing
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: returns y, z_h, h
# answers: NeuralNet
# loses: test_forward_hidden
# says: order
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: returns y, z_h, h and takes them in this order
# answers: NeuralNet
# loses: test_forward_hidden
# says: order
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, z_h, h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: returns h, z_h, y
# answers: NeuralNet
# loses: test_forward_hidden test_forward_output
# says: z_h
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: returns z_h, h, y and takes them in this order
# answers: NeuralNet
# loses: test_forward_hidden
# says: z_h
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        z_h, h, y = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: no hidden bias
# answers: NeuralNet
# loses: test_forward_hidden
# says: X W_h + b_h
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: softmax over the whole batch
# answers: NeuralNet
# loses: test_forward_output
# says: sums to 1
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: softmax along the columns of a batch
# answers: NeuralNet
# loses: test_forward_output
# says: sums to 1
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: its own softmax without keepdims
# answers: NeuralNet
# loses: test_forward_output
# says: keepdims
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: softmax along axis 1, which one sample does not have
# answers: NeuralNet
# loses: test_forward_output test_grad_output test_grad_hidden test_grad_biases test_grad_keeps_weights test_train test_predict
# says: axis=-1
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: its own softmax, with einsum
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: the batch formula on one row
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: activations kept in the object
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: delta_o through the softmax's slope, as for the squared error
# answers: NeuralNet
# loses: test_grad_output
# says: differs from the numerical one
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: keys without underscore
# answers: NeuralNet
# loses: test_grad_output test_grad_hidden test_grad_biases
# says: no entry with the key
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["Wh"]
        self.b_h = self.b_h - learning_rate * grads["bh"]
        self.W_o = self.W_o - learning_rate * grads["Wo"]
        self.b_o = self.b_o - learning_rate * grads["bo"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: back through W_o transposed
# answers: NeuralNet
# loses: test_grad_hidden
# says: right axis
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: gradients taken again after each update
# answers: NeuralNet
# loses: test_train
# says: before any parameter changed
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * self.grad_loss(x, y)["W_h"]
        self.b_h = self.b_h - learning_rate * self.grad_loss(x, y)["b_h"]
        self.W_o = self.W_o - learning_rate * self.grad_loss(x, y)["W_o"]
        self.b_o = self.b_o - learning_rate * self.grad_loss(x, y)["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: the known digits' size built in
# answers: NeuralNet
# loses: test_init
# says: shape (5, 4)
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: no softmax
# answers: NeuralNet
# loses: test_forward_output
# says: softmax
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: sigmoid at the output
# answers: NeuralNet
# loses: test_forward_output
# says: softmax
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: no output bias
# answers: NeuralNet
# loses: test_forward_output
# says: b_o
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: a loss without mean
# answers: NeuralNet
# loses: test_loss
# says: sum of the losses
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).sum()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: one for each sample
# answers: NeuralNet
# loses: test_loss
# says: shape
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y)

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: no minus
# answers: NeuralNet
# loses: test_loss
# says: wrong sign
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return np.log(self.forward(X)[np.arange(len(y)), y]).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: mean over samples and classes
# answers: NeuralNet
# loses: test_loss
# says: mean of -log p
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return -(one_hot(self.output_size, y) * np.log(self.forward(X))).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: the squared error
# answers: NeuralNet
# loses: test_loss
# says: -log p
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return ((self.forward(X) - one_hot(self.output_size, y)) ** 2).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: dsigmoid(h) for dsigmoid(z_h)
# answers: NeuralNet
# loses: test_grad_hidden
# says: taken at z_h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: no dsigmoid
# answers: NeuralNet
# loses: test_grad_hidden
# says: dsigmoid
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: true - predicted
# answers: NeuralNet
# loses: test_grad_output
# says: negative in the column
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: true - predicted, and a step uphill
# answers: NeuralNet
# loses: test_grad_output
# says: negative in the column
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h + learning_rate * grads["W_h"]
        self.b_h = self.b_h + learning_rate * grads["b_h"]
        self.W_o = self.W_o + learning_rate * grads["W_o"]
        self.b_o = self.b_o + learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: the one-hot vector forgotten
# answers: NeuralNet
# loses: test_grad_output
# says: one_hot
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: outer product of the output transposed
# answers: NeuralNet
# loses: test_grad_output
# says: outer product
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: outer product of the input transposed
# answers: NeuralNet
# loses: test_grad_hidden
# says: shape
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: bias gradients of zero
# answers: NeuralNet
# loses: test_grad_biases
# says: a bias can learn
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: bias gradients: the activations
# answers: NeuralNet
# loses: test_grad_biases
# says: input is always 1
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: grad_loss takes the step as well
# answers: NeuralNet
# loses: test_grad_keeps_weights
# says: changed W_o
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: updated W_o used for the hidden gradient
# answers: NeuralNet
# loses: test_train
# says: before any parameter changed
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        p, h, z_h = self.forward_keep_activations(x)
        delta_o = p - one_hot(self.output_size, y)
        self.W_o = self.W_o - learning_rate * np.outer(h, delta_o)
        self.b_o = self.b_o - learning_rate * delta_o
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        self.W_h = self.W_h - learning_rate * np.outer(x, delta_h)
        self.b_h = self.b_h - learning_rate * delta_h

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: a step uphill
# answers: NeuralNet
# loses: test_train
# says: sign
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h + learning_rate * grads["W_h"]
        self.b_h = self.b_h + learning_rate * grads["b_h"]
        self.W_o = self.W_o + learning_rate * grads["W_o"]
        self.b_o = self.b_o + learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: learning_rate ignored
# answers: NeuralNet
# loses: test_train
# says: learning_rate
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - 0.1 * grads["W_h"]
        self.b_h = self.b_h - 0.1 * grads["b_h"]
        self.W_o = self.W_o - 0.1 * grads["W_o"]
        self.b_o = self.b_o - 0.1 * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: train assigns nothing
# answers: NeuralNet
# loses: test_train
# says: no parameter
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        W_h = self.W_h - learning_rate * grads["W_h"]
        b_h = self.b_h - learning_rate * grads["b_h"]
        W_o = self.W_o - learning_rate * grads["W_o"]
        b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: train forgets the biases
# answers: NeuralNet
# loses: test_train
# says: b_h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: the probabilities
# answers: NeuralNet
# loses: test_predict
# says: shape
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return self.forward(X)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: argmax over the batch
# answers: NeuralNet
# loses: test_predict
# says: shape
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: axis 0
# answers: NeuralNet
# loses: test_predict
# says: each row of forward(X)
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=0)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: one-hot rows
# answers: NeuralNet
# loses: test_predict
# says: shape
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return one_hot(self.output_size, np.argmax(self.forward(X), axis=-1))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: accuracy: a count
# answers: NeuralNet
# loses: test_net_accuracy
# says: fraction
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.sum(self.predict(X) == y)


# %% wrong: accuracy: a percentage
# answers: NeuralNet
# loses: test_net_accuracy
# says: percentage
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return 100 * np.mean(self.predict(X) == y)


# %% wrong: accuracy: the error rate
# answers: NeuralNet
# loses: test_net_accuracy
# says: predicted wrong
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) != y)


# %% wrong: accuracy: n by n
# answers: NeuralNet
# loses: test_net_accuracy
# says: one by one
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X)[:, None] == y)


# %% right: in-place updates
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h -= learning_rate * grads["W_h"]
        self.b_h -= learning_rate * grads["b_h"]
        self.W_o -= learning_rate * grads["W_o"]
        self.b_o -= learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: larger first weights, random biases, float32
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: computes in float32
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: loops, its own softmax, nothing kept in other methods
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

    def loss(self, X, y):
        total = 0.0
        for x, t in zip(X, y):
            total -= np.log(self.forward(x)[t] + 1e-8)
        return total / len(X)

    def grad_loss(self, x, y_true):
        p, h, _ = self.forward_keep_activations(x)
        d_o = p.copy()
        d_o[y_true] -= 1
        d_h = self.W_o.dot(d_o) * h * (1 - h)
        return dict(
            W_h=x[:, None] * d_h, b_h=d_h, W_o=h.reshape(-1, 1) * d_o.reshape(1, -1), b_o=d_o
        )

    def train(self, x, y, learning_rate):
        for name, g in self.grad_loss(x, y).items():
            setattr(self, name, getattr(self, name) - learning_rate * g)

    def predict(self, X):
        if X.ndim == 1:
            return int(np.argmax(self.forward(X)))
        return [int(np.argmax(self.forward(x))) for x in X]

    def accuracy(self, X, y):
        right = 0
        for x, t in zip(X, y):
            right += self.predict(x) == t
        return right / len(X)


# %% right: gradients by torch's autograd
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: as many hidden biases as inputs
# answers: NeuralNet
# loses: test_init
# says: b_h
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: biases as rows of a matrix
# answers: NeuralNet
# loses: test_init
# says: shape (4,)
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: the same random column for all units
# answers: NeuralNet
# loses: test_init
# says: how could they ever become different
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: output weights of zero
# answers: NeuralNet
# loses: test_init
# says: All columns of W_o
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: tanh in the hidden layer
# answers: NeuralNet
# loses: test_forward_hidden
# says: should be the sigmoid of z_h
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: scores for the first of the three
# answers: NeuralNet
# loses: test_forward_hidden
# says: y, the first result
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        scores, h, z_h = self.forward_keep_activations(x)
        delta_o = special.softmax(scores) - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: activations of one sample as a matrix of one row
# answers: NeuralNet
# loses: test_forward_hidden
# says: for one sample
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = (array[0] for array in self.forward_keep_activations(x))
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: the weights of the start, whatever is stored now
# answers: NeuralNet
# loses: test_forward_hidden
# says: weights that the network has now
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: a dictionary of the activations
# answers: NeuralNet
# loses: test_forward_hidden
# says: should return three arrays
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        kept = self.forward_keep_activations(x)
        delta_o = kept["y"] - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(kept["z_h"])
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(kept["h"], delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: of the predicted class
# answers: NeuralNet
# loses: test_loss
# says: the true class
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        P = self.forward(X)
        return -np.log(P.max(axis=1)).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: of the first sample
# answers: NeuralNet
# loses: test_loss
# says: mean
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y)[0]

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: of the mean probability
# answers: NeuralNet
# loses: test_loss
# says: mean of -log p
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        P = self.forward(X)
        return -np.log(P[np.arange(len(y)), y].mean())

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: loss: divided by the number of classes
# answers: NeuralNet
# loses: test_loss
# says: the mean over the samples
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).sum() / self.output_size

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: classes counted from 1 in the error
# answers: NeuralNet
# loses: test_grad_output
# says: negative in the column of the true class
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: z_h in the gradient of the output weights
# answers: NeuralNet
# loses: test_grad_output
# says: outer product of h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: sigmoid for its derivative
# answers: NeuralNet
# loses: test_grad_hidden
# says: dsigmoid
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: entry by entry where a matrix product belongs
# answers: NeuralNet
# loses: test_grad_hidden
# says: delta_o come back through W_o
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: the input forgotten
# answers: NeuralNet
# loses: test_grad_hidden
# says: outer product of x and delta_h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: the two bias gradients exchanged
# answers: NeuralNet
# loses: test_grad_biases
# says: the error delta of its layer
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: bias gradients: one number
# answers: NeuralNet
# loses: test_grad_biases
# says: shape
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: bias gradients: multiplied by the bias
# answers: NeuralNet
# loses: test_grad_biases
# says: input is always 1
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: bias gradients: no dsigmoid for b_h
# answers: NeuralNet
# loses: test_grad_biases
# says: b_h is wrong
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: bias gradients: left out of the dictionary
# answers: NeuralNet
# loses: test_grad_biases
# says: no entry with the key "b_h"
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {"W_h": np.outer(x, delta_h), "W_o": np.outer(h, delta_o)}

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: a tuple of gradients
# answers: NeuralNet
# loses: test_grad_output test_grad_hidden test_grad_biases
# says: should return a dictionary
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return np.outer(x, delta_h), delta_h, np.outer(h, delta_o), delta_o

    def train(self, x, y, learning_rate):
        W_h, b_h, W_o, b_o = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * W_h
        self.b_h = self.b_h - learning_rate * b_h
        self.W_o = self.W_o - learning_rate * W_o
        self.b_o = self.b_o - learning_rate * b_o

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: grad_loss stores the gradients as parameters
# answers: NeuralNet
# loses: test_grad_keeps_weights
# says: it should only compute
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        self.W_h, self.b_h = np.outer(x, delta_h), delta_h
        self.W_o, self.b_o = np.outer(h, delta_o), delta_o
        return {"W_h": self.W_h, "b_h": self.b_h, "W_o": self.W_o, "b_o": self.b_o}

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: grad_loss shrinks the weights
# answers: NeuralNet
# loses: test_grad_keeps_weights
# says: changed W_h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: grad_loss sets the biases to zero
# answers: NeuralNet
# loses: test_grad_keeps_weights
# says: changed b_h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: grad_loss works in the array of the output bias
# answers: NeuralNet
# loses: test_grad_keeps_weights
# says: changed b_o
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: train learns in the output layer alone
# answers: NeuralNet
# loses: test_train
# says: after train W_h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: train makes two steps
# answers: NeuralNet
# loses: test_train
# says: minus learning_rate times its gradient
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        for _ in range(2):
            for name, gradient in self.grad_loss(x, y).items():
                setattr(self, name, getattr(self, name) - learning_rate * gradient)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: train puts the step in place of the parameter
# answers: NeuralNet
# loses: test_train
# says: not the old W_h
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = -learning_rate * grads["W_h"]
        self.b_h = -learning_rate * grads["b_h"]
        self.W_o = -learning_rate * grads["W_o"]
        self.b_o = -learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: the least probable class
# answers: NeuralNet
# loses: test_predict
# says: largest probability
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmin(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=-1) == y)


# %% wrong: predict: classes from 1
# answers: NeuralNet
# loses: test_predict
# says: counted from 0
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1) + 1

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: the largest probability, not its class
# answers: NeuralNet
# loses: test_predict
# says: number of the class
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.max(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: batches only
# answers: NeuralNet
# loses: test_predict
# says: one sample
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% wrong: predict: rounded probabilities
# answers: NeuralNet
# loses: test_predict
# says: shape
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.round(self.forward(X)).astype(int)

    def accuracy(self, X, y):
        return np.mean(self.forward(X).argmax(axis=1) == y)


# %% wrong: accuracy: whole-number division
# answers: NeuralNet
# loses: test_net_accuracy
# says: number of hits
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.sum(self.predict(X) == y) // len(y)


# %% wrong: accuracy: labels against probabilities
# answers: NeuralNet
# loses: test_net_accuracy
# says: fraction
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.forward(X) == y)


# %% wrong: accuracy: divided by the number of classes
# answers: NeuralNet
# loses: test_net_accuracy
# says: fraction
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.sum(self.predict(X) == y) / self.output_size


# %% wrong: accuracy: the mean probability of the true class
# answers: NeuralNet
# loses: test_net_accuracy
# says: fraction
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return self.forward(X)[np.arange(len(y)), y].mean()


# %% wrong: accuracy: true or false
# answers: NeuralNet
# loses: test_net_accuracy
# says: fraction
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.all(self.predict(X) == y)


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

    def loss(self, X, y):
        log_p = special.log_softmax(self._scores(X)[0], axis=1)
        return -log_p[range(len(y)), y].mean()

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

    def train(self, x, y, learning_rate=0.1):
        gradients = self.grad_loss(x, y)
        self.parameters = {
            name: value - learning_rate * gradients[name] for name, value in self.parameters.items()
        }

    def predict(self, X):
        return self._scores(X)[0].argmax(-1)

    def accuracy(self, X, y):
        hits = np.count_nonzero(self.predict(X) == np.asarray(y))
        return float(hits / np.size(y))


# %% right: functions beside the class, a naive softmax
# answers: NeuralNet
def layer(X, W, b):
    return np.dot(X, W) + b


def naive_softmax(z):
    e = np.exp(z)
    return (e.T / e.T.sum(axis=0)).T


class NeuralNet:
    """A network with one hidden layer."""

    def __init__(self, input_size, hidden_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.output_size = output_size
        self.W_h = rng.uniform(-0.1, 0.1, size=(input_size, hidden_size))
        self.b_h = np.zeros(hidden_size)
        self.W_o = rng.uniform(-0.1, 0.1, size=(hidden_size, output_size))
        self.b_o = np.zeros(output_size)

    def forward_keep_activations(self, X):
        z_h = layer(X, self.W_h, self.b_h)
        h = 1 / (1 + np.exp(-z_h))
        return naive_softmax(layer(h, self.W_o, self.b_o)), h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        y = self.forward(X)
        return np.argsort(y)[..., -1]

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: columns, as in textbooks that transpose
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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
        return y, h, z_h

    def forward(self, X):
        y, _, _ = self.forward_keep_activations(X)
        return y

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

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

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        if X.ndim == 1:
            return np.array([self.forward(X).argmax()])
        return np.array([self.forward(x).argmax() for x in X], dtype=float)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


# %% right: float32 from the first product on, parameters cast on the way
# answers: NeuralNet
class NeuralNet:
    """A network with one hidden layer."""

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

    def loss(self, X, y):
        return sample_nll(self.forward(X), y).mean()

    def grad_loss(self, x, y_true):
        y, h, z_h = self.forward_keep_activations(x)
        delta_o = y - one_hot(self.output_size, y_true)
        delta_h = (self.W_o @ delta_o) * dsigmoid(z_h)
        return {
            "W_h": np.outer(x, delta_h),
            "b_h": delta_h,
            "W_o": np.outer(h, delta_o),
            "b_o": delta_o,
        }

    def train(self, x, y, learning_rate):
        grads = self.grad_loss(x, y)
        self.W_h = self.W_h - learning_rate * grads["W_h"]
        self.b_h = self.b_h - learning_rate * grads["b_h"]
        self.W_o = self.W_o - learning_rate * grads["W_o"]
        self.b_o = self.b_o - learning_rate * grads["b_o"]

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)


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

    def loss(self, X, y):
        return np.average([-np.log(self.forward(x)[t]) for x, t in zip(X, y, strict=True)])

    def grad_loss(self, x, y_true):
        p, h, _ = self.forward_keep_activations(x)
        d_o = p - (np.arange(p.size) == y_true)
        d_h = np.sum(self.W_o * d_o, axis=1) * h * (1 - h)
        return {"W_h": np.outer(x, d_h), "b_h": d_h, "W_o": np.outer(h, d_o), "b_o": d_o}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        for name in g:
            parameter = getattr(self, name)
            np.subtract(parameter, learning_rate * g[name], out=parameter)

    def predict(self, X):
        best = np.argmax(self.forward(X), axis=-1)
        return int(best) if best.ndim == 0 else best

    def accuracy(self, X, y):
        return 1 - np.mean(self.predict(X) != y)


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
# says: not the samples
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


# %% right: looked up by value
# answers: worst_predictions
def worst_predictions(losses, n):
    losses = list(losses)
    return np.array([losses.index(value) for value in sorted(losses, reverse=True)[:n]])


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


# %% wrong: two samples, as in the visible test
# answers: batch_gradients
# loses: test_batch_gradients
# says: what is divided by n
def batch_gradients(X, h, delta_h, delta_o):
    return {
        "W_h": X.T @ delta_h / 2,
        "b_h": delta_h.sum(axis=0) / 2,
        "W_o": h.T @ delta_o / 2,
        "b_o": delta_o.sum(axis=0) / 2,
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
    delta_h /= len(X)
    delta_o /= len(X)
    gradients = {"W_h": np.dot(X.T, delta_h), "b_h": sum(delta_h)}
    gradients["W_o"], gradients["b_o"] = np.dot(h.T, delta_o), sum(delta_o)
    return {name: gradient.tolist() for name, gradient in gradients.items()}


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
# says: which part of the old one
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


# %% right: in place
# answers: momentum_step
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    velocity *= momentum
    velocity -= learning_rate * gradient
    W += velocity
    return W, velocity


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
# says: new velocity is wrong
def momentum_step(W, velocity, gradient, learning_rate, momentum):
    return W + momentum * velocity - learning_rate * gradient, velocity


# %% wrong: momentum of 0.9 built in
# answers: momentum_step
# loses: test_momentum_step
# says: which part of the old one is kept
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
