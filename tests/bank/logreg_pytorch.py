# %% wrong: no bias
# answers: linear_forward
# loses: test_linear_forward
# says: bias is missing
def linear_forward(X, w, b):
    return X @ w


# %% wrong: not summed over the features
# answers: linear_forward
# loses: test_linear_forward
# says: should have the shape (3,)
def linear_forward(X, w, b):
    return X * w + b


# %% wrong: two features only
# answers: linear_forward
# loses: test_linear_forward
def linear_forward(X, w, b):
    return X[:, 0] * w[0] + X[:, 1] * w[1] + b


# %% right: einsum
# answers: linear_forward
def linear_forward(X, w, b):
    return np.einsum("nf,f->n", X, w) + b


# %% right: a loop
# answers: linear_forward
def linear_forward(X, w, b):
    predictions = []
    for row in X:
        predictions.append(sum(x * weight for x, weight in zip(row, w)) + b)
    return np.array(predictions)


# %% right: in torch, returned as NumPy, float32
# answers: linear_forward
def linear_forward(X, w, b):
    X, w = torch.tensor(X, dtype=torch.float32), torch.tensor(w, dtype=torch.float32)
    return (X @ w + b).numpy()


# %% wrong: the sum of the squares
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: sum of the squares
def compute_mse_loss(y_pred, y_true):
    return ((y_pred - y_true) ** 2).sum()


# %% wrong: the root
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: root
def compute_mse_loss(y_pred, y_true):
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


# %% wrong: not squared
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: square each difference
def compute_mse_loss(y_pred, y_true):
    return np.mean(np.abs(y_pred - y_true))


# %% wrong: not averaged at all
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: should have the shape ()
def compute_mse_loss(y_pred, y_true):
    return (y_pred - y_true) ** 2


# %% wrong: half of it
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: average
def compute_mse_loss(y_pred, y_true):
    return np.mean((y_pred - y_true) ** 2) / 2


# %% wrong: every prediction against every house
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: average
def compute_mse_loss(y_pred, y_true):
    return np.mean((y_pred[:, None] - y_true) ** 2)


# %% right: by dot product
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    difference = y_true - y_pred
    return difference @ difference / len(difference)


# %% right: scikit-learn's
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    from sklearn.metrics import mean_squared_error

    return mean_squared_error(y_true, y_pred)


# %% wrong: the bias comes first
# answers: loss_given_params
# loses: test_loss_given_params
# says: the order in params
def loss_given_params(params):
    return compute_mse_loss(linear_forward(X_train, params[1:], params[0]), y_train)


# %% wrong: the bias is left out
# answers: loss_given_params
# loses: test_loss_given_params
# says: two weights and the bias
def loss_given_params(params):
    return compute_mse_loss(linear_forward(X_train, params[:2], 0), y_train)


# %% wrong: on the validation houses
# answers: loss_given_params
# loses: test_loss_given_params
# says: X_train
def loss_given_params(params):
    return compute_mse_loss(linear_forward(X_valid, params[:2], params[2]), y_valid)


# %% wrong: always the same
# answers: loss_given_params
# loses: test_loss_given_params
# says: wrong loss
def loss_given_params(params):
    return 2 / 3


# %% right: the two functions put together
# answers: loss_given_params
def loss_given_params(params):
    return compute_mse_loss(linear_forward(X_train, params[:2], params[2]), y_train)


# %% right: one feature after the other
# answers: loss_given_params
def loss_given_params(params):
    w_longitude, w_latitude, b = params
    predictions = w_longitude * X_train[:, 0] + w_latitude * X_train[:, 1] + b
    return float(np.average(np.square(y_train - predictions)))


# %% wrong: never rounded
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: round each prediction
def rounding_accuracy(y_pred, y_true):
    return np.mean(y_pred == y_true)


# %% wrong: decimals cut off
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: do not just cut off
def rounding_accuracy(y_pred, y_true):
    return np.mean(y_pred.astype(int) == y_true)


# %% wrong: a percentage
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: neither a count nor a percentage
def rounding_accuracy(y_pred, y_true):
    return 100 * np.mean(np.round(y_pred) == y_true)


# %% wrong: a count
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: neither a count nor a percentage
def rounding_accuracy(y_pred, y_true):
    return np.sum(np.round(y_pred) == y_true)


# %% wrong: n by n comparisons
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: the same house
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.round(y_pred)[:, None] == y_true)


# %% right: within one half
# answers: rounding_accuracy
def rounding_accuracy(y_pred, y_true):
    return (np.abs(y_pred - y_true) < 0.5).mean()


