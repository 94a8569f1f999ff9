# %% wrong: the squared error again
# answers: mae_model
# loses: test_mae_model
# says: the line that MSE finds
mae_model = keras.Sequential([keras.layers.Input(shape=(1,)), keras.layers.Dense(1)])
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_squared_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)

# %% wrong: compiled and never fitted
# answers: mae_model
# loses: test_mae_model
# says: was it fitted
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")

# %% wrong: MAE only as a metric
# answers: mae_model
# loses: test_mae_model
# says: which loss does it have
mae_model = keras.Sequential([keras.layers.Input(shape=(1,)), keras.layers.Dense(1)])
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mse", metrics=["mae"])
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)

# %% wrong: trained for two epochs
# answers: mae_model
# loses: test_mae_model
# says: are 60 updates
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=2, batch_size=100, verbose=0)

# %% wrong: only the name of the other model
# answers: mae_model
# loses: test_mae_model
# says: the line that MSE finds
mae_model = mse_model

# %% right: the functional form, the loss by its short name
# answers: mae_model
entrance = keras.Input(shape=(1,))
mae_model = keras.Model(entrance, keras.layers.Dense(1)(entrance))
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mae")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)

# %% right: a loss object, and the worst start that Keras may draw
# answers: mae_model
mae_model = keras.Sequential(
    [
        keras.layers.Input(shape=(1,)),
        keras.layers.Dense(1, kernel_initializer=keras.initializers.Constant(-1.73)),
    ]
)
mae_model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=keras.losses.MeanAbsoluteError()
)
history = mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)

# %% right: targets of the shape (n, 1), positional arguments
# answers: mae_model
mae_model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(units=1)])
mae_model.compile(loss="mean_absolute_error", optimizer=keras.optimizers.SGD(0.1))
mae_model.fit(toy_x, toy_y.reshape(-1, 1), 100, 60, verbose=0)


# %% wrong: what fit returns, not the model
# answers: mae_model
# loses: test_mae_model
# says: is a history, not the model
mae_model = keras.Sequential([keras.layers.Input(shape=(1,)), keras.layers.Dense(1)])
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model = mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: input and target exchanged
# answers: mae_model
# loses: test_mae_model
# says: on this data
mae_model = keras.Sequential([keras.layers.Input(shape=(1,)), keras.layers.Dense(1)])
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_y.reshape(-1, 1), toy_x, epochs=60, batch_size=100, verbose=0)


# %% wrong: a step of 0.001
# answers: mae_model
# loses: test_mae_model
# says: with the step 0.1
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.001), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: a step of 1.1
# answers: mae_model
# loses: test_mae_model
# says: with the step 0.1
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=1.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: half of the epochs
# answers: mae_model
# loses: test_mae_model
# says: are 60 updates
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=30, batch_size=100, verbose=0)


# %% wrong: a rectifier at the end
# answers: mae_model
# loses: test_mae_model
# says: have an activation
mae_model = keras.Sequential(
    [
        keras.layers.Input(shape=(1,)),
        keras.layers.Dense(1, activation="relu", kernel_initializer="ones"),
    ]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: two outputs
# answers: mae_model
# loses: test_mae_model
# says: should have the shape (100, 1)
mae_model = keras.Sequential([keras.layers.Input(shape=(1,)), keras.layers.Dense(2)])
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, np.stack([toy_y, toy_y], axis=1), epochs=60, batch_size=100, verbose=0)


# %% right: a loss function of its own, layers added one by one
# answers: mae_model
mae_model = keras.Sequential(name="mae")
mae_model.add(keras.Input((1,)))
mae_model.add(keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer="zeros"))


def absolute_error(y_true, y_pred):
    return keras.ops.mean(keras.ops.abs(keras.ops.reshape(y_true, (-1, 1)) - y_pred))


mae_model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=absolute_error, metrics=["mse"]
)
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=2)


# %% right: a subclass, trained batch by batch
# answers: mae_model
class Line(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1, kernel_initializer="zeros")

    def call(self, inputs):
        return self.dense(inputs)


mae_model = Line()
mae_model.compile(loss=keras.losses.mean_absolute_error, optimizer=keras.optimizers.SGD(0.1))
for epoch in range(60):
    loss = mae_model.train_on_batch(toy_x, toy_y[:, None])


# %% wrong: the number of samples in the shape
# answers: shape_error
# loses: test_shape_error
# says: without the number of samples
model_expects = 1
sample_has = 784
samples_given = 32
right_shape = (32, 784)

# %% wrong: the image's shape, not the flattened one
# answers: shape_error
# loses: test_shape_error
# says: a single row of numbers
model_expects = 1
sample_has = 784
samples_given = 32
right_shape = (28, 28)

# %% wrong: a number for the shape
# answers: shape_error
# loses: test_shape_error
# says: should be a tuple
model_expects = 1
sample_has = 784
samples_given = 32
right_shape = 784

# %% wrong: the two sides of the message swapped
# answers: shape_error
# loses: test_shape_error
# says: model_expects
model_expects = 784
sample_has = 1
samples_given = 32
right_shape = (784,)

# %% wrong: the samples taken for the numbers of a sample
# answers: shape_error
# loses: test_shape_error
# says: sample_has
model_expects = 1
sample_has = 32
samples_given = 784
right_shape = (784,)

# %% right: computed, with a list for the shape
# answers: shape_error
model_expects = mse_model.input_shape[-1]
samples_given, sample_has = train_x[:32].shape
right_shape = [28 * 28]


# %% wrong: the pixels of the image's side
# answers: shape_error
# loses: test_shape_error
# says: sample_has
model_expects = 1
sample_has = 28
samples_given = 32
right_shape = (784,)


# %% wrong: None for the number of samples
# answers: shape_error
# loses: test_shape_error
# says: without the number of samples
model_expects = 1
sample_has = 784
samples_given = 32
right_shape = (None, 784)


# %% wrong: the shape that the model has now
# answers: shape_error
# loses: test_shape_error
# says: how many numbers does one sample have
model_expects = 1
sample_has = 784
samples_given = 32
right_shape = (1,)


# %% wrong: all images counted
# answers: shape_error
# loses: test_shape_error
# says: samples_given
model_expects = 1
sample_has = 784
samples_given = len(train_x)
right_shape = (784,)


# %% right: floats, and NumPy's numbers
# answers: shape_error
model_expects = 1.0
sample_has = np.int64(784)
samples_given = np.array([32])
right_shape = (np.int64(784),)


# %% wrong: a plain reshape
# answers: weights_as_images
# loses: test_weights_as_images
# says: each column of the weights
def weights_as_images(weights):
    return weights.reshape(-1, 28, 28)


# %% wrong: images lying on their side
# answers: weights_as_images
# loses: test_weights_as_images
# says: row 2, column 5
def weights_as_images(weights):
    return weights.T.reshape(-1, 28, 28).transpose(0, 2, 1)


# %% wrong: upside down
# answers: weights_as_images
# loses: test_weights_as_images
# says: row 2, column 5
def weights_as_images(weights):
    return weights.T.reshape(-1, 28, 28)[:, ::-1]


# %% wrong: outputs on the last axis
# answers: weights_as_images
# loses: test_weights_as_images
# says: (3, 28, 28)
def weights_as_images(weights):
    return weights.reshape(28, 28, -1)


# %% wrong: absolute values
# answers: weights_as_images
# loses: test_weights_as_images
# says: at the wrong place
def weights_as_images(weights):
    return np.abs(weights).T.reshape(-1, 28, 28)


# %% wrong: always ten outputs
# answers: weights_as_images
# loses: test_weights_as_images
# says: reshape
def weights_as_images(weights):
    return weights.T.reshape(10, 28, 28)


# %% right: moveaxis
# answers: weights_as_images
def weights_as_images(weights):
    return np.moveaxis(weights.reshape(28, 28, -1), -1, 0)


# %% right: a loop, a list of arrays
# answers: weights_as_images
def weights_as_images(weights):
    images = []
    for j in range(weights.shape[1]):
        images.append(weights[:, j].reshape(28, 28))
    return images


# %% right: a PyTorch tensor
# answers: weights_as_images
def weights_as_images(weights):
    return keras.ops.reshape(keras.ops.transpose(weights), (weights.shape[1], 28, 28))


# %% wrong: columns first in the memory order
# answers: weights_as_images
# loses: test_weights_as_images
# says: row 2, column 5
def weights_as_images(weights):
    return np.reshape(weights.T, (-1, 28, 28), order="F")


# %% wrong: stretched to the range from 0 to 1
# answers: weights_as_images
# loses: test_weights_as_images
# says: or changed
def weights_as_images(weights):
    images = weights.T.reshape(-1, 28, 28)
    return (images - images.min()) / (images.max() - images.min())


# %% wrong: the first output alone
# answers: weights_as_images
# loses: test_weights_as_images
# says: shape
def weights_as_images(weights):
    return weights[:, 0].reshape(28, 28)


# %% wrong: outputs in the reverse order
# answers: weights_as_images
# loses: test_weights_as_images
# says: at the wrong place
def weights_as_images(weights):
    return np.array([column.reshape(28, 28) for column in weights.T[::-1]])


# %% right: index by index, float32
# answers: weights_as_images
def weights_as_images(weights: np.ndarray, side: int = 28) -> np.ndarray:
    images = np.empty((weights.shape[1], side, side), dtype=np.float32)
    for j in range(weights.shape[1]):
        for r in range(side):
            images[j, r] = weights[side * r : side * (r + 1), j]
    return images


# %% right: einsum
# answers: weights_as_images
def weights_as_images(weights):
    return np.einsum("rck->krc", weights.reshape(28, 28, -1))


# %% right: by column-major order, nested lists
# answers: weights_as_images
def weights_as_images(weights):
    return [np.array_split(column.tolist(), 28) for column in np.transpose(weights)]


# %% wrong: n × n comparisons
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: compared with every label
def rounded_accuracy(outputs, labels):
    return np.mean(np.round(outputs) == labels)


