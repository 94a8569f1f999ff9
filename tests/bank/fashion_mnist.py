# %% wrong: whole-number division
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: drops what comes after the decimal point
train_images = train_images // 255
test_images = test_images // 255

# %% wrong: the training images alone
# answers: scaling
# loses: test_scaled_test
# says: both sets should be scaled
train_images = train_images / 255

# %% wrong: standardised instead
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: values above 1
train_images = (train_images - train_images.mean()) / train_images.std()
test_images = (test_images - test_images.mean()) / test_images.std()

# %% wrong: mean subtracted, after dividing
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: no mean needs to be subtracted
train_images = train_images / 255 - 0.5
test_images = test_images / 255 - 0.5

# %% wrong: divided by 256
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: not the pixels divided by 255
train_images = train_images / 256
test_images = test_images / 256

# %% wrong: divided twice
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: divide twice
train_images = train_images / 255 / 255
test_images = test_images / 255 / 255

# %% wrong: every image stretched to its own maximum
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: not the pixels divided by 255
train_images = train_images / train_images.max(axis=(1, 2), keepdims=True)
test_images = test_images / test_images.max(axis=(1, 2), keepdims=True)

# %% wrong: empty arrays
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: should not change the shape
train_images = train_images[:0] / 255
test_images = test_images[:0] / 255

# %% wrong: nan
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: nan
train_images = train_images / 255 * np.nan
test_images = test_images / 255 * np.nan

# %% right: float32
# answers: scaling
train_images = train_images.astype("float32") / 255.0
test_images = test_images.astype("float32") / 255.0

# %% right: the general formula with the known limits
# answers: scaling
low, high = 0, 255
train_images, test_images = ((v - low) / (high - low) for v in (train_images, test_images))

# %% right: in torch
# answers: scaling
train_images = torch.tensor(train_images) / 255
test_images = (torch.tensor(test_images) / 255).numpy()

# %% right: multiplied, in half precision
# answers: scaling
train_images = (train_images * (1 / 255)).astype(np.float16)
test_images = np.multiply(test_images, 1 / 255)

# %% wrong: a row for each pixel
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: a row for each pixel
train_images = train_images.reshape(784, -1)
test_images = test_images.reshape(784, -1)

# %% wrong: right shape, mixed images
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: mix the pixels
train_images = train_images.reshape(784, -1).T
test_images = test_images.reshape(784, -1).T

# %% wrong: column after column
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: row after row
train_images = train_images.transpose(0, 2, 1).reshape(-1, 784)
test_images = test_images.transpose(0, 2, 1).reshape(-1, 784)

# %% wrong: the training images alone
# answers: reshaping
# loses: test_flat_test
# says: reshape both sets
train_images = train_images.reshape(-1, 784)

# %% wrong: one long vector
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: two axes
train_images = train_images.flatten()
test_images = test_images.flatten()

# %% right: with -1
# answers: reshaping
train_images = train_images.reshape(-1, 28 * 28)
test_images = test_images.reshape((test_images.shape[0], -1))

# %% right: a list of rows
# answers: reshaping
train_images = np.array([image.flatten() for image in train_images])
test_images = np.stack([image.ravel() for image in test_images])

# %% right: in torch
# answers: reshaping
train_images = torch.tensor(train_images).flatten(start_dim=1)
test_images = torch.tensor(test_images).flatten(start_dim=1).numpy()

# %% wrong: a percentage
# answers: variance_kept
# loses: test_variance_kept
# says: not a percentage
variance_kept = 100 * pca.explained_variance_ratio_.sum()

# %% wrong: the mean of the shares
# answers: variance_kept
# loses: test_variance_kept
# says: add up to
variance_kept = pca.explained_variance_ratio_.mean()

# %% wrong: nan
# answers: variance_kept
# loses: test_variance_kept
# says: nan
variance_kept = float("nan")

# %% right: rounded
# answers: variance_kept
variance_kept = round(float(np.cumsum(pca.explained_variance_ratio_)[-1]), 3)

# %% wrong: no bias
# answers: shapes
# loses: test_theta_shape
# says: Which one is missing
theta_shape = (784, 1)
z_shape = (9600, 1)