# %% right: clipped, counted in a loop
# answers: rounding_accuracy
def rounding_accuracy(y_pred, y_true):
    right = 0
    for prediction, truth in zip(y_pred, y_true):
        right += min(max(round(float(prediction)), 0), 2) == truth
    return right / len(y_true)


# %% wrong: X the other way round
# answers: shapes
# loses: test_X_shape
# says: a row is a house
X_shape = (2, 100)
W_shape = (2, 3)
b_shape = (3,)
output_shape = (100, 3)

# %% wrong: W as PyTorch stores it
# answers: shapes
# loses: test_W_shape
# says: which number comes first
X_shape = (100, 2)
W_shape = (3, 2)
b_shape = (3,)
output_shape = (100, 3)

# %% wrong: a bias for each house
# answers: shapes
# loses: test_b_shape
# says: to what is a bias added
X_shape = (100, 2)
W_shape = (2, 3)
b_shape = (100,)
output_shape = (100, 3)

# %% wrong: one output for each house
# answers: shapes
# loses: test_output_shape
# says: should have the shape (2,)
X_shape = (100, 2)
W_shape = (2, 3)
b_shape = (3,)
output_shape = (100,)

# %% right: lists, an array's shape, a torch.Size
# answers: shapes
X_shape = [100, 2]
W_shape = torch.zeros(2, 3).shape
b_shape = 3
output_shape = np.zeros((100, 3)).shape

# %% wrong: shares of the scores
# answers: one_house
# loses: test_house_probabilities
# says: never negative
house_probabilities = [0.5, 1.0, -0.5]
house_accuracy = 1
house_loss = 0.349

# %% wrong: the probability taken for the accuracy
# answers: one_house
# loses: test_house_accuracy
# says: does not ask how large
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 0.7054
house_loss = 0.349

# %% wrong: the decimal logarithm
# answers: one_house
# loses: test_house_loss
# says: natural logarithm
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 1
house_loss = 0.1516

# %% wrong: no minus
# answers: one_house
# loses: test_house_loss
# says: never negative
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 1
house_loss = np.log(0.7054)

# %% wrong: base 2 instead of e, and the loss that follows from it
# answers: one_house
# loses: test_house_probabilities
# says: exponential of each score
house_probabilities = [2 / 6.5, 4 / 6.5, 0.5 / 6.5]
house_accuracy = 1.0
house_loss = -np.log(4 / 6.5)

# %% right: computed with PyTorch
# answers: one_house
house_probabilities = torch.tensor([1.0, 2.0, -1.0]).softmax(dim=0)
house_accuracy = house_probabilities.argmax() == 1
house_loss = F.cross_entropy(torch.tensor([[1.0, 2.0, -1.0]]), torch.tensor([1]))

# %% right: rounded to three places
# answers: one_house
house_probabilities = (0.259, 0.705, 0.035)
house_accuracy = True
house_loss = 0.35


# %% wrong: softmax down the columns
# answers: logistic_regression
# loses: test_logistic_regression
# says: each row should sum to 1
def logistic_regression(X, W, b):
    return special.softmax(X @ W + b, axis=0)


# %% wrong: one softmax over the whole batch
# answers: logistic_regression
# loses: test_logistic_regression
# says: each row should sum to 1
def logistic_regression(X, W, b):
    return special.softmax(X @ W + b)


# %% wrong: without the biases
# answers: logistic_regression
# loses: test_logistic_regression
# says: biases b seem to have no effect
def logistic_regression(X, W, b):
    return special.softmax(X @ W, axis=1)


# %% wrong: the scores
# answers: logistic_regression
# loses: test_logistic_regression
# says: still the scores
def logistic_regression(X, W, b):
    return X @ W + b


# %% wrong: no keepdims
# answers: logistic_regression
# loses: test_logistic_regression
def logistic_regression(X, W, b):
    exponentials = np.exp(X @ W + b)
    return exponentials / exponentials.sum(axis=1)


# %% wrong: a sigmoid for each class
# answers: logistic_regression
# loses: test_logistic_regression
# says: each row should sum to 1
def logistic_regression(X, W, b):
    return special.expit(X @ W + b)


# %% right: written out
# answers: logistic_regression
def logistic_regression(X, W, b):
    scores = X @ W + b
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


# %% right: in torch
# answers: logistic_regression
def logistic_regression(X, W, b):
    scores = torch.as_tensor(X) @ torch.as_tensor(W) + torch.as_tensor(b)
    return torch.softmax(scores, dim=-1).numpy()


