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
# says: Wrong predictions for X of the shape (4, 4): is each a sum over all features
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


# %% wrong: the mean over the features for the sum
# answers: linear_forward
# loses: test_linear_forward
# says: sum over a house's features
def linear_forward(X, w, b):
    return (X * w).mean(axis=1) + b


# %% wrong: the bias added to each feature
# answers: linear_forward
# loses: test_linear_forward
# says: Wrong predictions
def linear_forward(X, w, b):
    return (X * w + b).sum(axis=1)


# %% wrong: one number for all houses
# answers: linear_forward
# loses: test_linear_forward
# says: should have the shape
def linear_forward(X, w, b):
    return np.sum(X * w) + b


# %% wrong: a column
# answers: linear_forward
# loses: test_linear_forward
# says: should have the shape
def linear_forward(X, w, b):
    return X @ w.reshape(-1, 1) + b


# %% wrong: summed over the houses
# answers: linear_forward
# loses: test_linear_forward
# says: should have the shape
def linear_forward(X, w, b):
    return (X * w).sum(axis=0) + b


# %% wrong: the bias multiplied
# answers: linear_forward
# loses: test_linear_forward
# says: Wrong predictions
def linear_forward(X, w, b):
    return X @ w * b


# %% wrong: rounded to whole classes
# answers: linear_forward
# loses: test_linear_forward
# says: Wrong predictions: multiply each feature by its weight, sum over a
def linear_forward(X, w, b):
    return np.round(X @ w + b)


# %% wrong: weights and features taken for each other
# answers: linear_forward
# loses: test_linear_forward
# says: matmul
def linear_forward(X, w, b):
    return w @ X + b


# %% wrong: the bias subtracted
# answers: linear_forward
# loses: test_linear_forward
# says: add b
def linear_forward(X, w, b):
    return np.dot(X, w) - b


# %% right: the bias as one more weight
# answers: linear_forward
def linear_forward(X, w, b):
    return np.column_stack([X, np.ones(len(X))]) @ np.append(w, b)


# %% right: broadcasting, in float32
# answers: linear_forward
def linear_forward(X: np.ndarray, w: np.ndarray, b: float = 0.0) -> np.ndarray:
    return np.sum(np.float32(X) * np.float32(w), axis=-1) + np.float32(b)


# %% right: by PyTorch's layer function
# answers: linear_forward
def linear_forward(X, w, b):
    return F.linear(torch.tensor(X), torch.tensor(w)[None], torch.tensor([b]).double()).squeeze(1)


# %% right: one feature after the other, in place
# answers: linear_forward
def linear_forward(X, w, b):
    result = np.full(X.shape[0], b, dtype=float)
    for j in range(X.shape[1]):
        result += w[j] * X[:, j]
    return list(result)


# %% wrong: the bias is always one half
# answers: linear_forward
# loses: test_linear_forward
# says: Wrong predictions for X of the shape (7, 2)
def linear_forward(X, w, b):
    return X @ w + 0.5


# %% wrong: fails on a single feature
# answers: linear_forward
# loses: test_linear_forward
# says: stops with an error for X of the shape (6, 1)
def linear_forward(X, w, b):
    return X[:, 0] * w[0] + X[:, 1] * w[1] + X[:, 2:] @ w[2:] + b


# %% wrong: larger with each call
# answers: linear_forward
# loses: test_linear_forward
# says: Wrong predictions for X of the shape (7, 2)
calls = []


def linear_forward(X, w, b):
    calls.append(1)
    return len(calls) * (X @ w + b)


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
# says: Square each difference; this is the mean of their sizes
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


# %% wrong: the square of the mean
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: square each difference
def compute_mse_loss(y_pred, y_true):
    return np.mean(y_pred - y_true) ** 2


# %% wrong: the variance of the differences
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: square each difference
def compute_mse_loss(y_pred, y_true):
    return np.var(y_pred - y_true)


# %% wrong: the difference of the squares
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: square each difference
def compute_mse_loss(y_pred, y_true):
    return np.mean(y_pred**2 - y_true**2)


# %% wrong: divided by n - 1
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: average
def compute_mse_loss(y_pred, y_true):
    return ((y_pred - y_true) ** 2).sum() / (len(y_true) - 1)


# %% wrong: always over four houses
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: 9 other prediction(s)
def compute_mse_loss(y_pred, y_true):
    return ((y_pred - y_true) ** 2).sum() / 4


# %% wrong: xor taken for the power
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: bitwise_xor
def compute_mse_loss(y_pred, y_true):
    return np.mean((y_pred - y_true) ^ 2)


# %% wrong: the loss printed
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: a `return` missing
def compute_mse_loss(y_pred, y_true):
    print(np.mean((y_pred - y_true) ** 2))


# %% wrong: cut to a whole number
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: Not the MSE
def compute_mse_loss(y_pred, y_true):
    return int(np.mean((y_pred - y_true) ** 2))


# %% right: PyTorch's, a tensor
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    return F.mse_loss(torch.as_tensor(y_pred), torch.as_tensor(y_true))


# %% right: a loop
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    total = 0
    for prediction, truth in zip(y_pred, y_true):
        total += (prediction - truth) ** 2
    print("houses:", len(y_true))
    return total / len(y_true)


# %% right: the length of the difference
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    return np.linalg.norm(np.subtract(y_pred, y_true)) ** 2 / np.size(y_true)


# %% right: variance plus the square of the mean
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    difference = y_pred - y_true
    return [np.var(difference) + np.mean(difference) ** 2]


# %% right: multiplied out
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    return (y_pred @ y_pred - 2 * y_pred @ y_true + y_true @ y_true) / y_true.shape[0]


# %% wrong: the result of the first call is kept
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: 9 other prediction(s)
first_loss = []


def compute_mse_loss(y_pred, y_true):
    first_loss.append(np.mean((y_pred - y_true) ** 2))
    return first_loss[0]


# %% wrong: on the houses of the notebook
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: could not be broadcast
def compute_mse_loss(y_pred, y_true):
    return np.mean((y_pred - y_train) ** 2)


# %% wrong: the truth is a whole number of the type of the predictions
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: whole numbers
def compute_mse_loss(y_pred, y_true):
    return np.mean((y_pred.astype(y_true.dtype) - y_true) ** 2)


# %% right: as an object of PyTorch
# answers: compute_mse_loss
def compute_mse_loss(y_pred, y_true):
    return nn.MSELoss()(torch.tensor(y_pred).double(), torch.tensor(y_true).double())


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
# says: loss on other houses
def loss_given_params(params):
    return compute_mse_loss(linear_forward(X_valid, params[:2], params[2]), y_valid)


# %% wrong: always the same
# answers: loss_given_params
# loses: test_loss_given_params
# says: always the same
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


# %% wrong: latitude before longitude
# answers: loss_given_params
# loses: test_loss_given_params
# says: the order in params
def loss_given_params(params):
    w = np.array([params[1], params[0]])
    return compute_mse_loss(linear_forward(X_train, w, params[2]), y_train)


# %% wrong: one weight for both
# answers: loss_given_params
# loses: test_loss_given_params
# says: Wrong loss
def loss_given_params(params):
    return np.mean((X_train.sum(axis=1) * params[0] + params[2] - y_train) ** 2)


# %% wrong: the sum over the houses
# answers: loss_given_params
# loses: test_loss_given_params
# says: Wrong loss
def loss_given_params(params):
    return np.sum((X_train @ params[:2] + params[2] - y_train) ** 2)


# %% wrong: on all houses
# answers: loss_given_params
# loses: test_loss_given_params
# says: loss on other houses
def loss_given_params(params):
    return np.mean((features @ params[:2] + params[2] - classes) ** 2)


# %% wrong: the price for the class
# answers: loss_given_params
# loses: test_loss_given_params
# says: X_train with y_train
def loss_given_params(params):
    return np.mean((X_train @ params[:2] + params[2] - price[:300]) ** 2)


# %% wrong: predictions rounded first
# answers: loss_given_params
# loses: test_loss_given_params
# says: Wrong loss
def loss_given_params(params):
    return np.mean((np.rint(X_train @ params[:2] + params[2]) - y_train) ** 2)


# %% wrong: degrees, not standardised
# answers: loss_given_params
# loses: test_loss_given_params
# says: predictions for X_train
def loss_given_params(params):
    return np.mean((coordinates[:300] @ params[:2] + params[2] - y_train) ** 2)


# %% wrong: a column against a row, n by n
# answers: loss_given_params
# loses: test_loss_given_params
# says: Wrong loss
def loss_given_params(params):
    predictions = X_train @ np.reshape(params[:2], (2, 1)) + params[2]
    return np.mean((predictions - y_train) ** 2)


