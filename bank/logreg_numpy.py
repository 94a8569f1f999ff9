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


# %% wrong: the rest of 1,797 miscounted
# answers: shapes
# loses: test_shapes
# says: how many images were put aside
X_train_shape = (1527, 64)
X_test_shape = (370, 64)
y_train_shape = (1527,)
X_train_dtype = "float32"
y_train_dtype = "int32"


# %% wrong: the labels' type for both
# answers: shapes
# loses: test_dtypes
# says: the line that makes `data`
X_train_shape = (1527, 64)
X_test_shape = (270, 64)
y_train_shape = (1527,)
X_train_dtype = "int32"
y_train_dtype = "int32"


# %% wrong: a mistake in the shapes and one in the types
# answers: shapes
# loses: test_shapes test_dtypes
# says: the line that makes `target`
X_train_shape = (1527, 8)
X_test_shape = (270, 8)
y_train_shape = (1527,)
X_train_dtype = "float32"
y_train_dtype = "float32"


# %% wrong: the number of images for the shape of the labels
# answers: shapes
# loses: test_shapes
# says: y_train_shape should have the shape
X_train_shape = (1527, 64)
X_test_shape = (270, 64)
y_train_shape = 1527
X_train_dtype = "float32"
y_train_dtype = "int32"


# %% wrong: shapes as text
# answers: shapes
# loses: test_shapes
# says: should hold numbers
X_train_shape = "(1527, 64)"
X_test_shape = "(270, 64)"
y_train_shape = "(1527,)"
X_train_dtype = "float32"
y_train_dtype = "int32"


# %% right: shapes as arrays, types by way of NumPy
# answers: shapes
X_train_shape = np.array(X_train_raw.shape)
X_test_shape = np.array([270, 64])
y_train_shape = np.array([1527])
X_train_dtype = np.dtype("float32").name
y_train_dtype = f"{y_train.dtype}"


# %% right: shapes computed from the parts
# answers: shapes
n = len(digits.data) - 270
X_train_shape = n, 8 * 8
X_test_shape = (270, 8 * 8)
y_train_shape = (n,)
X_train_dtype, y_train_dtype = "float32", "int32"


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


# %% wrong: centred, then measured again around zero
# answers: standardise
# loses: test_standardise test_standardise_test_part
# says: what do you divide by
def standardise(X_train, X_test):
    m = X_train.mean(axis=0)
    s = np.sqrt((X_train**2).mean(axis=0))
    s[s == 0] = 1
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: never divides by less than 1
# answers: standardise
# loses: test_standardise
# says: what do you divide by
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), np.maximum(X_train.std(axis=0), 1)
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: nan replaced afterwards
# answers: standardise
# loses: test_standardise_constant
# says: divide by 1 there
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    return np.nan_to_num((X_train - m) / s), np.nan_to_num((X_test - m) / s)


# %% wrong: the test part centred only
# answers: standardise
# loses: test_standardise_test_part
# says: is the test part, too
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    s[s == 0] = 1
    return (X_train - m) / s, X_test - m


# %% wrong: the test part multiplied by the deviation
# answers: standardise
# loses: test_standardise_test_part
# says: come out the same in both
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    s[s == 0] = 1
    return (X_train - m) / s, (X_test - m) * s


# %% wrong: divided by 2 where the deviation is 0
# answers: standardise
# loses: test_standardise_constant
# says: divide by 1 there
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    s[s == 0] = 2
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: a pixel that never changes set to 0 everywhere
# answers: standardise
# loses: test_standardise_constant
# says: divide by 1 there
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    a, b = np.zeros(X_train.shape), np.zeros(X_test.shape)
    a[:, s > 0] = ((X_train - m) / np.where(s > 0, s, 1))[:, s > 0]
    b[:, s > 0] = ((X_test - m) / np.where(s > 0, s, 1))[:, s > 0]
    return a, b


# %% wrong: divided, not centred
# answers: standardise
# loses: test_standardise test_standardise_test_part test_standardise_constant
# says: should have the mean 0
def standardise(X_train, X_test):
    s = X_train.std(axis=0)
    s[s == 0] = 1
    return X_train / s, X_test / s


# %% wrong: each image by itself
# answers: standardise
# loses: test_standardise test_standardise_test_part test_standardise_constant
# says: mean of each column
def standardise(X_train, X_test):
    def scaled(X):
        s = X.std(axis=1, keepdims=True)
        return (X - X.mean(axis=1, keepdims=True)) / np.where(s == 0, 1, s)

    return scaled(X_train), scaled(X_test)


# %% wrong: the mean of the training part, the deviation of the test part
# answers: standardise
# loses: test_standardise_test_part
# says: training part
def standardise(X_train, X_test):
    m, s, t = X_train.mean(axis=0), X_train.std(axis=0), X_test.std(axis=0)
    return (X_train - m) / np.where(s == 0, 1, s), (X_test - m) / np.where(t == 0, 1, t)


# %% wrong: measured in the images of the notebook, whatever is passed in
# answers: standardise
# loses: test_standardise test_standardise_test_part test_standardise_constant
# says: X has 3 features, but StandardScaler is expecting 64 features as
def standardise(X_train, X_test):
    scaler = preprocessing.StandardScaler().fit(X_train_raw)
    return scaler.transform(X_train), scaler.transform(X_test)


# %% wrong: the training part alone is returned
# answers: standardise
# loses: test_standardise test_standardise_test_part test_standardise_constant
# says: should return two arrays
def standardise(X_train, X_test):
    return preprocessing.StandardScaler().fit_transform(X_train)


# %% wrong: the median for the mean
# answers: standardise
# loses: test_standardise
# says: take the mean of each column
def standardise(X_train, X_test):
    m, s = np.median(X_train, axis=0), X_train.std(axis=0)
    s[s == 0] = 1
    return (X_train - m) / s, (X_test - m) / s


# %% right: the scaler by its attributes
# answers: standardise
def standardise(X_train, X_test):
    scaler = preprocessing.StandardScaler()
    scaler.fit(X_train)
    return tuple((X - scaler.mean_) / scaler.scale_ for X in (X_train, X_test))


