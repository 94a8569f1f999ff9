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
# says: range should be from 0 to 1
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


# %% wrong: stored under other names
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: under the same name
train_scaled = train_images / 255
test_scaled = test_images / 255


# %% wrong: divided in place, which whole numbers refuse
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: still has values above 1
train_images /= 255
test_images /= 255


# %% wrong: whole numbers again after dividing
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: integer type
train_images = (train_images / 255).astype(np.uint8)
test_images = (test_images / 255).astype(np.uint8)


# %% wrong: to the range from −1 to 1
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: has values below 0
train_images = train_images / 127.5 - 1
test_images = test_images / 127.5 - 1


# %% wrong: the training images in both
# answers: scaling
# loses: test_scaled_test
# says: should not change the shape of test_images
train_images = train_images / 255
test_images = train_images


# %% wrong: each pixel by its own limits
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: not the pixels divided by 255
low, high = train_images.min(axis=0), train_images.max(axis=0)
train_images = (train_images - low) / (high - low + 1e-9)
low, high = test_images.min(axis=0), test_images.max(axis=0)
test_images = (test_images - low) / (high - low + 1e-9)


# %% wrong: black and white turned round
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: not the pixels divided by 255
train_images = 1 - train_images / 255
test_images = 1 - test_images / 255


# %% wrong: flattened as well
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: should not change the shape
train_images = train_images.reshape(-1, 784) / 255
test_images = test_images.reshape(-1, 784) / 255


# %% right: image by image, as lists
# answers: scaling
train_images = [image / 255 for image in train_images]
test_images = [image / 255 for image in test_images]


# %% right: in place, after a change of the type
# answers: scaling
train_images, test_images = train_images.astype(float), test_images.astype(float)
train_images /= 255
np.divide(test_images, 255, out=test_images)


# %% right: Keras's Rescaling layer
# answers: scaling
rescale = keras.layers.Rescaling(1 / 255)
train_images, test_images = (
    keras.ops.convert_to_numpy(rescale(v)) for v in (train_images, test_images)
)


# %% right: a function for both
# answers: scaling
def scaled(images: np.ndarray, x_min: float = 0.0, x_max: float = 255.0) -> np.ndarray:
    return (images - x_min) / (x_max - x_min)


train_images, test_images = map(scaled, (train_images, test_images))


# %% wrong: a row for each pixel
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: a row for each pixel
train_images = train_images.reshape(784, -1)
test_images = test_images.reshape(784, -1)

# %% wrong: right shape, mixed images
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: of no other image
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


# %% wrong: the result of reshape thrown away
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: two axes
train_images.reshape(-1, 784)
test_images.reshape(-1, 784)


# %% wrong: the number of training images for both
# answers: reshaping
# loses: test_flat_test
# says: reshape both sets
n = len(train_images)
train_images = train_images.reshape(n, 784)
test_images = test_images.reshape(n, 784)


# %% wrong: in the order of the columns of memory
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: row after row
train_images = train_images.reshape(-1, 784, order="F")
test_images = test_images.reshape(-1, 784, order="F")


# %% wrong: a column of ones in front
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: should have the shape (n, 784)
train_images = np.hstack([np.ones((len(train_images), 1)), train_images.reshape(-1, 784)])
test_images = np.hstack([np.ones((len(test_images), 1)), test_images.reshape(-1, 784)])


# %% wrong: the mean of each row of pixels
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: should have the shape (n, 784)
train_images = train_images.mean(axis=2)
test_images = test_images.mean(axis=2)


# %% wrong: a third axis of one
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: two axes
train_images = train_images.reshape(-1, 784, 1)
test_images = test_images.reshape(-1, 784, 1)


# %% wrong: the training images twice
# answers: reshaping
# loses: test_flat_test
# says: should have the shape (n, 784)
train_images = train_images.reshape(-1, 784)
test_images = train_images


# %% right: the rows of pixels side by side
# answers: reshaping
train_images = np.concatenate([train_images[:, row] for row in range(28)], axis=1)
test_images = np.hstack([test_images[:, row] for row in range(28)])


# %% right: the shape set
# answers: reshaping
train_images = train_images.copy()
train_images.shape = (len(train_images), 784)
test_images = np.reshape(test_images.copy(), (-1, 784), order="C")


# %% right: Keras's Flatten layer, float64
# answers: reshaping
train_images = keras.layers.Flatten()(train_images).numpy().astype(float)
test_images = keras.ops.reshape(test_images, (-1, 784))


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


# %% wrong: the first axis alone
# answers: variance_kept
# loses: test_variance_kept
# says: the first one alone
variance_kept = pca.explained_variance_ratio_[0]


# %% wrong: the variances, not their shares
# answers: variance_kept
# loses: test_variance_kept
# says: a fraction is asked for
variance_kept = pca.explained_variance_.sum()


# %% wrong: all fifty shares
# answers: variance_kept
# loses: test_variance_kept
# says: should have the shape ()
variance_kept = pca.explained_variance_ratio_


# %% wrong: what is lost
# answers: variance_kept
# loses: test_variance_kept
# says: add up to
variance_kept = 1 - pca.explained_variance_ratio_.sum()


# %% wrong: the share of the columns
# answers: variance_kept
# loses: test_variance_kept
# says: add up to
variance_kept = 50 / 784


# %% right: measured by going back
# answers: variance_kept
rest = standardized - pca.inverse_transform(pca_features)
variance_kept = 1 - rest.var(axis=0).sum() / standardized.var(axis=0).sum()


# %% right: a loop, in torch
# answers: variance_kept
variance_kept = torch.zeros(1)
for share in pca.explained_variance_ratio_:
    variance_kept += share


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


# %% wrong: the second number of each shape forgotten
# answers: shapes
# loses: test_theta_shape test_z_shape
# says: should have the shape (2,)
theta_shape = (785,)
z_shape = (9600,)


# %% wrong: a parameter for each image
# answers: shapes
# loses: test_theta_shape
# says: a parameter for each column of X
theta_shape = (9600, 1)
z_shape = (9600, 1)


# %% wrong: the shape of X
# answers: shapes
# loses: test_theta_shape
# says: a parameter for each column of X
theta_shape = (9600, 785)
z_shape = (9600, 1)