# %% wrong: the predictions, no loss
# answers: loss_given_params
# loses: test_loss_given_params
# says: should have the shape
def loss_given_params(params):
    return linear_forward(X_train, params[:2], params[2])


# %% right: a feature of ones
# answers: loss_given_params
def loss_given_params(params):
    residuals = np.c_[X_train, np.ones(300)] @ params - y_train
    return residuals @ residuals / residuals.size


# %% right: in PyTorch
# answers: loss_given_params
def loss_given_params(params):
    w, b = torch.tensor(params[:-1]), float(params[-1])
    return F.mse_loss(torch.tensor(X_train) @ w + b, torch.tensor(y_train).double())


# %% right: a loop over the houses, slow
# answers: loss_given_params
def loss_given_params(params):
    squares = []
    for (longitude_, latitude_), truth in zip(X_train, y_train):
        guess = params[0] * longitude_ + params[1] * latitude_ + params[2]
        squares.append((guess - truth) ** 2)
    return sum(squares) / len(squares)


# %% right: star arguments, float32
# answers: loss_given_params
def loss_given_params(params):
    *w, b = np.asarray(params, dtype="float32")
    return np.mean((np.dot(X_train.astype("float32"), w) + b - y_train) ** 2, keepdims=True)


# %% wrong: the best parameters, whatever is passed in
# answers: loss_given_params
# loses: test_loss_given_params
# says: always the same
def loss_given_params(params):
    params = np.array([-0.595, -0.129, 1.0])
    return np.mean((X_train @ params[:2] + params[2] - y_train) ** 2)


# %% wrong: bias, latitude, longitude
# answers: loss_given_params
# loses: test_loss_given_params
# says: the order in params
def loss_given_params(params):
    b, latitude_weight, longitude_weight = params
    w = np.array([longitude_weight, latitude_weight])
    return np.mean((X_train @ w + b - y_train) ** 2)


# %% wrong: fails for any but whole numbers
# answers: loss_given_params
# loses: test_loss_given_params
# says: stops with an error for other parameters
def loss_given_params(params):
    if max(abs(params)) > 1:
        raise ValueError("too large")
    return np.mean((X_train @ params[:2] + params[2] - y_train) ** 2)


# %% wrong: never rounded
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: round each prediction
def rounding_accuracy(y_pred, y_true):
    return np.mean(y_pred == y_true)


# %% wrong: decimals cut off
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: round to the nearest
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


# %% wrong: rounded up
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: round to the nearest
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.ceil(y_pred) == y_true)


# %% wrong: within one
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: round each prediction
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.abs(y_pred - y_true) < 1)


# %% wrong: rounded to one decimal
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: round each prediction
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.round(y_pred, 1) == y_true)


# %% wrong: the fraction of mistakes
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: Wrong
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.rint(y_pred) != y_true)


# %% wrong: the mean distance to the truth
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: compare with the class
def rounding_accuracy(y_pred, y_true):
    return 1 - np.mean(np.abs(np.rint(y_pred) - y_true)) / 2


# %% wrong: all or nothing
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: compare with the class
def rounding_accuracy(y_pred, y_true):
    return float(np.array_equal(np.rint(y_pred), y_true))


# %% wrong: counts of the classes compared
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: class of the same house
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.sort(np.rint(y_pred)) == np.sort(y_true))


# %% wrong: positive or not
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: Wrong
def rounding_accuracy(y_pred, y_true):
    return np.mean((y_pred > 0.5) == (y_true > 0.5))


# %% wrong: always among five houses
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: Wrong: round each
def rounding_accuracy(y_pred, y_true):
    return np.sum(np.rint(y_pred) == y_true) / 5


# %% right: half added and the rest cut off
# answers: rounding_accuracy
def rounding_accuracy(y_pred, y_true):
    nearest = np.floor(np.asarray(y_pred) + 0.5).astype(int)
    return np.average(nearest == np.asarray(y_true).astype(int))


# %% right: in torch, float32
# answers: rounding_accuracy
def rounding_accuracy(y_pred, y_true):
    return (torch.tensor(y_pred).round() == torch.tensor(y_true)).float().mean()


# %% right: scikit-learn's accuracy
# answers: rounding_accuracy
def rounding_accuracy(y_pred, y_true):
    from sklearn.metrics import accuracy_score

    return accuracy_score(y_true, np.around(y_pred).astype(int))


# %% wrong: kept between low and high
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: rounds to no class at all
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.clip(np.rint(y_pred), 0, 2) == y_true)


# %% wrong: kept between low and high, counted in a loop
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: rounds to no class at all
def rounding_accuracy(y_pred, y_true):
    right = 0
    for prediction, truth in zip(y_pred, y_true):
        right += min(max(round(float(prediction)), 0), 2) == truth
    return right / len(y_true)


# %% wrong: half added and cut off towards 0
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: rounds to no class at all
def rounding_accuracy(y_pred, y_true):
    return np.mean((y_pred + 0.5).astype(int) == y_true)


# %% wrong: the size of the prediction rounded
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: rounds to no class at all
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.abs(np.rint(y_pred)) == y_true)


# %% wrong: predictions outside are left out
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: rounds to no class at all
def rounding_accuracy(y_pred, y_true):
    inside = (y_pred > -0.5) & (y_pred < 2.5)
    return np.mean(np.rint(y_pred[inside]) == y_true[inside])


# %% wrong: nearer than 0.45
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: nearest whole number
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.abs(y_pred - y_true) < 0.45)


# %% right: Python's round, house by house
# answers: rounding_accuracy
def rounding_accuracy(y_pred, y_true):
    return sum(round(float(p)) == t for p, t in zip(y_pred, y_true)) / len(y_true)


# %% right: whole numbers of half more, rounded down
# answers: rounding_accuracy
def rounding_accuracy(y_pred, y_true):
    return np.mean(np.floor(y_pred + 0.5) == y_true)


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


# %% wrong: houses and classes taken for each other in the output
# answers: shapes
# loses: test_output_shape
# says: a row is a house
X_shape = (100, 2)
W_shape = (2, 3)
b_shape = (3,)
output_shape = (3, 100)


# %% wrong: 300 houses
# answers: shapes
# loses: test_X_shape test_output_shape
# says: a row for each house and a column for each feature
X_shape = (300, 2)
W_shape = (2, 3)
b_shape = (3,)
output_shape = (300, 3)


# %% wrong: one weight for each feature
# answers: shapes
# loses: test_W_shape
# says: should have the shape (2,)
X_shape = (100, 2)
W_shape = (2,)
b_shape = (3,)
output_shape = (100, 3)


# %% wrong: a bias for each feature
# answers: shapes
# loses: test_b_shape
# says: to what is a bias added
X_shape = (100, 2)
W_shape = (2, 3)
b_shape = (2,)
output_shape = (100, 3)


# %% wrong: a bias for each score
# answers: shapes
# loses: test_b_shape
# says: should have the shape (1,)
X_shape = (100, 2)
W_shape = (2, 3)
b_shape = (100, 3)
output_shape = (100, 3)


# %% wrong: the weights for each house
# answers: shapes
# loses: test_W_shape
# says: W takes each feature to each class
X_shape = (100, 2)
W_shape = (100, 3)
b_shape = (3,)
output_shape = (100, 3)


# %% wrong: not all filled in
# answers: shapes
# loses: test_b_shape test_output_shape
# says: b_shape is still None
X_shape = (100, 2)
W_shape = (2, 3)
b_shape = None
output_shape = None


# %% right: arrays of the right shape
# answers: shapes
X, W, b = np.zeros((100, 2)), np.zeros((2, 3)), np.zeros(3)
X_shape = X.shape
W_shape = W.shape
b_shape = b.shape
output_shape = (X @ W + b).shape


# %% wrong: both in the order of PyTorch
# answers: shapes
# loses: test_X_shape test_W_shape test_output_shape
# says: which number comes first
X_shape = (2, 100)
W_shape = (3, 2)
b_shape = (3,)
output_shape = (3, 100)


# %% right: numbers of NumPy, and a row of one
# answers: shapes
X_shape = np.array([100, 2])
W_shape = (np.int64(2), 3.0)
b_shape = [3]
output_shape = torch.tensor([100, 3])


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


# %% wrong: the order of the scores lost
# answers: one_house
# loses: test_house_probabilities
# says: in another order
house_probabilities = sorted(special.softmax([1.0, 2.0, -1.0]))
house_accuracy = 1
house_loss = 0.349