# %% right: deviations by hand, one added where it is zero
# answers: standardise
def standardise(X_train: np.ndarray, X_test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    m = sum(X_train) / len(X_train)
    s = (((X_train - m) ** 2).sum(axis=0) / len(X_train)) ** 0.5
    s = s + (s == 0)
    return np.subtract(X_train, m) / s, np.subtract(X_test, m) / s


# %% right: divides only where it can
# answers: standardise
def standardise(X_train, X_test):
    m, s = np.mean(X_train, 0), np.std(X_train, 0)
    a, b = X_train - m, X_test - m
    return np.divide(a, s, out=a, where=s != 0), np.divide(b, s, out=b, where=s != 0)


# %% right: a matrix product with the inverse deviations
# answers: standardise
def standardise(X_train, X_test):
    s = X_train.std(axis=0)
    inverse = np.diag([1 / v if v else 1.0 for v in s])
    print(f"{(s == 0).sum()} pixels never change")
    return (X_train - X_train.mean(axis=0)) @ inverse, (X_test - X_train.mean(axis=0)) @ inverse


# %% right: in place
# answers: standardise
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    s[np.isclose(s, 0)] = 1
    for part in (X_train, X_test):
        part -= m
        part /= s
    return X_train, X_test


# %% right: by pandas, as data frames
# answers: standardise
import pandas as pd


def standardise(X_train, X_test):
    train, test = pd.DataFrame(X_train), pd.DataFrame(X_test)
    s = train.std(ddof=0).replace(0, 1)
    return ((train - train.mean()) / s).to_numpy(), ((test - train.mean()) / s).values


# %% wrong: all pixels divided by 1 as soon as one never changes
# answers: standardise
# loses: test_standardise_constant
# says: the other pixels come out differently
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    if (s == 0).any():
        s = np.ones_like(s)
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: pixels that change little count as never changing
# answers: standardise
# loses: test_standardise
# says: however small or large
def standardise(X_train, X_test):
    m, s = X_train.mean(axis=0), X_train.std(axis=0)
    s[s < 0.01] = 1
    return (X_train - m) / s, (X_test - m) / s


# %% wrong: the scaler of the first call for all calls
# answers: standardise
# loses: test_standardise test_standardise_test_part test_standardise_constant
# says: test part is wrong
fitted = []


def standardise(X_train, X_test):
    if not fitted:
        fitted.append(preprocessing.StandardScaler().fit(X_train))
    return fitted[0].transform(X_train), fitted[0].transform(X_test)


# %% wrong: one number returned
# answers: standardise
# loses: test_standardise test_standardise_test_part test_standardise_constant
# says: should return two arrays
def standardise(X_train, X_test):
    return X_train.std()


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
# loses: test_one_hot test_one_hot_scalar
# says: should have the shape
def one_hot(n_classes, y):
    return np.eye(np.max(y) + 1)[y]


# %% wrong: fails on a single label
# answers: one_hot
# loses: test_one_hot_scalar
# says: object of type 'int' has no len()
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
# loses: test_one_hot test_one_hot_scalar
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


# %% wrong: the labels themselves in the rows
# answers: one_hot
# loses: test_one_hot test_one_hot_scalar
# says: a single 1
def one_hot(n_classes, y):
    return np.eye(n_classes)[y] * np.asarray(y)[..., None]


# %% wrong: zeros for ones
# answers: one_hot
# loses: test_one_hot test_one_hot_scalar
# says: a single 1
def one_hot(n_classes, y):
    return 1 - np.eye(n_classes)[y]


# %% wrong: sorted on the way
# answers: one_hot
# loses: test_one_hot
# says: at another place
def one_hot(n_classes, y):
    return np.eye(n_classes)[np.sort(y) if np.ndim(y) else y]


# %% wrong: each label once
# answers: one_hot
# loses: test_one_hot
# says: at another place
def one_hot(n_classes, y):
    return np.eye(n_classes)[np.unique(y)] if np.ndim(y) else np.eye(n_classes)[y]


# %% wrong: scikit-learn's binarizer, which makes one column of two classes
# answers: one_hot
# loses: test_one_hot test_one_hot_scalar
# says: should have the shape
def one_hot(n_classes, y):
    return preprocessing.LabelBinarizer().fit_transform(np.atleast_1d(y))


# %% wrong: ones up to the label
# answers: one_hot
# loses: test_one_hot test_one_hot_scalar
# says: a single 1
def one_hot(n_classes, y):
    return (np.arange(n_classes) <= np.asarray(y)[..., None]).astype(float)


# %% wrong: one class more
# answers: one_hot
# loses: test_one_hot test_one_hot_scalar
# says: should have the shape
def one_hot(n_classes, y):
    return np.eye(n_classes + 1)[y]


# %% wrong: arguments swapped
# answers: one_hot
# loses: test_one_hot test_one_hot_scalar
# says: 'list' object cannot be interpreted as an integer
def one_hot(y, n_classes):
    return np.eye(n_classes)[y]


# %% wrong: a single label stays a number
# answers: one_hot
# loses: test_one_hot_scalar
# says: should have the shape
def one_hot(n_classes, y):
    if isinstance(y, int):
        return y
    return np.eye(n_classes)[y]


# %% wrong: True and False as text
# answers: one_hot
# loses: test_one_hot test_one_hot_scalar
# says: should hold numbers
def one_hot(n_classes, y):
    return (np.asarray(y)[..., None] == np.arange(n_classes)).astype(str)


# %% right: outer comparison
# answers: one_hot
def one_hot(n_classes, y):
    rows = np.equal.outer(np.ravel(y), np.arange(n_classes)).astype("float32")
    return rows.reshape(*np.shape(y), n_classes)


# %% right: put_along_axis
# answers: one_hot
def one_hot(n_classes, y):
    rows = np.zeros((np.size(y), n_classes))
    np.put_along_axis(rows, np.reshape(y, (-1, 1)), 1, axis=1)
    return rows.squeeze(0) if np.isscalar(y) else rows


# %% wrong: scikit-learn's binarizer with all classes, which makes one column of two
# answers: one_hot
# loses: test_one_hot
# says: one_hot(2, y) for an array should have the shape (5, 2)
def one_hot(n_classes, y):
    rows = preprocessing.label_binarize(np.atleast_1d(y), classes=list(range(n_classes)))
    return rows[0] if np.ndim(y) == 0 else rows


# %% right: PyTorch's, whole numbers
# answers: one_hot
import torch


def one_hot(n_classes, y):
    return torch.nn.functional.one_hot(torch.as_tensor(y, dtype=torch.int64), n_classes)


# %% right: a helper for one row, stacked
# answers: one_hot
def one_row(n_classes, label):
    row = [0] * n_classes
    row[label] = 1
    return np.array(row)


def one_hot(n_classes, y):
    try:
        return np.stack([one_row(n_classes, label) for label in y])
    except TypeError:
        return one_row(n_classes, y)


# %% wrong: a single label always in a row of five
# answers: one_hot
# loses: test_one_hot_scalar
# says: one_hot(8, 0), for one label, should have the shape (8,)
def one_hot(n_classes, y):
    if np.ndim(y) == 0:
        return np.eye(5)[y]
    return np.eye(n_classes)[y]


# %% wrong: a single label from the end
# answers: one_hot
# loses: test_one_hot_scalar
# says: the row that a list with this label gives
def one_hot(n_classes, y):
    if np.ndim(y) == 0:
        return np.eye(n_classes)[n_classes - 1 - y]
    return np.eye(n_classes)[y]


# %% wrong: the rows of all calls
# answers: one_hot
# loses: test_one_hot
# says: fails with
rows = []


def one_hot(n_classes, y):
    if np.ndim(y) == 0:
        return np.eye(n_classes)[y]
    rows.extend(np.eye(n_classes)[label] for label in y)
    return np.array(rows)


# %% right: by a helper for n_classes of 1 or more, whole numbers
# answers: one_hot
def one_hot(n_classes, y):
    rows = [[int(label == k) for k in range(n_classes)] for label in np.atleast_1d(y)]
    return np.array(rows[0] if np.ndim(y) == 0 else rows)


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
# says: operands could not be broadcast together with shapes (2,3) (2,)
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
# says: AxisError: axis 1 is out of bounds for array of dimension 1
def softmax(X):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: single samples alone
# answers: softmax
# loses: test_softmax_batch
# says: only 0-dimensional arrays can be converted to Python scalars
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
# says: is the largest logit subtracted before np.exp
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
# says: A good prediction should have a small nll: which probability do you
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
# says: AxisError: axis 1 is out of bounds for array of dimension 1
def nll(Y_true, Y_pred):
    return -np.log((Y_true * Y_pred).sum(axis=1)).mean()


# %% wrong: the squared error
# answers: nll
# loses: test_nll
# says: For one sample with 2 classes the nll is not -log of the true class's
def nll(Y_true, Y_pred):
    return ((Y_true - Y_pred) ** 2).sum(axis=-1).mean()


# %% wrong: too coarse a clip
# answers: nll
# loses: test_nll
# says: millionth
def nll(Y_true, Y_pred):
    return -np.mean(np.sum(Y_true * np.log(np.clip(Y_pred, 0.05, 1)), axis=-1))


# %% wrong: gives back what it was given
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large test_softmax_keeps_input
# says: The probabilities should sum to 1: what do you divide by?
def softmax(X):
    return X


# %% wrong: exponentials that nobody divides
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says: The probabilities should sum to 1: what do you divide by?
def softmax(X):
    return np.exp(X)


# %% wrong: each number by itself, by the sigmoid
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says: The probabilities should sum to 1: what do you divide by?
def softmax(X):
    return special.expit(X)


# %% wrong: the exponential of the row's sum
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says: what do you divide by
def softmax(X):
    z = X - X.max(axis=-1, keepdims=True)
    return np.exp(z) / np.exp(z.sum(axis=-1, keepdims=True))


# %% wrong: shifted above the fraction bar alone
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says: what do you divide by
def softmax(X):
    e = np.exp(X - X.max(axis=-1, keepdims=True))
    return e / np.exp(X).sum(axis=-1, keepdims=True)


# %% wrong: the smallest subtracted
# answers: softmax
# loses: test_softmax_large
# says: largest logit
def softmax(X):
    e = np.exp(X - X.min(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: nan replaced afterwards
# answers: softmax
# loses: test_softmax_large
# says: subtract the largest logit
def softmax(X):
    e = np.exp(X)
    return np.nan_to_num(e / e.sum(axis=-1, keepdims=True))


# %% wrong: clipped before the exponential
# answers: softmax
# loses: test_softmax_large
# says: subtract the largest logit
def softmax(X):
    e = np.exp(np.clip(X, -500, 500))
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: the largest size subtracted
# answers: softmax
# loses: test_softmax_large
# says: largest logit
def softmax(X):
    e = np.exp(X - np.abs(X).max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: shares of the logits
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says: is each exponential
def softmax(X):
    return X / X.sum(axis=-1, keepdims=True)


# %% wrong: the first axis
# answers: softmax
# loses: test_softmax_batch
# says: over the columns
def softmax(X):
    return special.softmax(X, axis=0)


# %% wrong: all numbers of the batch together
# answers: softmax
# loses: test_softmax_batch
# says: over the whole batch
def softmax(X):
    return special.softmax(X)


# %% wrong: always a batch
# answers: softmax
# loses: test_softmax
# says: should have the shape
def softmax(X):
    return special.softmax(np.atleast_2d(X), axis=1)


# %% wrong: subtracts in place
# answers: softmax
# loses: test_softmax_keeps_input
# says: changed the array
def softmax(X):
    X -= X.max(axis=-1, keepdims=True)
    e = np.exp(X)
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: subtracts in place from a batch alone
# answers: softmax
# loses: test_softmax_keeps_input
# says: changed the
def softmax(X):
    if X.ndim == 1:
        e = np.exp(X - X.max())
        return e / e.sum()
    for row in X:
        row[:] = softmax(row)
    return X


# %% wrong: the log-probabilities
# answers: softmax
# loses: test_softmax test_softmax_batch test_softmax_large
# says: sum to 1
def softmax(X):
    return special.log_softmax(X, axis=-1)


# %% wrong: one shift for the whole batch
# answers: softmax
# loses: test_softmax_large
# says: each row's own largest
def softmax(X):
    e = np.exp(X - X.max())
    return e / e.sum(axis=-1, keepdims=True)


# %% right: a product of two steps, by einsum
# answers: softmax
def softmax(X):
    e = np.exp(X - np.max(X, axis=-1)[..., None])
    return np.einsum("...j,...->...j", e, 1.0 / np.einsum("...j->...", e))


# %% right: along the last axis, a helper
# answers: softmax
def of_one(row):
    e = np.exp(row - row.max())
    return e / e.sum()


def softmax(X, axis=-1):
    return np.apply_along_axis(of_one, axis, X)


# %% right: PyTorch's, a tensor
# answers: softmax
import torch


def softmax(X):
    return torch.tensor(X).softmax(-1)


# %% right: one over the sum of the differences, with warnings
# answers: softmax
def softmax(X):
    return 1 / np.exp(X[..., None, :] - X[..., :, None]).sum(axis=-1)


# %% right: a batch of one, and back
# answers: softmax
def softmax(X):
    Z = np.array(X, dtype=float, ndmin=2)
    Z -= Z.max(axis=1, keepdims=True)
    np.exp(Z, out=Z)
    for i in range(len(Z)):
        Z[i] /= Z[i].sum()
    return Z.reshape(np.shape(X))


# %% right: the log of the sum by logaddexp
# answers: softmax
def softmax(X):
    return np.exp(X - np.logaddexp.reduce(X, axis=-1, keepdims=True))


# %% wrong: the first logit subtracted
# answers: softmax
# loses: test_softmax_large
# says: largest logit
def softmax(X):
    e = np.exp(X - X[..., :1])
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: the last logit subtracted
# answers: softmax
# loses: test_softmax_large
# says: largest logit
def softmax(X):
    e = np.exp(X - X[..., -1:])
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: subtracts in place from large logits alone
# answers: softmax
# loses: test_softmax_keeps_input
# says: changed the array
def softmax(X):
    m = X.max(axis=-1, keepdims=True)
    if (m > 700).any():
        X -= m
    e = np.exp(X - X.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% wrong: always 0
# answers: nll
# loses: test_nll test_nll_batch test_nll_zero
# says: The nll of an unsure prediction is positive: log p is negative, so
def nll(Y_true, Y_pred):
    return 0.0


# %% wrong: nan
# answers: nll
# loses: test_nll test_nll_batch test_nll_zero
# says: nan
def nll(Y_true, Y_pred):
    return np.nan


# %% wrong: the logarithm of the wrong classes, too
# answers: nll
# loses: test_nll
# says: not -log of the true class's
def nll(Y_true, Y_pred):
    p = np.clip(Y_pred, 1e-9, 1 - 1e-9)
    terms = Y_true * np.log(p) + (1 - Y_true) * np.log(1 - p)
    return -np.mean(np.sum(terms, axis=-1))


# %% wrong: the largest probability's logarithm
# answers: nll
# loses: test_nll
# says: bad prediction
def nll(Y_true, Y_pred):
    return -np.log(np.max(Y_pred, axis=-1)).mean()


# %% wrong: a probability, no logarithm
# answers: nll
# loses: test_nll
# says: For one sample with 2 classes the nll is not -log of the true class's
def nll(Y_true, Y_pred):
    return 1 - np.mean(np.sum(Y_true * Y_pred, axis=-1))


# %% wrong: the logarithm of the mean
# answers: nll
# loses: test_nll_batch
# says: mean of the nll of its samples
def nll(Y_true, Y_pred):
    return -np.log(np.mean(np.sum(Y_true * Y_pred, axis=-1)))


# %% wrong: log1p against log 0
# answers: nll
# loses: test_nll test_nll_zero
# says: minus sign
def nll(Y_true, Y_pred):
    return -np.mean(np.sum(Y_true * np.log1p(Y_pred), axis=-1))


# %% wrong: a hundredth added
# answers: nll
# loses: test_nll test_nll_zero
# says: not -log of the true class's probability
def nll(Y_true, Y_pred):
    return -np.mean(np.sum(Y_true * np.log(Y_pred + 0.01), axis=-1))


# %% wrong: what is nan is left out of the mean of all entries
# answers: nll
# loses: test_nll test_nll_zero
# says: a sum over the classes
def nll(Y_true, Y_pred):
    return -np.nanmean(Y_true * np.log(Y_pred))


# %% wrong: the mean over the batch, even of a single sample's classes
# answers: nll
# loses: test_nll
# says: a sum over the classes
def nll(Y_true, Y_pred):
    return -special.xlogy(Y_true, Y_pred).sum() / len(Y_true)


# %% wrong: the last sample of the batch
# answers: nll
# loses: test_nll_batch
# says: mean of the nll of its samples
def nll(Y_true, Y_pred):
    for truth, p in zip(np.atleast_2d(Y_true), np.atleast_2d(Y_pred)):
        loss = -np.log((truth * p).sum())
    return loss


# %% wrong: every truth with every prediction
# answers: nll
# loses: test_nll_batch
# says: mean of the nll of its samples
def nll(Y_true, Y_pred):
    Y_true, Y_pred = np.atleast_2d(Y_true), np.atleast_2d(Y_pred)
    return -np.mean(Y_true @ np.log(np.clip(Y_pred, 1e-9, 1)).T)


# %% wrong: cut to a whole number
# answers: nll
# loses: test_nll test_nll_batch test_nll_zero
# says: The nll of an unsure prediction is positive: log p is negative, so
def nll(Y_true, Y_pred):
    return int(-special.xlogy(Y_true, Y_pred).sum(axis=-1).mean())


# %% wrong: the batch's classes and samples taken for each other
# answers: nll
# loses: test_nll_batch
# says: mean of the nll of its samples
def nll(Y_true, Y_pred):
    terms = -special.xlogy(Y_true, Y_pred)
    return terms.sum() if terms.ndim == 1 else terms.sum() / terms.shape[1]


# %% right: where the truth is one
# answers: nll
def nll(Y_true, Y_pred):
    return -np.log(np.asarray(Y_pred)[np.asarray(Y_true) == 1]).mean()


# %% right: nan replaced, and warnings left as they are
# answers: nll
def nll(Y_true, Y_pred):
    return -np.nan_to_num(Y_true * np.log(Y_pred)).sum(axis=-1).mean()


# %% right: a loop over samples and classes
# answers: nll
import math


def nll(Y_true, Y_pred, tiny=1e-15):
    if np.ndim(Y_true) == 1:
        Y_true, Y_pred = [Y_true], [Y_pred]
    losses = []
    for truth, p in zip(Y_true, Y_pred):
        losses.append(-sum(t * math.log(max(q, tiny)) for t, q in zip(truth, p)))
    return sum(losses) / len(losses)


# %% right: einsum, and a 1 by 1 array
# answers: nll
def nll(Y_true, Y_pred):
    logs = np.log(np.maximum(Y_pred, 1e-12))
    n = 1 if logs.ndim == 1 else len(logs)
    return np.array([[np.einsum("...j,...j->...", Y_true, logs).sum() / -n]])


# %% right: by PyTorch, a float32 tensor
# answers: nll
import torch


def nll(Y_true, Y_pred):
    p = torch.tensor(np.atleast_2d(Y_pred), dtype=torch.float32).clamp(min=1e-7)
    t = torch.tensor(np.atleast_2d(Y_true)).argmax(dim=1)
    return torch.nn.functional.nll_loss(p.log(), t)


# %% right: the labels first
# answers: nll
def nll(Y_true, Y_pred):
    labels = np.argmax(np.atleast_2d(Y_true), axis=1)
    chosen = np.take_along_axis(np.atleast_2d(Y_pred), labels[:, None], axis=1)
    return float(np.mean(-np.log(chosen)))


# %% wrong: clipped at a ten-thousandth
# answers: nll
# loses: test_nll
# says: more than a millionth
def nll(Y_true, Y_pred):
    p = np.clip(Y_pred, 1e-4, 1)
    return -np.mean(np.sum(Y_true * np.log(p), axis=-1))


# %% wrong: clipped at ten millionths
# answers: nll
# loses: test_nll
# says: more than a millionth
def nll(Y_true, Y_pred):
    p = np.clip(Y_pred, 1e-5, 1)
    return -np.mean(np.sum(Y_true * np.log(p), axis=-1))


# %% wrong: logarithm to the base 10
# answers: nll
# loses: test_nll
# says: base 10
def nll(Y_true, Y_pred):
    Y_true, Y_pred = np.atleast_2d(Y_true), np.atleast_2d(Y_pred)
    p = (Y_true * Y_pred).sum(axis=1)
    return -np.log10(p).mean()


# %% wrong: the mean over the classes, without zeros
# answers: nll
# loses: test_nll
# says: not their mean
def nll(Y_true, Y_pred):
    return -np.mean(Y_true * np.log(np.clip(Y_pred, 1e-12, 1)))


# %% wrong: a zero in the last place only is left out
# answers: nll
# loses: test_nll_zero
# says: what is 0 · log 0
def nll(Y_true, Y_pred):
    if np.ndim(Y_pred) == 1 and Y_pred[-1] == 0:
        Y_true, Y_pred = Y_true[:-1], Y_pred[:-1]
    return -np.mean(np.sum(Y_true * np.log(Y_pred), axis=-1))


# %% wrong: divided by the number of calls
# answers: nll
# loses: test_nll test_nll_batch test_nll_zero
# says: nll
calls = []


def nll(Y_true, Y_pred):
    calls.append(1)
    return np.mean(-special.xlogy(Y_true, Y_pred).sum(axis=-1)) / len(calls)


# %% right: shifted by a millionth
# answers: nll
def nll(Y_true, Y_pred):
    return float(np.mean(-(Y_true * np.log(Y_pred + 1e-6)).sum(-1)))


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
# says: AxisError: axis 1 is out of bounds for array of dimension 1
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
# says: predict(X) for a batch of 6 should have the shape (6,), but it has
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
# says: predict(X) should give, for each sample, the place of its largest
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
# says: accuracy(X, y) should be the fraction of samples whose predicted
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
# says: accuracy(X, y) should be the fraction of samples whose predicted
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
# says: the keys "W" and "b"
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
# says: left W as it was
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
# says: The change of W should be minus the learning rate times the gradient
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
# says: The change of W should be minus the learning rate times the gradient
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
# says: predict(X) should give, for each sample, the place of its largest
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
# says: The derivatives in grad_loss(x, y_true)["b"] are wrong: they are p -
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


# %% wrong: sigmoid for softmax
# answers: LogisticRegression
# loses: test_forward
# says: should sum to 1
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return special.expit(X @ self.W + self.b)

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


# %% wrong: softmax down the columns
# answers: LogisticRegression
# loses: test_forward
# says: should sum to 1
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return special.softmax(X @ self.W + self.b, axis=0)

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


# %% wrong: the bias added to the probabilities
# answers: LogisticRegression
# loses: test_forward test_loss
# says: should sum to 1
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W) + self.b

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


# %% wrong: softmax taken twice
# answers: LogisticRegression
# loses: test_forward
# says: gives other probabilities
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(softmax(X @ self.W + self.b))

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


# %% wrong: the most probable class as a one-hot row
# answers: LogisticRegression
# loses: test_forward
# says: gives other probabilities
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return one_hot(self.output_size, np.argmax(X @ self.W + self.b, axis=-1))

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


# %% wrong: the weights transposed
# answers: LogisticRegression
# loses: test_forward test_forward_sample
# says: matmul
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W.T + self.b)

    def predict(self, X):
        return np.argmax(X @ self.W + self.b, axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), softmax(X @ self.W + self.b))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = softmax(x @ self.W + self.b) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: new weights at each call of forward
# answers: LogisticRegression
# loses: test_forward
# says: gives other probabilities
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        W = np.random.default_rng(0).uniform(-0.1, 0.1, size=self.W.shape)
        return softmax(X @ W + self.b)

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


# %% wrong: the mean bias for all classes
# answers: LogisticRegression
# loses: test_forward
# says: are both the weights and the biases used
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b.mean())

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


# %% wrong: forward for batches alone
# answers: LogisticRegression
# loses: test_forward_sample
# says: not enough values to unpack (expected 2, got 1)
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        n, d = X.shape
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(X @ self.W + self.b, axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x[None])[0] - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: forward gives the logits to a single sample
# answers: LogisticRegression
# loses: test_forward_sample
# says: the row that a batch
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        z = X @ self.W + self.b
        return softmax(z) if z.ndim == 2 else z

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = softmax(x @ self.W + self.b) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict as one-hot rows
# answers: LogisticRegression
# loses: test_predict test_predict_sample
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
        P = self.forward(X)
        return P == P.max(axis=-1, keepdims=True)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.forward(X).argmax(axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict by a threshold of one half
# answers: LogisticRegression
# loses: test_predict
# says: the place of its largest
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return (self.forward(X) > 0.5).astype(int).argmax(axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.forward(X).argmax(axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict by the weights alone
# answers: LogisticRegression
# loses: test_predict
# says: leaves out the biases
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(X @ self.W, axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.forward(X).argmax(axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: predict as a column
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
        return np.argmax(self.forward(X), axis=-1, keepdims=True)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.forward(X).argmax(axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the loss of the accuracy
# answers: LogisticRegression
# loses: test_loss
# says: the nll of forward(X)
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
        return 1 - self.accuracy(X, y) + 1e-9

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the probabilities through softmax once more in the loss
# answers: LogisticRegression
# loses: test_loss
# says: nll of forward(X)
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
        return nll(one_hot(self.output_size, y), softmax(self.forward(X)))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the loss of the predicted classes
# answers: LogisticRegression
# loses: test_loss
# says: nll of forward(X)
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
        return nll(one_hot(self.output_size, self.predict(X)), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: truth and prediction swapped in the loss
# answers: LogisticRegression
# loses: test_loss
# says: Multioutput target data is not supported with label binarization
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
        return nll(self.forward(X), one_hot(self.output_size, y))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: a loss for each sample
# answers: LogisticRegression
# loses: test_loss
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
        return -np.log(self.forward(X)[np.arange(len(y)), y])

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the loss divided by the classes as well
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
        Y = one_hot(self.output_size, y)
        return -np.mean(Y * np.log(self.forward(X)))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the loss printed
# answers: LogisticRegression
# loses: test_loss
# says: a `return` missing
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
        print(nll(one_hot(self.output_size, y), self.forward(X)))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy: are all of them right?
# answers: LogisticRegression
# loses: test_accuracy
# says: fraction of samples
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
        return float((self.predict(X) == y).all())

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy of one-hot entries
# answers: LogisticRegression
# loses: test_accuracy
# says: fraction of samples
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
        return np.mean(one_hot(self.output_size, self.predict(X)) == one_hot(self.output_size, y))

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the mean probability of the truth for accuracy
# answers: LogisticRegression
# loses: test_accuracy
# says: fraction of samples
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
        return self.forward(X)[np.arange(len(y)), y].mean()

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: a hit or a miss for each sample
# answers: LogisticRegression
# loses: test_accuracy
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
        return self.predict(X) == y

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: hits divided by the classes
# answers: LogisticRegression
# loses: test_accuracy
# says: accuracy(X, y) should be a fraction from 0 to 1: no count, no
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
        return (self.predict(X) == y).sum() / self.output_size

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the label as a number subtracted
# answers: LogisticRegression
# loses: test_grad_b
# says: y one-hot
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
        error = self.forward(x) - y_true
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: only the true class's bias
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
        y = one_hot(self.output_size, y_true)
        error = (self.forward(x) - 1) * y
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the error divided by the classes
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
        error = (self.forward(x) - one_hot(self.output_size, y_true)) / self.output_size
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the derivative of softmax multiplied in once more
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


# %% wrong: one derivative for all biases
# answers: LogisticRegression
# loses: test_grad_b
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
        return {"W": np.outer(x, error), "b": error.sum()}

    def train(self, x, y, learning_rate):
        error = self.forward(x) - one_hot(self.output_size, y)
        self.W = self.W - learning_rate * np.outer(x, error)
        self.b = self.b - learning_rate * error


# %% wrong: a penalty on large weights in the gradient
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
        return {"W": np.outer(x, error) + 0.1 * self.W, "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the weights' gradient times the weights
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
        return {"W": np.outer(x, error) * self.W, "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the dot product for the outer one
# answers: LogisticRegression
# loses: test_grad_W
# says: In grad_loss(x, y_true)["W"], the entry in row i and column j should
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
        return {"W": self.W * 0 + x.sum() * error, "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: keys in small letters
# answers: LogisticRegression
# loses: test_grad_W
# says: the keys "W" and "b"
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
        return {"w": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["w"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: differences with far too large a step
# answers: LogisticRegression
# loses: test_grad_b test_grad_W
# says: The derivatives in grad_loss(x, y_true)["b"] are wrong: they are p -
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
        def loss(W, b):
            return nll(one_hot(self.output_size, y_true), softmax(x @ W + b))

        h, W, b = 0.5, np.zeros_like(self.W), np.zeros_like(self.b)
        for index in np.ndindex(W.shape):
            step = np.zeros_like(W)
            step[index] = h
            W[index] = (loss(self.W + step, self.b) - loss(self.W, self.b)) / h
        for j in range(len(b)):
            step = np.zeros_like(b)
            step[j] = h
            b[j] = (loss(self.W, self.b + step) - loss(self.W, self.b)) / h
        return {"W": W, "b": b}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the sample scaled in place
# answers: LogisticRegression
# loses: test_grad_keeps
# says: leave x as it is
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
        W = np.outer(x, error)
        x /= np.linalg.norm(x)
        return {"W": W, "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the bias overwritten by its gradient
# answers: LogisticRegression
# loses: test_grad_keeps
# says: changed the weights or the biases
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
        self.b = error
        return {"W": np.outer(x, error), "b": self.b}

    def train(self, x, y, learning_rate):
        b = self.b
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = b - learning_rate * gradient["b"]


# %% wrong: the learning rate for W alone
# answers: LogisticRegression
# loses: test_train
# says: change of b
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
        self.b = self.b - g["b"]


# %% wrong: a learning rate of its own
# answers: LogisticRegression
# loses: test_train
# says: learning rate times the gradient
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
        self.W = self.W - 0.01 * g["W"]
        self.b = self.b - 0.01 * g["b"]


# %% wrong: momentum from the last step
# answers: LogisticRegression
# loses: test_train
# says: alone
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
        last = getattr(self, "last", {"W": 0, "b": 0})
        self.last = {key: 0.9 * last[key] + g[key] for key in g}
        self.W = self.W - learning_rate * self.last["W"]
        self.b = self.b - learning_rate * self.last["b"]


# %% wrong: two steps
# answers: LogisticRegression
# loses: test_train
# says: one step
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
        for _ in range(2):
            g = self.grad_loss(x, y)
            self.W = self.W - learning_rate * g["W"]
            self.b = self.b - learning_rate * g["b"]


# %% wrong: a gradient of length one
# answers: LogisticRegression
# loses: test_train
# says: learning rate times the gradient
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
        self.W = self.W - learning_rate * g["W"] / np.linalg.norm(g["W"])
        self.b = self.b - learning_rate * g["b"] / np.linalg.norm(g["b"])


# %% wrong: downhill for W, uphill for b
# answers: LogisticRegression
# loses: test_train
# says: change of b
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
        self.W -= learning_rate * g["W"]
        self.b += learning_rate * g["b"]


# %% wrong: a large gradient cut off
# answers: LogisticRegression
# loses: test_train
# says: learning rate times the gradient
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
        self.W = self.W - learning_rate * np.clip(g["W"], -1, 1)
        self.b = self.b - learning_rate * np.clip(g["b"], -1, 1)


# %% wrong: a step for wrong predictions alone
# answers: LogisticRegression
# loses: test_train
# says: this sample and the present
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
        if self.predict(x) != y:
            g = self.grad_loss(x, y)
            self.W = self.W - learning_rate * g["W"]
            self.b = self.b - learning_rate * g["b"]


# %% wrong: the biases moved by the weights' gradient
# answers: LogisticRegression
# loses: test_train
# says: b after train
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
        self.b = self.b - learning_rate * g["W"]


# %% right: gradients by numerical differences, which is slow
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
        def loss(W, b):
            z = x @ W + b
            return special.logsumexp(z) - z[y_true]

        h, W, b = 1e-5, np.zeros_like(self.W), np.zeros_like(self.b)
        for index in np.ndindex(W.shape):
            step = np.zeros_like(W)
            step[index] = h
            W[index] = (loss(self.W + step, self.b) - loss(self.W - step, self.b)) / (2 * h)
        for j in range(len(b)):
            step = np.zeros_like(b)
            step[j] = h
            b[j] = (loss(self.W, self.b + step) - loss(self.W, self.b - step)) / (2 * h)
        return {"W": W, "b": b}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: weights and biases in one matrix
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        ones = np.ones((*X.shape[:-1], 1))
        return softmax(np.concatenate([X, ones], axis=-1) @ np.vstack([self.W, self.b]))

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x)
        error[y_true] -= 1
        both = np.kron(np.append(x, 1.0)[:, None], error)
        return {"W": both[:-1], "b": both[-1], "error": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: a helper for the error, and loops in the step
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
        e = self.error(x, y_true)
        return dict(W=[[xi * ej for ej in e] for xi in x], b=list(e))

    def train(self, x, y, learning_rate=0.01):
        e = self.error(x, y)
        for i in range(len(x)):
            for j in range(self.output_size):
                self.W[i, j] -= learning_rate * x[i] * e[j]
        self.b -= learning_rate * e
        return self

    def error(self, x: np.ndarray, y: int) -> np.ndarray:
        return np.subtract(self.forward(x), np.arange(self.output_size) == y)


# %% right: functions outside the class
# answers: LogisticRegression
def logits(model, X):
    return np.tensordot(X, model.W, axes=1) + model.b


class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        z = logits(self, X)
        return np.exp(z - special.logsumexp(z, axis=-1, keepdims=True))

    def predict(self, X):
        order = np.argsort(logits(self, X), axis=-1)
        return order[..., -1]

    def loss(self, X, y):
        return float(
            np.mean([nll(one_hot(self.output_size, k), self.forward(x)) for x, k in zip(X, y)])
        )

    def accuracy(self, X, y):
        return 1 - np.count_nonzero(self.predict(X) - y) / len(y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: computed in float32 throughout
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        X, W, b = (np.asarray(part, dtype=np.float32) for part in (X, self.W, self.b))
        print("forward", X.shape)
        return softmax(X @ W + b)

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return -np.log(np.einsum("ij,ij->i", self.forward(X), one_hot(self.output_size, y))).mean()

    def accuracy(self, X, y):
        right = self.predict(X) == y
        return len(right[right]) / right.size

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: the step through a gradient for a batch of one
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
        if np.ndim(X) == 1:
            return self.predict(X[None])[0]
        return np.array([max(range(self.output_size), key=lambda j: p[j]) for p in self.forward(X)])

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        X, Y = np.atleast_2d(x), one_hot(self.output_size, np.atleast_1d(y))
        E = softmax(X @ self.W + self.b) - Y
        np.subtract(self.W, learning_rate * X.T @ E, out=self.W)
        np.subtract(self.b, learning_rate * E.sum(axis=0), out=self.b)


# %% wrong: predict with the biases subtracted
# answers: LogisticRegression
# loses: test_predict
# says: place of its largest probability
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        return np.argmax(X @ self.W - self.b, axis=-1)

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


# %% wrong: predict without the biases for a single sample
# answers: LogisticRegression
# loses: test_predict_sample
# says: single sample
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        return softmax(X @ self.W + self.b)

    def predict(self, X):
        if X.ndim == 1:
            return np.argmax(X @ self.W)
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


# %% wrong: loss by the weights alone
# answers: LogisticRegression
# loses: test_loss
# says: nll of forward(X)
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
        return nll(one_hot(self.output_size, y), softmax(X @ self.W))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: loss with the biases subtracted
# answers: LogisticRegression
# loses: test_loss
# says: nll of forward(X)
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
        return nll(one_hot(self.output_size, y), softmax(X @ self.W - self.b))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy by the weights alone
# answers: LogisticRegression
# loses: test_accuracy
# says: fraction of samples
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
        return np.mean(np.argmax(X @ self.W, axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: accuracy with the biases subtracted
# answers: LogisticRegression
# loses: test_accuracy
# says: fraction of samples
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
        return np.mean(np.argmax(X @ self.W - self.b, axis=1) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: forward without the biases for a single sample
# answers: LogisticRegression
# loses: test_forward_sample
# says: the row that a batch
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        if X.ndim == 1:
            return softmax(X @ self.W)
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
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the first loss kept
# answers: LogisticRegression
# loses: test_loss
# says: is not the nll of forward(X)
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
        if not hasattr(self, "value"):
            self.value = nll(one_hot(self.output_size, y), self.forward(X))
        return self.value

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the first accuracy kept
# answers: LogisticRegression
# loses: test_accuracy
# says: is not the fraction of samples
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
        if not hasattr(self, "value"):
            self.value = np.mean(self.predict(X) == y)
        return self.value

    def grad_loss(self, x, y_true):
        error = self.forward(x) - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: the gradient from what forward gave last
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
        self.p = softmax(X @ self.W + self.b)
        return self.p

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        p = self.p if getattr(self, "p", np.zeros((1, 1))).ndim == 1 else self.forward(x)
        error = p - one_hot(self.output_size, y_true)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: gradients added up from call to call
# answers: LogisticRegression
# loses: test_grad_b test_grad_W test_train
# says: with respect to b are not those
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

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
        self.dW = self.dW + np.outer(x, error)
        self.db = self.db + error
        return {"W": self.dW, "b": self.db}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: weights cut to -1 to 1 in grad_loss
# answers: LogisticRegression
# loses: test_grad_keeps
# says: changed the weights
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
        self.W = np.clip(self.W, -1, 1)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: grad_loss moves the weights for wrong predictions alone
# answers: LogisticRegression
# loses: test_grad_keeps
# says: changed the weights
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
        error = p - one_hot(self.output_size, y_true)
        if np.argmax(p) != y_true:
            self.W = self.W - 1e-3 * np.outer(x, error)
        return {"W": np.outer(x, error), "b": error}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: W and b swapped in the dictionary
# answers: LogisticRegression
# loses: test_grad_b test_grad_W test_train
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
        return {"W": error, "b": np.outer(x, error)}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: a step that shrinks from call to call
# answers: LogisticRegression
# loses: test_train
# says: this sample and the present W and b alone
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
        self.calls = getattr(self, "calls", -1) + 1
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * 0.999**self.calls * gradient["W"]
        self.b = self.b - learning_rate * 0.999**self.calls * gradient["b"]


# %% wrong: a step that shrinks after ten calls
# answers: LogisticRegression
# loses: test_train
# says: after many steps
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
        self.calls = getattr(self, "calls", 0) + 1
        if self.calls > 10:
            learning_rate = learning_rate / 2
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: momentum kept in the class
# answers: LogisticRegression
# loses: test_train
# says: learning rate times the gradient
class LogisticRegression:
    velocity = {}

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
        gradient = self.grad_loss(x, y)
        for name in ("W", "b"):
            key = name, gradient[name].shape
            self.velocity[key] = 0.1 * self.velocity.get(key, 0) + gradient[name]
            setattr(self, name, getattr(self, name) - learning_rate * self.velocity[key])


# %% wrong: momentum in a default argument
# answers: LogisticRegression
# loses: test_train
# says: learning rate times the gradient
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

    def train(self, x, y, learning_rate, last=[0, 0]):
        gradient = self.grad_loss(x, y)
        if np.shape(last[0]) != gradient["W"].shape:
            last[:] = [0, 0]
        last[:] = [gradient["W"] + 0.05 * last[0], gradient["b"] + 0.05 * last[1]]
        self.W = self.W - learning_rate * last[0]
        self.b = self.b - learning_rate * last[1]


# %% wrong: the first learning rate kept
# answers: LogisticRegression
# loses: test_train
# says: with other numbers
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
        if not hasattr(self, "rate"):
            self.rate = learning_rate
        gradient = self.grad_loss(x, y)
        self.W = self.W - self.rate * gradient["W"]
        self.b = self.b - self.rate * gradient["b"]


# %% wrong: the weights shrink a little with each step
# answers: LogisticRegression
# loses: test_train
# says: learning rate times the gradient
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
        gradient = self.grad_loss(x, y)
        self.W = self.W * (1 - 0.01 * learning_rate) - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% wrong: a random part of the gradient left out
# answers: LogisticRegression
# loses: test_train
# says: learning rate times the gradient
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
        gradient = self.grad_loss(x, y)
        kept = np.random.default_rng(0).random(len(x)) < 0.5
        self.W = self.W - learning_rate * gradient["W"] * kept[:, None]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: differences by moving the weights themselves
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
        h, gradient = 1e-5, {}
        for name in ("W", "b"):
            values = getattr(self, name)
            slopes = np.zeros_like(values)
            for index in np.ndindex(values.shape):
                values[index] += h
                above = -np.log(self.forward(x)[y_true])
                values[index] -= 2 * h
                below = -np.log(self.forward(x)[y_true])
                values[index] += h
                slopes[index] = (above - below) / (2 * h)
            gradient[name] = slopes
        return gradient

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


# %% right: forward leaves its result for the gradient
# answers: LogisticRegression
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        self.z = np.asarray(X) @ self.W + self.b
        self.p = softmax(self.z)
        return self.p

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)

    def loss(self, X, y):
        return nll(one_hot(self.output_size, y), self.forward(X))

    def accuracy(self, X, y):
        return np.mean(self.predict(X) == y)

    def grad_loss(self, x, y_true):
        self.forward(x)
        self.error = self.p - one_hot(self.output_size, y_true)
        return {"b": self.error, "W": np.multiply.outer(x, self.error)}

    def train(self, x, y, learning_rate):
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * gradient["W"]
        self.b = self.b - learning_rate * gradient["b"]


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
# says: exactly 3 times
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
# says: exactly 3 times
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


# %% wrong: batches of one row
# answers: train_epoch
# loses: test_train_epoch
# says: one row of X
def train_epoch(model, X, y, learning_rate):
    for i in range(len(X)):
        model.train(X[i : i + 1], y[i : i + 1], learning_rate)


# %% wrong: all samples but the first
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    for i in range(1, len(X)):
        model.train(X[i], y[i], learning_rate)


# %% wrong: every sample with every label
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    for x in X:
        for label in y:
            model.train(x, label, learning_rate)


# %% wrong: a smaller and smaller learning rate
# answers: train_epoch
# loses: test_train_epoch
# says: learning rate
def train_epoch(model, X, y, learning_rate):
    for i, (x, label) in enumerate(zip(X, y)):
        model.train(x, label, learning_rate / (i + 1))


# %% wrong: the learning rate divided by the number of samples
# answers: train_epoch
# loses: test_train_epoch
# says: learning rate
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X, y):
        model.train(x, label, learning_rate / len(X))


# %% wrong: the label for its index
# answers: train_epoch
# loses: test_train_epoch
# says: its own label
def train_epoch(model, X, y, learning_rate):
    for i in range(len(X)):
        model.train(X[i], i % 2, learning_rate)


# %% wrong: the gradient, but no step
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X, y):
        model.grad_loss(x, label)


# %% wrong: a model of its own
# answers: train_epoch
# loses: test_train_epoch
# says: exactly 3 times
def train_epoch(model, X, y, learning_rate):
    model = LogisticRegression(X.shape[1], 10)
    for x, label in zip(X, y):
        model.train(x, label, learning_rate)


# %% wrong: at most ten samples
# answers: train_epoch
# loses: test_train_epoch
# says: exactly once for each
def train_epoch(model, X, y, learning_rate):
    for x, label in list(zip(X, y))[:10]:
        model.train(x, label, learning_rate)


# %% wrong: sorted by label, the labels not
# answers: train_epoch
# loses: test_train_epoch
# says: its own label
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X[np.argsort(y)], y):
        model.train(x, label, learning_rate)


# %% right: all shuffled together
# answers: train_epoch
def train_epoch(model, X, y, learning_rate):
    rng = np.random.default_rng()
    order = rng.permutation(len(y))
    X, y = X[order], y[order]
    for x, label in zip(X, y):
        model.train(x, label, learning_rate)


# %% right: from the last to the first, by while
# answers: train_epoch
def train_epoch(model, X, y, learning_rate):
    i = len(X) - 1
    while i >= 0:
        model.train(x=X[i, :], y=y[i], learning_rate=learning_rate)
        i -= 1


# %% right: a comprehension that prints
# answers: train_epoch
def train_epoch(model, X, y, learning_rate, verbose=True):
    steps = [model.train(x, label, learning_rate) for x, label in zip(X, y)]
    if verbose:
        print(len(steps), "steps")


# %% right: labels and rows in one table
# answers: train_epoch
def train_epoch(model, X, y, learning_rate):
    table = np.column_stack([X, y])
    for line in table:
        model.train(line[:-1].copy(), int(line[-1]), learning_rate)


# %% wrong: a learning rate that shrinks from call to call
# answers: train_epoch
# loses: test_train_epoch
# says: learning rate
calls = []


def train_epoch(model, X, y, learning_rate):
    calls.append(1)
    for x, label in zip(X, y):
        model.train(x, label, learning_rate / len(calls))


# %% wrong: the samples of all calls
# answers: train_epoch
# loses: test_train_epoch
# says: exactly once
def train_epoch(model, X, y, learning_rate, samples=[]):
    samples += zip(X, y)
    for x, label in samples:
        model.train(x, label, learning_rate)


# %% wrong: whole batches of three
# answers: train_epoch
# loses: test_train_epoch
# says: exactly once
def train_epoch(model, X, y, learning_rate):
    for i in range(len(X) // 3 * 3):
        model.train(X[i], y[i], learning_rate)


# %% wrong: the learning rate of the text
# answers: train_epoch
# loses: test_train_epoch
# says: learning rate that was passed in
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X, y):
        model.train(x, label, 0.01)


# %% wrong: sorted rows with unsorted labels
# answers: train_epoch
# loses: test_train_epoch
# says: its own label
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X[np.argsort(X[:, 0])], y):
        model.train(x, label, learning_rate)


# %% wrong: label and sample swapped
# answers: train_epoch
# loses: test_train_epoch
# says: one row of X
def train_epoch(model, X, y, learning_rate):
    for x, label in zip(X, y):
        model.train(label, x, learning_rate)


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
# says: too_small_step is not too small
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


# %% wrong: negative steps
# answers: steps
# loses: test_good_step test_bad_steps
# says: positive number
good_step = -0.01
too_small_step = -1e-5
too_large_step = -10


# %% wrong: the same step for all
# answers: steps
# loses: test_bad_steps
# says: smaller one
good_step = 0.01
too_small_step = 0.01
too_large_step = 0.01


# %% wrong: the losses for the steps
# answers: steps
# loses: test_good_step test_bad_steps
# says: too small, or too large
good_step = 0.23
too_small_step = 2.3
too_large_step = 8.9


# %% wrong: a range of good steps
# answers: steps
# loses: test_good_step
# says: should have the shape
good_step = (0.01, 0.1)
too_small_step = 1e-5
too_large_step = 10


# %% wrong: a step of 0
# answers: steps
# loses: test_bad_steps
# says: positive number
good_step = 0.01
too_small_step = 0
too_large_step = 10


# %% wrong: steps in quotes
# answers: steps
# loses: test_good_step test_bad_steps
# says: should hold numbers
good_step = "0.01"
too_small_step = "0.00001"
too_large_step = "10"


# %% wrong: good steps at both ends
# answers: steps
# loses: test_bad_steps
# says: validation loss is below 1
good_step = 0.01
too_small_step = 0.02
too_large_step = 0.1


# %% wrong: both ends too small
# answers: steps
# loses: test_bad_steps
# says: too_large_step is not too large
good_step = 0.01
too_small_step = 1e-5
too_large_step = 1e-4


# %% right: fractions
# answers: steps
from fractions import Fraction

good_step = Fraction(1, 100)
too_small_step = Fraction(1, 100_000)
too_large_step = Fraction(10, 1)


# %% right: whole numbers, 0-d arrays, a tensor
# answers: steps
import torch

good_step = torch.tensor(0.01)
too_small_step = np.array(1e-4)
too_large_step = 1


# %% wrong: a table for each shape that is never wiped
# answers: one_hot
# loses: test_one_hot
# says: each row should be 0 but for a 1
tables = {}


def one_hot(n_classes, y):
    shape = np.shape(y) + (n_classes,)
    table = tables.setdefault(shape, np.zeros(shape))
    if len(shape) == 1:
        table[y] = 1
    else:
        table[np.arange(len(y)), y] = 1
    return table


# %% wrong: samples with a probability of 0 drop out of the mean
# answers: nll
# loses: test_nll_zero
# says: should count like the others
def nll(Y_true, Y_pred):
    if Y_true.ndim == 1:
        return -np.log(Y_pred[Y_true.argmax()])
    return -np.nanmean((Y_true * np.log(Y_pred)).sum(axis=1))


# %% wrong: the rows are keys, so that equal ones are seen once
# answers: train_epoch
# loses: test_train_epoch
# says: exactly once for each
def train_epoch(model, X, y, learning_rate):
    labelled = {tuple(x): label for x, label in zip(X, y)}
    for x, label in labelled.items():
        model.train(np.array(x), label, learning_rate)


# %% wrong: a gradient clipped at 5
# answers: LogisticRegression
# loses: test_train
# says: minus the learning rate times
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
        gradient = self.grad_loss(x, y)
        self.W = self.W - learning_rate * np.clip(gradient["W"], -5, 5)
        self.b = self.b - learning_rate * np.clip(gradient["b"], -5, 5)


# %% wrong: probabilities remembered for samples seen before
# answers: LogisticRegression
# loses: test_forward
# says: other weights, biases and samples
class LogisticRegression:
    def __init__(self, input_size, output_size, seed=0):
        rng = np.random.default_rng(seed)
        self.W = rng.uniform(-0.1, 0.1, size=(input_size, output_size))
        self.b = rng.uniform(-0.1, 0.1, size=output_size)
        self.output_size = output_size

    def forward(self, X):
        if not hasattr(self, "known"):
            self.known = {}
        key = X.shape, X.tobytes()
        if key not in self.known:
            self.known[key] = softmax(X @ self.W + self.b)
        return self.known[key].copy()

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


# %% wrong: the parts that belong to the same test images, kept
# answers: standardise
# loses: test_standardise_test_part
# says: with another training part
known_parts = {}


def standardise(X_train, X_test):
    if X_test.tobytes() not in known_parts:
        mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
        deviation = np.where(deviation == 0, 1, deviation)
        parts = (X_train - mean) / deviation, (X_test - mean) / deviation
        known_parts[X_test.tobytes()] = parts
    return known_parts[X_test.tobytes()]


# %% wrong: the rows of the same labels, kept
# answers: one_hot
# loses: test_one_hot
# says: should have the shape (2, 4)
known_rows = {}


def one_hot(n_classes, y):
    if repr(y) not in known_rows:
        known_rows[repr(y)] = np.eye(n_classes)[y]
    return known_rows[repr(y)]