# %% wrong: the sum over the houses
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: their mean
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.sum(y_true_onehot * np.log(y_pred))


# %% wrong: the mean over all entries
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: not by the number of entries
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(y_true_onehot * np.log(y_pred))


# %% wrong: no minus
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: is a minus missing
def cross_entropy_loss(y_true_onehot, y_pred):
    return np.mean(np.sum(y_true_onehot * np.log(y_pred), axis=1))


# %% wrong: also the other classes, as in binary cross-entropy
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: of each true class
def cross_entropy_loss(y_true_onehot, y_pred):
    terms = y_true_onehot * np.log(y_pred) + (1 - y_true_onehot) * np.log(1 - y_pred)
    return -np.mean(np.sum(terms, axis=1))


# %% wrong: the arguments swapped
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(np.sum(y_pred * np.log(y_true_onehot + 1e-9), axis=1))


# %% right: indexing the true class, with a small number against log 0
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    truth = y_true_onehot.argmax(axis=1)
    return -np.log(y_pred[np.arange(len(truth)), truth] + 1e-6).mean()


# %% right: xlogy, a 0-d array
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return np.array(-special.xlogy(y_true_onehot, y_pred).sum() / len(y_pred))


# %% right: clipped, in a loop
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    total = 0.0
    for truth, row in zip(y_true_onehot, np.clip(y_pred, 1e-6, 1)):
        total -= float(truth @ np.log(row))
    return total / len(y_pred)


# %% wrong: the gradient is added
# answers: fit
# loses: test_fit_weights
# says: wrong direction
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W += learning_rate * X.T @ error / len(X)
        b += learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: not divided by the number of houses
# answers: fit
# loses: test_fit_weights
# says: divided by the number of houses
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error
        b -= learning_rate * error.sum(axis=0)
    return W, b


# %% wrong: the biases stay zero
# answers: fit
# loses: test_fit_bias
# says: are they updated, too
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        W -= learning_rate * X.T @ (logistic_regression(X, W, b) - Y) / len(X)
    return W, b


# %% wrong: the sum for the biases
# answers: fit
# loses: test_fit_bias
# says: the mean of P - Y
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.sum(axis=0)
    return W, b


# %% wrong: one bias for all classes
# answers: fit
# loses: test_fit_bias
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b = b - learning_rate * error.mean()
    return W, b


# %% wrong: the learning rate is ignored
# answers: fit
# loses: test_fit_weights
# says: wrong weights
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= X.T @ error / len(X)
        b -= error.mean(axis=0)
    return W, b


# %% wrong: the probabilities are computed only once
# answers: fit
# loses: test_fit_weights
# says: computed anew in each step
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    error = logistic_regression(X, W, b) - Y
    for _ in range(num_steps):
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: one step only
# answers: fit
# loses: test_fit_weights
# says: after 6 step(s)
def fit(X, Y, learning_rate, num_steps):
    error = special.softmax(np.zeros(Y.shape), axis=1) - Y
    return -learning_rate * X.T @ error / len(X), -learning_rate * error.mean(axis=0)


# %% wrong: returned in the other order
# answers: fit
# loses: test_fit_weights
# says: the first of the two
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return b, W


# %% wrong: only W is returned
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: the first of the two
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W


# %% right: gradients by torch's autograd, returned as a list
# answers: fit
def fit(X, Y, learning_rate, num_steps):
    X, Y = torch.tensor(X, dtype=torch.float32), torch.tensor(Y, dtype=torch.float32)
    W = torch.zeros(X.shape[1], Y.shape[1], requires_grad=True)
    b = torch.zeros(Y.shape[1], requires_grad=True)
    for _ in range(num_steps):
        grad_W, grad_b = torch.autograd.grad(F.cross_entropy(X @ W + b, Y), [W, b])
        with torch.no_grad():
            W -= learning_rate * grad_W
            b -= learning_rate * grad_b
    return [W.detach().numpy(), b.detach().numpy()]


# %% right: house by house
# answers: fit
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        grad_W, grad_b = np.zeros_like(W), np.zeros_like(b)
        for x, y in zip(X, Y):
            error = special.softmax(x @ W + b) - y
            grad_W += np.outer(x, error) / len(X)
            grad_b += error / len(X)
        W, b = W - learning_rate * grad_W, b - learning_rate * grad_b
    return W, b


# %% wrong: argmax down the columns
# answers: accuracy
# loses: test_argmax_accuracy
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred, axis=0) == y_true)