# %% wrong: a count
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: at most 1
def rounded_accuracy(outputs, labels):
    return np.sum(np.round(outputs[:, 0]) == labels)


# %% wrong: a percentage
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: at most 1
def rounded_accuracy(outputs, labels):
    return 100 * np.mean(np.round(outputs[:, 0]) == labels)


# %% wrong: cut off, not rounded
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: nearest whole number
def rounded_accuracy(outputs, labels):
    return np.mean(outputs[:, 0].astype(int) == labels)


# %% wrong: rounded up
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: nearest
def rounded_accuracy(outputs, labels):
    return np.mean(np.ceil(outputs[:, 0]) == labels)


# %% wrong: not rounded at all
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: once the outputs are rounded
def rounded_accuracy(outputs, labels):
    return np.mean(outputs[:, 0] == labels)


# %% wrong: argmax, as for ten outputs
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: argmax
def rounded_accuracy(outputs, labels):
    return np.mean(np.argmax(outputs, axis=1) == labels)


# %% wrong: the fraction that is wrong
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: count the wrong ones
def rounded_accuracy(outputs, labels):
    return np.mean(np.round(outputs[:, 0]) != labels)


# %% wrong: right on the visible numbers alone
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: wrong for
def rounded_accuracy(outputs, labels):
    return 0.8


# %% wrong: an empty array
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: shape
def rounded_accuracy(outputs, labels):
    return np.array([])


# %% wrong: nan
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: nan
def rounded_accuracy(outputs, labels):
    return float("nan")


# %% right: a loop
# answers: rounded_accuracy
def rounded_accuracy(outputs, labels):
    right = 0
    for output, label in zip(outputs, labels):
        if round(float(output[0])) == int(label):
            right += 1
    return right / len(labels)


# %% right: labels as a column, distance below a half
# answers: rounded_accuracy
def rounded_accuracy(outputs, labels):
    return np.mean(np.abs(outputs - labels.reshape(-1, 1)) < 0.5)


# %% right: rint and squeeze on one axis
# answers: rounded_accuracy
def rounded_accuracy(outputs, labels):
    predictions = np.rint(np.squeeze(outputs, axis=1)).astype(int)
    return (predictions == labels).sum() / labels.size


# %% right: a 0-d tensor
# answers: rounded_accuracy
def rounded_accuracy(outputs, labels):
    digits = np.round(outputs.ravel())
    return keras.ops.mean(keras.ops.cast(digits == labels, "float32"))


# %% wrong: off by less than one
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: wrong for
def rounded_accuracy(outputs, labels):
    return np.mean(np.abs(outputs[:, 0] - labels) < 1)


# %% wrong: the labels as a row and as a column
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: compared with every label
def rounded_accuracy(outputs, labels):
    return (np.rint(outputs).astype(int) == labels.reshape(1, -1)).mean()


# %% wrong: the sum of the diagonal divided by n times n
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: the mean taken
def rounded_accuracy(outputs, labels):
    hits = np.diag(np.round(outputs) == labels)
    return hits.sum() / len(labels) ** 2


# %% wrong: all or nothing
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: the mean taken
def rounded_accuracy(outputs, labels):
    return float(np.array_equal(np.round(outputs.ravel()), labels))


# %% right: the diagonal of all comparisons
# answers: rounded_accuracy
def rounded_accuracy(outputs, labels):
    return np.diag(np.round(outputs) == labels).mean()


# %% wrong: as wide as the largest label
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: 10
def one_hot_targets(labels):
    return np.eye(labels.max() + 1)[labels]


# %% wrong: Keras guesses the number of classes
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: 10
def one_hot_targets(labels):
    return keras.utils.to_categorical(labels)


# %% wrong: off by one
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: column 3
def one_hot_targets(labels):
    return np.eye(10)[labels - 1]


# %% wrong: a row for each digit
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: (4, 10)
def one_hot_targets(labels):
    return np.eye(10)[labels].T


# %% wrong: 1 and −1
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: exactly one 1
def one_hot_targets(labels):
    return 2 * np.eye(10)[labels] - 1


# %% wrong: the label in place of the 1
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: exactly one 1
def one_hot_targets(labels):
    return np.eye(10)[labels] * labels[:, None]


# %% wrong: 0 at the label, 1 elsewhere
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: exactly one 1
def one_hot_targets(labels):
    return 1 - np.eye(10)[labels]


# %% wrong: an empty array
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: (4, 10)
def one_hot_targets(labels):
    return np.zeros((0, 10))


# %% right: Keras, with the number of classes
# answers: one_hot_targets
def one_hot_targets(labels):
    return keras.utils.to_categorical(labels, num_classes=10)


# %% right: zeros and assignment, whole numbers
# answers: one_hot_targets
def one_hot_targets(labels):
    targets = np.zeros((len(labels), 10), dtype=int)
    targets[np.arange(len(labels)), labels] = 1
    return targets


# %% right: a comparison, True and False
# answers: one_hot_targets
def one_hot_targets(labels):
    return labels[:, None] == np.arange(10)


# %% right: a loop, lists
# answers: one_hot_targets
def one_hot_targets(labels):
    return [[1.0 if digit == label else 0.0 for digit in range(10)] for label in labels]


# %% right: a PyTorch tensor
# answers: one_hot_targets
def one_hot_targets(labels):
    return keras.ops.one_hot(labels, 10)


# %% wrong: the digits from 1 to 10
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: exactly one 1
def one_hot_targets(labels):
    return np.array([[float(label == digit) for digit in range(1, 11)] for label in labels])


# %% wrong: a column for each label that occurs
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: 10
def one_hot_targets(labels):
    return (labels[:, None] == np.unique(labels)).astype(float)


# %% wrong: only the visible digits
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: wrong for
def one_hot_targets(labels):
    targets = np.zeros((len(labels), 10))
    for digit in (0, 3, 8):
        targets[labels == digit, digit] = 1
    return targets


# %% wrong: a slope instead of a step
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: exactly one 1
def one_hot_targets(labels):
    return (np.arange(10) <= labels[:, None]).astype(int)


# %% wrong: smoothed labels
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: 0 or 1
def one_hot_targets(labels):
    return 0.9 * np.eye(10)[labels] + 0.01


# %% right: by scikit-learn
# answers: one_hot_targets
from sklearn.preprocessing import OneHotEncoder


def one_hot_targets(labels):
    encoder = OneHotEncoder(categories=[np.arange(10)], sparse_output=False)
    return encoder.fit_transform(labels.reshape(-1, 1))


# %% wrong: the squared error kept
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: not the mean cross-entropy
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: binary cross-entropy
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: not the mean cross-entropy
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: the loss for labels, not for one-hot targets
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: the loss for such targets
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
    return model


# %% wrong: no softmax
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which activation
def build_logistic_regression():
    model = keras.Sequential([keras.layers.Input(shape=(784,)), keras.layers.Dense(10)])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: sigmoid for softmax
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: with the sum 1
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="sigmoid")]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: softmax on a single output
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: (20, 10)
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(1, activation="softmax")]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: softmax twice, once in the loss
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: not the mean cross-entropy
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    return model


# %% wrong: a hidden layer
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: one Dense layer
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a rectifier before softmax
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: not softmax of the scores
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="relu"),
            keras.layers.Softmax(),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: not compiled
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: is it compiled
def build_logistic_regression():
    return keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )


# %% wrong: no return
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: `return` missing
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])


# %% right: the functional form, objects for loss and optimizer
# answers: build_logistic_regression
def build_logistic_regression():
    entrance = keras.Input(shape=(784,))
    model = keras.Model(entrance, keras.layers.Dense(10, activation="softmax")(entrance))
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy()],
    )
    return model


# %% right: a separate softmax layer, added one by one
# answers: build_logistic_regression
def build_logistic_regression():
    model = keras.Sequential()
    model.add(keras.Input((784,)))
    model.add(keras.layers.Dense(10, kernel_initializer="zeros"))
    model.add(keras.layers.Activation("softmax"))
    model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% right: without an Input layer
# answers: build_logistic_regression
def build_logistic_regression():
    model = keras.Sequential([keras.layers.Dense(10, activation="softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
    return model


# %% right: a subclass
# answers: build_logistic_regression
class LogisticRegression(keras.Model):
    def __init__(self):
        super().__init__()
        self.scores = keras.layers.Dense(10)

    def call(self, x):
        return keras.ops.softmax(self.scores(x), axis=-1)


def build_logistic_regression():
    model = LogisticRegression()
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=keras.losses.categorical_crossentropy,
        metrics=["accuracy"],
    )
    return model


# %% wrong: scores out, softmax in the loss alone
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which activation
def build_logistic_regression():
    model = keras.Sequential([keras.layers.Input(shape=(784,)), keras.layers.Dense(10)])
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    return model


# %% wrong: a step a thousand times too large
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    optimizer = keras.optimizers.RMSprop(learning_rate=1.0)
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: no bias
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: ten biases
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax", use_bias=False),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: images that are not flattened
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: Exception encountered when calling Sequential.call().
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% right: a loss function of its own, a metric by another name
# answers: build_logistic_regression
def cross_entropy(targets, probabilities):
    return -keras.ops.sum(targets * keras.ops.log(probabilities + 1e-9), axis=-1)


def build_logistic_regression(step=0.001):
    image = keras.Input((784,), name="pixels")
    scores = keras.layers.Dense(10, name="scores")(image)
    model = keras.Model(image, keras.layers.Softmax()(scores))
    model.compile(keras.optimizers.RMSprop(step), cross_entropy, metrics=["categorical_accuracy"])
    model.summary()
    return model


# %% wrong: softmax over the images
# answers: predicted_probs
# loses: test_predicted_probs
# says: along which axis
weights, bias = logreg_model.layers[-1].get_weights()
scores = test_x @ weights + bias
test_predicted_probs = keras.ops.convert_to_numpy(keras.ops.softmax(scores, axis=0))

# %% wrong: no softmax
# answers: predicted_probs
# loses: test_predicted_probs
# says: softmax is missing
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = test_x @ weights + bias

# %% wrong: no bias
# answers: predicted_probs
# loses: test_predicted_probs
# says: bias is missing
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights, axis=-1))