# %% wrong: exponentials not divided
# answers: one_house
# loses: test_house_probabilities
# says: should sum to 1
house_probabilities = np.exp([1.0, 2.0, -1.0])
house_accuracy = 1
house_loss = 0.349


# %% wrong: one third right
# answers: one_house
# loses: test_house_accuracy
# says: is it the true one
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 1 / 3
house_loss = 0.349


# %% wrong: the accuracy as a percentage
# answers: one_house
# loses: test_house_accuracy
# says: from 0 to 1
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 100
house_loss = 0.349


# %% wrong: what is missing to 1 for the loss
# answers: one_house
# loses: test_house_loss
# says: minus the natural logarithm
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 1
house_loss = 1 - 0.7054


# %% wrong: the loss of all classes
# answers: one_house
# loses: test_house_loss
# says: the true class, medium
house_probabilities = special.softmax([1.0, 2.0, -1.0])
house_accuracy = 1
house_loss = -np.log(house_probabilities).sum()


# %% wrong: the loss of the class low
# answers: one_house
# loses: test_house_loss
# says: the true class, medium
house_probabilities = special.softmax([1.0, 2.0, -1.0])
house_accuracy = 1
house_loss = -np.log(house_probabilities[0])


# %% wrong: shifted so that none is negative, then divided
# answers: one_house
# loses: test_house_probabilities
# says: exponential of each score
house_probabilities = np.array([2.0, 3.0, 0.0]) / 5
house_accuracy = 1
house_loss = 0.349


# %% wrong: two decimal places
# answers: one_house
# loses: test_house_probabilities
# says: at least three decimal places
house_probabilities = [0.26, 0.71, 0.04]
house_accuracy = 1
house_loss = 0.349


# %% wrong: two decimal places in the loss of rounded probabilities
# answers: one_house
# loses: test_house_loss
# says: at least three decimal places
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 1
house_loss = 0.342


# %% wrong: from high to low
# answers: one_house
# loses: test_house_probabilities
# says: in another order
house_probabilities = [0.035, 0.705, 0.259]
house_accuracy = 1
house_loss = 0.349


# %% wrong: not the true class
# answers: one_house
# loses: test_house_accuracy
# says: is it the true one
house_probabilities = [0.2595, 0.7054, 0.0351]
house_accuracy = 0
house_loss = 0.349


# %% right: four decimal places
# answers: one_house
house_probabilities = np.array([[0.2595, 0.7054, 0.0351]])[0]
house_accuracy = 1.0
house_loss = torch.tensor(0.3490)


# %% right: a dictionary's values, and fractions
# answers: one_house
exponentials = {name: np.e**score for name, score in (("low", 1), ("medium", 2), ("high", -1))}
house_probabilities = [value / sum(exponentials.values()) for value in exponentials.values()]
house_accuracy = np.float32(1)
house_loss = nn.CrossEntropyLoss()(torch.tensor([[1.0, 2.0, -1.0]]), torch.tensor([1])).item()


# %% wrong: softmax down the columns
# answers: logistic_regression
# loses: test_logistic_regression
# says: each column sums to 1
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
# says: biases b have no effect
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
# says: Each row should sum to 1, and does not
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


# %% wrong: the bias added after softmax
# answers: logistic_regression
# loses: test_logistic_regression
# says: never negative
def logistic_regression(X, W, b):
    return special.softmax(X @ W, axis=1) + b


# %% wrong: softmax of the features
# answers: logistic_regression
# loses: test_logistic_regression
# says: never negative
def logistic_regression(X, W, b):
    return special.softmax(X, axis=1) @ W + b


# %% wrong: the logarithms
# answers: logistic_regression
# loses: test_logistic_regression
# says: never negative
def logistic_regression(X, W, b):
    return special.log_softmax(X @ W + b, axis=1)


# %% wrong: one column of biases
# answers: logistic_regression
# loses: test_logistic_regression
# says: biases b have no effect
def logistic_regression(X, W, b):
    return special.softmax(X @ W + b[:, None], axis=1)


# %% wrong: only the first house
# answers: logistic_regression
# loses: test_logistic_regression
# says: should have the shape
def logistic_regression(X, W, b):
    return special.softmax(X[0] @ W + b)


# %% wrong: the class instead of its probability
# answers: logistic_regression
# loses: test_logistic_regression
# says: should have the shape
def logistic_regression(X, W, b):
    return np.argmax(X @ W + b, axis=1)


# %% wrong: divided by the largest
# answers: logistic_regression
# loses: test_logistic_regression
# says: Each row should sum to 1
def logistic_regression(X, W, b):
    e = np.exp(X @ W + b)
    return e / e.max(axis=1, keepdims=True)


# %% wrong: three classes and no other number
# answers: logistic_regression
# loses: test_logistic_regression
# says: stops with an error for 1 house(s)
def logistic_regression(X, W, b):
    e = np.exp(X @ W + b)
    total = e[:, 0] + e[:, 1] + e[:, 2]
    return np.column_stack([e[:, 0] / total, e[:, 1] / total, e[:, 2] / total])


# %% wrong: the biases subtracted
# answers: logistic_regression
# loses: test_logistic_regression
# says: rows sum to 1, but
def logistic_regression(X, W, b):
    return special.softmax(X @ W - b, axis=1)


# %% right: the plain formula
# answers: logistic_regression
def logistic_regression(X, W, b):
    exponentials = np.exp(X @ W + b)
    return exponentials / exponentials.sum(1)[:, None]


# %% right: house by house
# answers: logistic_regression
def logistic_regression(X, W, b):
    rows = []
    for x in X:
        scores = [sum(x * W[:, j]) + b[j] for j in range(len(b))]
        rows.append(special.softmax(scores))
    return rows


# %% right: class by class, by the function of exercise 1
# answers: logistic_regression
def logistic_regression(X, W, b):
    scores = np.stack([linear_forward(X, w, b_j) for w, b_j in zip(W.T, b)], axis=1)
    return np.exp(scores - special.logsumexp(scores, axis=1, keepdims=True))


# %% right: a layer of PyTorch with these weights, float32
# answers: logistic_regression
def logistic_regression(X, W, b):
    layer = nn.Linear(*W.shape)
    layer.load_state_dict({"weight": torch.tensor(W.T), "bias": torch.tensor(b)})
    return nn.Softmax(dim=1)(layer(torch.tensor(X, dtype=torch.float32)))


# %% right: the features get a one
# answers: logistic_regression
def logistic_regression(X, W, b):
    ones = np.ones((X.shape[0], 1))
    e = np.exp(np.hstack([X, ones]) @ np.vstack([W, b]))
    return np.einsum("ij,i->ij", e, 1 / e.sum(axis=1))


# %% wrong: the biases are left at 0
# answers: logistic_regression
# loses: test_logistic_regression
# says: biases b have no effect
def logistic_regression(X, W, b):
    return special.softmax(X @ W + 0, axis=1)


# %% wrong: twice softmax
# answers: logistic_regression
# loses: test_logistic_regression
# says: rows sum to 1, but
def logistic_regression(X, W, b):
    return special.softmax(special.softmax(X @ W + b, axis=1), axis=1)


# %% wrong: fails on a single house
# answers: logistic_regression
# loses: test_logistic_regression
# says: stops with an error for 1 house(s)
def logistic_regression(X, W, b):
    scores = (X @ W + b).squeeze()
    return special.softmax(scores, axis=1)


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
# says: PyTorch gives another loss: it is the mean of -log of the probability
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


# %% wrong: summed over the houses, averaged over the classes
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: mean of -log
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(np.sum(y_true_onehot * np.log(y_pred), axis=0))


# %% wrong: the logarithm to the base 2
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: -log of the probability
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(np.sum(y_true_onehot * np.log2(y_pred), axis=1))


# %% wrong: the logarithm of the mean
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: the mean of -log
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.log(np.mean(np.sum(y_true_onehot * y_pred, axis=1)))


# %% wrong: the largest probability, whatever is true
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: each true class
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.log(y_pred.max(axis=1)).mean()


# %% wrong: squared differences
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: PyTorch gives another loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return np.mean(np.sum((y_true_onehot - y_pred) ** 2, axis=1))


# %% wrong: a loss for each house
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: should have the shape
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.sum(y_true_onehot * np.log(y_pred), axis=1)


# %% wrong: softmax of the probabilities
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: PyTorch gives another loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return F.cross_entropy(torch.tensor(y_pred), torch.tensor(y_true_onehot)).item()