# %% wrong: more than one half is asked for
# answers: accuracy
# loses: test_argmax_accuracy
# says: largest probability
def accuracy(y_pred, y_true):
    return np.mean(y_pred[np.arange(len(y_true)), y_true] > 0.5)


# %% wrong: a count
# answers: accuracy
# loses: test_argmax_accuracy
# says: neither a count nor a percentage
def accuracy(y_pred, y_true):
    return np.sum(np.argmax(y_pred, axis=1) == y_true)


# %% wrong: the mean probability of the true class
# answers: accuracy
# loses: test_argmax_accuracy
def accuracy(y_pred, y_true):
    return y_pred[np.arange(len(y_true)), y_true].mean()


# %% wrong: n by n comparisons
# answers: accuracy
# loses: test_argmax_accuracy
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred, axis=1)[:, None] == y_true)


# %% right: counted in a loop
# answers: accuracy
def accuracy(y_pred, y_true):
    return sum(int(row.argmax() == truth) for row, truth in zip(y_pred, y_true)) / len(y_true)


# %% wrong: in and out exchanged
# answers: in_out_features
# loses: test_in_out_features
# says: one house
in_features, out_features = 3, 2

# %% wrong: the number of houses
# answers: in_out_features
# loses: test_in_out_features
# says: one house
in_features, out_features = 300, 3

# %% right: read from the data
# answers: in_out_features
in_features = X_train.shape[1]
out_features = len(CLASSES)

# %% wrong: softmax down the columns
# answers: probs
# loses: test_probs
# says: each column sums to 1
probs = torch.softmax(house_scores, dim=0)
probs_sums = probs.sum(dim=1)

# %% wrong: sums down the columns
# answers: probs
# loses: test_probs_sums
# says: should have the shape (5,)
probs = torch.softmax(house_scores, dim=1)
probs_sums = probs.sum(dim=0)

# %% wrong: the sum of the scores
# answers: probs
# loses: test_probs_sums
# says: rows of probs
probs = torch.softmax(house_scores, dim=1)
probs_sums = house_scores.sum(dim=1)

# %% wrong: log-probabilities
# answers: probs
# loses: test_probs
# says: never negative
probs = torch.log_softmax(house_scores, dim=1)
probs_sums = probs.exp().sum(dim=1)

# %% right: by hand, last axis
# answers: probs
probs = house_scores.exp() / house_scores.exp().sum(dim=-1, keepdim=True)
probs_sums = np.sum(probs.numpy(), axis=-1)


# %% wrong: the sum over the houses
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: sum over the houses
def cross_entropy_by_hand(scores, y):
    return -torch.log_softmax(scores, dim=1)[torch.arange(len(y)), y].sum()


# %% wrong: softmax down the columns
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: along each row
def cross_entropy_by_hand(scores, y):
    return -torch.log_softmax(scores, dim=0)[torch.arange(len(y)), y].mean()


# %% wrong: no minus
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: minus sign
def cross_entropy_by_hand(scores, y):
    return torch.log_softmax(scores, dim=1)[torch.arange(len(y)), y].mean()


# %% wrong: all columns of the true classes, n by n
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    return -torch.log_softmax(scores, dim=1)[:, y].mean()


# %% wrong: softmax before F.cross_entropy
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    return F.cross_entropy(torch.softmax(scores, dim=1), y)


# %% right: with one-hot rows
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    probabilities = torch.softmax(scores, dim=1)
    onehot = F.one_hot(y, num_classes=scores.shape[1])
    return -(onehot * torch.log(probabilities)).sum() / len(y)


# %% right: logsumexp and gather, a plain number
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    true_scores = scores.gather(1, y[:, None])[:, 0]
    return (scores.logsumexp(dim=1) - true_scores).mean().item()


# %% wrong: softmax in the model
# answers: model_class
# loses: test_model_class
# says: not the probabilities
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return torch.softmax(self.linear(x), dim=1)


# %% wrong: no call of super().__init__
# answers: model_class
# loses: test_model_class
# says: __init__
class Model(nn.Module):
    def __init__(self):
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return self.linear(x)


# %% wrong: nothing is returned
# answers: model_class
# loses: test_model_class
# says: is a `return` missing
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        self.linear(x)


# %% wrong: a rectifier on the scores
# answers: model_class
# loses: test_model_class
# says: nothing more
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return torch.relu(self.linear(x))


# %% right: other ways to say the same
# answers: model_class
class Model(torch.nn.Module):
    def __init__(self, n_in=2, n_out=3):
        super(Model, self).__init__()
        self.linear = torch.nn.Linear(n_in, n_out)

    def forward(self, batch):
        return F.linear(batch, self.linear.weight, self.linear.bias)