# %% wrong: training images
# answers: predicted_probs
# loses: test_predicted_probs
# says: not softmax of test_x
weights, bias = logreg_model.layers[-1].get_weights()
x = train_x[: len(test_x)]
test_predicted_probs = np.array(keras.ops.softmax(x @ weights + bias, axis=-1))

# %% wrong: softmax twice
# answers: predicted_probs
# loses: test_predicted_probs
# says: not softmax of
weights, bias = logreg_model.layers[-1].get_weights()
once = keras.ops.softmax(test_x @ weights + bias, axis=-1)
test_predicted_probs = np.array(keras.ops.softmax(once, axis=-1))

# %% wrong: weights of nothing
# answers: predicted_probs
# loses: test_predicted_probs
# says: weights are not those
weights, bias = np.zeros((784, 10)), np.zeros(10)
test_predicted_probs = np.full((len(test_x), 10), 0.1)

# %% right: get_weights of the model, a tensor
# answers: predicted_probs
weights, bias = logreg_model.get_weights()
test_predicted_probs = keras.ops.softmax(test_x @ weights + bias)

# %% right: softmax in NumPy, in double precision
# answers: predicted_probs
weights, bias = logreg_model.layers[-1].get_weights()
scores = test_x.astype(float) @ weights.astype(float) + bias
scores = scores - scores.max(axis=1, keepdims=True)
test_predicted_probs = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)

# %% right: the layer's kernel and bias, SciPy's softmax
# answers: predicted_probs
from scipy.special import softmax

weights = keras.ops.convert_to_numpy(logreg_model.layers[0].kernel)
bias = keras.ops.convert_to_numpy(logreg_model.layers[0].bias)
test_predicted_probs = softmax(np.matmul(test_x, weights) + bias, axis=1)


# %% wrong: the bias added after softmax
# answers: predicted_probs
# loses: test_predicted_probs
# says: is softmax the last step
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights, axis=-1)) + bias


# %% wrong: the sigmoid of each score
# answers: predicted_probs
# loses: test_predicted_probs
# says: is softmax the last step
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.sigmoid(test_x @ weights + bias))


# %% wrong: scores divided by their sum
# answers: predicted_probs
# loses: test_predicted_probs
# says: not softmax of
weights, bias = logreg_model.layers[-1].get_weights()
scores = test_x @ weights + bias
test_predicted_probs = scores / scores.sum(axis=1, keepdims=True)


# %% wrong: images of 0 to 255
# answers: predicted_probs
# loses: test_predicted_probs
# says: not softmax of test_x
weights, bias = logreg_model.layers[-1].get_weights()
x = test_images.reshape(-1, 784).astype("float32")
test_predicted_probs = np.array(keras.ops.softmax(x @ weights + bias, axis=-1))


# %% wrong: the digits at once
# answers: predicted_probs
# loses: test_predicted_probs
# says: should have the shape
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = np.argmax(test_x @ weights + bias, axis=1)


# %% wrong: the weights of another model
# answers: predicted_probs
# loses: test_predicted_probs
# says: weights
weights, bias = one_number.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights + bias, axis=-1))


# %% right: image by image, lists
# answers: predicted_probs
weights, bias = logreg_model.weights
weights, bias = np.array(weights.numpy()), np.array(bias.numpy())
test_predicted_probs = []
for image in test_x:
    exponentials = np.exp(image @ weights + bias)
    test_predicted_probs.append(exponentials / exponentials.sum())


# %% right: in PyTorch
# answers: predicted_probs
import torch

weights, bias = (torch.tensor(part) for part in logreg_model.layers[-1].get_weights())
test_predicted_probs = torch.softmax(torch.addmm(bias, torch.tensor(test_x), weights), dim=1)


# %% wrong: the likeliest image of each digit
# answers: predictions
# loses: test_predictions
# says: not for each image
test_predictions = np.argmax(test_predicted_probs, axis=0)

# %% wrong: one number for the whole array
# answers: predictions
# loses: test_predictions
# says: shape
test_predictions = np.argmax(test_predicted_probs)

# %% wrong: the probability, not the digit
# answers: predictions
# loses: test_predictions
# says: a digit
test_predictions = np.max(test_predicted_probs, axis=1)

# %% wrong: the least likely digit
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = np.argmin(test_predicted_probs, axis=1)

# %% wrong: rounded probabilities
# answers: predictions
# loses: test_predictions
# says: shape
test_predictions = np.round(test_predicted_probs)

# %% wrong: the labels themselves
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = test_labels.copy()

# %% right: the last axis
# answers: predictions
test_predictions = test_predicted_probs.argmax(-1)

# %% right: a loop, a list
# answers: predictions
test_predictions = []
for row in test_predicted_probs:
    test_predictions.append(int(max(range(10), key=lambda digit: row[digit])))

# %% right: sorted
# answers: predictions
test_predictions = np.argsort(test_predicted_probs, axis=1)[:, -1].astype(float)

# %% right: in Keras
# answers: predictions
test_predictions = keras.ops.argmax(test_predicted_probs, axis=-1)


# %% wrong: digits from 1 to 10
# answers: predictions
# loses: test_predictions
# says: digit
test_predictions = np.argmax(test_predicted_probs, axis=1) + 1


# %% wrong: the digit of the first image for all
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = np.full(len(test_images), test_predicted_probs[0].argmax())


# %% wrong: only where it is sure
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = np.argmax(test_predicted_probs > 0.5, axis=1)


# %% wrong: percentages
# answers: accuracy
# loses: test_accuracy
# says: fractions
test_accuracy = 100 * np.mean(test_predictions == test_labels)
test_error_rate = 100 - test_accuracy

# %% wrong: an error rate in per cent beside a fraction
# answers: accuracy
# loses: test_accuracy
# says: fractions
test_accuracy = np.mean(test_predictions == test_labels)
test_error_rate = 100 - test_accuracy

# %% wrong: counts
# answers: accuracy
# loses: test_accuracy
# says: fractions
test_accuracy = np.sum(test_predictions == test_labels)
test_error_rate = np.sum(test_predictions != test_labels)

# %% wrong: swapped
# answers: accuracy
# loses: test_accuracy
# says: swapped
test_accuracy = np.mean(test_predictions != test_labels)
test_error_rate = np.mean(test_predictions == test_labels)

# %% wrong: n × n comparisons
# answers: accuracy
# loses: test_accuracy
# says: with its own label
test_accuracy = np.mean(test_predictions.reshape(-1, 1) == test_labels)
test_error_rate = 1 - test_accuracy

# %% wrong: the training accuracy
# answers: accuracy
# loses: test_accuracy
# says: is not the fraction
test_accuracy = logreg_model.evaluate(train_x[:500], train_targets[:500], verbose=0)[1]
test_error_rate = 1 - test_accuracy

# %% right: counted
# answers: accuracy
right = sum(int(p == t) for p, t in zip(test_predictions, test_labels))
test_accuracy = right / len(test_labels)
test_error_rate = (len(test_labels) - right) / len(test_labels)

# %% right: both by comparison
# answers: accuracy
test_accuracy = (test_predictions == test_labels).mean()
test_error_rate = (test_predictions != test_labels).mean()

# %% right: Keras's own evaluation
# answers: accuracy
test_accuracy = logreg_model.evaluate(test_x, np.eye(10)[test_labels], verbose=0)[1]
test_error_rate = 1.0 - test_accuracy


# %% wrong: compared with probabilities
# answers: accuracy
# loses: test_accuracy
# says: is not the fraction
test_accuracy = np.mean(test_predicted_probs == test_labels[:, None])
test_error_rate = 1 - test_accuracy


# %% wrong: rounded to a whole number
# answers: accuracy
# loses: test_accuracy
# says: is not the fraction
test_accuracy = round(np.mean(test_predictions == test_labels))
test_error_rate = 1 - test_accuracy


# %% wrong: the validation accuracy of the training
# answers: accuracy
# loses: test_accuracy
# says: is not the fraction
test_accuracy = np.mean(test_predictions[: len(test_labels) // 4] == 0)
test_error_rate = 1 - test_accuracy


# %% wrong: an error rate that was not filled in
# answers: accuracy
# loses: test_accuracy
# says: test_error_rate is None
test_accuracy = np.mean(test_predictions == test_labels)
test_error_rate = None


# %% right: by scikit-learn
# answers: accuracy
from sklearn.metrics import accuracy_score, zero_one_loss

test_accuracy = accuracy_score(test_labels, test_predictions)
test_error_rate = zero_one_loss(test_labels, test_predictions)


# %% wrong: probabilities as wide as the pixels
# answers: shapes
# loses: test_shapes
# says: shapes['test_predicted_probs']
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 784),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}

# %% wrong: a prediction for each digit
# answers: shapes
# loses: test_shapes
# says: shapes['test_predictions']
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10,),
    "test_predictions == test_labels": (10000,),
}

# %% wrong: weights the other way round
# answers: shapes
# loses: test_shapes
# says: shapes['weights']
shapes = {
    "test_x": (10000, 784),
    "weights": (10, 784),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}

# %% wrong: a bias for each image
# answers: shapes
# loses: test_shapes
# says: number of axes
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10000, 10),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}

# %% wrong: commas forgotten
# answers: shapes
# loses: test_shapes
# says: needs a comma
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000),
    "test_predictions == test_labels": (10000),
}

# %% right: lists, filled in one by one
# answers: shapes
shapes = {}
shapes["weights"] = [784, 10]
shapes["bias"] = [10]
shapes["test_x"] = [10_000, 28 * 28]
shapes["test_x @ weights"] = [10_000, 10]
shapes["test_predicted_probs"] = [10_000, 10]
shapes["test_predictions"] = shapes["test_predictions == test_labels"] = [10_000]