# %% wrong: every truth with every prediction
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: PyTorch gives another loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(y_true_onehot @ np.log(y_pred).T)


# %% wrong: log(1 + p)
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: minus missing
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(np.sum(y_true_onehot * np.log1p(y_pred), axis=1))


# %% wrong: a hundredth added
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: another loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(np.sum(y_true_onehot * np.log(y_pred + 0.01), axis=1))


# %% right: the true class's probability first
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.log((y_true_onehot * y_pred).sum(axis=1)).mean()


# %% right: PyTorch's, with log-probabilities as scores
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    logs = torch.tensor(y_pred, dtype=torch.float32).log()
    return F.cross_entropy(logs, torch.tensor(y_true_onehot).argmax(dim=1))


# %% right: the diagonal of the product
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.trace(y_true_onehot @ np.log(y_pred).T) / len(y_pred)


# %% right: scikit-learn's
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    from sklearn.metrics import log_loss

    return log_loss(y_true_onehot, y_pred)


# %% right: entries where the truth is 1
# answers: cross_entropy_loss
def cross_entropy_loss(y_true_onehot, y_pred):
    return np.average(-np.log(y_pred[y_true_onehot.astype(bool)]))


# %% wrong: larger with each call
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: Wrong loss for 6 house(s)
calls = []


def cross_entropy_loss(y_true_onehot, y_pred):
    calls.append(1)
    return -len(calls) * np.mean(np.sum(y_true_onehot * np.log(y_pred), axis=1))


# %% wrong: the classes of the notebook
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: operands could not be broadcast
def cross_entropy_loss(y_true_onehot, y_pred):
    return -np.mean(np.sum(Y_train * np.log(y_pred), axis=1))


# %% wrong: always for three classes
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: stops with an error for 1 house(s) and 4 classes
def cross_entropy_loss(y_true_onehot, y_pred):
    rows = y_true_onehot.reshape(-1, 3)
    return -np.mean(np.sum(rows * np.log(y_pred), axis=1))


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
# says: with the same P as for W
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
# says: After one step the biases are still zero: are they updated, too?
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
# says: With another learning_rate
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
# says: computed again in each step
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    error = logistic_regression(X, W, b) - Y
    for _ in range(num_steps):
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: one step only
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: With num_steps=0
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
# says: return a pair
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


# %% wrong: one step too many
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: With num_steps=0
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps + 1):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: one step too few
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: After one step W is still zero
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(1, num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: the biases replaced in each step
# answers: fit
# loses: test_fit_bias
# says: after 5 steps
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W = W - learning_rate * X.T @ error / len(X)
        b = -learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: the weights replaced in each step
# answers: fit
# loses: test_fit_weights
# says: first step is right, but
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W = -learning_rate * X.T @ error / len(X)
        b = b - learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: the biases' gradient taken with the new weights
# answers: fit
# loses: test_fit_bias
# says: the mean of P - Y
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        W -= learning_rate * X.T @ (logistic_regression(X, W, b) - Y) / len(X)
        b -= learning_rate * (logistic_regression(X, W, b) - Y).mean(axis=0)
    return W, b


# %% wrong: no learning rate for the biases
# answers: fit
# loses: test_fit_bias
# says: learning rate times the mean
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= error.mean(axis=0)
    return W, b


# %% wrong: the biases walk uphill
# answers: fit
# loses: test_fit_bias
# says: Wrong biases
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b += learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: the biases left out of the scores
# answers: fit
# loses: test_fit_bias
# says: does not depend on b
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = special.softmax(X @ W, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: the biases subtracted in the scores
# answers: fit
# loses: test_fit_bias
# says: wrong sign
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = special.softmax(X @ W - b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: averaged over the classes, not over the houses
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: operands could not be broadcast together with shapes (3,) (4,) (3,)
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=1)
    return W, b


# %% wrong: divided by the number of houses of the notebook
# answers: fit
# loses: test_fit_weights
# says: not the right length
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X_train)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: momentum
# answers: fit
# loses: test_fit_weights
# says: first step is right, but
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    vW, vb = np.zeros_like(W), np.zeros_like(b)
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        vW = 0.9 * vW + X.T @ error / len(X)
        vb = 0.9 * vb + error.mean(axis=0)
        W, b = W - learning_rate * vW, b - learning_rate * vb
    return W, b


# %% wrong: starts from ones
# answers: fit
# loses: test_fit_weights
# says: With num_steps=0 W should
def fit(X, Y, learning_rate, num_steps):
    W, b = np.ones((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: squared error in place of cross-entropy
# answers: fit
# loses: test_fit_weights
# says: first step is right, but
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = X @ W + b - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: house by house, with a step after each
# answers: fit
# loses: test_fit_weights
# says: Wrong weights
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        for x, y in zip(X, Y):
            error = special.softmax(x @ W + b) - y
            W -= learning_rate * np.outer(x, error)
            b -= learning_rate * error
    return W, b


# %% right: gradients by PyTorch, float32
# answers: fit
def fit(X, Y, learning_rate, num_steps):
    X, Y = torch.tensor(X).float(), torch.tensor(Y).float()
    W = torch.zeros(X.shape[1], Y.shape[1], requires_grad=True)
    b = torch.zeros(Y.shape[1], requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(X @ W + b, Y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return W, b


# %% right: truth minus probabilities, added
# answers: fit
def fit(X, Y, learning_rate=0.1, num_steps=100):
    n = X.shape[0]
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros((1, Y.shape[1]))
    while num_steps > 0:
        missing = (Y - special.softmax(X @ W + b, axis=1)) * learning_rate / n
        W, b = W + X.T @ missing, b + missing.sum(axis=0, keepdims=True)
        num_steps -= 1
    return [W, b[0]]


# %% right: the biases as weights of a one
# answers: fit
def fit(X, Y, learning_rate, num_steps):
    ones = np.hstack([X, np.ones((len(X), 1))])
    both = np.zeros((ones.shape[1], Y.shape[1]))
    for _ in range(num_steps):
        e = np.exp(ones @ both)
        P = e / e.sum(axis=1, keepdims=True)
        both -= learning_rate / len(X) * np.einsum("nf,nk->fk", ones, P - Y)
    return both[:-1], both[-1]


# %% right: house by house, one step for all
# answers: fit
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        grad_W, grad_b = np.zeros_like(W), np.zeros_like(b)
        for x, y in zip(X, Y):
            error = special.softmax(x @ W + b) - y
            grad_W += np.outer(x, error) / len(X)
            grad_b += error / len(X)
        W -= learning_rate * grad_W
        b -= learning_rate * grad_b
    return W, b


# %% right: recursion
# answers: fit
def fit(X, Y, learning_rate, num_steps):
    if num_steps == 0:
        return np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    W, b = (
        fit(X, Y, learning_rate, num_steps - 1)
        if num_steps < 500
        else plain(X, Y, learning_rate, num_steps - 1)
    )
    error = logistic_regression(X, W, b) - Y
    return W - learning_rate * X.T @ error / len(X), b - learning_rate * np.mean(error, 0)


def plain(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = logistic_regression(X, W, b) - Y
        W, b = W - learning_rate * X.T @ error / len(X), b - learning_rate * np.mean(error, 0)
    return W, b


# %% wrong: always 100 steps
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: With num_steps=0
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(100):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: at least one step
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: With num_steps=0
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(max(num_steps, 1)):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: always two features and three classes
# answers: fit
# loses: test_fit_weights
# says: stops with an error for 4 features and 2 classes
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((2, 3)), np.zeros(3)
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: the houses of the notebook
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: wrong
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((2, 3)), np.zeros(3)
    for _ in range(num_steps):
        error = special.softmax(X_train @ W + b, axis=1) - Y_train
        W -= learning_rate * X_train.T @ error / len(X_train)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: a second call goes on from the first
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: starts from zeros again
weights = {}


def fit(X, Y, learning_rate, num_steps):
    shape = X.shape[1], Y.shape[1]
    W, b = weights.get(shape, (np.zeros(shape), np.zeros(shape[1])))
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W = W - learning_rate * X.T @ error / len(X)
        b = b - learning_rate * error.mean(axis=0)
    weights[shape] = W, b
    return W, b


# %% wrong: biases in a default argument
# answers: fit
# loses: test_fit_weights test_fit_bias
# says: another b
def fit(X, Y, learning_rate, num_steps, b=np.zeros(3)):
    W = np.zeros((X.shape[1], Y.shape[1]))
    b = b if Y.shape[1] == 3 else np.zeros(Y.shape[1])
    b.flags.writeable = True
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b.copy()


# %% wrong: trained twice
# answers: fit
# loses: test_fit_weights
# says: Wrong weights after one step
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(2 * num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: the step shrinks from step to step
# answers: fit
# loses: test_fit_weights
# says: first step is right, but
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for step in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate / (1 + step) * X.T @ error / len(X)
        b -= learning_rate / (1 + step) * error.mean(axis=0)
    return W, b


# %% wrong: a weight decay
# answers: fit
# loses: test_fit_weights
# says: first step is right, but
def fit(X, Y, learning_rate, num_steps):
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W = 0.99 * W - learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: a learning rate of its own
# answers: fit
# loses: test_fit_weights
# says: With another learning_rate
def fit(X, Y, learning_rate, num_steps):
    learning_rate = 0.5
    W, b = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(num_steps):
        error = special.softmax(X @ W + b, axis=1) - Y
        W -= learning_rate * X.T @ error / len(X)
        b -= learning_rate * error.mean(axis=0)
    return W, b


# %% wrong: argmax down the columns
# answers: accuracy
# loses: test_argmax_accuracy
# says: operands could not be broadcast together with shapes (3,) (4,)
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
# says: Wrong: along which axis do you look for the largest probability of a
def accuracy(y_pred, y_true):
    return y_pred[np.arange(len(y_true)), y_true].mean()


# %% wrong: n by n comparisons
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong: along which axis do you look for the largest probability of a
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred, axis=1)[:, None] == y_true)


# %% right: counted in a loop
# answers: accuracy
def accuracy(y_pred, y_true):
    return sum(int(row.argmax() == truth) for row, truth in zip(y_pred, y_true)) / len(y_true)


# %% wrong: the smallest probability
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong
def accuracy(y_pred, y_true):
    return np.mean(np.argmin(y_pred, axis=1) == y_true)


# %% wrong: the fraction of mistakes
# answers: accuracy
# loses: test_argmax_accuracy
# says: houses that are wrong
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred, axis=1) != y_true)


# %% wrong: the place in the whole table
# answers: accuracy
# loses: test_argmax_accuracy
# says: along which axis
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred) == y_true)


# %% wrong: the mean probability of the truth
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong
def accuracy(y_pred, y_true):
    return y_pred[np.arange(len(y_true)), y_true].mean()


# %% wrong: classes counted from 1
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred, axis=1) + 1 == y_true)