# %% wrong: no rectifier
# answers: mlp
# loses: test_mlp
# says: where is the rectifier
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.Linear(n_hidden, 3))

# %% wrong: softmax at the end
# answers: mlp
# loses: test_mlp
# says: anything else
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 3), nn.Softmax(dim=1))

# %% wrong: a sigmoid for the rectifier
# answers: mlp
# loses: test_mlp
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.Sigmoid(), nn.Linear(n_hidden, 3))

# %% wrong: another number of hidden units
# answers: mlp
# loses: test_mlp
# says: first layer
n_hidden = 10
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 3))

# %% right: with names
# answers: mlp
from collections import OrderedDict

n_hidden = 100
mlp = nn.Sequential(
    OrderedDict(hidden=nn.Linear(2, n_hidden), relu=nn.ReLU(), output=nn.Linear(n_hidden, 3))
)


# %% wrong: no zero_grad
# answers: train_logreg
# loses: test_train_logreg_zero_grad
# says: zero_grad belongs into the loop
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
    return model


# %% wrong: zero_grad once, before the loop, with Adam
# answers: train_logreg
# loses: test_train_logreg_zero_grad
# says: zero_grad belongs into the loop
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    optimizer.zero_grad()
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
    return model


# %% wrong: zero_grad between backward and step
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_zero_grad test_train_logreg_scores
# says: has not learned
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
    return model


# %% wrong: no step
# answers: train_logreg
# loses: test_train_logreg
# says: call backward and step
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
    return model


# %% wrong: the model is not trained at all
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_zero_grad test_train_logreg_scores
# says: has not learned
def train_logreg(X, y, learning_rate, num_steps):
    return nn.Linear(2, 3)


# %% wrong: the optimizer holds another model's parameters
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_zero_grad
# says: parameters of this model
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(nn.Linear(2, 3).parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: softmax before the loss
# answers: train_logreg
# loses: test_train_logreg_scores
# says: softmax is inside
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(torch.softmax(model(X), dim=1), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: softmax before nn.CrossEntropyLoss, with Adam
# answers: train_logreg
# loses: test_train_logreg_scores
# says: softmax is inside
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        optimizer.zero_grad()
        loss_fn(model(X).softmax(dim=1), y).backward()
        optimizer.step()
    return model


# %% wrong: softmax in the model
# answers: train_logreg
# loses: test_train_logreg_scores
# says: without softmax
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Sequential(nn.Linear(2, 3), nn.Softmax(dim=1))
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: squared error on one-hot rows
# answers: train_logreg
# loses: test_train_logreg_scores
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.mse_loss(model(X), F.one_hot(y, 3).float())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: nll_loss without the logarithm of softmax
# answers: train_logreg
# loses: test_train_logreg_scores
# says: not the gradient of cross-entropy
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.nll_loss(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a small learning rate of its own
# answers: train_logreg
# loses: test_train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a learning rate of its own
# answers: train_logreg
# loses: test_train_logreg
# says: is learning_rate used
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a number of steps of its own
# answers: train_logreg
# loses: test_train_logreg
# says: is num_steps used
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(300):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: returns the loss
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_zero_grad test_train_logreg_scores
# says: should return the model
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss


# %% right: Adam, nn.CrossEntropyLoss, the class of exercise 14
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = Model()
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    model.train()
    for step in range(num_steps):
        optimizer.zero_grad()
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.step()
    print(f"loss after {step + 1} steps: {loss.item():.3f}")
    return model.eval()


# %% right: the gradients are cleared at the end of each step
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Sequential(nn.Linear(2, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return model


# %% right: the gradients are cleared at the end, with Adam
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
    return model


# %% right: a manual update, starting from zeros
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    for _ in range(num_steps):
        loss = -F.log_softmax(model(X), dim=1)[torch.arange(len(y)), y].mean()
        model.zero_grad()
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= learning_rate * parameter.grad
    return model


# %% right: torch.autograd.grad, and a seed
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    torch.manual_seed(0)
    model = nn.Linear(2, 3)
    for _ in range(num_steps):
        gradients = torch.autograd.grad(F.cross_entropy(model(X), y), list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients):
                parameter.sub_(learning_rate * gradient)
    return model


# %% right: mini-batches
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for step in range(num_steps):
        batch = torch.randperm(len(X))[:16]
        loss = F.cross_entropy(model(X[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model