# %% right: asked of arrays of that size
# answers: shapes
many = np.zeros((10_000, 784), dtype="float32")
shapes = {
    "test_x": many.shape,
    "weights": weights.shape,
    "test_x @ weights": (many @ weights).shape,
    "bias": bias.shape,
    "test_predicted_probs": (many @ weights + bias).shape,
    "test_predictions": many[:, 0].shape,
    "test_predictions == test_labels": (many[:, 0] == 0).shape,
}


# %% wrong: a probability for each image
# answers: shapes
# loses: test_shapes
# says: number of axes
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000,),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}


# %% wrong: pictures, not rows of pixels
# answers: shapes
# loses: test_shapes
# says: number of axes
shapes = {
    "test_x": (10000, 28, 28),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}


# %% wrong: one answer for the comparison
# answers: shapes
# loses: test_shapes
# says: shapes['test_predictions == test_labels']
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (1,),
}


# %% wrong: a linear hidden layer
# answers: build_mlp
# loses: test_mlp_layers
# says: hidden layer is linear
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: sigmoid in the hidden layer
# answers: build_mlp
# loses: test_mlp_layers
# says: which activation does the hidden layer
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="sigmoid"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: 80 units
# answers: build_mlp
# loses: test_mlp_layers
# says: 800 hidden units
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(80, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: no hidden layer
# answers: build_mlp
# loses: test_mlp_layers
# says: two Dense layers
def build_mlp():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a third layer
# answers: build_mlp
# loses: test_mlp_layers
# says: two Dense layers
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: no softmax at the end
# answers: build_mlp
# loses: test_mlp_compiled
# says: which activation does the last layer
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: sigmoid at the end
# answers: build_mlp
# loses: test_mlp_compiled
# says: with the sum 1
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: trained with the squared error
# answers: build_mlp
# loses: test_mlp_compiled
# says: not the mean cross-entropy
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mse", metrics=["accuracy"])
    return model


# %% wrong: the MLP not compiled
# answers: build_mlp
# loses: test_mlp_compiled
# says: is it compiled
def build_mlp():
    return keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


# %% wrong: the loss for whole-number labels
# answers: build_mlp
# loses: test_mlp_compiled
# says: the loss for such targets
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
    return model


# %% wrong: a linear hidden layer and the squared error
# answers: build_mlp
# loses: test_mlp_layers test_mlp_compiled
# says: hidden layer is linear
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mse")
    return model


# %% right: the functional form, an object for the loss
# answers: build_mlp
def build_mlp():
    entrance = keras.Input(shape=(784,))
    hidden = keras.layers.Dense(800, activation=keras.activations.relu)(entrance)
    exit = keras.layers.Dense(10, activation=keras.activations.softmax)(hidden)
    model = keras.Model(inputs=entrance, outputs=exit)
    loss = keras.losses.CategoricalCrossentropy()
    model.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    return model


# %% right: separate activation layers
# answers: build_mlp
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800),
            keras.layers.ReLU(),
            keras.layers.Dense(10),
            keras.layers.Softmax(),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% right: the MLP as a subclass
# answers: build_mlp
class Perceptron(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(800, activation="relu", kernel_initializer="he_normal")
        self.scores = keras.layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.scores(self.hidden(x))


def build_mlp():
    model = Perceptron()
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% right: ReLU written as a maximum
# answers: build_mlp
def build_mlp():
    entrance = keras.Input((784,))
    hidden = keras.ops.maximum(keras.layers.Dense(800)(entrance), 0)
    model = keras.Model(entrance, keras.layers.Dense(10, activation="softmax")(hidden))
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: all weights start at zero
# answers: build_mlp
# loses: test_mlp_layers
# says: start alike
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu", kernel_initializer="zeros"),
            keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: softmax in the hidden layer
# answers: build_mlp
# loses: test_mlp_layers
# says: which activation does the hidden layer
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="softmax"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a rectifier on the input instead of the hidden units
# answers: build_mlp
# loses: test_mlp_layers
# says: hidden layer is linear
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.ReLU(),
            keras.layers.Dense(800),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: softmax twice, once in the loss of the MLP
# answers: build_mlp
# loses: test_mlp_compiled
# says: not the mean cross-entropy
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    return model


# %% wrong: a step of 1
# answers: build_mlp
# loses: test_mlp_compiled
# says: which optimizer did you give
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    optimizer = keras.optimizers.RMSprop(learning_rate=1.0)
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% right: layers added in a loop
# answers: build_mlp
def build_mlp(units=(800, 10), activations=("relu", "softmax")):
    model = keras.Sequential()
    model.add(keras.Input(shape=(784,)))
    for size, activation in zip(units, activations, strict=True):
        model.add(keras.layers.Dense(size, activation=activation, bias_initializer="zeros"))
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=1e-3, rho=0.9),
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.0),
        metrics=[keras.metrics.CategoricalAccuracy("accuracy")],
    )
    return model


# %% wrong: no validation split
# answers: train_mlp
# loses: test_train_mlp
# says: which argument of `fit`
mlp_model = new_mlp()
mlp_history = mlp_model.fit(train_x, train_targets, epochs=EPOCHS, batch_size=BATCH_SIZE, verbose=0)

# %% wrong: one epoch
# answers: train_mlp
# loses: test_train_mlp
# says: EPOCHS epochs
mlp_model = new_mlp()
mlp_history = mlp_model.fit(train_x, train_targets, validation_split=0.2, verbose=0)

# %% wrong: another model kept than the one that was trained
# answers: train_mlp
# loses: test_train_mlp
# says: never trained
mlp_history = new_mlp().fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)
mlp_model = new_mlp()

# %% wrong: targets in another order than the images
# answers: train_mlp
# loses: test_train_mlp
# says: on train_x and train_targets
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets[::-1].copy(),
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)

# %% wrong: the dictionary alone
# answers: train_mlp
# loses: test_train_mlp
# says: Keep all that `fit` returns
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
).history

# %% right: shuffled
# answers: train_mlp
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    shuffle=True,
    verbose=2,
)

# %% right: the model's own history
# answers: train_mlp
mlp_model = new_mlp()
mlp_model.fit(
    x=train_x,
    y=train_targets,
    batch_size=BATCH_SIZE,
    epochs=EPOCHS,
    validation_split=0.2,
    verbose=0,
)
mlp_history = mlp_model.history


# %% wrong: half of the images for validation
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.5,
    verbose=0,
)


# %% wrong: test images for validation
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_data=(test_x, np.eye(10)[test_labels]),
    verbose=0,
)


# %% wrong: labels for one-hot targets
# answers: train_mlp
# loses: test_train_mlp
# says: mlp_history is still None
mlp_model = new_mlp()
mlp_history = None
mlp_history = mlp_model.fit(
    train_x,
    train_labels,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: an epoch at a time
# answers: train_mlp
# loses: test_train_mlp
# says: in one call of `fit`
mlp_model = new_mlp()
for epoch in range(EPOCHS):
    mlp_history = mlp_model.fit(
        train_x, train_targets, batch_size=BATCH_SIZE, validation_split=0.2, verbose=0
    )


# %% right: the last fifth as validation data
# answers: train_mlp
mlp_model = new_mlp()
first = int(len(train_x) * 0.8)
mlp_history = mlp_model.fit(
    train_x[:first],
    train_targets[:first],
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_data=(train_x[first:], train_targets[first:]),
    verbose=0,
)


# %% wrong: no rectifier
# answers: mlp_forward
# loses: test_mlp_forward
# says: np.maximum is missing
def mlp_forward(x, w1, b1, w2, b2):
    scores = (x @ w1 + b1) @ w2 + b2
    return keras.ops.convert_to_numpy(keras.ops.softmax(scores, axis=-1))


# %% wrong: scores, no softmax
# answers: mlp_forward
# loses: test_mlp_forward
# says: is softmax the last step
def mlp_forward(x, w1, b1, w2, b2):
    return np.maximum(x @ w1 + b1, 0) @ w2 + b2


# %% wrong: softmax over the samples
# answers: mlp_forward
# loses: test_mlp_forward
# says: along which axis
def mlp_forward(x, w1, b1, w2, b2):
    scores = np.maximum(x @ w1 + b1, 0) @ w2 + b2
    return keras.ops.convert_to_numpy(keras.ops.softmax(scores, axis=0))


# %% wrong: no bias in the hidden layer
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    scores = np.maximum(x @ w1, 0) @ w2 + b2
    return keras.ops.convert_to_numpy(keras.ops.softmax(scores, axis=-1))


# %% wrong: the rectifier before the bias
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    scores = (np.maximum(x @ w1, 0) + b1) @ w2 + b2
    return keras.ops.convert_to_numpy(keras.ops.softmax(scores, axis=-1))


# %% wrong: a rectifier on the scores, too
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    scores = np.maximum(np.maximum(x @ w1 + b1, 0) @ w2 + b2, 0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(scores, axis=-1))


# %% wrong: one maximum for the whole layer
# answers: mlp_forward
# loses: test_mlp_forward
# says: shape
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.max(x @ w1 + b1) * np.ones(w1.shape[1])
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% wrong: the student's own model, not the arrays
# answers: mlp_forward
# loses: test_mlp_forward
# says: Exception encountered
def mlp_forward(x, w1, b1, w2, b2):
    return mlp_model.predict(x, verbose=0)


# %% right: NumPy alone
# answers: mlp_forward
def mlp_forward(x, w1, b1, w2, b2):
    hidden = x @ w1 + b1
    hidden[hidden < 0] = 0
    scores = hidden @ w2 + b2
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


# %% right: float32
# answers: mlp_forward
def mlp_forward(x, w1, b1, w2, b2):
    x, w1, b1, w2, b2 = (part.astype("float32") for part in (x, w1, b1, w2, b2))
    hidden = np.where(x @ w1 + b1 > 0, x @ w1 + b1, 0)
    return np.array(keras.ops.softmax(np.dot(hidden, w2) + b2, axis=1))


# %% right: sample by sample
# answers: mlp_forward
from scipy import special


def mlp_forward(x, w1, b1, w2, b2):
    rows = []
    for sample in x:
        hidden = np.maximum(sample @ w1 + b1, 0)
        rows.append(special.softmax(hidden @ w2 + b2))
    return np.array(rows)


# %% right: a tensor from Keras's operations
# answers: mlp_forward
def mlp_forward(x, w1, b1, w2, b2):
    hidden = keras.ops.relu(x @ w1 + b1)
    return keras.ops.softmax(keras.ops.matmul(hidden, w2) + b2)


# %% wrong: softmax in the hidden layer
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(keras.ops.convert_to_numpy(keras.ops.softmax(x @ w1 + b1, axis=-1)), 0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% wrong: no bias in the last layer
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2, axis=-1))


