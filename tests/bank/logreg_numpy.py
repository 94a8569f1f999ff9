# %% wrong: all images counted as training images
# answers: shapes
# loses: test_shapes
# says: one label
X_train_shape = (1797, 64)
X_test_shape = (270, 64)
y_train_shape = (1527,)
X_train_dtype = "float32"
y_train_dtype = "int32"

# %% wrong: images and pixels swapped
# answers: shapes
# loses: test_shapes
# says: same number of pixels
X_train_shape = (64, 1527)
X_test_shape = (270, 64)
y_train_shape = (1527,)
X_train_dtype = "float32"
y_train_dtype = "int32"

# %% wrong: all images and all labels counted
# answers: shapes
# loses: test_shapes
# says: left for training
X_train_shape = (1797, 64)
X_test_shape = (270, 64)
y_train_shape = (1797,)
X_train_dtype = "float32"
y_train_dtype = "int32"

# %% wrong: images as squares
# answers: shapes
# loses: test_shapes
# says: should have the shape
X_train_shape = (1527, 8, 8)
X_test_shape = (270, 8, 8)
y_train_shape = (1527,)
X_train_dtype = "float32"
y_train_dtype = "int32"

# %% wrong: labels as a column
# answers: shapes
# loses: test_shapes
# says: should have the shape
X_train_shape = (1527, 64)
X_test_shape = (270, 64)
y_train_shape = (1527, 1)
X_train_dtype = "float32"
y_train_dtype = "int32"

# %% wrong: NumPy's usual types
# answers: shapes
# loses: test_dtypes
# says: look at the line
X_train_shape = (1527, 64)
X_test_shape = (270, 64)
y_train_shape = (1527,)
X_train_dtype = "float64"
y_train_dtype = "int64"

# %% wrong: a type instead of text
# answers: shapes
# loses: test_dtypes
# says: in quotes
X_train_shape = (1527, 64)
X_test_shape = (270, 64)
y_train_shape = (1527,)
X_train_dtype = np.float32
y_train_dtype = "int32"

# %% right: lists for tuples
# answers: shapes
X_train_shape = [1527, 64]
X_test_shape = [270, 64]
y_train_shape = [1527]
X_train_dtype = "float32"
y_train_dtype = "int32"

# %% right: looked up
# answers: shapes
X_train_shape = X_train_raw.shape
X_test_shape = X_test_raw.shape
y_train_shape = y_train.shape
X_train_dtype = str(X_train_raw.dtype)
y_train_dtype = y_train.dtype.name


# %% right: StandardScaler
# answers: standardise
def standardise(X_train, X_test):
    scaler = preprocessing.StandardScaler()
    return scaler.fit_transform(X_train), scaler.transform(X_test)


# %% right: a loop over the columns
# answers: standardise
def standardise(X_train, X_test):
    A, B = X_train.astype(float), X_test.astype(float)
    for j in range(A.shape[1]):
        m, s = A[:, j].mean(), A[:, j].std()
        if s == 0:
            s = 1
        A[:, j] = (A[:, j] - m) / s
        B[:, j] = (B[:, j] - m) / s
    return [A, B]


# %% right: divided by n - 1, float32
# answers: standardise
def standardise(X_train, X_test):
    X_train, X_test = X_train.astype("float32"), X_test.astype("float32")
    m = X_train.mean(0, keepdims=True)
    s = X_train.std(0, keepdims=True, ddof=1)
    s[s == 0] = 1
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: fitted to both parts
# answers: standardise
# loses: test_standardise_test_part
# says: training part
def standardise(X_train, X_test):
    scaler = preprocessing.StandardScaler().fit(np.vstack([X_train, X_test]))
    return scaler.transform(X_train), scaler.transform(X_test)


# %% wrong: each part by itself
# answers: standardise
# loses: test_standardise_test_part
# says: measured itself
def standardise(X_train, X_test):
    return preprocessing.StandardScaler().fit_transform(
        X_train
    ), preprocessing.StandardScaler().fit_transform(X_test)