# %% wrong: a row
# answers: shapes
# loses: test_theta_shape
# says: rows come first
theta_shape = (1, 785)
z_shape = (9600, 1)

# %% wrong: a score for each pixel
# answers: shapes
# loses: test_z_shape
# says: how many scores
theta_shape = (785, 1)
z_shape = (9600, 785)

# %% right: lists
# answers: shapes
theta_shape = [1 + 28 * 28, 1]
z_shape = [9600, 1]


# %% wrong: the sign in the exponent
# answers: sigmoid
# loses: test_sigmoid
# says: sign in the exponent
def sigmoid(z):
    return 1 / (1 + np.exp(z))


# %% wrong: works on single numbers only
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: math.exp does not
import math


def sigmoid(z):
    return 1 / (1 + math.exp(-float(z)))


# %% wrong: infinity by infinity
# answers: sigmoid
# loses: test_sigmoid_large
# says: nan or inf
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


# %% wrong: softmax over the images
# answers: sigmoid
# loses: test_sigmoid
# says: 1 / (1 + 1)
def sigmoid(z):
    return special.softmax(z, axis=0)


# %% wrong: tanh
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: sigmoid(0)
def sigmoid(z):
    return np.tanh(z)


# %% wrong: flattened
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: should have the shape
def sigmoid(z):
    return special.expit(z).ravel()


# %% wrong: knows the visible numbers by heart
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: On other scores
def sigmoid(z):
    known = {0.0: 0.5, 2.0: 0.8808, -1.0: 0.2689, 1000.0: 1.0, -1000.0: 0.0}
    return np.array([[known.get(float(v), 0.5)] for v in np.ravel(z)])


# %% right: by scipy
# answers: sigmoid
def sigmoid(z):
    return special.expit(z)


# %% right: through tanh
# answers: sigmoid
def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


# %% right: clipped
# answers: sigmoid
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


# %% right: two cases
# answers: sigmoid
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% right: a loop
# answers: sigmoid
def sigmoid(z):
    out = np.zeros(z.shape)
    for i in range(len(z)):
        out[i, 0] = 1 / (1 + np.exp(-z[i, 0]))
    return out


# %% right: a list, in torch and float32
# answers: sigmoid
def sigmoid(z):
    return torch.sigmoid(torch.tensor(z, dtype=torch.float32)).tolist()


# %% wrong: one of the two terms
# answers: binary_cross_entropy
# loses: test_bce
# says: both terms
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-10, 1 - 1e-10)
    return -np.mean(y * np.log(h))


# %% wrong: no minus
# answers: binary_cross_entropy
# loses: test_bce
# says: a minus sign is missing
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-10, 1 - 1e-10)
    return np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: the sum
# answers: binary_cross_entropy
# loses: test_bce_mean
# says: a mean, or a sum
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-10, 1 - 1e-10)
    return -np.sum(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: nan at 0 and 1
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: nan when h is exactly 0 or 1
def binary_cross_entropy(y, h):
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: every label with every probability
# answers: binary_cross_entropy
# loses: test_bce_mean test_bce_edges
# says: its own probability
def binary_cross_entropy(y, h):
    y, h = y.ravel(), np.clip(h, 1e-10, 1 - 1e-10)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: nan replaced by 0 at the end
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: with doubt
def binary_cross_entropy(y, h):
    return np.nan_to_num(
        -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)), nan=4.0 * (y != np.round(h)).any()
    )


# %% wrong: logarithm with base 2
# answers: binary_cross_entropy
# loses: test_bce
# says: true class
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-10, 1 - 1e-10)
    return -np.mean(y * np.log2(h) + (1 - y) * np.log2(1 - h))


# %% wrong: arguments swapped
# answers: binary_cross_entropy
# loses: test_bce test_bce_mean
# says: Wrong for y = 1
def binary_cross_entropy(y, h):
    y, h = h, np.clip(y, 1e-10, 1 - 1e-10)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: mean squared error
# answers: binary_cross_entropy
# loses: test_bce test_bce_mean test_bce_edges
# says: Wrong for y = 1
def binary_cross_entropy(y, h):
    return np.mean((y - h) ** 2)