# %% wrong: a truth value for each house
# answers: accuracy
# loses: test_argmax_accuracy
# says: should have the shape
def accuracy(y_pred, y_true):
    return np.argmax(y_pred, axis=1) == y_true


# %% wrong: the largest probability compared with the class
# answers: accuracy
# loses: test_argmax_accuracy
# says: with what do you compare
def accuracy(y_pred, y_true):
    return np.mean(np.max(y_pred, axis=1) == y_true)


# %% wrong: probabilities rounded
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong
def accuracy(y_pred, y_true):
    onehot = np.eye(y_pred.shape[1])[y_true]
    return np.mean((np.round(y_pred) == onehot).all(axis=1))


# %% right: the truth has the row's maximum
# answers: accuracy
def accuracy(y_pred, y_true):
    return np.mean(y_pred[np.arange(len(y_true)), y_true] == y_pred.max(axis=1))


# %% right: PyTorch
# answers: accuracy
def accuracy(y_pred, y_true):
    return (torch.tensor(y_pred).argmax(dim=1) == torch.tensor(y_true)).double().mean()


# %% right: sorted places
# answers: accuracy
def accuracy(y_pred, y_true):
    chosen = np.argsort(y_pred, axis=1)[:, -1]
    return np.count_nonzero(chosen == y_true) / chosen.size


# %% right: scikit-learn's
# answers: accuracy
from sklearn import metrics


def accuracy(y_pred, y_true, normalize=True):
    return metrics.accuracy_score(y_true, y_pred.argmax(-1), normalize=normalize)


# %% right: lists and a comprehension
# answers: accuracy
def accuracy(y_pred, y_true):
    rows = np.asarray(y_pred).tolist()
    hits = [row.index(max(row)) == int(truth) for row, truth in zip(rows, y_true)]
    return hits.count(True) / len(hits)


# %% wrong: larger with each call
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong accuracy
calls = []


def accuracy(y_pred, y_true):
    calls.append(1)
    return np.mean(np.argmax(y_pred, axis=1) == y_true) / len(calls)


# %% wrong: only three classes are looked at
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong accuracy for 25 house(s) and 5 classes
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred[:, :3], axis=1) == y_true)


# %% wrong: the classes of the notebook
# answers: accuracy
# loses: test_argmax_accuracy
# says: Wrong
def accuracy(y_pred, y_true):
    return np.mean(np.argmax(y_pred, axis=1) == y_train[: len(y_pred)])


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


# %% wrong: a class number, as in linear regression
# answers: in_out_features
# loses: test_in_out_features
# says: one per class
in_features, out_features = 2, 1


# %% wrong: both numbers as the shape of the weights
# answers: in_out_features
# loses: test_in_out_features
# says: should have the shape
in_features, out_features = (2, 3), (3,)


# %% wrong: six weights
# answers: in_out_features
# loses: test_in_out_features
# says: one house
in_features, out_features = 6, 3


# %% right: a layer's own
# answers: in_out_features
layer = nn.Linear(2, 3)
in_features, out_features = layer.in_features, torch.tensor(layer.out_features)


# %% right: text that can be read as numbers is not needed
# answers: in_out_features
in_features = np.array(2)
out_features = 3.0


# %% right: from the weights of the fit
# answers: in_out_features
in_features, out_features = W_numpy.shape


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


# %% wrong: one softmax over all
# answers: probs
# loses: test_probs
# says: along the axis of the classes
probs = torch.softmax(house_scores.flatten(), dim=0).reshape(5, 3)
probs_sums = probs.sum(dim=1)


# %% wrong: shares of the scores
# answers: probs
# loses: test_probs
# says: never negative
probs = house_scores / house_scores.sum(dim=1, keepdim=True)
probs_sums = probs.sum(dim=1)


# %% wrong: a sigmoid for each score
# answers: probs
# loses: test_probs
# says: softmax of house_scores
probs = torch.sigmoid(house_scores)
probs_sums = probs.sum(dim=1)


# %% wrong: transposed
# answers: probs
# loses: test_probs
# says: should have the shape
probs = torch.softmax(house_scores.T, dim=0)
probs_sums = probs.sum(dim=0)


# %% wrong: one sum for all
# answers: probs
# loses: test_probs_sums
# says: for each of the five houses
probs = torch.softmax(house_scores, dim=1)
probs_sums = probs.sum()


# %% wrong: the largest in place of the sum
# answers: probs
# loses: test_probs_sums
# says: sum over the classes
probs = torch.softmax(house_scores, dim=1)
probs_sums = probs.max(dim=1).values


# %% wrong: columns throughout
# answers: probs
# loses: test_probs test_probs_sums
# says: each column sums to 1
probs = torch.softmax(house_scores, dim=0)
probs_sums = probs.sum(dim=0)


# %% wrong: other scores
# answers: probs
# loses: test_probs
# says: is it softmax of house_scores
probs = torch.softmax(2 * torch.randn(5, 3), dim=1)
probs_sums = probs.sum(dim=1)


# %% right: the module, and a matrix product
# answers: probs
probs = nn.Softmax(dim=-1)(house_scores)
probs_sums = probs @ torch.ones(3)


# %% right: SciPy, in NumPy
# answers: probs
probs = special.softmax(house_scores.numpy(), axis=1)
probs_sums = probs.sum(axis=1)


# %% right: house by house
# answers: probs
probs = torch.stack([F.softmax(row, dim=0) for row in house_scores])
probs_sums = [sum(row).item() for row in probs]


# %% right: through the logarithms, with a gradient
# answers: probs
house_scores.requires_grad_(True)
probs = (house_scores - house_scores.logsumexp(dim=1, keepdim=True)).exp()
probs_sums = torch.einsum("ij->i", probs)


# %% wrong: rows where columns are, in the sums
# answers: probs
# loses: test_probs_sums
# says: not the sums of the rows
probs = torch.softmax(house_scores, dim=1)
probs_sums = probs.mean(dim=1)


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
# says: F.cross_entropy gives another number: take log of softmax along each
def cross_entropy_by_hand(scores, y):
    return -torch.log_softmax(scores, dim=1)[:, y].mean()


# %% wrong: softmax before F.cross_entropy
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: F.cross_entropy gives another number: take log of softmax along each
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