# %% wrong: a row of scores
# answers: shapes
# loses: test_z_shape
# says: rows come first
theta_shape = (785, 1)
z_shape = (1, 9600)


# %% right: asked of arrays
# answers: shapes
theta = np.zeros((785, 1))
theta_shape = theta.shape
z_shape = np.array((np.ones((9600, 785)) @ theta).shape)


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


# %% wrong: brackets forgotten below the line
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: sigmoid(0)
def sigmoid(z):
    return 1 / 1 + np.exp(-z)


# %% wrong: one value for all scores
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: should have the shape
def sigmoid(z):
    return 1 / (1 + np.exp(-np.mean(z)))


# %% wrong: straight between −2 and 2
# answers: sigmoid
# loses: test_sigmoid
# says: is it 1 / (1 + e^(-z))
def sigmoid(z):
    return np.clip(0.5 + z / 5, 0, 1)


# %% wrong: clipped too early
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: on other scores
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 5)))


# %% wrong: nan
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: nan
def sigmoid(z):
    return np.full(z.shape, np.nan)


# %% right: from a logarithm of sums
# answers: sigmoid
def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -z))


# %% right: each score by itself, with a helper
# answers: sigmoid
import math


def of_one(score: float) -> float:
    if score < 0:
        return math.exp(score) / (1 + math.exp(score))
    return 1 / (1 + math.exp(-score))


def sigmoid(z):
    return np.array([[of_one(score) for score in row] for row in z])


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
# says: where is the minus
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


# %% wrong: clipped by too much
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: the loss should be 0
def binary_cross_entropy(y, h):
    h = np.clip(h, 0.01, 0.99)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: an epsilon that float32 cannot hold
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: nan
def binary_cross_entropy(y, h):
    h = np.clip(np.asarray(h, dtype="float32"), 1e-12, np.float32(1 - 1e-12))
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: nan left out of the mean
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: nan
def binary_cross_entropy(y, h):
    return -np.nanmean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: kept away from 0 alone
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: nan
def binary_cross_entropy(y, h):
    h = np.maximum(h, 1e-9)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: the result of clip thrown away
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: nan
def binary_cross_entropy(y, h):
    np.clip(h, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: a mean for each class, added
# answers: binary_cross_entropy
# loses: test_bce_mean
# says: one division by n
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-12, 1 - 1e-12)
    ones, zeros = h[y == 1], h[y == 0]
    loss = -np.log(ones).mean() if ones.size else 0.0
    return loss - (np.log(1 - zeros).mean() if zeros.size else 0.0)


# %% wrong: the sigmoid taken once more
# answers: binary_cross_entropy
# loses: test_bce test_bce_mean test_bce_edges
# says: Wrong for y = 1
def binary_cross_entropy(y, h):
    p = sigmoid(h)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% right: logarithms without their infinities
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    with np.errstate(divide="ignore"):
        log_h, log_1_h = np.nan_to_num(np.log(h)), np.nan_to_num(np.log(1 - h))
    return float(np.abs(np.average(y * log_h + (1 - y) * log_1_h)))


# %% right: scores, and log-add-exp
# answers: binary_cross_entropy
def binary_cross_entropy(y, h, eps=1e-9):
    z = special.logit(np.clip(h, eps, 1 - eps))
    return np.mean(np.logaddexp(0, z) - y * z)


# %% right: h clipped in place, two sums
# answers: binary_cross_entropy
def binary_cross_entropy(y, h):
    print(len(y), "images")
    np.clip(h, 1e-15, 1 - 1e-15, out=h)
    of_ones = np.log(h[y == 1]).sum()
    of_zeros = np.log1p(-h[y == 0]).sum()
    return np.array([[-(of_ones + of_zeros) / y.size]])


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


# %% wrong: predictions for probabilities
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: slope of the loss
def binary_cross_entropy_derivative(X, y, theta):
    h = np.round(sigmoid(X @ theta))
    return X.T @ (h - y) / len(y)


# %% wrong: the slope of the sigmoid as well
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: no other factor
def binary_cross_entropy_derivative(X, y, theta):
    h = sigmoid(X @ theta)
    return X.T @ ((h - y) * h * (1 - h)) / len(y)


# %% wrong: a mean over everything
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: should have the shape (3, 1)
def binary_cross_entropy_derivative(X, y, theta):
    return np.mean(X * (sigmoid(X @ theta) - y))


# %% wrong: the gradient for a row
# answers: binary_cross_entropy_derivative
# loses: test_gradient
# says: should have the shape (3, 1)
def binary_cross_entropy_derivative(X, y, theta):
    return (sigmoid(X @ theta) - y).T @ X / len(y)


# %% wrong: three columns, as in the visible test
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: For many images the gradient is the mean of the gradients of the
def binary_cross_entropy_derivative(X, y, theta):
    error = sigmoid(X @ theta) - y
    return np.array([[np.mean(X[:, j] * error[:, 0])] for j in range(3)])


# %% right: measured by small differences
# answers: binary_cross_entropy_derivative
def binary_cross_entropy_derivative(X, y, theta):
    gradient = np.zeros_like(theta)
    for j in range(len(theta)):
        step = np.zeros_like(theta)
        step[j] = 1e-5
        up = binary_cross_entropy(y, sigmoid(X @ (theta + step)))
        down = binary_cross_entropy(y, sigmoid(X @ (theta - step)))
        gradient[j] = (up - down) / 2e-5
    return gradient


# %% right: columns one by one, a list
# answers: binary_cross_entropy_derivative
def binary_cross_entropy_derivative(X, y, theta):
    z = X.dot(theta)
    error = 1 / (1 + np.exp(-z)) - y
    return [[(column @ error[:, 0]) / len(X)] for column in X.T]


# %% right: in place, the labels subtracted from h
# answers: binary_cross_entropy_derivative
def binary_cross_entropy_derivative(X, y, theta):
    h = np.array(sigmoid(X @ theta))
    h -= y
    h /= len(h)
    return np.matmul(np.transpose(X), h)


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
    return (h > 0.51).astype(int)


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


# %% wrong: cut off instead of rounded
# answers: predict
# loses: test_predict
# says: h above 0.5
def predict(h):
    return h.astype(int)