# %% wrong: a loss for each image
# answers: binary_cross_entropy
# loses: test_bce_mean test_bce_edges
# says: should have the shape ()
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-10, 1 - 1e-10)
    return -(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% right: epsilon added
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    eps = 1e-6
    return -(1 / len(y)) * np.sum(y * np.log(h + eps) + (1 - y) * np.log(1 - h + eps))


# %% right: xlogy, which may be inf
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    return -np.mean(special.xlogy(y, h) + special.xlog1py(1 - y, -h))


# %% right: dot products give a 1×1
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-15, 1 - 1e-15)
    return -(y.T @ np.log(h) + (1 - y).T @ np.log(1 - h)) / y.shape[0]


# %% right: the probability of the truth
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    p = np.where(np.asarray(y) == 1, h, 1 - h)
    return -np.log(np.maximum(p, 1e-9)).mean()


# %% right: a loop
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    total = 0.0
    for i in range(len(y)):
        p = h[i][0] if y[i][0] == 1 else 1 - h[i][0]
        total -= np.log(max(p, 1e-12))
    return total / len(y)


# %% right: by scikit-learn
# answers: binary_cross_entropy
from sklearn.metrics import log_loss


def binary_cross_entropy(y, h):
    return log_loss(np.ravel(y), np.ravel(h), labels=[0, 1])


# %% right: by torch
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    return torch.nn.functional.binary_cross_entropy(
        torch.tensor(h).float(), torch.tensor(y).float()
    )


# %% right: by Keras
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    return keras.losses.BinaryCrossentropy()(y, h)


# %% wrong: Y - H
# answers: binary_cross_entropy_derivative
# loses: test_gradient
# says: H - Y, or Y - H
def binary_cross_entropy_derivative(X, y, theta):
    return X.T @ (y - sigmoid(X @ theta)) / len(y)


# %% wrong: no division by n
# answers: binary_cross_entropy_derivative
# loses: test_gradient_mean
# says: division by n
def binary_cross_entropy_derivative(X, y, theta):
    return X.T @ (sigmoid(X @ theta) - y)


# %% wrong: the bias column dropped
# answers: binary_cross_entropy_derivative
# loses: test_gradient
# says: should have the shape (3, 1)
def binary_cross_entropy_derivative(X, y, theta):
    return X[:, 1:].T @ (sigmoid(X @ theta) - y) / len(y)