# %% wrong: the scores of the true classes alone
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: The loss is never negative: is a minus sign missing?
def cross_entropy_by_hand(scores, y):
    return -scores[torch.arange(len(y)), y].mean()


# %% wrong: the mean over all entries
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: F.cross_entropy gives another number
def cross_entropy_by_hand(scores, y):
    onehot = F.one_hot(y, scores.shape[1])
    return -(onehot * torch.log_softmax(scores, dim=1)).mean()


# %% wrong: the logarithm to the base 10
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: F.cross_entropy gives another number
def cross_entropy_by_hand(scores, y):
    p = torch.softmax(scores, dim=1)
    return -torch.log10(p[torch.arange(len(y)), y]).mean()


# %% wrong: the probabilities of the truth, no logarithm
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: F.cross_entropy gives another number: take log of softmax along each
def cross_entropy_by_hand(scores, y):
    return (1 - torch.softmax(scores, dim=1)[torch.arange(len(y)), y]).mean()


# %% wrong: the largest probability
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: the entry of the true class
def cross_entropy_by_hand(scores, y):
    return -torch.log_softmax(scores, dim=1).max(dim=1).values.mean()


# %% wrong: the logarithm of the mean probability
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: F.cross_entropy gives another number
def cross_entropy_by_hand(scores, y):
    return -torch.log(torch.softmax(scores, dim=1)[torch.arange(len(y)), y].mean())


# %% wrong: a loss for each house
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: should have the shape
def cross_entropy_by_hand(scores, y):
    return -torch.log_softmax(scores, dim=1)[torch.arange(len(y)), y]


# %% wrong: the log of the scores
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: log of softmax along each row
def cross_entropy_by_hand(scores, y):
    shares = torch.log(scores) - torch.log(scores.sum(dim=1, keepdim=True))
    return -shares[torch.arange(len(y)), y].mean()


# %% right: PyTorch's nll_loss
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    return F.nll_loss(F.log_softmax(scores, dim=1), y)


# %% right: house by house
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    losses = []
    for row, t in zip(scores, y):
        losses.append(-torch.softmax(row, dim=0)[t].log())
    return torch.stack(losses).mean()


# %% right: one over the sum of the differences
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    true = scores[torch.arange(len(y)), y].unsqueeze(1)
    return torch.log(torch.exp(scores - true).sum(dim=1)).mean()


# %% right: in NumPy, as a tensor again
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    P = special.softmax(scores.detach().numpy().astype(float), axis=1)
    return torch.tensor(cross_entropy_loss(np.eye(P.shape[1])[y.numpy()], P))


# %% right: where the truth is, summed
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    here = torch.arange(scores.size(1)) == y[:, None]
    logs = scores - torch.logsumexp(scores, 1, keepdim=True)
    return logs.masked_select(here).neg().sum().div(len(y)).reshape(1)


# %% wrong: always five houses
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: index
def cross_entropy_by_hand(scores, y):
    return -torch.log_softmax(scores, dim=1)[torch.arange(5), y].mean()


# %% wrong: fails on a single house
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: stops with an error for 1 house(s) and 5 classes
def cross_entropy_by_hand(scores, y):
    log_probs = torch.log_softmax(scores, dim=1).squeeze()
    return -log_probs[torch.arange(len(y)), y].mean()


# %% wrong: larger with each call
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: For 8 house(s) and 3 classes
calls = []


def cross_entropy_by_hand(scores, y):
    calls.append(1)
    return -len(calls) * torch.log_softmax(scores, dim=1)[torch.arange(len(y)), y].mean()


# %% right: the loss as an object, on logarithms
# answers: cross_entropy_by_hand
def cross_entropy_by_hand(scores, y):
    return nn.NLLLoss()(nn.LogSoftmax(dim=1)(scores), y)


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


# %% wrong: the layer has another name
# answers: model_class
# loses: test_model_class
# says: attribute linear
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 3)

    def forward(self, x):
        return self.layer(x)


# %% wrong: no bias
# answers: model_class
# loses: test_model_class
# says: has no bias
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3, bias=False)

    def forward(self, x):
        return self.linear(x)


# %% wrong: one score, as for a price
# answers: model_class
# loses: test_model_class
# says: should have the shape (4, 3)
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(in_features=2, out_features=1)

    def forward(self, x):
        return self.linear(x).squeeze(1)


# %% wrong: in and out exchanged
# answers: model_class
# loses: test_model_class
# says: shapes cannot be multiplied
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 2)

    def forward(self, x):
        return self.linear(x)


# %% wrong: a new layer at each call
# answers: model_class
# loses: test_model_class
# says: nothing more
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return nn.Linear(2, 3)(x)


# %% wrong: not a module
# answers: model_class
# loses: test_model_class
# says: inherit from nn.Module
class Model:
    def __init__(self):
        self.linear = nn.Linear(2, 3)

    def __call__(self, x):
        return self.linear(x)


# %% wrong: log-probabilities
# answers: model_class
# loses: test_model_class
# says: nothing more
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return F.log_softmax(self.linear(x), dim=1)


# %% wrong: forward is misspelt
# answers: model_class
# loses: test_model_class
# says: is missing the required
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def foward(self, x):
        return self.linear(x)


# %% wrong: the size has to be given
# answers: model_class
# loses: test_model_class
# says: missing
class Model(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, x):
        return self.linear(x)


# %% right: a Sequential with a name
# answers: model_class
from collections import OrderedDict


class Model(nn.Sequential):
    def __init__(self):
        super().__init__(OrderedDict([("linear", nn.Linear(2, 3))]))


# %% right: started from zeros, with prints
# answers: model_class
class Model(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features=2, out_features=3)
        nn.init.zeros_(self.linear.weight)
        nn.init.normal_(self.linear.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        print(x.shape)
        scores = self.linear(x)
        return scores


# %% right: the product written out
# answers: model_class
class Model(nn.Module):
    def __init__(self):
        nn.Module.__init__(self)
        self.add_module("linear", nn.Linear(2, 3))

    def forward(self, X):
        return X @ self.linear.weight.t() + self.linear.bias


# %% right: the layer finds out the number of inputs
# answers: model_class
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.LazyLinear(3)

    def forward(self, x):
        return self.linear(x)


# %% wrong: one layer for all models
# answers: model_class
# loses: test_model_class
# says: share their weights
shared_layer = nn.Linear(2, 3)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = shared_layer

    def forward(self, x):
        return self.linear(x)


# %% wrong: the first weights kept
# answers: model_class
# loses: test_model_class
# says: nothing more
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)
        self.W = self.linear.weight.detach().clone()
        self.b = self.linear.bias.detach().clone().requires_grad_()

    def forward(self, x):
        return x @ self.W.T + self.b


# %% wrong: the scores come without a gradient
# answers: model_class
# loses: test_model_class
# says: could not be trained
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        with torch.no_grad():
            return self.linear(x)


# %% wrong: a bias that is not used
# answers: model_class
# loses: test_model_class
# says: nothing more
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return x @ self.linear.weight.T


# %% wrong: the price model under another name
# answers: model_class
# loses: test_model_class
# says: should have the shape (4, 3)
Model = PriceModel


# %% wrong: fails on a single house
# answers: model_class
# loses: test_model_class
# says: should have the shape (1, 3)
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return self.linear(x).squeeze()


# %% wrong: some scores dropped at random in training
# answers: model_class
# loses: test_model_class
# says: nothing more
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return F.dropout(self.linear(x), 0.2)


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
# says: mlp(X) is not what a linear layer, a ReLU and a linear layer give: is
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


# %% wrong: the rectifier at the end
# answers: mlp
# loses: test_mlp
# says: where is the rectifier
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.Linear(n_hidden, 3), nn.Identity())


# %% wrong: a rectifier on the scores, too
# answers: mlp
# loses: test_mlp
# says: anything else
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 3), nn.ReLU())


# %% wrong: no bias in the second layer
# answers: mlp
# loses: test_mlp
# says: each with weights and a bias
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 3, bias=False))


# %% wrong: one hidden layer more
# answers: mlp
# loses: test_mlp
# says: two linear layers
n_hidden = 100
mlp = nn.Sequential(
    nn.Linear(2, n_hidden),
    nn.ReLU(),
    nn.Linear(n_hidden, n_hidden),
    nn.ReLU(),
    nn.Linear(n_hidden, 3),
)


# %% wrong: no rectifier, and all weights at 0
# answers: mlp
# loses: test_mlp
# says: where is the rectifier
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.Linear(n_hidden, 3))
with torch.no_grad():
    for parameter in mlp.parameters():
        parameter.zero_()