# %% wrong: the mean for a border
# answers: predict
# loses: test_predict
# says: h above 0.5
def predict(h):
    return (h > np.mean(h)).astype(int)


# %% wrong: the place of the largest in each row
# answers: predict
# loses: test_predict
# says: h above 0.5
def predict(h):
    return np.argmax(h, axis=1)


# %% wrong: the sigmoid taken once more
# answers: predict
# loses: test_predict
# says: h below 0.5
def predict(h):
    return np.round(sigmoid(h))


# %% wrong: the names of the classes
# answers: predict
# loses: test_predict
# says: should hold numbers
def predict(h):
    return np.where(h > 0.5, "coat", "pullover")


# %% wrong: only the images of class 1
# answers: predict
# loses: test_predict
# says: should have the shape
def predict(h):
    return (h[h > 0.5] > 0.5).astype(int)


# %% right: in place, floats
# answers: predict
def predict(h):
    h[h >= 0.5] = 1.0
    h[h < 0.5] = 0.0
    return h


# %% right: the more probable of two columns
# answers: predict
def predict(h: np.ndarray) -> np.ndarray:
    return np.argmax(np.hstack([1 - h, h]), axis=1)


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
# says: divide the number of the right ones
def accuracy(y, h):
    return np.mean(y.ravel() == h)


# %% wrong: the share of errors
# answers: accuracy
# loses: test_accuracy
# says: number of the right ones
def accuracy(y, h):
    return np.mean(y != h)


# %% wrong: the share of class 1 found
# answers: accuracy
# loses: test_accuracy
# says: of both
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


# %% wrong: whole-number division
# answers: accuracy
# loses: test_accuracy
# says: divide the number of the right ones
def accuracy(y, h):
    return np.sum(y == h) // len(y)


# %% wrong: true only if all are right
# answers: accuracy
# loses: test_accuracy
# says: Three of these five
def accuracy(y, h):
    return float((y == h).all())


# %% wrong: the share of class 1 among the predictions
# answers: accuracy
# loses: test_accuracy
# says: Three of these five
def accuracy(y, h):
    return np.mean(h)


# %% wrong: the precision
# answers: accuracy
# loses: test_accuracy
# says: Three of these five
def accuracy(y, h):
    return np.sum((y == 1) & (h == 1)) / np.sum(h == 1)


# %% wrong: compared as one whole
# answers: accuracy
# loses: test_accuracy
# says: Three of these five
def accuracy(y, h):
    return sum([y.tolist() == h.tolist()]) / len(y)


# %% wrong: an answer for each image
# answers: accuracy
# loses: test_accuracy
# says: should have the shape ()
def accuracy(y, h):
    return (y == h).astype(float)


# %% right: one minus the mean square
# answers: accuracy
def accuracy(y, h):
    return 1 - np.mean((np.asarray(y, dtype=float) - h) ** 2)


# %% right: a matrix product, in torch
# answers: accuracy
def accuracy(y, h):
    y, h = torch.tensor(y).float(), torch.tensor(h).float()
    return (y.T @ h + (1 - y).T @ (1 - h)) / len(y)


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
# says: fourth result should be val_losses
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


# %% wrong: 785 parameters built in
# answers: logistic_regression
# loses: test_regression_theta test_regression_training_curves test_regression_validation_curves
# says: matmul: Input operand 1 has a mismatch in its core dimension 0, with
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((785, 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: learns from the validation part
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
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_val, y_val, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: theta set to 0 in each step
# answers: logistic_regression
# loses: test_regression_theta test_regression_training_curves test_regression_validation_curves
# says: steps theta is wrong
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    for step in range(num_steps):
        theta = np.zeros((X_train.shape[1], 1))
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: losses of training and validation exchanged
# answers: logistic_regression
# loses: test_regression_training_curves test_regression_validation_curves
# says: another of the four lists
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        val_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        train_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: accuracies in per cent
# answers: logistic_regression
# loses: test_regression_training_curves test_regression_validation_curves
# says: a fraction
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(100 * accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(100 * accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% right: helpers for measuring, a while loop
# answers: logistic_regression
def measure(X, y, theta):
    h = sigmoid(X @ theta)
    return binary_cross_entropy(y, h), accuracy(y, predict(h))


def logistic_regression(X, y, learning_rate=0.1, num_steps=100):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = 0 * X_train[:1].T
    step = 0
    while step < num_steps:
        loss, share = measure(X_train, y_train, theta)
        val_loss, val_share = measure(X_val, y_val, theta)
        train_losses += [loss]
        train_accuracies += [share]
        val_losses += [val_loss]
        val_accuracies += [val_share]
        step += 1
        theta -= learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% right: thetas first, curves afterwards
# answers: logistic_regression
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    thetas = [np.zeros((X_train.shape[1], 1))]
    for _ in range(num_steps):
        gradient = binary_cross_entropy_derivative(X_train, y_train, thetas[-1])
        thetas.append(thetas[-1] - learning_rate * gradient)
    theta = thetas.pop()
    train = [sigmoid(X_train @ old) for old in thetas]
    val = [sigmoid(X_val @ old) for old in thetas]
    return (
        theta,
        np.array([binary_cross_entropy(y_train, h) for h in train]),
        np.array([accuracy(y_train, predict(h)) for h in train]),
        np.array([binary_cross_entropy(y_val, h) for h in val]),
        np.array([accuracy(y_val, predict(h)) for h in val]),
    )


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


# %% wrong: steps and learning rate exchanged
# answers: run_boots
# loses: test_run_boots
# says: still None
run_boots = None
run_boots = logistic_regression(X_boots, y_boots, 100, 0.05)


# %% wrong: the labels exchanged
# answers: run_boots
# loses: test_run_boots
# says: as they are
run_boots = logistic_regression(X_boots, 1 - y_boots, 0.05, 100)


# %% wrong: scaled once more
# answers: run_boots
# loses: test_run_boots
# says: as they are
run_boots = logistic_regression(X_boots / 255, y_boots, 0.05, 100)


# %% wrong: a column of ones too many
# answers: run_boots
# loses: test_run_boots
# says: should have the shape (785, 1)
run_boots = logistic_regression(bias_trick(X_boots), y_boots, 0.05, 100)


# %% wrong: the first hundred images alone
# answers: run_boots
# loses: test_run_boots
# says: are all images and labels taken
run_boots = logistic_regression(X_boots[:100], y_boots[:100], 0.05, 100)


# %% wrong: nothing stored
# answers: run_boots
# loses: test_run_boots
# says: still None
run_boots = None
logistic_regression(X_boots, y_boots, 0.05, 100)


# %% right: keywords, in another order
# answers: run_boots
run_boots = logistic_regression(num_steps=100, learning_rate=5e-2, y=y_boots, X=X_boots)


# %% right: a list of the five, float32
# answers: run_boots
theta, *curves = logistic_regression(np.array(X_boots), np.array(y_boots), 0.05, 100)
run_boots = (theta.astype("float32"), *(np.array(curve, dtype="float32") for curve in curves))


# %% right: a gradient descent of the student's own
# answers: run_boots
def descend(X, y, rate, steps):
    parts = train_test_validation_split(bias_trick(X), y)
    theta, curves = np.zeros((785, 1)), ([], [], [], [])
    for _ in range(steps):
        for i, (images, labels) in enumerate((parts[:2], parts[4:])):
            h = special.expit(images @ theta)
            curves[2 * i].append(float(binary_cross_entropy(labels, h)))
            curves[2 * i + 1].append(float(accuracy(labels, predict(h))))
        theta = theta - rate * binary_cross_entropy_derivative(*parts[:2], theta)
    return [theta, *curves]


run_boots = descend(X_boots, y_boots, 0.05, 100)


# %% wrong: as in the first try
# answers: run_coats
# loses: test_run_coats
# says: no lower than in the first try
learning_rate, num_steps = 0.01, 100
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)

# %% wrong: a step far too large
# answers: run_coats
# loses: test_run_coats
# says: The loss on the training part is no lower than in the first try: if
learning_rate, num_steps = 2.0, 300
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)

# %% wrong: too small a step
# answers: run_coats
# loses: test_run_coats
# says: no lower than in the first try
learning_rate, num_steps = 1e-4, 1000
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)

# %% wrong: too few steps
# answers: run_coats
# loses: test_run_coats
# says: four fifths
learning_rate, num_steps = 0.02, 120
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)