# %% wrong: a pixel that never changes
# answers: standardise
# loses: test_standardise_constant
# says: is 0 divided by 0?
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: a tiny number added to the deviation
# answers: standardise
# loses: test_standardise_constant
# says: not by something tiny
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0) + 1e-8
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: one mean for all pixels
# answers: standardise
# loses: test_standardise
# says: mean of each column
def standardise(X_train, X_test):
    m, s = X_train.mean(), X_train.std() or 1
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: the mean alone
# answers: standardise
# loses: test_standardise
# says: what do you divide by
def standardise(X_train, X_test):
    m = X_train.mean(axis=0)
    return X_train - m, X_test - m


# %% wrong: divided by the variance
# answers: standardise
# loses: test_standardise
# says: what do you divide by
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.var(axis=0)
    s[s == 0] = 1
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: scaled to 0 to 1
# answers: standardise
# loses: test_standardise test_standardise_test_part
# says: mean 0
def standardise(X_train, X_test):
    low, high = X_train.min(axis=0), X_train.max(axis=0)
    width = np.where(high > low, high - low, 1)
    return (X_train - low) / width, (X_test - low) / width


# %% wrong: returned in the other order
# answers: standardise
# loses: test_standardise_test_part test_standardise_constant
# says: should have the shape
def standardise(X_train, X_test):
    scaler = preprocessing.StandardScaler().fit(X_train)
    return scaler.transform(X_test), scaler.transform(X_train)


# %% wrong: the test part left as it is
# answers: standardise
# loses: test_standardise_test_part
# says: of the training part
def standardise(X_train, X_test):
    return preprocessing.StandardScaler().fit_transform(X_train), X_test


# %% right: zeros and assignment
# answers: one_hot
def one_hot(n_classes, y):
    labels = np.atleast_1d(y)
    rows = np.zeros((len(labels), n_classes), dtype=int)
    rows[np.arange(len(labels)), labels] = 1
    return rows[0] if np.ndim(y) == 0 else rows


# %% right: comparison, bool
# answers: one_hot
def one_hot(n_classes, y):
    return np.asarray(y)[..., None] == np.arange(n_classes)


# %% right: PyTorch-like lists
# answers: one_hot
def one_hot(n_classes, y):
    if np.ndim(y) == 0:
        return [1.0 if j == y else 0.0 for j in range(n_classes)]
    return [one_hot(n_classes, label) for label in y]


# %% right: np.take, float32
# answers: one_hot
def one_hot(n_classes, y):
    return np.take(np.identity(n_classes, dtype="float32"), y, axis=0)


# %% wrong: counted from 1
# answers: one_hot
# loses: test_one_hot
# says: counted from 0
def one_hot(n_classes, y):
    return np.eye(n_classes)[np.asarray(y) - 1]


# %% wrong: shifted up, round the end
# answers: one_hot
# loses: test_one_hot
# says: counted from 0
def one_hot(n_classes, y):
    return np.eye(n_classes)[(np.asarray(y) + 1) % n_classes]


# %% wrong: width from the labels
# answers: one_hot
# loses: test_one_hot
# says: should have the shape
def one_hot(n_classes, y):
    return np.eye(np.max(y) + 1)[y]


# %% wrong: fails on a single label
# answers: one_hot
# loses: test_one_hot_scalar
# says:
def one_hot(n_classes, y):
    rows = np.zeros((len(y), n_classes))
    rows[np.arange(len(y)), y] = 1
    return rows


# %% wrong: a single label as a batch of one
# answers: one_hot
# loses: test_one_hot_scalar
# says: should have the shape
def one_hot(n_classes, y):
    return np.eye(n_classes)[np.atleast_1d(y)]


# %% wrong: all labels in one row
# answers: one_hot
# loses: test_one_hot
# says: should have the shape
def one_hot(n_classes, y):
    row = np.zeros(n_classes)
    row[y] = 1
    return row