# %% wrong: a rectifier that clips at 1 as well
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.clip(x @ w1 + b1, 0, 1)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% wrong: softmax without keepdims
# answers: mlp_forward
# loses: test_mlp_forward
# says: operands could not be broadcast together with shapes (4,2) (4,)
def mlp_forward(x, w1, b1, w2, b2):
    exponentials = np.exp(np.maximum(x @ w1 + b1, 0) @ w2 + b2)
    return exponentials / exponentials.sum(axis=1)


# %% wrong: 784 inputs built in
# answers: mlp_forward
# loses: test_mlp_forward
# says: cannot reshape array of size 12 into shape (784)
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x.reshape(-1, 784) @ w1 + b1, 0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% right: a Keras model with these weights
# answers: mlp_forward
def mlp_forward(x, w1, b1, w2, b2):
    model = keras.Sequential(
        [
            keras.Input(shape=(w1.shape[0],)),
            keras.layers.Dense(w1.shape[1], activation="relu"),
            keras.layers.Dense(w2.shape[1], activation="softmax"),
        ]
    )
    model.set_weights([w1, b1, w2, b2])
    return model.predict(x, verbose=0)


# %% wrong: clipped to the digits
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: besides rounding
def rounded_accuracy(outputs, labels):
    return np.mean(np.clip(np.round(outputs[:, 0]), 0, 9) == labels)


# %% wrong: plain gradient descent
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a step of 0.01
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(keras.optimizers.RMSprop(0.01), "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a step of 0.02
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(keras.optimizers.RMSprop(0.02), "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: Adam for RMSprop
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(keras.optimizers.Adam(0.001), "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: no metric
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: No metric is the share
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile("rmsprop", "categorical_crossentropy")
    return model


# %% wrong: the squared error as the metric
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: No metric is the share
def build_logistic_regression():
    model = keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile("rmsprop", "categorical_crossentropy", metrics=["mse"])
    return model


# %% wrong: gradient descent with the step 0.1
# answers: build_mlp
# loses: test_mlp_compiled
# says: which optimizer did you give
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(0.1), "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a step of 0.01
# answers: build_mlp
# loses: test_mlp_compiled
# says: which optimizer did you give
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.RMSprop(0.01), "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: Adam for RMSprop
# answers: build_mlp
# loses: test_mlp_compiled
# says: which optimizer did you give
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.001), "categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: no metric
# answers: build_mlp
# loses: test_mlp_compiled
# says: No metric is the share
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("rmsprop", "categorical_crossentropy")
    return model


# %% wrong: the squared error as the metric
# answers: build_mlp
# loses: test_mlp_compiled
# says: No metric is the share
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("rmsprop", "categorical_crossentropy", metrics=["mse"])
    return model


# %% wrong: batches of 50
# answers: mae_model
# loses: test_mae_model
# says: are 60 updates
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=50, verbose=0)


# %% wrong: the batch size that Keras takes by default
# answers: mae_model
# loses: test_mae_model
# says: are 60 updates
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, verbose=0)


# %% wrong: the other toy data
# answers: mae_model
# loses: test_mae_model
# says: on this data
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(*load_dataset("toy1"), epochs=60, batch_size=100, verbose=0)


# %% wrong: without the bad points
# answers: mae_model
# loses: test_mae_model
# says: on this data
order = np.argsort(toy_x[:, 0])
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x[order[:88]], toy_y[order[:88]], epochs=60, batch_size=100, verbose=0)


# %% wrong: a part kept for validation
# answers: mae_model
# loses: test_mae_model
# says: on this data
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, validation_split=0.2, verbose=0)


# %% wrong: fitted twice
# answers: mae_model
# loses: test_mae_model
# says: called once
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: a hidden layer
# answers: mae_model
# loses: test_mae_model
# says: a straight line
mae_model = keras.Sequential(
    [
        keras.layers.Input(shape=(1,)),
        keras.layers.Dense(20, activation="relu"),
        keras.layers.Dense(1),
    ]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: Adam
# answers: mae_model
# loses: test_mae_model
# says: SGD with the step 0.1
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.Adam(0.1), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: a step of 0.2
# answers: mae_model
# loses: test_mae_model
# says: SGD with the step 0.1
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(0.2), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: momentum
# answers: mae_model
# loses: test_mae_model
# says: SGD with the step 0.1
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(0.1, momentum=0.5), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: the Huber loss
# answers: mae_model
# loses: test_mae_model
# says: not the mean absolute error
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=keras.losses.Huber(0.1))
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: half of the step
# answers: mae_model
# loses: test_mae_model
# says: SGD with the step 0.1
mae_model = keras.Sequential(
    [keras.layers.Input(shape=(1,)), keras.layers.Dense(1, kernel_initializer="zeros")]
)
mae_model.compile(optimizer=keras.optimizers.SGD(0.05), loss="mean_absolute_error")
mae_model.fit(toy_x, toy_y, epochs=60, batch_size=100, verbose=0)


# %% wrong: a number
# answers: mae_model
# loses: test_mae_model
# says: should be a Keras model
mae_model = 1.08


# %% right: trained with a callback, in the order of x
# answers: mae_model
order = np.argsort(toy_x[:, 0])
mae_model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, "linear")])
mae_model.compile(keras.optimizers.SGD(0.1), "mae", metrics=["mse"])
mae_model.fit(
    toy_x[order].astype("float32"),
    toy_y[order],
    epochs=60,
    batch_size=len(toy_x),
    shuffle=False,
    callbacks=[keras.callbacks.TerminateOnNaN()],
    verbose=0,
)


# %% wrong: the step ignored
# answers: build_one_number
# loses: test_one_number
# says: which optimizer did you give
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mean_squared_error")
    return model


# %% wrong: the step of the toy data
# answers: build_one_number
# loses: test_one_number
# says: which optimizer did you give
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_squared_error")
    return model


# %% wrong: the optimizer's default step
# answers: build_one_number
# loses: test_one_number
# says: which optimizer did you give
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="sgd", loss="mean_squared_error")
    return model


# %% wrong: RMSprop already
# answers: build_one_number
# loses: test_one_number
# says: which optimizer did you give
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.RMSprop(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: SGD with momentum
# answers: build_one_number
# loses: test_one_number
# says: which optimizer did you give
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate, momentum=0.9), loss="mean_squared_error"
    )
    return model


# %% wrong: SGD with weight decay
# answers: build_one_number
# loses: test_one_number
# says: which optimizer did you give
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate, weight_decay=0.01), loss="mean_squared_error"
    )
    return model


# %% wrong: softmax on a single output
# answers: build_one_number
# loses: test_one_number
# says: leave it out
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: a rectifier
# answers: build_one_number
# loses: test_one_number
# says: have an activation
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1, activation="relu"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: a sigmoid
# answers: build_one_number
# loses: test_one_number
# says: have an activation
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: the absolute error
# answers: build_one_number
# loses: test_one_number
# says: not the mean squared error
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mae")
    return model


# %% wrong: ten outputs
# answers: build_one_number
# loses: test_one_number
# says: shape
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: the input of the toy data
# answers: build_one_number
# loses: test_one_number
# says: Keras says
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(1,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: images that are not flattened
# answers: build_one_number
# loses: test_one_number
# says: Keras says
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: a hidden layer
# answers: build_one_number
# loses: test_one_number
# says: one Dense layer
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: no bias
# answers: build_one_number
# loses: test_one_number
# says: one bias
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1, use_bias=False),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: dropout
# answers: build_one_number
# loses: test_one_number
# says: leave out dropout
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: a regularizer
# answers: build_one_number
# loses: test_one_number
# says: leave out regularizers
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1, kernel_regularizer="l2"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% wrong: not compiled
# answers: build_one_number
# loses: test_one_number
# says: is it compiled
def build_one_number(learning_rate):
    return keras.Sequential([keras.layers.Input(shape=(784,)), keras.layers.Dense(1)])


# %% wrong: no return
# answers: build_one_number
# loses: test_one_number
# says: `return` missing
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")


# %% wrong: the model of the toy data
# answers: build_one_number
# loses: test_one_number
# says: Keras says
def build_one_number(learning_rate):
    return mse_model