# %% wrong: the easy pair
# answers: run_coats
# loses: test_run_coats
# says: trained on all of X_coats
learning_rate, num_steps = 0.05, 1000
run_coats = logistic_regression(X_boots, y_boots, learning_rate, num_steps)

# %% wrong: nan
# answers: run_coats
# loses: test_run_coats
# says: nan
learning_rate, num_steps = 0.05, 1
run_coats = (np.full((785, 1), np.nan), [0.1], [0.9], [0.1], [0.9])

# %% right: a larger step
# answers: run_coats
learning_rate = 1 / 10
num_steps = 700
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)

# %% right: a small step and thousands of them
# answers: run_coats
learning_rate = 0.02
num_steps = 3000
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)


# %% right: the best of several rates
# answers: run_coats
runs = []
for learning_rate in (0.01, 0.03, 0.05):
    num_steps = 1000
    runs.append(logistic_regression(X_coats, y_coats, learning_rate, num_steps))
run_coats = min(runs, key=lambda run: run[1][-1])
learning_rate = (0.01, 0.03, 0.05)[int(np.argmin([run[1][-1] for run in runs]))]


# %% right: as tensors and lists
# answers: run_coats
learning_rate, num_steps = 0.04, 1200
theta, *curves = logistic_regression(X_coats, y_coats, learning_rate, num_steps)
run_coats = [torch.tensor(theta), *curves]


# %% right: three thousand steps
# answers: run_coats
learning_rate, num_steps = np.float64(0.05), np.int64(3000)
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)


# %% wrong: only theta
# answers: run_coats
# loses: test_run_coats
# says: all five results
learning_rate, num_steps = 0.05, 700
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)[0]


# %% wrong: trained by the first images alone
# answers: run_coats
# loses: test_run_coats
# says: trained on all of X_coats
learning_rate, num_steps = 0.05, 3000
run_coats = logistic_regression(X_coats[:20], y_coats[:20], learning_rate, num_steps)


# %% wrong: the labels exchanged
# answers: run_coats
# loses: test_run_coats
# says: trained on all of X_coats
learning_rate, num_steps = 0.05, 700
run_coats = logistic_regression(X_coats, 1 - y_coats, learning_rate, num_steps)


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
# says: is no part of model
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

# %% right: activation functions, a name
# answers: network
from keras.layers import Dense, Input
from keras.models import Model

input_layer = Input(shape=(784,), name="image")
x = Dense(100, activation=keras.activations.elu)(input_layer)
output = Dense(1, activation=keras.ops.sigmoid)(x)
model = Model(inputs=input_layer, outputs=output)

# %% right: a leaky rectifier
# answers: network
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100)(input_layer)
x = keras.layers.LeakyReLU()(x)
output = keras.layers.Dense(1, activation=keras.activations.sigmoid)(x)
model = keras.Model([input_layer], [output])


# %% wrong: softmax in the hidden layer, nothing at the end
# answers: network
# loses: test_network_output
# says: which activation does the last layer need
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="softmax")(input_layer)
output = keras.layers.Dense(1)(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: images that are not flattened
# answers: network
# loses: test_network_layers
# says: should take flattened images
input_layer = keras.Input(shape=(28, 28))
x = keras.layers.Flatten()(input_layer)
x = keras.layers.Dense(100, activation="relu")(x)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: tanh at the end
# answers: network
# loses: test_network_output
# says: which activation does the last layer need
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="tanh")(input_layer)
output = keras.layers.Dense(1, activation="tanh")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: a second hidden layer
# answers: network
# loses: test_network_layers
# says: right number of weights
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
x = keras.layers.Dense(100, activation="relu")(x)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: layers that are not called
# answers: network
# loses: test_network_layers test_network_hidden test_network_output
# says: model is still None.
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")
output = keras.layers.Dense(1, activation="sigmoid")
model = None