# %% wrong: columns for rows
# answers: one_hot
# loses: test_one_hot
# says: should have the shape
def one_hot(n_classes, y):
    return np.eye(n_classes)[y].T


# %% wrong: always ten classes
# answers: one_hot
# loses: test_one_hot
# says: should have the shape
def one_hot(n_classes, y):
    return np.eye(10)[y]


# %% wrong: one row made for all, lists only
# answers: one_hot
# loses: test_one_hot
# says: for an array
def one_hot(n_classes, y):
    if isinstance(y, list):
        return [[float(j == label) for j in range(n_classes)] for label in y]
    return np.eye(n_classes)[int(np.max(y))]


# %% right: by SciPy
# answers: softmax
def softmax(X):
    return special.softmax(X, axis=-1)


# %% right: a loop, as lists
# answers: softmax
def softmax(X):
    if X.ndim == 2:
        return [softmax(row) for row in X]
    e = np.exp(X - max(X))
    return list(e / sum(e))


# %% right: log-sum-exp, float32
# answers: softmax
def softmax(X):
    return np.exp(X - special.logsumexp(X, axis=-1, keepdims=True)).astype("float32")


# %% right: transposed and back
# answers: softmax
def softmax(X):
    e = np.exp(X.T - X.T.max(axis=0))
    return (e / e.sum(axis=0)).T


# %% right: one shift for the whole batch
# answers: softmax
def softmax(X):
    e = np.exp(X - X.max())
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: no shift
# answers: softmax
# loses: test_softmax_large
# says: largest logit
def softmax(X):
    e = np.exp(X)
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: sum over the columns
# answers: softmax
# loses: test_softmax_batch
# says: over the columns
def softmax(X):
    e = np.exp(X - X.max())
    return e / e.sum(axis=0)


# %% wrong: one sum for the whole batch
# answers: softmax
# loses: test_softmax_batch
# says: over the whole batch
def softmax(X):
    e = np.exp(X - X.max())
    return e / e.sum()


# %% wrong: no keepdims
# answers: softmax
# loses: test_softmax_batch
# says:
def softmax(X):
    e = np.exp(X - X.max())
    return e / e.sum(axis=-1)


# %% wrong: divides by the largest
# answers: softmax
# loses: test_softmax
# says: what do you divide by
def softmax(X):
    e = np.exp(X - X.max(axis=-1, keepdims=True))
    return e / e.max(axis=-1, keepdims=True)


# %% wrong: batches alone
# answers: softmax
# loses: test_softmax
# says:
def softmax(X):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: single samples alone
# answers: softmax
# loses: test_softmax_batch
# says:
def softmax(X):
    e = [np.exp(float(x) - max(X)) for x in X]
    return np.array(e) / sum(e)


# %% wrong: changes what it is given
# answers: softmax
# loses: test_softmax_keeps_input
# says: changed the
def softmax(X):
    X -= X.max(axis=-1, keepdims=True)
    np.exp(X, out=X)
    X /= X.sum(axis=-1, keepdims=True)
    return X