# %% wrong: no sigmoid
# answers: binary_cross_entropy_derivative
# loses: test_gradient
# says: through the sigmoid
def binary_cross_entropy_derivative(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


# %% wrong: divided by the number of columns
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: slope of the loss
def binary_cross_entropy_derivative(X, y, theta):
    return X.T @ (sigmoid(X @ theta) - y) / X.shape[1]


# %% wrong: flat
# answers: binary_cross_entropy_derivative
# loses: test_gradient
# says: should have the shape (3, 1)
def binary_cross_entropy_derivative(X, y, theta):
    return (X.T @ (sigmoid(X @ theta) - y) / len(y)).ravel()


# %% wrong: adds another column of ones
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: mismatch
def binary_cross_entropy_derivative(X, y, theta):
    X = bias_trick(X)
    return X.T @ (sigmoid(X @ theta) - y) / len(y)


# %% wrong: every label with every probability
# answers: binary_cross_entropy_derivative
# loses: test_gradient_mean
# says: gets more entries
def binary_cross_entropy_derivative(X, y, theta):
    return X.T @ (sigmoid(X @ theta) - y.ravel()) / len(y)


# %% right: einsum
# answers: binary_cross_entropy_derivative
def binary_cross_entropy_derivative(X, y, theta):
    h = special.expit(np.dot(X, theta))
    return np.einsum("nd,nk->dk", X, h - y) / X.shape[0]


# %% right: broadcasting and a mean
# answers: binary_cross_entropy_derivative
def binary_cross_entropy_derivative(X, y, theta):
    return np.mean(X * (sigmoid(X @ theta) - y), axis=0).reshape(-1, 1)


# %% right: by automatic differentiation, in float32
# answers: binary_cross_entropy_derivative
def binary_cross_entropy_derivative(X, y, theta):
    t = torch.tensor(theta, dtype=torch.float32, requires_grad=True)
    h = torch.sigmoid(torch.tensor(X, dtype=torch.float32) @ t)
    torch.nn.functional.binary_cross_entropy(h, torch.tensor(y, dtype=torch.float32)).backward()
    return t.grad


# %% right: a loop over the images
# answers: binary_cross_entropy_derivative
def binary_cross_entropy_derivative(X, y, theta):
    total = np.zeros(theta.shape)
    for x_i, y_i in zip(X, y, strict=True):
        total += (sigmoid(x_i @ theta) - y_i) * x_i[:, None]
    return total / len(X)


# %% wrong: the probabilities themselves
# answers: predict
# loses: test_predict
# says: no probability
def predict(h):
    return h


# %% wrong: threshold at 0
# answers: predict
# loses: test_predict
# says: h below 0.5
def predict(h):
    return (h > 0).astype(int)


# %% wrong: inverted
# answers: predict
# loses: test_predict
# says: h above 0.5
def predict(h):
    return (h < 0.5).astype(int)


# %% wrong: minus one and one
# answers: predict
# loses: test_predict
# says: 0 or 1
def predict(h):
    return np.sign(h - 0.5)


# %% wrong: the threshold fits the visible numbers only
# answers: predict
# loses: test_predict
# says: where is the border
def predict(h):
    return (h > 0.6).astype(int)


# %% wrong: one class for all
# answers: predict
# loses: test_predict
# says: should have the shape
def predict(h):
    return int(np.mean(h) > 0.5)


# %% wrong: nothing at all
# answers: predict
# loses: test_predict
# says: should have the shape
def predict(h):
    return np.array([])


# %% right: round
# answers: predict
def predict(h):
    return np.round(h)


# %% right: bool
# answers: predict
def predict(h):
    return h > 0.5


# %% right: flat list
# answers: predict
def predict(h):
    return [1 if p >= 0.5 else 0 for p in np.ravel(h)]


# %% right: where
# answers: predict
def predict(h):
    return np.where(np.array(h) < 0.5, 0, 1)


# %% wrong: a count
# answers: accuracy
# loses: test_accuracy
# says: A count
def accuracy(y, h):
    return np.sum(y == h)


# %% wrong: a percentage
# answers: accuracy
# loses: test_accuracy
# says: not a percentage
def accuracy(y, h):
    return 100 * np.mean(y == h)


# %% wrong: every label with every prediction
# answers: accuracy
# loses: test_accuracy
def accuracy(y, h):
    return np.mean(y.ravel() == h)


# %% wrong: the share of errors
# answers: accuracy
# loses: test_accuracy
# says: Three of these five
def accuracy(y, h):
    return np.mean(y != h)


# %% wrong: the share of class 1 found
# answers: accuracy
# loses: test_accuracy
# says: Three of these five
def accuracy(y, h):
    return np.sum(y * h) / np.sum(y)


# %% wrong: nan
# answers: accuracy
# loses: test_accuracy
# says: nan
def accuracy(y, h):
    return np.nan


# %% right: by scikit-learn
# answers: accuracy
from sklearn.metrics import accuracy_score


def accuracy(y, h):
    return accuracy_score(y, h)


# %% right: distances
# answers: accuracy
def accuracy(y, h):
    return 1 - np.abs(y - h).sum() / len(y)


# %% right: rounds what it gets
# answers: accuracy
def accuracy(y, h):
    return float((np.asarray(y) == predict(h)).mean())


# %% right: a loop
# answers: accuracy
def accuracy(y, h):
    right = 0
    for a, b in zip(y, h, strict=True):
        right += int(a[0] == b[0])
    return right / len(y)


# %% wrong: uphill
# answers: logistic_regression
# loses: test_regression_theta
# says: uphill
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta + learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: learns from all three parts
# answers: logistic_regression
# loses: test_regression_theta
# says: training part alone
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(bias_trick(X), y, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: learning rate ignored
# answers: logistic_regression
# loses: test_regression_theta
# says: learning_rate
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: starts at random
# answers: logistic_regression
# loses: test_regression_theta
# says: did it start at 0
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.random.default_rng(3).normal(size=(X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: the gradient computed once, before the loop
# answers: logistic_regression
# loses: test_regression_theta
# says: anew in each step
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    gradient = binary_cross_entropy_derivative(X_train, y_train, theta)
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * gradient
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: learns first, measures then
# answers: logistic_regression
# loses: test_regression_training_curves
# says: measure first
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: validates on the test part
# answers: logistic_regression
# loses: test_regression_validation_curves
# says: validation part
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, X_val, y_val, _, _ = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: validation curves from the training part
# answers: logistic_regression
# loses: test_regression_validation_curves
# says: validation part
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    losses, accuracies = [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h = sigmoid(X_train @ theta)
        losses.append(binary_cross_entropy(y_train, h))
        accuracies.append(accuracy(y_train, predict(h)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, losses, accuracies, losses, accuracies


# %% wrong: the results in another order
# answers: logistic_regression
# loses: test_regression_training_curves test_regression_validation_curves
# says: train_accuracies
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, val_losses, train_accuracies, val_accuracies


# %% wrong: returns in the first step
# answers: logistic_regression
# loses: test_regression_theta test_regression_training_curves test_regression_validation_curves
# says: num_steps
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
        return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: theta is a flat vector
# answers: logistic_regression
# loses: test_regression_theta
# says: should have the shape (4, 1)
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros(X_train.shape[1])
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * X_train.T @ (h_train - y_train.ravel()) / len(y_train)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: accuracy of the probabilities
# answers: logistic_regression
# loses: test_regression_training_curves
# says: rather than probabilities
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, h_train))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, h_val))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: validation measured after the update
# answers: logistic_regression
# loses: test_regression_validation_curves
# says: before the update
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train = sigmoid(X_train @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
        h_val = sigmoid(X_val @ theta)
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: only the last measurement
# answers: logistic_regression
# loses: test_regression_training_curves test_regression_validation_curves
# says: should have 4 entries
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses[-1], train_accuracies[-1], val_losses[-1], val_accuracies[-1]


# %% wrong: one step too many
# answers: logistic_regression
# loses: test_regression_theta test_regression_training_curves test_regression_validation_curves
# says: After one step
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps + 1):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% right: everything by hand, in place, arrays for lists
# answers: logistic_regression
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    curves = np.zeros((4, num_steps))
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        for row, (A, b) in enumerate(((X_train, y_train), (X_val, y_val))):
            h = 1 / (1 + np.exp(-(A @ theta)))
            curves[2 * row, step] = -np.mean(b * np.log(h + 1e-9) + (1 - b) * np.log(1 - h + 1e-9))
            curves[2 * row + 1, step] = np.mean(np.round(h) == b)
            if row == 0:
                gradient = A.T @ (h - b) / len(b)
        theta -= learning_rate * gradient
    return theta, *curves


# %% right: entries are 1×1 arrays, and it prints
# answers: logistic_regression
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))

    def loss(y, h):
        return -(y.T @ np.log(h) + (1 - y).T @ np.log(1 - h)) / len(y)

    for step in range(1, num_steps + 1):
        h_train, h_val = sigmoid(np.dot(X_train, theta)), sigmoid(np.dot(X_val, theta))
        train_losses.append(loss(y_train, h_train))
        train_accuracies.append(accuracy(y_train, h_train > 0.5))
        val_losses.append(loss(y_val, h_val))
        val_accuracies.append(accuracy(y_val, h_val > 0.5))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
        print(step, train_losses[-1], val_losses[-1])
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% right: a torch optimizer
# answers: logistic_regression
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = map(
        torch.tensor, train_test_validation_split(bias_trick(X), y)
    )
    theta = torch.zeros(X_train.shape[1], 1, dtype=torch.float64, requires_grad=True)
    sgd = torch.optim.SGD([theta], lr=learning_rate)
    lists = [], [], [], []
    for _ in range(num_steps):
        h, h_val = torch.sigmoid(X_train @ theta), torch.sigmoid(X_val @ theta)
        loss = torch.nn.functional.binary_cross_entropy(h, y_train)
        val_loss = torch.nn.functional.binary_cross_entropy(h_val, y_val)
        sgd.zero_grad()
        loss.backward()
        lists[0].append(loss.item())
        lists[1].append(((h > 0.5) == y_train).double().mean().item())
        lists[2].append(val_loss.item())
        lists[3].append(((h_val > 0.5) == y_val).double().mean().item())
        sgd.step()
    return theta.detach().numpy(), *lists


# %% wrong: more steps than given
# answers: run_boots
# loses: test_run_boots
# says: keep the 100 steps
run_boots = logistic_regression(X_boots, y_boots, 0.05, 300)

# %% wrong: another learning rate
# answers: run_boots
# loses: test_run_boots
# says: learning rate 0.05
run_boots = logistic_regression(X_boots, y_boots, 0.5, 100)

# %% wrong: only theta
# answers: run_boots
# loses: test_run_boots
# says: all five results
run_boots = logistic_regression(X_boots, y_boots, 0.05, 100)[0]

# %% right: unpacked, and packed again
# answers: run_boots
theta, train_losses, train_accuracies, val_losses, val_accuracies = logistic_regression(
    X_boots, y_boots, learning_rate=0.05, num_steps=100
)
run_boots = [theta, train_losses, train_accuracies, val_losses, val_accuracies]

# %% wrong: as in the first try
# answers: run_coats
# loses: test_run_coats
# says: no lower than in the first try
run_coats = logistic_regression(X_coats, y_coats, 0.01, 100)

# %% wrong: a step far too large
# answers: run_coats
# loses: test_run_coats
run_coats = logistic_regression(X_coats, y_coats, 2.0, 300)

# %% wrong: too small a step
# answers: run_coats
# loses: test_run_coats
# says: no lower than in the first try
run_coats = logistic_regression(X_coats, y_coats, 1e-4, 1000)

# %% wrong: too few steps
# answers: run_coats
# loses: test_run_coats
# says: four fifths
run_coats = logistic_regression(X_coats, y_coats, 0.02, 120)

# %% wrong: the easy pair
# answers: run_coats
# loses: test_run_coats
run_coats = logistic_regression(X_boots, y_boots, 0.05, 1000)

# %% wrong: nan
# answers: run_coats
# loses: test_run_coats
# says: nan
run_coats = (np.full((785, 1), np.nan), [0.1], [0.9], [0.1], [0.9])

# %% right: a larger step
# answers: run_coats
run_coats = logistic_regression(X_coats, y_coats, 0.1, 700)

# %% right: a small step and thousands of them
# answers: run_coats
learning_rate = 0.02
num_steps = 3000
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)