# %% wrong: sigmoid in the hidden layer, a rectifier at the end
# answers: network
# loses: test_network_output
# says: from 0 to 1
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="sigmoid")(input_layer)
output = keras.layers.Dense(1, activation="relu", bias_initializer="ones")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% right: layers made first, then called
# answers: network
hidden_layer = keras.layers.Dense(units=100, activation="gelu", kernel_initializer="he_normal")
output_layer = keras.layers.Dense(units=1, activation="sigmoid", name="probability")
input_layer = keras.Input(shape=(784,), batch_size=None, dtype="float32")
x = hidden_layer(input_layer)
output = output_layer(x)
model = keras.Model(inputs=input_layer, outputs=output, name="small_network")


# %% right: operations for the activations
# answers: network
input_layer = keras.Input(shape=(784,))
x = keras.ops.tanh(keras.layers.Dense(100)(input_layer))
output = keras.ops.sigmoid(keras.layers.Dense(1)(x))
model = keras.Model(inputs=input_layer, outputs=output)


# %% right: a rectifier written as a maximum
# answers: network
input_layer = keras.Input(shape=(784,))
x = keras.ops.maximum(keras.layers.Dense(100)(input_layer), 0)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: cut off at ten
# answers: sigmoid
# loses: test_sigmoid_large
# says: cut off too early
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


# %% right: an activation with weights of its own
# answers: network
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100)(input_layer)
x = keras.layers.PReLU()(x)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(input_layer, output)


# %% wrong: rounded to two decimals
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: not the pixels divided by 255
train_images = np.round(train_images / 255, 2)
test_images = np.round(test_images / 255, 2)


# %% wrong: the first images alone
# answers: scaling
# loses: test_scaled_train
# says: still has values above 1
train_images = train_images.astype(float)
train_images[:100] /= 255
test_images = test_images / 255


# %% wrong: the test images alone
# answers: scaling
# loses: test_scaled_train
# says: still has values above 1
test_images = test_images / 255


# %% wrong: divided by 255.5
# answers: scaling
# loses: test_scaled_train test_scaled_test
# says: not the pixels divided by 255
train_images = train_images / 255.5
test_images = test_images / 255.5


# %% wrong: the test images alone reshaped
# answers: reshaping
# loses: test_flat_train
# says: two axes
test_images = test_images.reshape(-1, 784)


# %% wrong: the images in the opposite order
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: row i
train_images = train_images.reshape(-1, 784)[::-1]
test_images = test_images.reshape(-1, 784)[::-1]


# %% wrong: scaled once more
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: their values unchanged
train_images = train_images.reshape(-1, 784) / 255
test_images = test_images.reshape(-1, 784) / 255


# %% wrong: every picture in a mirror
# answers: reshaping
# loses: test_flat_train test_flat_test
# says: row after row of the picture
train_images = train_images[:, :, ::-1].reshape(-1, 784)
test_images = test_images[:, :, ::-1].reshape(-1, 784)


# %% wrong: the last axis forgotten
# answers: variance_kept
# loses: test_variance_kept
# says: all 50 axes hold together
variance_kept = pca.explained_variance_ratio_[:-1].sum()


# %% wrong: the first axis forgotten
# answers: variance_kept
# loses: test_variance_kept
# says: all 50 axes hold together
variance_kept = pca.explained_variance_ratio_[1:].sum()


# %% wrong: a negative share
# answers: variance_kept
# loses: test_variance_kept
# says: never negative
variance_kept = pca.explained_variance_ratio_.sum() - 1


# %% right: Python's sum, in an array of one entry
# answers: variance_kept
variance_kept = np.array([sum(pca.explained_variance_ratio_.tolist())])


# %% wrong: both turned round
# answers: shapes
# loses: test_theta_shape test_z_shape
# says: rows come first
theta_shape = (1, 785)
z_shape = (1, 9600)


# %% wrong: the two exchanged
# answers: shapes
# loses: test_theta_shape test_z_shape
# says: a parameter for each column of X
theta_shape = (9600, 1)
z_shape = (785, 1)


# %% right: shapes of tensors
# answers: shapes
theta_shape = torch.zeros(785, 1).shape
z_shape = tuple(np.array([9600, 1]))


# %% wrong: remembers its first result
# answers: sigmoid
# loses: test_sigmoid test_sigmoid_large
# says: fails on
known = []


def sigmoid(z):
    known.append(special.expit(z))
    return known[0] + 0 * z


# %% wrong: rounded to three decimals
# answers: sigmoid
# loses: test_sigmoid
# says: on other scores
def sigmoid(z):
    return np.round(special.expit(z), 3)


# %% wrong: an epsilon of one in ten thousand
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: the loss should be 0
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-4, 1 - 1e-4)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))


# %% wrong: never more than five
# answers: binary_cross_entropy
# loses: test_bce_edges
# says: the loss should be large
def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-12, 1 - 1e-12)
    return min(-np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)), 5)


# %% wrong: the first image alone
# answers: binary_cross_entropy
# loses: test_bce_mean test_bce_edges
# says: its own probability
def binary_cross_entropy(y, h):
    p = np.clip(h if y[0, 0] == 1 else 1 - h, 1e-12, 1)
    return -np.log(p[0, 0])


# %% wrong: a running total
# answers: binary_cross_entropy
# loses: test_bce test_bce_mean test_bce_edges
# says: Wrong for y
losses = []


def binary_cross_entropy(y, h):
    h = np.clip(h, 1e-12, 1 - 1e-12)
    losses.append(-np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)))
    return np.sum(losses)


# %% wrong: the bias column set to zero
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: not the slope of the loss
def binary_cross_entropy_derivative(X, y, theta):
    gradient = X.T @ (sigmoid(X @ theta) - y) / len(y)
    gradient[0] = 0
    return gradient


# %% wrong: theta taken for 0
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: not the slope of the loss
def binary_cross_entropy_derivative(X, y, theta):
    return X.T @ (0.5 - y) / len(y)


# %% wrong: divided by the number of boots
# answers: binary_cross_entropy_derivative
# loses: test_gradient test_gradient_mean
# says: not the slope of the loss
def binary_cross_entropy_derivative(X, y, theta):
    return X.T @ (sigmoid(X @ theta) - y) / len(y_boots)


# %% wrong: rounded to one decimal first
# answers: predict
# loses: test_predict
# says: where is the border
def predict(h):
    return (np.round(h, 1) > 0.5).astype(int)