# %% wrong: what compile returns
# answers: build_one_number
# loses: test_one_number
# says: `return` missing
def build_one_number(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    return model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")


# %% wrong: one optimizer for all models
# answers: build_one_number
# loses: test_one_number
# says: which optimizer did you give
optimizers = []


def build_one_number(learning_rate):
    model = keras.Sequential([keras.layers.Input(shape=(784,)), keras.layers.Dense(1)])
    if not optimizers:
        optimizers.append(learning_rate)
    model.compile(optimizer=keras.optimizers.SGD(optimizers[0]), loss="mse")
    return model


# %% right: the functional form, an object for the loss
# answers: build_one_number
def build_one_number(learning_rate):
    pixels = keras.Input(shape=(784,))
    model = keras.Model(pixels, keras.layers.Dense(1, activation="linear")(pixels))
    model.compile(keras.optimizers.SGD(learning_rate), keras.losses.MeanSquaredError())
    return model


# %% right: layers added one by one, with a metric
# answers: build_one_number
def build_one_number(learning_rate=0.01):
    model = keras.Sequential()
    model.add(keras.Input((28 * 28,)))
    model.add(keras.layers.Dense(units=1, activation=None, kernel_initializer="zeros"))
    sgd = keras.optimizers.SGD(learning_rate=learning_rate, momentum=0.0)
    model.compile(optimizer=sgd, loss="mse", metrics=["mae"])
    return model


# %% right: without an Input layer
# answers: build_one_number
def build_one_number(learning_rate):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return model


# %% right: a subclass, with a loss of its own
# answers: build_one_number
class Line(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        return self.dense(x)


def squared(targets, outputs):
    return keras.ops.mean((keras.ops.reshape(targets, (-1, 1)) - outputs) ** 2)


def build_one_number(learning_rate):
    model = Line()
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=squared)
    return model


# %% wrong: dropout
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: leave out dropout
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: noise
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: leave out dropout
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.GaussianNoise(0.5),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a regularizer
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: leave out regularizers
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, kernel_regularizer=keras.regularizers.L2(0.001)),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: weight decay in the optimizer
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: which optimizer did you give
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, weight_decay=0.004),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: momentum
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: which optimizer did you give
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, momentum=0.9),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a slower memory of the gradients
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: which optimizer did you give
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, rho=0.99),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% right: the step by its name
# answers: build_ten_outputs
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(STEP), loss="mean_squared_error", metrics=["accuracy"]
    )
    return model


# %% wrong: trained already
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: has been trained before
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    model.fit(train_x, np.eye(10)[train_labels], epochs=1, verbose=0)
    return model


# %% wrong: one model for all calls
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: a new model each time
shared = keras.Sequential(
    [
        keras.layers.Input(shape=(784,)),
        keras.layers.Dense(10),
    ]
)
shared.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
    loss="mean_squared_error",
    metrics=["accuracy"],
)


def build_ten_outputs():
    return shared


# %% wrong: one output
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: shape
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: SGD, as on the toy data
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: which optimizer did you give
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(0.01), loss="mean_squared_error", metrics=["accuracy"]
    )
    return model


# %% wrong: Adam for RMSprop
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: which optimizer did you give
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(optimizer="adam", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: a step of 0.01
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: which optimizer did you give
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.01),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: cross-entropy already
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: not the mean squared error
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss=keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


# %% wrong: the absolute error
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: not the mean squared error
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001), loss="mae", metrics=["accuracy"]
    )
    return model


# %% wrong: no metric
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: No metric is the share
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001), loss="mean_squared_error"
    )
    return model


# %% wrong: not compiled
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: is it compiled
def build_ten_outputs():
    return keras.Sequential([keras.layers.Input(shape=(784,)), keras.layers.Dense(10)])


# %% wrong: no bias
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: ten biases
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, use_bias=False),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a hidden layer
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: one Dense layer
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(100, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: the model before, as it was
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: shape
def build_ten_outputs():
    return one_number


# %% wrong: no return
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: `return` missing
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )


# %% right: the functional form
# answers: build_ten_outputs
def build_ten_outputs():
    pixels = keras.Input(shape=(784,))
    scores = keras.layers.Dense(10)(pixels)
    model = keras.Model(pixels, scores)
    model.compile("rmsprop", "mse", metrics=["accuracy"])
    return model


# %% right: layers added one by one, objects for all
# answers: build_ten_outputs
def build_ten_outputs():
    model = keras.Sequential(name="ten")
    model.add(keras.Input((784,)))
    model.add(keras.layers.Dense(10, kernel_initializer="zeros"))
    model.compile(
        optimizer=keras.optimizers.RMSprop(1e-3, rho=0.9, momentum=0.0),
        loss=keras.losses.MeanSquaredError(),
        metrics=[keras.metrics.CategoricalAccuracy()],
    )
    return model


# %% right: without an Input layer
# answers: build_ten_outputs
def build_ten_outputs(units=10):
    model = keras.Sequential([keras.layers.Dense(units)])
    model.compile(optimizer=keras.optimizers.RMSprop(), loss="mse", metrics=["acc", "mse"])
    return model


# %% wrong: dropout
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: leave out dropout
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: noise
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: leave out dropout
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.GaussianNoise(0.5),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a regularizer
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: leave out regularizers
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(
                10, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001)
            ),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: weight decay in the optimizer
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which optimizer did you give
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, weight_decay=0.004),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: momentum
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which optimizer did you give
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, momentum=0.9),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a slower memory of the gradients
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which optimizer did you give
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, rho=0.99),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% right: the step by its name
# answers: build_softmax_mse
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(STEP), loss="mean_squared_error", metrics=["accuracy"]
    )
    return model


# %% wrong: trained already
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: has been trained before
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    model.fit(train_x, np.eye(10)[train_labels], epochs=1, verbose=0)
    return model


# %% wrong: one model for all calls
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: a new model each time
shared = keras.Sequential(
    [
        keras.layers.Input(shape=(784,)),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
shared.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
    loss="mean_squared_error",
    metrics=["accuracy"],
)


def build_softmax_mse():
    return shared


# %% wrong: one output
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: shape
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(1),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: SGD, as on the toy data
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which optimizer did you give
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(0.01), loss="mean_squared_error", metrics=["accuracy"]
    )
    return model


# %% wrong: Adam for RMSprop
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which optimizer did you give
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: a step of 0.01
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which optimizer did you give
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.01),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: cross-entropy already
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: not the mean squared error
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: the absolute error
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: not the mean squared error
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001), loss="mae", metrics=["accuracy"]
    )
    return model


# %% wrong: no metric
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: No metric is the share
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001), loss="mean_squared_error"
    )
    return model


# %% wrong: not compiled
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: is it compiled
def build_softmax_mse():
    return keras.Sequential(
        [keras.layers.Input(shape=(784,)), keras.layers.Dense(10, activation="softmax")]
    )


# %% wrong: no bias
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: ten biases
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax", use_bias=False),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a hidden layer
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: one Dense layer
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(100, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )
    return model


# %% wrong: the model before, as it was
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: shape
def build_softmax_mse():
    return one_number


# %% wrong: no return
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: `return` missing
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="mean_squared_error",
        metrics=["accuracy"],
    )


# %% right: the functional form
# answers: build_softmax_mse
def build_softmax_mse():
    pixels = keras.Input(shape=(784,))
    scores = keras.layers.Dense(10)(pixels)
    model = keras.Model(pixels, keras.layers.Softmax()(scores))
    model.compile("rmsprop", "mse", metrics=["accuracy"])
    return model


# %% right: layers added one by one, objects for all
# answers: build_softmax_mse
def build_softmax_mse():
    model = keras.Sequential(name="ten")
    model.add(keras.Input((784,)))
    model.add(keras.layers.Dense(10, kernel_initializer="zeros"))
    model.add(keras.layers.Activation("softmax"))
    model.compile(
        optimizer=keras.optimizers.RMSprop(1e-3, rho=0.9, momentum=0.0),
        loss=keras.losses.MeanSquaredError(),
        metrics=[keras.metrics.CategoricalAccuracy()],
    )
    return model


# %% right: without an Input layer
# answers: build_softmax_mse
def build_softmax_mse(units=10):
    model = keras.Sequential([keras.layers.Dense(units, activation="softmax")])
    model.compile(optimizer=keras.optimizers.RMSprop(), loss="mse", metrics=["acc", "mse"])
    return model


# %% wrong: softmax already
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: not for this one
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: a sigmoid
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: have an activation
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: a rectifier
# answers: build_ten_outputs
# loses: test_ten_outputs
# says: have an activation
def build_ten_outputs():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="relu"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: nothing changed
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which activation
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: a sigmoid
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which activation
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: softmax twice
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: not softmax of the scores
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
            keras.layers.Softmax(),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: the logarithm of softmax
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: should be probabilities
def build_softmax_mse():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="log_softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["accuracy"])
    return model


# %% wrong: the model of the step before
# answers: build_softmax_mse
# loses: test_softmax_mse
# says: which activation
def build_softmax_mse():
    return ten_outputs


# %% wrong: dropout
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: leave out dropout
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: noise
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: leave out dropout
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.GaussianNoise(0.5),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a regularizer
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: leave out regularizers
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(
                10, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001)
            ),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: weight decay in the optimizer
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, weight_decay=0.004),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: momentum
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, momentum=0.9),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: a slower memory of the gradients
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: which optimizer did you give
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, rho=0.99),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% right: the step by its name
# answers: build_logistic_regression
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(STEP),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: trained already
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: has been trained before
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(train_x, np.eye(10)[train_labels], epochs=1, verbose=0)
    return model


# %% wrong: one model for all calls
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: a new model each time
shared = keras.Sequential(
    [
        keras.layers.Input(shape=(784,)),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
shared.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)


def build_logistic_regression():
    return shared


# %% wrong: smoothed targets
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: not the mean cross-entropy
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
        metrics=["accuracy"],
    )
    return model


# %% wrong: the model of the step before
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: not the mean cross-entropy
def build_logistic_regression():
    return softmax_mse


# %% wrong: a model and its history
# answers: build_logistic_regression
# loses: test_logistic_regression
# says: should be a Keras model
def build_logistic_regression():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return [model]


# %% wrong: dropout
# answers: build_mlp
# loses: test_mlp_compiled
# says: leave out dropout
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: dropout of pixels
# answers: build_mlp
# loses: test_mlp_compiled
# says: leave out dropout
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dropout(0.1),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a regularizer
# answers: build_mlp
# loses: test_mlp_compiled
# says: leave out regularizers
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu", kernel_regularizer="l2"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: weight decay in the optimizer
# answers: build_mlp
# loses: test_mlp_compiled
# says: which optimizer did you give
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, weight_decay=0.004),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: momentum
# answers: build_mlp
# loses: test_mlp_compiled
# says: which optimizer did you give
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001, momentum=0.9),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: smoothed targets
# answers: build_mlp
# loses: test_mlp_compiled
# says: not the mean cross-entropy
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer="rmsprop",
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
        metrics=["accuracy"],
    )
    return model