# %% wrong: the mean subtracted
# answers: softmax
# loses: test_softmax_large
# says:
def softmax(X):
    e = np.exp(X - X.mean(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: an empty array
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large test_softmax_keeps_input
# says: should have the shape
def softmax(X):
    return np.array([])


# %% right: clipped
# answers: nll
def nll(Y_true, Y_pred):
    Y_true, Y_pred = np.atleast_2d(Y_true), np.atleast_2d(Y_pred)
    return -np.mean(np.sum(Y_true * np.log(np.clip(Y_pred, 1e-6, 1)), axis=1))


# %% right: a tiny number added, a 0-d array
# answers: nll
def nll(Y_true, Y_pred):
    terms = np.sum(Y_true * np.log(Y_pred + 1e-8), axis=-1)
    return np.array(-np.mean(terms))


# %% right: the true class alone
# answers: nll
def nll(Y_true, Y_pred):
    if Y_true.ndim == 1:
        return -np.log(Y_pred[np.argmax(Y_true)])
    return np.mean([nll(t, p) for t, p in zip(Y_true, Y_pred)])


# %% right: the probability first
# answers: nll
def nll(Y_true, Y_pred):
    return -np.log((Y_true * Y_pred).sum(axis=-1)).mean()


# %% right: by scikit-learn
# answers: nll
def nll(Y_true, Y_pred):
    return metrics.log_loss(np.atleast_2d(Y_true), np.atleast_2d(Y_pred))


# %% wrong: no minus
# answers: nll
# loses: test_nll
# says: minus sign
def nll(Y_true, Y_pred):
    return special.xlogy(Y_true, Y_pred).sum(axis=-1).mean()


# %% wrong: the sum over the batch
# answers: nll
# loses: test_nll_batch
# says: not their sum
def nll(Y_true, Y_pred):
    return -special.xlogy(Y_true, Y_pred).sum()


# %% wrong: the mean over the classes, too
# answers: nll
# loses: test_nll
# says: a sum over the classes
def nll(Y_true, Y_pred):
    return -special.xlogy(Y_true, Y_pred).mean()


# %% wrong: 0 times log 0
# answers: nll
# loses: test_nll_zero
# says: 0 · log 0
def nll(Y_true, Y_pred):
    return -np.mean(np.sum(Y_true * np.log(Y_pred), axis=-1))


# %% wrong: arguments swapped
# answers: nll
# loses: test_nll
# says:
def nll(Y_true, Y_pred):
    return -np.mean(np.sum(Y_pred * np.log(np.clip(Y_true, 1e-9, 1)), axis=-1))


# %% wrong: logarithm to the base 2
# answers: nll
# loses: test_nll
# says: natural
def nll(Y_true, Y_pred):
    return -np.log2((Y_true * Y_pred).sum(axis=-1)).mean()


# %% wrong: a loss for each sample
# answers: nll
# loses: test_nll_batch
# says: should have the shape
def nll(Y_true, Y_pred):
    return -np.log((Y_true * Y_pred).sum(axis=-1))


# %% wrong: batches alone
# answers: nll
# loses: test_nll
# says:
def nll(Y_true, Y_pred):
    return -np.log((Y_true * Y_pred).sum(axis=1)).mean()


# %% wrong: the squared error
# answers: nll
# loses: test_nll
# says:
def nll(Y_true, Y_pred):
    return ((Y_true - Y_pred) ** 2).sum(axis=-1).mean()


# %% wrong: too coarse a clip
# answers: nll
# loses: test_nll
# says:
def nll(Y_true, Y_pred):
    return -np.mean(np.sum(Y_true * np.log(np.clip(Y_pred, 0.05, 1)), axis=-1))


# %% wrong: gives back what it was given
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large test_softmax_keeps_input
# says:
def softmax(X):
    return X


# %% wrong: exponentials that nobody divides
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says:
def softmax(X):
    return np.exp(X)


# %% wrong: each number by itself, by the sigmoid
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says:
def softmax(X):
    return special.expit(X)


# %% wrong: always 0
# answers: nll
# loses: test_nll test_nll_batch test_nll_zero
# says:
def nll(Y_true, Y_pred):
    return 0.0


# %% wrong: nan
# answers: nll
# loses: test_nll test_nll_batch test_nll_zero
# says: nan
def nll(Y_true, Y_pred):
    return np.nan


# %% right: in place, everything by loops
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        if X.ndim == 1:
            return np.array(
                softmax(
                    np.array([sum(X * self.W[:, j]) + self.b[j] for j in range(self.output_size)])
                )
            )
        return np.array([self.forward(x) for x in X])

    def predict(self, X):
        if X.ndim == 1:
            return int(self.forward(X).argmax())
        return [self.predict(x) for x in X]

    def loss(self, X, y):
        P = self.forward(X)
        return sum(-np.log(P[i, y[i]]) for i in range(len(y))) / len(y)

    def accuracy(self, X, y):
        hits = 0
        for x, label in zip(X, y):
            hits += self.predict(x) == label
        return hits / len(y)

    def grad_loss(self, x, y_true):
        p = np.array(self.forward(x))
        p[y_true] -= 1
        return {"b": p, "W": np.einsum("i,j->ij", x, p)}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        self.W -= learning_rate * g["W"]
        self.b -= learning_rate * g["b"]


# %% right: the batch formula on one row
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return float((np.round(self.predict(X)) == np.asarray(y)).sum()) / len(y)

    def grad_loss(self, x, y_true):
        X = x.reshape(1, -1)
        E = self.forward(X) - one_hot(self.output_size, [y_true])
        return {"W": X.T @ E / len(X), "b": E.mean(axis=0)}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: float32 and broadcasting
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax((X @ self.W + self.b).astype("float32"))

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": x[:, np.newaxis] * error[np.newaxis, :], "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: gradients by PyTorch's autograd
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        import torch

        W = torch.tensor(self.W, requires_grad=True)
        b = torch.tensor(self.b, requires_grad=True)
        z = torch.as_tensor(np.asarray(x, dtype=float)) @ W + b
        (-torch.log_softmax(z, dim=0)[int(y_true)]).backward()
        return {"W": W.grad, "b": b.grad}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        self.W = self.W - learning_rate * g["W"].numpy()
        self.b = self.b - learning_rate * g["b"].numpy()


# %% right: other methods written out
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return (X @ self.W + self.b).argmax(axis=-1)

    def loss(self, X, y):
        return -np.log(self.forward(X)[np.arange(len(y)), y]).mean()

    def accuracy(self, X, y):
        return metrics.accuracy_score(y, self.predict(X))

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        e = softmax(x @ self.W + self.b) - one_hot(self.output_size, y)
        self.W, self.b = self.W - learning_rate * np.outer(x, e), self.b - learning_rate * e


# %% wrong: no softmax in forward
# answers: LogisticRegression
# loses: test_forward
# says: is softmax taken
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return X @ self.W + self.b

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: no bias in forward
# answers: LogisticRegression
# loses: test_forward
# says: biases
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: bias subtracted in forward
# answers: LogisticRegression
# loses: test_forward
# says: biases
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W - self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: a single sample as a batch of one
# answers: LogisticRegression
# loses: test_forward_sample
# says: should have the shape
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(np.atleast_2d(X) @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=1).tolist()

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x)[0] - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the most probable class of the whole batch
# answers: LogisticRegression
# loses: test_predict
# says: should have the shape
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X))

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict for batches alone
# answers: LogisticRegression
# loses: test_predict_sample
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict along the other axis
# answers: LogisticRegression
# loses: test_predict
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=0)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the least probable class
# answers: LogisticRegression
# loses: test_predict
# says: largest probability
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmin(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict gives the largest probability
# answers: LogisticRegression
# loses: test_predict
# says: largest probability
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.max(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: classes counted from 1
# answers: LogisticRegression
# loses: test_predict
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1) + 1

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: loss as a sum
# answers: LogisticRegression
# loses: test_loss
# says: mean over the samples
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X)) * len(y)

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: loss without minus
# answers: LogisticRegression
# loses: test_loss
# says: positive
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return np.log(self.forward(X)[np.arange(len(y)), y]).mean()

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: loss of the first sample
# answers: LogisticRegression
# loses: test_loss
# says: mean
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y[0]), self.forward(X[0]))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: mean squared error for the loss
# answers: LogisticRegression
# loses: test_loss
# says: nll
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return ((one_hot(self.output_size, y) - self.forward(X)) ** 2).mean()

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy as a count
# answers: LogisticRegression
# loses: test_accuracy
# says: no count
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.sum(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy as a percentage
# answers: LogisticRegression
# loses: test_accuracy
# says: no percentage
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return 100 * np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: error rate for accuracy
# answers: LogisticRegression
# loses: test_accuracy
# says: predicted class
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) != y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy of every label with every prediction
# answers: LogisticRegression
# loses: test_accuracy
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(np.reshape(self.predict(X), (-1, 1)) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy of probabilities above one half
# answers: LogisticRegression
# loses: test_accuracy
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.forward(X).max(axis=1) > 0.5)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: true minus predicted
# answers: LogisticRegression
# loses: test_grad_b
# says: wrong way
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = one_hot(self.output_size, y_true) - self.forward(x)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: outer product transposed
# answers: LogisticRegression
# loses: test_grad_W
# says: should have the shape
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(error, x), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the bias left out of the gradient
# answers: LogisticRegression
# loses: test_grad_b
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error)}

    def train(self, x, y, learning_rate):
        self.W = self.W - learning_rate * self.grad_loss(x, y)["W"]