# %% wrong: the threshold a little too low
# answers: predict
# loses: test_predict
# says: where is the border
def predict(h):
    return (h > 0.49).astype(int)


# %% wrong: class 1 for the upper half
# answers: predict
# loses: test_predict
# says: should be put into class
def predict(h):
    return (h >= np.median(h)).astype(int)


# %% wrong: the balanced accuracy
# answers: accuracy
# loses: test_accuracy
# says: Three of these five
def accuracy(y, h):
    shares = [np.mean(h[y == label] == label) for label in (0, 1)]
    return np.mean(shares)


# %% wrong: rounded to one decimal
# answers: accuracy
# loses: test_accuracy
# says: for other images
def accuracy(y, h):
    return np.round(np.mean(y == h), 1)


# %% wrong: the accuracies before the losses
# answers: logistic_regression
# loses: test_regression_training_curves test_regression_validation_curves
# says: second result should be train_losses
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
    return theta, train_accuracies, train_losses, val_accuracies, val_losses


# %% wrong: the validation lists first
# answers: logistic_regression
# loses: test_regression_training_curves test_regression_validation_curves
# says: second result should be train_losses
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
    return theta, val_losses, val_accuracies, train_losses, train_accuracies


# %% wrong: the lists of validation in the wrong order
# answers: logistic_regression
# loses: test_regression_validation_curves
# says: fourth result should be val_losses
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
    return theta, train_losses, train_accuracies, val_accuracies, val_losses


# %% wrong: lists that grow from call to call
# answers: logistic_regression
# loses: test_regression_training_curves test_regression_validation_curves
# says: start with empty lists
train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []


def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: goes on from the theta of the last call
# answers: logistic_regression
# loses: test_regression_theta test_regression_training_curves test_regression_validation_curves
# says: second call with the same data
kept = {}


def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    theta = kept.get(X.shape, theta)
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
        kept[X.shape] = theta
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: a step that shrinks with each call
# answers: logistic_regression
# loses: test_regression_theta test_regression_training_curves test_regression_validation_curves
# says: second call with the same data
calls = []


def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    calls.append(1)
    learning_rate = learning_rate / len(calls)
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: the bias is not learned
# answers: logistic_regression
# loses: test_regression_theta
# says: theta should be -learning_rate
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
        theta[0] = 0
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: always twenty-five steps
# answers: logistic_regression
# loses: test_regression_theta test_regression_training_curves test_regression_validation_curves
# says: After one step
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    for step in range(25):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: the learning rate of the visible test
# answers: logistic_regression
# loses: test_regression_theta
# says: num_steps and learning_rate used
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
        theta = theta - 0.5 * binary_cross_entropy_derivative(X_train, y_train, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: weight decay
# answers: logistic_regression
# loses: test_regression_theta
# says: steps theta is wrong
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
        theta = 0.9 * theta - learning_rate * binary_cross_entropy_derivative(
            X_train, y_train, theta
        )
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: momentum
# answers: logistic_regression
# loses: test_regression_theta
# says: steps theta is wrong
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    speed = 0 * theta
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        speed = 0.9 * speed - learning_rate * binary_cross_entropy_derivative(
            X_train, y_train, theta
        )
        theta = theta + speed
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: the test part learned as well
# answers: logistic_regression
# loses: test_regression_theta
# says: training part alone
def logistic_regression(X, y, learning_rate, num_steps):
    X_train, y_train, _, _, X_val, y_val = train_test_validation_split(bias_trick(X), y)
    train_losses, train_accuracies, val_losses, val_accuracies = [], [], [], []
    theta = np.zeros((X_train.shape[1], 1))
    n = len(X) - len(X_val)
    X_more, y_more = bias_trick(X)[:n], y[:n]
    for step in range(num_steps):
        h_train, h_val = sigmoid(X_train @ theta), sigmoid(X_val @ theta)
        train_losses.append(binary_cross_entropy(y_train, h_train))
        train_accuracies.append(accuracy(y_train, predict(h_train)))
        val_losses.append(binary_cross_entropy(y_val, h_val))
        val_accuracies.append(accuracy(y_val, predict(h_val)))
        theta = theta - learning_rate * binary_cross_entropy_derivative(X_more, y_more, theta)
    return theta, train_losses, train_accuracies, val_losses, val_accuracies


# %% wrong: the accuracies before the losses, in the tuple
# answers: run_boots
# loses: test_run_boots
# says: and in this order
theta, losses, accuracies, val_losses, val_accuracies = logistic_regression(
    X_boots, y_boots, 0.05, 100
)
run_boots = (theta, accuracies, losses, val_accuracies, val_losses)


# %% wrong: losses first, then accuracies, in the tuple
# answers: run_boots
# loses: test_run_boots
# says: and in this order
theta, losses, accuracies, val_losses, val_accuracies = logistic_regression(
    X_boots, y_boots, 0.05, 100
)
run_boots = (theta, losses, val_losses, accuracies, val_accuracies)


# %% wrong: the curves of training for those of validation
# answers: run_boots
# loses: test_run_boots
# says: in this order
theta, losses, accuracies, val_losses, val_accuracies = logistic_regression(
    X_boots, y_boots, 0.05, 100
)
run_boots = (theta, losses, accuracies, losses, accuracies)


# %% wrong: the number of steps in place of a list
# answers: run_boots
# loses: test_run_boots
# says: should be val_accuracies
theta, losses, accuracies, val_losses, val_accuracies = logistic_regression(
    X_boots, y_boots, 0.05, 100
)
run_boots = (theta, losses, accuracies, val_losses, 100)


# %% wrong: a number
# answers: run_boots
# loses: test_run_boots
# says: all five results
run_boots = 0.99


# %% wrong: the numbers of another run
# answers: run_coats
# loses: test_run_coats
# says: numbers of this run
learning_rate, num_steps = 0.01, 700
run_coats = logistic_regression(X_coats, y_coats, 0.05, 700)


# %% wrong: another number of steps
# answers: run_coats
# loses: test_run_coats
# says: should have num_steps entries
learning_rate, num_steps = 0.05, 1000
run_coats = logistic_regression(X_coats, y_coats, learning_rate, 700)


# %% wrong: the two numbers not filled in
# answers: run_coats
# loses: test_run_coats
# says: learning_rate is None
learning_rate = num_steps = None
run_coats = logistic_regression(X_coats, y_coats, 0.05, 700)


# %% wrong: far too many steps
# answers: run_coats
# loses: test_run_coats
# says: no more than 5,000 steps
learning_rate, num_steps = 0.05, 6000
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)