# %% wrong: softmax on one unit
# answers: network
# loses: test_network_output
# says: All outputs are 1
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
output = keras.layers.Dense(1, activation="softmax")(x)
model = keras.Model(inputs=input_layer, outputs=output)

# %% wrong: no activation at the end
# answers: network
# loses: test_network_output
# says: should be probabilities
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
output = keras.layers.Dense(1)(x)
model = keras.Model(inputs=input_layer, outputs=output)

# %% wrong: linear hidden layer
# answers: network
# loses: test_network_hidden
# says: The hidden layer is linear
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100)(input_layer)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)

# %% wrong: Sequential where the functional form is asked for
# answers: network
# loses: test_network_layers
# says: input_layer is still None
input_layer = x = output = None
model = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        keras.layers.Dense(100, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)

# %% wrong: 10 hidden units
# answers: network
# loses: test_network_layers
# says: 100 units
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(10, activation="relu")(input_layer)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)

# %% wrong: two outputs with softmax
# answers: network
# loses: test_network_layers test_network_output
# says: one unit
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
output = keras.layers.Dense(2, activation="softmax")(x)
model = keras.Model(inputs=input_layer, outputs=output)

# %% wrong: the hidden layer is skipped
# answers: network
# loses: test_network_layers test_network_hidden
# says: right number of weights
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
output = keras.layers.Dense(1, activation="sigmoid")(input_layer)
model = keras.Model(inputs=input_layer, outputs=output)