# %% wrong: a tuple for the dictionary
# answers: LogisticRegression
# loses: test_grad_b test_grad_W
# says: dictionary
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return np.outer(x, error), error

    def train(self, x, y, learning_rate):
        W, b = self.grad_loss(x, y)
        self.W = self.W - learning_rate * W
        self.b = self.b - learning_rate * b


# %% wrong: no gradient for the bias
# answers: LogisticRegression
# loses: test_grad_b
# says: p - y
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": np.zeros(self.output_size)}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the truth forgotten
# answers: LogisticRegression
# loses: test_grad_b
# says: p - y
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the derivative of the squared error
# answers: LogisticRegression
# loses: test_grad_b
# says: p - y
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        p = self.forward(x)
        error = (p - one_hot(self.output_size, y_true)) * p * (1 - p)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the input forgotten
# answers: LogisticRegression
# loses: test_grad_W
# says: x[i] times
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(np.ones(len(x)), error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: grad_loss takes a step itself
# answers: LogisticRegression
# loses: test_grad_keeps
# says: only compute
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        self.W = self.W - 0.01 * np.outer(x, error)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the weight matrix overwritten in place
# answers: LogisticRegression
# loses: test_grad_keeps
# says: only compute
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        self.b -= error
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: learning rate ignored
# answers: LogisticRegression
# loses: test_train
# says: where is the learning rate
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        self.W = self.W - g["W"]
        self.b = self.b - g["b"]


# %% wrong: uphill
# answers: LogisticRegression
# loses: test_train
# says: + or -
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        self.W = self.W + learning_rate * g["W"]
        self.b = self.b + learning_rate * g["b"]


# %% wrong: the bias never moves
# answers: LogisticRegression
# loses: test_train
# says: left b
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        self.W = self.W - learning_rate * g["W"]


# %% wrong: local names instead of attributes
# answers: LogisticRegression
# loses: test_train
# says: left W
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        W = self.W - learning_rate * g["W"]
        b = self.b - learning_rate * g["b"]


# %% wrong: the gradient for b taken after W has moved
# answers: LogisticRegression
# loses: test_train
# says: before anything changes
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        self.W = self.W - learning_rate * self.grad_loss(x, y)["W"]
        self.b = self.b - learning_rate * self.grad_loss(x, y)["b"]


# %% wrong: the parameters replaced by the step
# answers: LogisticRegression
# loses: test_train
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        self.W = -learning_rate * g["W"]
        self.b = -learning_rate * g["b"]


# %% wrong: divided by the learning rate
# answers: LogisticRegression
# loses: test_train
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        g = self.grad_loss(x, y)
        self.W = self.W - g["W"] / learning_rate
        self.b = self.b - g["b"] / learning_rate


# %% wrong: train not yet written
# answers: LogisticRegression
# loses: test_train
# says: Not attempted yet
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        raise NotImplementedError("Not attempted yet: replace this line with your code.")


# %% wrong: accuracy and predict not yet written
# answers: LogisticRegression
# loses: test_predict test_predict_sample test_accuracy
# says: Not attempted yet
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        raise NotImplementedError("Not attempted yet: replace this line with your code.")

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        raise NotImplementedError("Not attempted yet: replace this line with your code.")

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict is always 0
# answers: LogisticRegression
# loses: test_predict test_predict_sample
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.zeros(X.shape[:-1], dtype=int)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(np.argmax(self.forward(X), axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: a gradient of zeros
# answers: LogisticRegression
# loses: test_grad_b test_grad_W test_grad_keeps
# says:
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        return {"W": np.zeros_like(self.W), "b": np.zeros_like(self.b)}

    def train(self, x, y, learning_rate):
        error = self.forward(x) - one_hot(self.output_size, y)
        self.W = self.W - learning_rate * np.outer(x, error)
        self.b = self.b - learning_rate * error


# %% wrong: an epoch is started and nothing is trained
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    pass


# %% right: by the index
# answers: train_epoch
def train_epoch(model, X, y, learning_rate):
    for i in range(len(X)):
        model.train(X[i], y[i], learning_rate)


# %% right: in a random order
# answers: train_epoch
def train_epoch(model, X, y, learning_rate):
    for i in np.random.default_rng(3).permutation(len(X)):
        model.train(X[i], int(y[i]), learning_rate=learning_rate)
    return model


# %% wrong: the whole batch in one call
# answers: train_epoch
# loses: test_train_epoch
# says: one sample at a time
def train_epoch(model, X, y, learning_rate):
    model.train(X, y, learning_rate)


# %% wrong: the last sample left out
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    for i in range(len(X) - 1):
        model.train(X[i], y[i], learning_rate)


# %% wrong: returns in the loop
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    for i in range(len(X)):
        model.train(X[i], y[i], learning_rate)
        return model


# %% wrong: a learning rate of its own
# answers: train_epoch
# loses: test_train_epoch
# says: learning rate
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X, y):
        model.train(x, label, 0.01)


# %% wrong: always the training data
# answers: train_epoch
# loses: test_train_epoch
# says: one sample at a time
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X_train, y_train):
        model.train(x, label, learning_rate)


# %% wrong: drawn with replacement
# answers: train_epoch
# loses: test_train_epoch
# says: exactly once
def train_epoch(model, X, y, learning_rate):
    for i in np.random.default_rng(0).integers(0, len(X), size=len(X)):
        model.train(X[i], y[i], learning_rate)


# %% wrong: two epochs
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    for epoch in range(2):
        for x, label in zip(X, y):
            model.train(x, label, learning_rate)


# %% wrong: rows shuffled without their labels
# answers: train_epoch
# loses: test_train_epoch
# says: its own label
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X[::-1], np.roll(y[::-1], 1)):
        model.train(x, label, learning_rate)