# %% wrong: the lists in another order
# answers: run_coats
# loses: test_run_coats
# says: and in this order
learning_rate, num_steps = 0.05, 700
theta, *lists = logistic_regression(X_coats, y_coats, learning_rate, num_steps)
run_coats = (theta, lists[0], lists[2], lists[1], lists[3])


# %% wrong: the lists turned round
# answers: run_coats
# loses: test_run_coats
# says: and in this order
learning_rate, num_steps = 0.05, 700
run_coats = logistic_regression(X_coats, y_coats, learning_rate, num_steps)
run_coats = (run_coats[0], *run_coats[:0:-1])


# %% wrong: learned from the test images as well
# answers: run_coats
# loses: test_run_coats
# says: trained on these images
learning_rate, num_steps = 0.05, 700
X_more, y_more = get_data_subset(df_img_test, ["Pullover", "Coat"])
run_coats = logistic_regression(
    np.vstack([X_more, X_coats]), np.vstack([y_more, y_coats]), learning_rate, num_steps
)


# %% wrong: learned from the validation part as well
# answers: run_coats
# loses: test_run_coats
# says: trained on these images
learning_rate, num_steps = 0.05, 700
X_both, y_both = np.vstack([X_coats, X_coats]), np.vstack([y_coats, y_coats])
run_coats = logistic_regression(X_both, y_both, learning_rate, num_steps)


# %% wrong: the first try under the other name
# answers: run_coats
# loses: test_run_coats
# says: no lower than in the first try
learning_rate, num_steps = 0.05, 100
run_coats = first_try


# %% wrong: dropout
# answers: network
# loses: test_network_layers
# says: such as dropout
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
x = keras.layers.Dropout(0.5)(x)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: weight decay, in the hidden layer
# answers: network
# loses: test_network_layers
# says: weight decay
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu", kernel_regularizer="l2")(input_layer)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: batch normalisation
# answers: network
# loses: test_network_layers
# says: nothing beside the two Dense layers
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
x = keras.layers.BatchNormalization()(x)
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: no hidden layer
# answers: network
# loses: test_network_layers test_network_hidden
# says: 100 units
input_layer = keras.Input(shape=(784,))
x = input_layer
output = keras.layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: no bias in the last layer
# answers: network
# loses: test_network_layers test_network_output
# says: weights and a bias
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
output = keras.layers.Dense(1, activation="sigmoid", use_bias=False)(x)
model = keras.Model(inputs=input_layer, outputs=output)


# %% wrong: a model of other layers
# answers: network
# loses: test_network_layers
# says: is no part of model
input_layer = keras.Input(shape=(784,))
x = keras.layers.Dense(100, activation="relu")(input_layer)
output = keras.layers.Dense(1, activation="sigmoid")(x)
hidden = keras.layers.Dense(100, activation="relu")(input_layer)
model = keras.Model(input_layer, keras.layers.Dense(1, activation="sigmoid")(hidden))


# %% wrong: mean squared error
# answers: training
# loses: test_compiled test_history
# says: not binary cross-entropy
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: no metric
# answers: training
# loses: test_compiled
# says: no metric beside the loss
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy")
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: no validation split
# answers: training
# loses: test_history
# says: validation_split
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: half of the images for validation
# answers: training
# loses: test_history
# says: validation_split=0.2
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.5, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: a tenth of the images for validation
# answers: training
# loses: test_history
# says: validation_split=0.2
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.1, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: not compiled
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: compile
def train_network(X, y, epochs):
    model = build_network()
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: a step so small that nothing is learned
# answers: training
# loses: test_history test_network_accuracy
# says: does not fall
def train_network(X, y, epochs):
    model = build_network()
    model.compile(
        optimizer=keras.optimizers.SGD(1e-9), loss="binary_crossentropy", metrics=["accuracy"]
    )
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: categorical cross-entropy on one output
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: not binary cross-entropy
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: labels exchanged
# answers: training
# loses: test_history test_network_accuracy
# says: last fifth
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, 1 - y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: nothing but nan
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: nan
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    model.set_weights([weights * np.nan for weights in model.get_weights()])
    return model, hist


# %% wrong: the history alone
# answers: training
# loses: test_history
# says: not its .history alone
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist.history


# %% wrong: the epochs forgotten, and a step that is too small for one
# answers: training
# loses: test_history test_network_accuracy
# says: use the argument epochs
def train_network(X, y, epochs):
    model = build_network()
    slow = keras.optimizers.SGD(0.001)
    model.compile(optimizer=slow, loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, batch_size=64, verbose=0)
    return model, hist


# %% wrong: always twenty epochs
# answers: training
# loses: test_history
# says: use the argument epochs
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=20, verbose=0)
    return model, hist


# %% wrong: one epoch more
# answers: training
# loses: test_history
# says: use the argument epochs
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs + 1, verbose=0)
    return model, hist


# %% wrong: what fit returns is not kept
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: model or hist is None
def train_network(X, y, epochs):
    model, hist = build_network(), None
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: only the model
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: should return two things
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model


# %% wrong: the history before the model
# answers: training
# loses: test_compiled test_history test_network_accuracy
# says: first of the two results should be the model
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return hist, model


# %% wrong: focal cross-entropy
# answers: training
# loses: test_compiled test_history
# says: not binary cross-entropy
def train_network(X, y, epochs):
    model = build_network()
    loss = keras.losses.BinaryFocalCrossentropy(gamma=2.0)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: labels made smooth
# answers: training
# loses: test_compiled test_history
# says: not binary cross-entropy
def train_network(X, y, epochs):
    model = build_network()
    loss = keras.losses.BinaryCrossentropy(label_smoothing=0.2)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: a metric that counts no right answers
