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
# says: positive
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
        return np.mean(self.predict(X) != y)


# %% wrong: accuracy: n by n
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


# %% wrong: uphill
# answers: momentum_step
# loses: test_momentum_step
# says: plain step
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
# says: plain step
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
# says:
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