# %% wrong: a leaky rectifier
# answers: build_mlp
# loses: test_mlp_layers
# says: which activation does the hidden layer
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="leaky_relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: a rectifier that ends at 6
# answers: build_mlp
# loses: test_mlp_layers
# says: which activation does the hidden layer
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu6"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: the hyperbolic tangent
# answers: build_mlp
# loses: test_mlp_layers
# says: which activation does the hidden layer
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="tanh"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: the logistic regression again
# answers: build_mlp
# loses: test_mlp_layers test_mlp_compiled
# says: two Dense layers
def build_mlp():
    return logreg_model


# %% wrong: no bias in the hidden layer
# answers: build_mlp
# loses: test_mlp_layers
# says: each with a bias
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu", use_bias=False),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong: batch normalisation
# answers: build_mlp
# loses: test_mlp_layers test_mlp_compiled
# says: two Dense layers
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% right: the step by its name
# answers: build_mlp
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(STEP),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# %% wrong: trained already
# answers: build_mlp
# loses: test_mlp_compiled
# says: has been trained before
def build_mlp():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(784,)),
            keras.layers.Dense(800, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(train_x, train_targets, epochs=1, verbose=0)
    return model


# %% wrong: the model that the notebook goes on with, kept
# answers: build_mlp
# loses: test_mlp_compiled
# says: a new model each time
kept = {}


def build_mlp():
    if "mlp" not in kept:
        model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(800, "relu")])
        model.add(keras.layers.Dense(10, "softmax"))
        model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
        kept["mlp"] = model
    return kept["mlp"]


# %% wrong: the student's own model
# answers: train_mlp
# loses: test_train_mlp
# says: new_mlp() starts with
mlp_model = build_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: compiled once more, with another optimizer
# answers: train_mlp
# loses: test_train_mlp
# says: Leave the optimizer as it is
mlp_model = new_mlp()
mlp_model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: compiled once more, with the squared error
# answers: train_mlp
# loses: test_train_mlp
# says: the cross-entropy of mlp_model
mlp_model = new_mlp()
mlp_model.compile("rmsprop", "mse", metrics=["accuracy"])
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: the logistic regression again
# answers: train_mlp
# loses: test_train_mlp
# says: no model of new_mlp()
mlp_model, mlp_history = logreg_model, logreg_history


# %% wrong: a network without a hidden layer
# answers: train_mlp
# loses: test_train_mlp
# says: no model of new_mlp()
mlp_model = build_logistic_regression()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: a network with 100 hidden units
# answers: train_mlp
# loses: test_train_mlp
# says: no model of new_mlp()
mlp_model = keras.Sequential(
    [
        keras.layers.Input(shape=(784,)),
        keras.layers.Dense(100, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
mlp_model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: the batch size that Keras takes by default
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=32,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: no batch size
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: a batch size written as a number
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=128,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: epochs written as a number
# answers: train_mlp
# loses: test_train_mlp
# says: EPOCHS epochs
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=5,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: an epoch more
# answers: train_mlp
# loses: test_train_mlp
# says: EPOCHS epochs
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS + 1,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: a tenth for validation
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.1,
    verbose=0,
)


# %% wrong: trained twice
# answers: train_mlp
# loses: test_train_mlp
# says: `fit` called once
mlp_model = new_mlp()
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: trained beforehand, and compiled again
# answers: train_mlp
# loses: test_train_mlp
# says: was mlp_model trained before
mlp_model = new_mlp()
mlp_model.fit(train_x, train_targets, epochs=2, validation_split=0.2, verbose=0)
mlp_model.compile(keras.optimizers.RMSprop(STEP), "categorical_crossentropy", metrics=["accuracy"])
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: test images first
# answers: train_mlp
# loses: test_train_mlp
# says: `fit` called once
mlp_model = new_mlp()
mlp_model.fit(test_x, np.eye(10)[test_labels], epochs=1, verbose=0)
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: test images first, and compiled again
# answers: train_mlp
# loses: test_train_mlp
# says: mlp_model
mlp_model = new_mlp()
mlp_model.fit(test_x, np.eye(10)[test_labels], epochs=2, verbose=0)
mlp_model.compile(keras.optimizers.RMSprop(STEP), "categorical_crossentropy", metrics=["accuracy"])
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: test images among the training images
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    np.concatenate([test_x, train_x]),
    np.concatenate([np.eye(10)[test_labels], train_targets]),
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: all images, the validation images among them
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_data=(train_x[-200:], train_targets[-200:]),
    verbose=0,
)


# %% wrong: only half of the images
# answers: train_mlp
# loses: test_train_mlp
# says: another number of updates
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x[: len(train_x) // 2],
    train_targets[: len(train_x) // 2],
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: the first fifth for validation
# answers: train_mlp
# loses: test_train_mlp
# says: of train_x
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x[::-1].copy(),
    train_targets[::-1].copy(),
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: the history of another model
# answers: train_mlp
# loses: test_train_mlp
# says: `fit` of mlp_model
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)
other = new_mlp()
mlp_history = other.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)


# %% wrong: the name of the function alone
# answers: train_mlp
# loses: test_train_mlp
# says: should be a Keras model
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x,
    train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    verbose=0,
)
mlp_model = new_mlp


# %% right: in order, all by keyword
# answers: train_mlp
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    x=train_x,
    y=train_targets,
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    shuffle=False,
    verbose=0,
)


# %% right: shuffled beforehand within the first four fifths
# answers: train_mlp
first = int(0.8 * len(train_x))
order = np.random.default_rng(3).permutation(first)
order = np.concatenate([order, np.arange(first, len(train_x))])
mlp_model = new_mlp()
mlp_history = mlp_model.fit(
    train_x[order],
    train_targets[order],
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    validation_split=0.2,
    callbacks=[keras.callbacks.TerminateOnNaN()],
    verbose=0,
)


# %% wrong: a half added, then cut off
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: besides rounding
def rounded_accuracy(outputs, labels):
    return np.mean((outputs[:, 0] + 0.5).astype(int) == labels)


# %% wrong: without the sign
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: besides rounding
def rounded_accuracy(outputs, labels):
    return np.mean(np.abs(np.round(outputs[:, 0])) == labels)


# %% wrong: as whole numbers without a sign
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: besides rounding
def rounded_accuracy(outputs, labels):
    return np.mean(np.maximum(np.round(outputs[:, 0]), 0) == labels)


# %% wrong: squeezed to nothing for a single sample
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: for a single sample can't be computed
def rounded_accuracy(outputs, labels):
    pairs = zip(np.squeeze(outputs), labels)
    return np.mean([round(output) == label for output, label in pairs])


# %% wrong: any label that occurs
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: is wrong for
def rounded_accuracy(outputs, labels):
    return np.mean(np.isin(np.round(outputs[:, 0]), labels))


# %% wrong: both sorted
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: is wrong for
def rounded_accuracy(outputs, labels):
    return np.mean(np.sort(np.round(outputs[:, 0])) == np.sort(labels))


# %% wrong: always divided by five
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: wrong for
def rounded_accuracy(outputs, labels):
    return np.sum(np.round(outputs[:, 0]) == labels) / 5


# %% wrong: rounded to a tenth
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: is wrong for many samples
def rounded_accuracy(outputs, labels):
    return round(float(np.mean(np.round(outputs[:, 0]) == labels)), 1)


# %% wrong: a mean over all calls
# answers: rounded_accuracy
# loses: test_rounded_accuracy
# says: wrong for
hits = []


def rounded_accuracy(outputs, labels):
    hits.extend(np.round(outputs[:, 0]) == labels)
    return np.mean(hits)


# %% right: a half rounded up
# answers: rounded_accuracy
def rounded_accuracy(outputs, labels):
    return np.mean(np.floor(outputs.flatten() + 0.5) == labels)


# %% right: as an array with one number
# answers: rounded_accuracy
def rounded_accuracy(outputs, labels):
    return np.array([np.count_nonzero(np.rint(outputs.T[0]) == labels) / len(labels)])


# %% right: a fraction of Python's
# answers: rounded_accuracy
from fractions import Fraction


def rounded_accuracy(outputs, labels):
    right = int((np.rint(outputs[:, 0]) == labels).sum())
    return float(Fraction(right, len(labels)))


# %% wrong: a column by rank, not by label
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: column 3
def one_hot_targets(labels):
    return np.eye(10)[np.unique(labels, return_inverse=True)[1]]


# %% wrong: the rows sorted by label
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: belongs to column 3
def one_hot_targets(labels):
    return np.eye(10)[np.sort(labels)]


# %% wrong: a row for each different label
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: shape
def one_hot_targets(labels):
    return np.eye(10)[np.unique(labels)]


# %% wrong: the training labels, whatever is given
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: shape
def one_hot_targets(labels):
    return np.eye(10)[train_labels]


# %% wrong: nearly one-hot
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: 0 or 1
def one_hot_targets(labels):
    return np.eye(10)[labels] * 0.999 + 0.0001


# %% wrong: an index for the width
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: 10
def one_hot_targets(labels):
    return np.eye(len(np.unique(labels)))[np.unique(labels, return_inverse=True)[1]]


# %% wrong: targets kept from call to call
# answers: one_hot_targets
# loses: test_one_hot_targets
# says: wrong for
targets = np.zeros((100, 10))


def one_hot_targets(labels):
    targets[np.arange(len(labels)), labels] = 1
    return targets[: len(labels)]


# %% right: booleans in a list
# answers: one_hot_targets
def one_hot_targets(labels):
    return [[digit == label for digit in range(10)] for label in labels.tolist()]


# %% right: in PyTorch, whole numbers
# answers: one_hot_targets
import torch


def one_hot_targets(labels):
    return torch.nn.functional.one_hot(torch.tensor(labels), num_classes=10)


# %% wrong: squeezed for a single output
# answers: weights_as_images
# loses: test_weights_as_images
# says: a single output
def weights_as_images(weights):
    return np.squeeze(weights.T.reshape(-1, 28, 28))