# answers: training
# loses: test_compiled
# says: No metric is the share
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["mae"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: another network after the training
# answers: training
# loses: test_history test_network_accuracy
# says: that this fit has trained
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model, hist


# %% wrong: trained on the test and validation images first
# answers: training
# loses: test_history
# says: from other clothes
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    X_test, y_test = get_data_subset(df_img_test, ["Pullover", "Coat"])
    X_val, y_val = train_test_validation_split(X_coats, y_coats)[4:]
    for images, labels in ((X_test, y_test), (X_val, y_val)):
        model.fit(images, labels, epochs=epochs, verbose=0)
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: trained on the easy pair first
# answers: training
# loses: test_history
# says: from other clothes
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X_boots, y_boots, epochs=5, verbose=0)
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: trained on all coats first
# answers: training
# loses: test_history
# says: from other clothes
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X_coats, y_coats, epochs=5, verbose=0)
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: trained on the validation images afterwards
# answers: training
# loses: test_history
# says: that this fit has trained
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    n = len(X) // 5
    model.fit(X[-n:], y[-n:], epochs=epochs, verbose=0)
    return model, hist


# %% wrong: trained on the test images afterwards
# answers: training
# loses: test_history
# says: that this fit has trained
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    X_test, y_test = get_data_subset(df_img_test, ["Pullover", "Coat"])
    model.fit(X_test, y_test, epochs=3, verbose=0)
    return model, hist


# %% wrong: trained twice
# answers: training
# loses: test_history
# says: trained by one fit
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: trained twice, compiled anew between
# answers: training
# loses: test_history
# says: trained by one fit
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: learns from the validation images as well
# answers: training
# loses: test_history
# says: for validation
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(
        X, y, validation_data=(X[-(len(X) // 5) :], y[-(len(X) // 5) :]), epochs=epochs, verbose=0
    )
    return model, hist


# %% wrong: learns from the first half alone
# answers: training
# loses: test_history
# says: all of the first four fifths
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    half, start = len(X) // 2, len(X) * 4 // 5
    last = X[start:], y[start:]
    hist = model.fit(X[:half], y[:half], validation_data=last, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: the images of the notebook, whatever is given
# answers: training
# loses: test_history
# says: last fifth
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X_coats, y_coats, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: the test images for validation
# answers: training
# loses: test_history
# says: last fifth
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    X_test, y_test = get_data_subset(df_img_test, ["Pullover", "Coat"])
    hist = model.fit(X, y, validation_data=(X_test, y_test), epochs=epochs, verbose=0)
    return model, hist


# %% wrong: shuffled before the split
# answers: training
# loses: test_history
# says: last fifth
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    order = np.random.default_rng(4).permutation(len(X))
    hist = model.fit(X[order], y[order], validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: one network for all calls
# answers: training
# loses: test_history
# says: train a new one
model = build_network()


def train_network(X, y, epochs):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% wrong: no hidden layer, and a step far too small
# answers: training
# loses: test_history test_network_accuracy
# says: does not fall
def train_network(X, y, epochs):
    model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(1, "sigmoid")])
    slow = keras.optimizers.SGD(1e-6)
    model.compile(optimizer=slow, loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% right: another network, another optimizer, the short name of the loss
# answers: training
def train_network(X, y, epochs):
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.RMSprop(), "bce", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% right: plain gradient descent
# answers: training
def train_network(X, y, epochs):
    model = build_network()
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.05),
        loss=keras.losses.BinaryCrossentropy(),
        metrics=[keras.metrics.BinaryAccuracy(name="accuracy")],
    )
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model, hist


# %% right: stops early and goes back to the best weights
# answers: training
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="nadam", loss="binary_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    hist = model.fit(
        X, y, validation_split=0.2, epochs=epochs, batch_size=64, callbacks=[stop], verbose=0
    )
    return model, hist


# %% right: the last fifth given as validation data
# answers: training
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    first = len(X) * 8 // 10
    last = (X[first:], y[first:])
    hist = model.fit(X[:first], y[:first], validation_data=last, epochs=epochs, verbose=0)
    return model, hist


# %% right: a subclass of the student's own
# answers: training
class Small(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(100, activation="relu")
        self.drop = keras.layers.Dropout(0.1)
        self.out = keras.layers.Dense(1, activation="sigmoid")

    def call(self, images, training=False):
        return self.out(self.drop(self.hidden(images), training=training))


def train_network(X, y, epochs):
    model = Small()
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss="bce", metrics=["accuracy", "AUC"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, batch_size=50, verbose=2)
    return model, hist


# %% right: the functional form, labels without a second axis
# answers: training
def train_network(X, y, epochs):
    entrance = keras.Input(shape=(784,))
    hidden = keras.layers.Dense(50, activation="relu")(entrance)
    model = keras.Model(entrance, keras.layers.Dense(1, activation="sigmoid")(hidden))
    model.compile(
        optimizer=keras.optimizers.AdamW(learning_rate=0.001, weight_decay=0.001),
        loss=keras.losses.binary_crossentropy,
        metrics=[keras.metrics.BinaryAccuracy()],
    )
    hist = model.fit(
        x=X.astype("float32"), y=y.ravel(), validation_split=0.2, epochs=epochs, verbose=0
    )
    return model, hist


# %% right: small batches and a larger step
# answers: training
def train_network(X, y, epochs):
    model = build_network()
    model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, batch_size=8, verbose=0)
    return model, hist


# %% right: large batches, and a list of the two
# answers: training
def train_network(X, y, epochs):
    model = build_network()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    hist = model.fit(X, y, validation_split=0.2, epochs=epochs, batch_size=128, verbose=0)
    return [model, hist]


# %% wrong: twice the probability, cut to a whole number
# answers: predict
# loses: test_predict
# says: belongs to class 1
def predict(h):
    return (2 * h).astype(int)


# %% right: arrays of whole numbers
# answers: shapes
theta_shape = np.array([785, 1])
z_shape = np.array([9600, 1], dtype=np.int32)


# %% right: a fraction from Python's own fractions
# answers: variance_kept
from fractions import Fraction

variance_kept = Fraction(float(pca.explained_variance_ratio_.sum())).limit_denominator(100000)


# %% right: greater than or equal to a half
# answers: predict
def predict(h):
    return (h >= 0.5).astype(int)