# %% right: separate activation layers
# answers: network
input_layer = keras.layers.Input((784,))
x = keras.layers.Dense(100)(input_layer)
x = keras.layers.Activation("tanh")(x)
output = keras.layers.Dense(1)(x)
output = keras.layers.Activation("sigmoid")(output)
model = keras.models.Model(input_layer, output)

# %% right: activation functions, weight decay, a name
# answers: network
from keras.layers import Dense, Input
from keras.models import Model

input_layer = Input(shape=(784,), name="image")
x = Dense(100, activation=keras.activations.elu, kernel_regularizer="l2")(input_layer)
output = Dense(1, activation=keras.ops.sigmoid)(x)
model = Model(inputs=input_layer, outputs=output)

# %% right: a leaky rectifier, a dropout layer
# answers: network
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100)(input_layer)
x = keras.layers.LeakyReLU()(x)
x = keras.layers.Dropout(0.3)(x)
output = keras.layers.Dense(1, activation=keras.activations.sigmoid)(x)
model = keras.Model([input_layer], [output])

# %% wrong: mean squared error
# answers: training
# loses: test_compiled
# says: not binary cross-entropy
model = build_network()
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=EPOCHS, verbose=0)

# %% wrong: no metric
# answers: training
# loses: test_compiled
# says: no metric beside the loss
model = build_network()
model.compile(optimizer="adam", loss="binary_crossentropy")
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=EPOCHS, verbose=0)