# %% wrong: as bytes
# answers: weights_as_images
# loses: test_weights_as_images
# says: changed
def weights_as_images(weights):
    return weights.T.reshape(-1, 28, 28).astype(int)


# %% wrong: without the mean
# answers: weights_as_images
# loses: test_weights_as_images
# says: Only weights
def weights_as_images(weights):
    images = weights.T.reshape(-1, 28, 28)
    return images - images.mean()


# %% wrong: rotated
# answers: weights_as_images
# loses: test_weights_as_images
# says: row 2, column 5
def weights_as_images(weights):
    return np.rot90(weights.T.reshape(-1, 28, 28), axes=(1, 2))


# %% wrong: the weights of the model, whatever is given
# answers: weights_as_images
# loses: test_weights_as_images
# says: shape
def weights_as_images(weights):
    return train_x[:1].reshape(-1, 28, 28)


# %% wrong: mirrored
# answers: weights_as_images
# loses: test_weights_as_images
# says: row 2, column 5
def weights_as_images(weights):
    return weights.T.reshape(-1, 28, 28)[:, :, ::-1]


# %% wrong: three outputs
# answers: weights_as_images
# loses: test_weights_as_images
# says: shape
def weights_as_images(weights):
    return np.stack([weights[:, j] for j in range(3)]).reshape(3, 28, 28)


# %% right: through a transposed copy
# answers: weights_as_images
def weights_as_images(weights):
    return np.ascontiguousarray(weights.transpose()).reshape(weights.shape[-1], 28, 28)


# %% wrong: a nested shape
# answers: shape_error
# loses: test_shape_error
# says: right_shape
model_expects = 1
sample_has = 784
samples_given = 32
right_shape = ((784,),)


# %% wrong: the square of the side left out
# answers: shape_error
# loses: test_shape_error
# says: right_shape
model_expects = 1
sample_has = 784
samples_given = 32
right_shape = (28,)


# %% wrong: not filled in
# answers: shape_error
# loses: test_shape_error
# says: model_expects is None
model_expects = sample_has = samples_given = right_shape = None


# %% right: a NumPy shape for the tuple
# answers: shape_error
model_expects, sample_has, samples_given = np.array([1, 784, 32])
right_shape = np.zeros(784).shape


# %% right: as they are printed
# answers: shape_error
model_expects, sample_has, samples_given = 1, 28 * 28, 32
right_shape = (sample_has,)


# %% wrong: a bias of zero
# answers: predicted_probs
# loses: test_predicted_probs
# says: bias is not that
weights = logreg_model.layers[-1].get_weights()[0]
bias = np.zeros(10)
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights + bias, axis=-1))


# %% wrong: the weights of softmax with the squared error
# answers: predicted_probs
# loses: test_predicted_probs
# says: weights are not those
weights, bias = ten_outputs.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights + bias, axis=-1))


# %% wrong: a model of the student's own
# answers: predicted_probs
# loses: test_predicted_probs
# says: weights are not those
own = build_logistic_regression()
own.fit(train_x, train_targets, epochs=1, verbose=0)
weights, bias = own.get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights + bias, axis=-1))


# %% wrong: rounded to two digits
# answers: predicted_probs
# loses: test_predicted_probs
# says: should sum to 1
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights + bias, axis=-1))
test_predicted_probs = test_predicted_probs.round(2)


# %% wrong: the training goes on first
# answers: predicted_probs
# loses: test_predicted_probs
# says: weights are not those
logreg_model.fit(train_x, train_targets, epochs=3, verbose=0)
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights + bias, axis=-1))


# %% wrong: the bias subtracted
# answers: predicted_probs
# loses: test_predicted_probs
# says: not softmax of test_x
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = np.array(keras.ops.softmax(test_x @ weights - bias, axis=-1))


# %% right: Keras's own prediction
# answers: predicted_probs
weights, bias = logreg_model.layers[-1].get_weights()
test_predicted_probs = logreg_model.predict(test_x, verbose=0)


# %% right: einsum and lists
# answers: predicted_probs
weights, bias = [part.tolist() for part in logreg_model.layers[-1].get_weights()]
scores = np.einsum("np,pk->nk", test_x, np.array(weights)) + np.array(bias)
test_predicted_probs = (np.exp(scores) / np.exp(scores).sum(axis=1)[:, None]).tolist()


# %% wrong: the second best digit
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = np.argsort(test_predicted_probs, axis=1)[:, -2]


# %% wrong: one of them wrong
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = np.argmax(test_predicted_probs, axis=1)
test_predictions[test_predicted_probs.max(axis=1).argmax()] += 1
test_predictions %= 10


# %% wrong: in the reverse order
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = np.argmax(test_predicted_probs, axis=1)[::-1]


# %% wrong: of the training images
# answers: predictions
# loses: test_predictions
# says: highest probability
test_predictions = np.argmax(logreg_model.predict(train_x, verbose=0), axis=1)[: len(test_x)]


# %% right: from the scores
# answers: predictions
test_predictions = np.argmax(np.log(test_predicted_probs + 1e-12), axis=1)


# %% wrong: rounded to one decimal
# answers: accuracy
# loses: test_accuracy
# says: not rounded
test_accuracy = round(float(np.mean(test_predictions == test_labels)), 1)
test_error_rate = 1 - test_accuracy


# %% wrong: one image left out
# answers: accuracy
# loses: test_accuracy
# says: not the fraction
test_accuracy = np.mean(test_predictions[1:] == test_labels[1:])
test_error_rate = 1 - test_accuracy


# %% wrong: predictions set beside the training labels
# answers: accuracy
# loses: test_accuracy
# says: not the fraction
test_accuracy = np.mean(test_predictions == train_labels[: len(test_predictions)])
test_error_rate = 1 - test_accuracy


# %% right: a fraction of Python's, as numbers
# answers: accuracy
from fractions import Fraction

right = Fraction(int((test_predictions == test_labels).sum()), len(test_labels))
test_accuracy, test_error_rate = float(right), float(1 - right)


# %% right: arrays with one number
# answers: accuracy
test_accuracy = np.array([np.mean(test_predictions == test_labels)])
test_error_rate = 1 - test_accuracy


# %% wrong: the images that this notebook has loaded
# answers: shapes
# loses: test_shapes
# says: shapes['test_x']
shapes = {
    "test_x": (len(test_x), 784),
    "weights": (784, 10),
    "test_x @ weights": (len(test_x), 10),
    "bias": (10,),
    "test_predicted_probs": (len(test_x), 10),
    "test_predictions": (len(test_x),),
    "test_predictions == test_labels": (len(test_x),),
}


# %% wrong: numbers as text
# answers: shapes
# loses: test_shapes
# says: shapes['weights']
shapes = {
    "test_x": (10000, 784),
    "weights": ("784", "10"),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}


# %% wrong: an unknown number of images
# answers: shapes
# loses: test_shapes
# says: shapes['test_x']
shapes = {
    "test_x": (None, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}


# %% wrong: a list of shapes
# answers: shapes
# loses: test_shapes
# says: dictionary
shapes = [(10000, 784), (784, 10), (10000, 10), (10,), (10000, 10), (10000,), (10000,)]


# %% wrong: a line left out
# answers: shapes
# loses: test_shapes
# says: is missing
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}


# %% right: NumPy's numbers
# answers: shapes
shapes = {
    "test_x": (10000, 784),
    "weights": (784, 10),
    "test_x @ weights": (10000, 10),
    "bias": (10,),
    "test_predicted_probs": (10000, 10),
    "test_predictions": (10000,),
    "test_predictions == test_labels": (10000,),
}
shapes = {step: tuple(np.array(shape)) for step, shape in shapes.items()}


# %% right: filled in where None stood
# answers: shapes
shapes = dict.fromkeys(
    ("test_x", "weights", "test_x @ weights", "bias", "test_predicted_probs"), (10000, 10)
)
shapes |= {"test_x": (10000, 784), "weights": (784, 10), "bias": (10,)}
shapes["test_predictions"] = shapes["test_predictions == test_labels"] = (10000,)


# %% wrong: a leaky rectifier
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    hidden = x @ w1 + b1
    hidden = np.maximum(hidden, 0.01 * hidden)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% wrong: absolute values
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.abs(x @ w1 + b1)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% wrong: the biases subtracted
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 - b1, 0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 - b2, axis=-1))


# %% wrong: biases summed up
# answers: mlp_forward
# loses: test_mlp_forward
# says: the probabilities are wrong
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1.sum(), 0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% wrong: two outputs, by the sigmoid
# answers: mlp_forward
# loses: test_mlp_forward
# says: shape
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    scores = hidden @ w2 + b2
    first = 1 / (1 + np.exp(scores[:, 1:2] - scores[:, 0:1]))
    return np.hstack([first, 1 - first])


# %% wrong: fails for a single sample
# answers: mlp_forward
# loses: test_mlp_forward
# says: for a single sample can't be computed
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(np.squeeze(x) @ w1 + b1, 0)
    scores = hidden @ w2 + b2
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


# %% wrong: softmax over the samples where it is square
# answers: mlp_forward
# loses: test_mlp_forward
# says: wrong for
def mlp_forward(x, w1, b1, w2, b2):
    scores = np.maximum(x @ w1 + b1, 0) @ w2 + b2
    axis = 0 if scores.shape[0] == scores.shape[1] else 1
    return keras.ops.convert_to_numpy(keras.ops.softmax(scores, axis=axis))


# %% wrong: the weights of the first call kept
# answers: mlp_forward
# loses: test_mlp_forward
# says: for
kept = []


def mlp_forward(x, w1, b1, w2, b2):
    kept.append((w1, b1, w2, b2))
    w1, b1, w2, b2 = kept[0]
    hidden = np.maximum(x @ w1 + b1, 0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(hidden @ w2 + b2, axis=-1))


# %% right: lists
# answers: mlp_forward
def mlp_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(np.array(x) @ w1 + b1, 0)
    scores = hidden @ w2 + b2
    exponentials = np.exp(scores)
    return (exponentials / exponentials.sum(axis=1, keepdims=True)).tolist()