# %% right: other steps
# answers: steps
good_step = 0.03
too_small_step = 0.0001
too_large_step = 1

# %% right: near the edges
# answers: steps
good_step = 0.1
too_small_step = 0.0003
too_large_step = np.float64(0.4)

# %% wrong: a good step that is too large
# answers: steps
# loses: test_good_step
# says: too small, or too large
good_step = 1.0
too_small_step = 0.0001
too_large_step = 10

# %% wrong: a good step that is too small
# answers: steps
# loses: test_good_step
# says: too small, or too large
good_step = 1e-3
too_small_step = 1e-5
too_large_step = 10

# %% wrong: the two ends swapped
# answers: steps
# loses: test_bad_steps
# says: smaller one
good_step = 0.01
too_small_step = 10
too_large_step = 1e-5

# %% wrong: a step that is not small enough
# answers: steps
# loses: test_bad_steps
# says: too_small_step
good_step = 0.01
too_small_step = 0.003
too_large_step = 10

# %% wrong: a step that is not large enough
# answers: steps
# loses: test_bad_steps
# says: too_large_step
good_step = 0.01
too_small_step = 1e-5
too_large_step = 0.1

# %% wrong: both ends too large
# answers: steps
# loses: test_bad_steps
# says: wrong side of too_small_step
good_step = 0.01
too_small_step = 1
too_large_step = 10

# %% wrong: not set
# answers: steps
# loses: test_bad_steps
# says: too_large_step is None
good_step = 0.01
too_small_step = 1e-5
too_large_step = None