# %% wrong: no validation split
# answers: training
# loses: test_history
# says: validation_split
model = build_network()
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
hist = model.fit(X_coats, y_coats, epochs=EPOCHS, verbose=0)

# %% wrong: half of the images for validation
# answers: training
# loses: test_history
# says: validation_split=0.2
model = build_network()
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
hist = model.fit(X_coats, y_coats, validation_split=0.5, epochs=EPOCHS, verbose=0)

# %% wrong: not compiled
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: has it been compiled
model = build_network()
hist = None
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=EPOCHS, verbose=0)

# %% wrong: a step so small that nothing is learned
# answers: training
# loses: test_network_accuracy
# says: logistic regression
model = build_network()
model.compile(
    optimizer=keras.optimizers.SGD(1e-9), loss="binary_crossentropy", metrics=["accuracy"]
)
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=EPOCHS, verbose=0)

# %% wrong: categorical cross-entropy on one output
# answers: training
# loses: test_compiled test_network_accuracy
# says: not binary cross-entropy
model = build_network()
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=EPOCHS, verbose=0)

# %% wrong: labels exchanged
# answers: training
# loses: test_history test_network_accuracy
# says: last fifth
model = build_network()
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
hist = model.fit(X_coats, 1 - y_coats, validation_split=0.2, epochs=EPOCHS, verbose=0)

# %% wrong: nothing but nan
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: nan
model = build_network()
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=2, verbose=0)
model.set_weights([weights * np.nan for weights in model.get_weights()])

# %% right: another network, another optimizer, the short name of the loss
# answers: training
model = keras.Sequential(
    [
        keras.Input((784,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(keras.optimizers.RMSprop(), "bce", metrics=["accuracy"])
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=EPOCHS, batch_size=32, verbose=0)

# %% right: plain gradient descent
# answers: training
model = build_network()
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.05),
    loss=keras.losses.BinaryCrossentropy(),
    metrics=[keras.metrics.BinaryAccuracy(name="accuracy")],
)
hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=EPOCHS, batch_size=32, verbose=0)

# %% right: stops early and goes back to the best weights
# answers: training
model = build_network()
model.compile(optimizer="nadam", loss="binary_crossentropy", metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
hist = model.fit(
    X_coats, y_coats, validation_split=0.2, epochs=40, batch_size=64, callbacks=[stop], verbose=0
)

# %% right: the last fifth given as validation data
# answers: training
model = build_network()
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
first = len(X_coats) * 8 // 10
hist = model.fit(
    X_coats[:first],
    y_coats[:first],
    validation_data=(X_coats[first:], y_coats[first:]),
    epochs=EPOCHS,
    verbose=0,
)