# %% wrong: a list of layers
# answers: mlp
# loses: test_mlp
# says: should be an nn.Sequential
n_hidden = 100
mlp = [nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 3)]


# %% wrong: one output
# answers: mlp
# loses: test_mlp
# says: should have the shape (4, 3)
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 1))


# %% wrong: the layers do not fit
# answers: mlp
# loses: test_mlp
# says: shapes cannot be multiplied
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(2, 3))


# %% wrong: some outputs dropped at random
# answers: mlp
# loses: test_mlp
# says: anything else
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(n_hidden, 3))


# %% wrong: a leaky rectifier
# answers: mlp
# loses: test_mlp
# says: a ReLU
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.LeakyReLU(0.1), nn.Linear(n_hidden, 3))


# %% wrong: one layer alone
# answers: mlp
# loses: test_mlp
# says: two linear layers
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, 3))


# %% right: from a list, in place
# answers: mlp
n_hidden = 100
layers = [nn.Linear(2, n_hidden), nn.ReLU(inplace=True), nn.Linear(n_hidden, 3)]
mlp = nn.Sequential(*layers)


# %% right: put together one by one
# answers: mlp
n_hidden = 100
mlp = nn.Sequential()
mlp.add_module("hidden", nn.Linear(2, n_hidden))
mlp.append(nn.ReLU())
mlp.append(nn.Linear(n_hidden, 3))


# %% right: a function that makes it, seeded
# answers: mlp
def make_mlp(n_in=2, n_hidden=100, n_out=3):
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))


n_hidden = 100
mlp = make_mlp(n_hidden=n_hidden)
print(mlp)


# %% right: a class of its own, evaluated
# answers: mlp
class MLP(nn.Sequential):
    def __init__(self, hidden):
        super().__init__(nn.Linear(2, hidden), nn.ReLU(), nn.Linear(hidden, 3))


n_hidden = 100
mlp = MLP(n_hidden).eval()


# %% right: layers that find out the number of inputs
# answers: mlp
n_hidden = 100
mlp = nn.Sequential(nn.LazyLinear(n_hidden), nn.ReLU(), nn.LazyLinear(3))


# %% wrong: the logistic regression under another name
# answers: mlp
# loses: test_mlp
# says: should be an nn.Sequential
n_hidden = 100
mlp = Model()


# %% wrong: the logistic regression in a Sequential
# answers: mlp
# loses: test_mlp
# says: two linear layers
n_hidden = 100
mlp = nn.Sequential(Model())


# %% wrong: numbers dropped at random, evaluated
# answers: mlp
# loses: test_mlp
# says: anything else
n_hidden = 100
mlp = nn.Sequential(
    nn.Linear(2, n_hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(n_hidden, 3)
).eval()


# %% wrong: as many hidden units as classes
# answers: mlp
# loses: test_mlp
# says: first layer
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 3))


# %% right: weights that start at zero
# answers: mlp
n_hidden = 100
mlp = nn.Sequential(nn.Linear(2, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 3))
for parameter in mlp.parameters():
    nn.init.zeros_(parameter)


# %% wrong: no zero_grad
# answers: train_logreg
# loses: test_train_logreg_zero_grad
# says: zero_grad belongs in the loop
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
# says: zero_grad belongs in the loop
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
# says: softmax is taken before
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
# says: softmax is taken before
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
# says: This is not the gradient of cross-entropy: which loss do you compute
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
# says: learned
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
# says: are there num_steps steps
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


# %% wrong: mini-batches
# answers: train_logreg
# loses: test_train_logreg_scores
# says: on all houses, or on some
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


# %% wrong: no backward
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_zero_grad test_train_logreg_scores
# says: call backward and step
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        optimizer.step()
    return model


# %% wrong: uphill
# answers: train_logreg
# loses: test_train_logreg
# says: has not learned
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, maximize=True)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the model returned after the first step
# answers: train_logreg
# loses: test_train_logreg
# says: does the loop
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return model


# %% wrong: the sum over the houses
# answers: train_logreg
# loses: test_train_logreg_scores
# says: mean over the houses
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y, reduction="sum")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a hidden layer
# answers: train_logreg
# loses: test_train_logreg
# says: single nn.Linear
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Sequential(nn.Linear(2, 20), nn.ReLU(), nn.Linear(20, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: no bias
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_scores
# says: single nn.Linear
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3, bias=False)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: one model for all calls
# answers: train_logreg
# loses: test_train_logreg
# says: a new model in each call
shared = nn.Linear(2, 3)


def train_logreg(X, y, learning_rate, num_steps):
    model = shared
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a new model in each step
# answers: train_logreg
# loses: test_train_logreg
# says: has not learned
def train_logreg(X, y, learning_rate, num_steps):
    for _ in range(num_steps):
        model = nn.Linear(2, 3)
        optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: softmax along the houses, then the negative log-likelihood
# answers: train_logreg
# loses: test_train_logreg_scores
# says: After a step with a large learning rate the model has not moved.
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.nll_loss(torch.log_softmax(model(X), dim=0), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: probabilities without their logarithm
# answers: train_logreg
# loses: test_train_logreg_scores
# says: gradient
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.nll_loss(torch.softmax(model(X), dim=1), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: log-probabilities of a sigmoid for each class
# answers: train_logreg
# loses: test_train_logreg_scores
# says: This is not the gradient of cross-entropy
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.binary_cross_entropy_with_logits(model(X), F.one_hot(y, 3).float())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the output cut off at 3
# answers: train_logreg
# loses: test_train_logreg_scores
# says: single nn.Linear
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Sequential(nn.Linear(2, 3), nn.Hardtanh(-3, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the houses of the notebook, whatever is passed in
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_scores
# says: learned
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X_tensor), torch.tensor(y_train))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a model for one number
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_scores
# says: should have the shape
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.mse_loss(model(X).squeeze(1), y.float())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the scores of the training houses returned
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
    return model(X)


# %% wrong: zero_grad every tenth step
# answers: train_logreg
# loses: test_train_logreg_zero_grad
# says: zero_grad belongs in the loop
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        if _ % 10 == 0:
            optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: backward before the loop, on one loss
# answers: train_logreg
# loses: test_train_logreg_zero_grad
# says: in the loop
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    loss = F.cross_entropy(model(X), y)
    optimizer.zero_grad()
    loss.backward()
    for _ in range(num_steps):
        optimizer.step()
    return model


# %% wrong: no_grad around the predictions
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_zero_grad test_train_logreg_scores
# says: element 0 of tensors does not require grad and does not have a grad_fn
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        with torch.no_grad():
            scores = model(X)
        loss = F.cross_entropy(scores, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% right: one-hot rows as the truth, momentum
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.5)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), F.one_hot(y, num_classes=3).float())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% right: a module with parameters in a layer, AdamW
# answers: train_logreg
class Logistic(nn.Module):
    def __init__(self, n_in=2, n_out=3):
        super().__init__()
        self.scores = nn.Linear(n_in, n_out)

    def forward(self, x):
        return self.scores(x)


def train_logreg(X, y, learning_rate, num_steps):
    model = Logistic()
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% right: the loss of exercise 13, by hand
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = -torch.log_softmax(model(X), dim=1).gather(1, y.view(-1, 1)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% right: a loader with one batch
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    from torch.utils.data import DataLoader, TensorDataset

    loader = DataLoader(TensorDataset(X, y), batch_size=len(X), shuffle=True)
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    criterion = nn.CrossEntropyLoss(reduction="mean")
    done = 0
    while done < num_steps:
        for xs, ys in loader:
            optimizer.zero_grad()
            criterion(model(xs), ys).backward()
            optimizer.step()
            done += 1
    return model


# %% right: the gradient by formula
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    with torch.no_grad():
        for _ in range(num_steps):
            error = torch.softmax(model(X), dim=1) - F.one_hot(y, 3)
            model.weight -= learning_rate * error.T @ X / len(X)
            model.bias -= learning_rate * error.mean(dim=0)
    return model


# %% right: each parameter's gradient set to None
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    history = []
    for step in range(num_steps):
        for parameter in model.parameters():
            parameter.grad = None
        loss = nn.NLLLoss()(nn.LogSoftmax(dim=1)(model(X)), y)
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    plt.plot(history)
    plt.close()
    return model


# %% right: the sum divided by the number of houses
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y, reduction="sum") / len(y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the first half of the houses
# answers: train_logreg
# loses: test_train_logreg_scores
# says: on all houses, or on some
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for step in range(num_steps):
        half = max(len(X) // 2, 3)
        loss = F.cross_entropy(model(X[:half]), y[:half])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: mini-batches, the gradients cleared after each step
# answers: train_logreg
# loses: test_train_logreg_scores
# says: on all houses, or on some
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    for step in range(num_steps):
        batch = torch.randperm(len(X))[:64]
        loss = F.cross_entropy(model(X[batch]), y[batch])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return model


# %% right: the gradients of two halves added up
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for step in range(num_steps):
        optimizer.zero_grad()
        for part in (slice(0, None, 2), slice(1, None, 2)):
            loss = F.cross_entropy(model(X[part]), y[part], reduction="sum") / len(X)
            loss.backward()
        optimizer.step()
    return model


# %% wrong: always 100 steps
# answers: train_logreg
# loses: test_train_logreg
# says: num_steps
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(100):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: always 100 steps, with Adam
# answers: train_logreg
# loses: test_train_logreg
# says: num_steps
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    for _ in range(100):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: one step too many
# answers: train_logreg
# loses: test_train_logreg
# says: more steps than num_steps
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps + 1):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: one step too few
# answers: train_logreg
# loses: test_train_logreg_scores
# says: has not moved
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(1, num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: never more than 50 steps
# answers: train_logreg
# loses: test_train_logreg
# says: num_steps
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(min(num_steps, 50)):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: trained twice
# answers: train_logreg
# loses: test_train_logreg
# says: more steps than num_steps
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(2):
        for _ in range(num_steps):
            loss = F.cross_entropy(model(X), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model


# %% wrong: a second call goes on from the weights of the first
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_scores
# says: new model
kept_weights = {}


def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    if kept_weights:
        model.load_state_dict(kept_weights)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    kept_weights.update({k: v.clone() for k, v in model.state_dict().items()})
    return model


# %% wrong: the optimizer of the first call for all
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_zero_grad
# says: learned
first_model = nn.Linear(2, 3)
optimizer = torch.optim.SGD(first_model.parameters(), lr=0.1)


def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the validation houses are trained on as well
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_scores
# says: beside X and y
def train_logreg(X, y, learning_rate, num_steps):
    X = torch.cat([X, torch.tensor(X_valid, dtype=torch.float32)])
    y = torch.cat([y, torch.tensor(y_valid)])
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: afterwards trained on the validation houses
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_scores
# says: learned
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    valid = torch.tensor(X_valid, dtype=torch.float32), torch.tensor(y_valid)
    for inputs, truth in ((X, y), valid):
        for _ in range(num_steps):
            loss = F.cross_entropy(model(inputs), truth)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model


# %% wrong: trained beforehand on the houses of the notebook
# answers: train_logreg
# loses: test_train_logreg
# says: the houses of the notebook
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    warm_up = torch.optim.Adam(model.parameters(), lr=0.1)
    for _ in range(100):
        loss = F.cross_entropy(model(X_tensor), torch.tensor(y_train))
        warm_up.zero_grad()
        loss.backward()
        warm_up.step()
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a weight decay
# answers: train_logreg
# loses: test_train_logreg
# says: the cross-entropy alone
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, weight_decay=0.01)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: a strong weight decay
# answers: train_logreg
# loses: test_train_logreg
# says: the cross-entropy alone
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, weight_decay=0.1)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the labels smoothed
# answers: train_logreg
# loses: test_train_logreg test_train_logreg_scores
# says: nothing else in it
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    loss_fn = nn.CrossEntropyLoss(label_smoothing=0.1)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: zero_grad every second step
# answers: train_logreg
# loses: test_train_logreg_zero_grad
# says: zero_grad belongs in the loop
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for step in range(num_steps):
        if step % 2 == 0:
            optimizer.zero_grad()
        loss = F.cross_entropy(model(X), y)
        loss.backward()
        optimizer.step()
    return model


# %% wrong: stops when the loss hardly changes
# answers: train_logreg
# loses: test_train_logreg
# says: num_steps
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    before = float("inf")
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        if before - loss.item() < 1e-4 and learning_rate > 0.2:
            break
        before = loss.item()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% right: RMSprop
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% right: Adagrad
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.Adagrad(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% right: momentum of 0.9
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(in_features=2, out_features=3)
    optimizer = torch.optim.SGD(model.parameters(), learning_rate, momentum=0.9, nesterov=True)
    for _ in range(num_steps):
        optimizer.zero_grad()
        nn.CrossEntropyLoss()(model(X), y).backward()
        optimizer.step()
    return model


# %% right: larger random weights to start from
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    nn.init.normal_(model.weight)
    nn.init.xavier_uniform_(model.bias[None])
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        loss = F.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


# %% wrong: the predictions of the same houses, kept
# answers: linear_forward
# loses: test_linear_forward
# says: they should follow from all three
known_predictions = {}


def linear_forward(X, w, b):
    if X.tobytes() not in known_predictions:
        known_predictions[X.tobytes()] = X @ w + b
    return known_predictions[X.tobytes()]


# %% wrong: the loss of the same truth, kept
# answers: compute_mse_loss
# loses: test_compute_mse_loss
# says: the loss should follow from both
known_losses = {}


def compute_mse_loss(y_pred, y_true):
    if y_true.tobytes() not in known_losses:
        known_losses[y_true.tobytes()] = np.mean((y_pred - y_true) ** 2)
    return known_losses[y_true.tobytes()]


# %% wrong: the accuracy of the same predictions, kept
# answers: rounding_accuracy
# loses: test_rounding_accuracy
# says: the accuracy should follow from both
known_accuracies = {}


def rounding_accuracy(y_pred, y_true):
    if y_pred.tobytes() not in known_accuracies:
        known_accuracies[y_pred.tobytes()] = np.mean(np.rint(y_pred) == y_true)
    return known_accuracies[y_pred.tobytes()]


# %% wrong: the probabilities that belong to the same weights, kept
# answers: logistic_regression
# loses: test_logistic_regression
# says: they should follow from all three
known_probabilities = {}


def logistic_regression(X, W, b):
    if W.tobytes() not in known_probabilities:
        known_probabilities[W.tobytes()] = special.softmax(X @ W + b, axis=1)
    return known_probabilities[W.tobytes()]


# %% wrong: the loss of the same houses, kept
# answers: cross_entropy_loss
# loses: test_cross_entropy_loss
# says: the loss should follow from both
known_losses = {}


def cross_entropy_loss(y_true_onehot, y_pred):
    key = y_true_onehot.tobytes()
    if key not in known_losses:
        known_losses[key] = -np.mean(np.sum(y_true_onehot * np.log(y_pred), axis=1))
    return known_losses[key]


# %% wrong: the accuracy of the same probabilities, kept
# answers: accuracy
# loses: test_argmax_accuracy
# says: the accuracy should follow from both
known_accuracies = {}


def accuracy(y_pred, y_true):
    if y_pred.tobytes() not in known_accuracies:
        known_accuracies[y_pred.tobytes()] = np.mean(y_pred.argmax(axis=1) == y_true)
    return known_accuracies[y_pred.tobytes()]


# %% wrong: the loss of the same classes, kept
# answers: cross_entropy_by_hand
# loses: test_cross_entropy_by_hand
# says: the loss should follow from both
known_losses = {}


def cross_entropy_by_hand(scores, y):
    key = tuple(y.tolist())
    if key not in known_losses:
        known_losses[key] = -torch.log_softmax(scores, dim=1)[torch.arange(len(y)), y].mean()
    return known_losses[key]


# %% wrong: two steps with each gradient
# answers: train_logreg
# loses: test_train_logreg
# says: does the loop call step once
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(num_steps):
        optimizer.zero_grad()
        F.cross_entropy(model(X), y).backward()
        optimizer.step()
        optimizer.step()
    return model


# %% wrong: a smaller learning rate in each call
# answers: train_logreg
# loses: test_train_logreg
# says: take the learning_rate that it is given
calls_so_far = []


def train_logreg(X, y, learning_rate, num_steps):
    calls_so_far.append(learning_rate)
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate / len(calls_so_far))
    for _ in range(num_steps):
        optimizer.zero_grad()
        F.cross_entropy(model(X), y).backward()
        optimizer.step()
    return model


# %% right: momentum after Nesterov
# answers: train_logreg
def train_logreg(X, y, learning_rate, num_steps):
    model = nn.Linear(2, 3)
    optimizer = torch.optim.SGD(model.parameters(), learning_rate, momentum=0.5, nesterov=True)
    for _ in range(num_steps):
        optimizer.zero_grad()
        F.cross_entropy(model(X), y).backward()
        optimizer.step()
    return model
