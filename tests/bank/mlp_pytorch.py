"""Answers to mlp/mlp_pytorch.ipynb: each block replaces one solution cell."""

# %% wrong: the step taken with the gradient
# answers: update_by_hand
# loses: test_update_by_hand
# says: no closer to 7 than before
w_new = 1 + 0.05 * 2 * (2 - 7) * 2
b_new = 0 + 0.05 * 2 * (2 - 7)

# %% wrong: the factor 2 of the derivative forgotten
# answers: update_by_hand
# loses: test_update_by_hand
# says: w_new is another number
w_new = 1.5
b_new = 0.25

# %% wrong: the bias updated with the gradient of the weight
# answers: update_by_hand
# loses: test_update_by_hand
# says: has no factor x
w_new = 2
b_new = 1

# %% wrong: the bias updated at the new weight
# answers: update_by_hand
# loses: test_update_by_hand
# says: uses the old w and b
w_new = 2.0
b_new = 0 - 0.05 * 2 * (2 * 2.0 - 7)

# %% wrong: only one of the two set
# answers: update_by_hand
# loses: test_update_by_hand
# says: b_new is None
w_new = 2.0
b_new = None

# %% right: one step by autograd
# answers: update_by_hand
w = torch.tensor(1.0, requires_grad=True)
b = torch.tensor(0.0, requires_grad=True)
((w * 2 + b - 7) ** 2).backward()
w_new = w - 0.05 * w.grad
b_new = b - 0.05 * b.grad

# %% right: plain numbers
# answers: update_by_hand
w_new, b_new = 2, 1 / 2


# %% wrong: no zero_grad
# answers: train_line
# loses: test_train_line_epochs
# says: are the gradients set to zero in each epoch
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        loss = ((model(x).squeeze(1) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: zero_grad once before the loop
# answers: train_line
# loses: test_train_line_epochs
# says: are the gradients set to zero in each epoch
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    optimizer.zero_grad()
    losses = []
    for _ in range(num_epochs):
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: no step
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: the line has not moved
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: zero_grad between backward and step
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: the line has not moved
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: (n, 1) against (n,)
# answers: train_line
# loses: test_train_line_batch
# says: every prediction was compared with every target
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the sum of the squared errors
# answers: train_line
# loses: test_train_line_batch
# says: the sum, or the mean?
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = ((model(x).squeeze(1) - y) ** 2).sum()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the mean absolute error
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: the square of its error
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = (model(x).squeeze(1) - y).abs().mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the optimizer holds another model's parameters
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: the line has not moved
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% right: mse_loss, y as a column, zero_grad last
# answers: train_line
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        loss = nn.MSELoss()(model(x), y[:, None])
        loss.backward()
        optimizer.step()
        model.zero_grad()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% right: the update by hand, squeeze without an axis
# answers: train_line
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    losses = []
    for _ in range(num_epochs):
        y_hat = model(x).squeeze()
        loss = torch.mean((y_hat - y) ** 2)
        gradients = torch.autograd.grad(loss, model.parameters())
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients):
                parameter -= lr * gradient
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% right: in NumPy
# answers: train_line
def train_line(x, y, lr, num_epochs):
    x, y = x.numpy()[:, 0], y.numpy()
    w, b, losses = -1.0, 0.0, []
    for _ in range(num_epochs):
        error = w * x + b - y
        losses.append((error**2).mean())
        w, b = w - lr * 2 * (error * x).mean(), b - lr * 2 * error.mean()
    return w, b, losses


# %% wrong: the probabilities themselves
# answers: predict_labels
# loses: test_predict_labels
# says: every label should be 0 or 1
def predict_labels(p):
    return p


# %% wrong: inverted
# answers: predict_labels
# loses: test_predict_labels
# says: the labels are swapped
def predict_labels(p):
    return (p < 0.5).int()


# %% wrong: threshold at 0
# answers: predict_labels
# loses: test_predict_labels
# says: where is the threshold
def predict_labels(p):
    return (p > 0).int()


# %% wrong: a sigmoid first
# answers: predict_labels
# loses: test_predict_labels
# says: where is the threshold
def predict_labels(p):
    return (torch.sigmoid(p) > 0.5).int()


# %% wrong: one label for all
# answers: predict_labels
# loses: test_predict_labels
# says: should have the shape
def predict_labels(p):
    return (p > 0.5).int().max()


# %% right: booleans
# answers: predict_labels
def predict_labels(p):
    return p >= 0.5


# %% right: round
# answers: predict_labels
def predict_labels(p):
    return torch.round(p)


# %% right: where, in NumPy
# answers: predict_labels
def predict_labels(p):
    return np.where(np.asarray(p) > 0.5, 1, 0)


# %% right: a loop that gives a list
# answers: predict_labels
def predict_labels(p):
    return [1 if probability > 0.5 else 0 for probability in p]


# %% wrong: the score is 0.5 there
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: for which z is the sigmoid 0.5
x2_at_0 = -4.5
x2_at_3 = 1.5

# %% wrong: the sign of w2 overlooked
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: the point is not on the boundary
x2_at_0 = 4
x2_at_3 = -2

# %% right: floats
# answers: boundary_by_hand
x2_at_0 = -4.0
x2_at_3 = torch.tensor(2.0)


# %% wrong: only the term for y = 1
# answers: bce_loss
# loses: test_bce_loss
# says: are both terms there
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y * torch.log(p)).mean()


# %% wrong: no minus
# answers: bce_loss
# loses: test_bce_loss
# says: mind the minus sign
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return (y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: the sum
# answers: bce_loss
# loses: test_bce_loss
# says: the sum, or the mean?
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).sum()


# %% wrong: logarithm to base 10
# answers: bce_loss
# loses: test_bce_loss
# says: PyTorch's binary cross-entropy is another number
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y * torch.log10(p) + (1 - y) * torch.log10(1 - p)).mean()


# %% wrong: not clipped
# answers: bce_loss
# loses: test_bce_loss_sure
# says: is p clipped before the logarithm?
def bce_loss(p, y):
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: clipped from below only
# answers: bce_loss
# loses: test_bce_loss_sure
# says: is p clipped before the logarithm?
def bce_loss(p, y):
    p = torch.clamp(p, min=1e-6)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: a loss for each point
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: should have the shape ()
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


# %% wrong: the squared error
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: are both terms there
def bce_loss(p, y):
    return ((p - y) ** 2).mean()


# %% right: PyTorch's own
# answers: bce_loss
def bce_loss(p, y):
    return F.binary_cross_entropy(p, y)


# %% right: a tiny number added
# answers: bce_loss
def bce_loss(p, y):
    return -torch.mean(y * torch.log(p + 1e-12) + (1 - y) * torch.log(1 - p + 1e-12))


# %% right: the probability of the true label, 1e-15
# answers: bce_loss
def bce_loss(p, y):
    true_label = torch.where(y == 1, p, 1 - p)
    return -torch.log(true_label.clip(1e-15, 1)).mean()


# %% right: clipped in place at 1e-8, as a Python number
# answers: bce_loss
def bce_loss(p, y):
    p.clamp_(1e-8, 1 - 1e-8)
    return float(-(y @ p.log() + (1 - y) @ (1 - p).log()) / len(p))


# %% right: a loop
# answers: bce_loss
def bce_loss(p, y):
    total = 0.0
    for probability, label in zip(p.tolist(), y.tolist()):
        probability = min(max(probability, 1e-6), 1 - 1e-6)
        total -= math.log(probability) if label == 1 else math.log(1 - probability)
    return total / len(p)


# %% wrong: b0 not multiplied
# answers: as_one_line
# loses: test_as_one_line
# says: what happens to b0
def as_one_line(w0, b0, w1, b1):
    return w0 * w1, b0 + b1


# %% wrong: offset first
# answers: as_one_line
# loses: test_as_one_line
# says: is the slope returned first
def as_one_line(w0, b0, w1, b1):
    return w1 * b0 + b1, w1 * w0


# %% wrong: slopes added
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w0 + w1, w1 * b0 + b1


# %% wrong: the layers in the other order
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w0 * w1, w0 * b1 + b0


# %% right: from two points of the line
# answers: as_one_line
def as_one_line(w0, b0, w1, b1):
    def nested(x):
        return w1 * (w0 * x + b0) + b1

    return [nested(1) - nested(0), nested(0)]


# %% wrong: a single linear layer
# answers: model_reg
# loses: test_model_reg
# says: is it too stiff
model_reg = nn.Sequential(nn.Linear(1, 1))
train_and_test_regression_model(model_reg, num_epochs=300, lr=0.05)

# %% wrong: wide, but linear
# answers: model_reg
# loses: test_model_reg
# says: nonlinear functions
model_reg = nn.Sequential(nn.Linear(1, 30), nn.Linear(30, 1))
train_and_test_regression_model(model_reg, num_epochs=300)

# %% wrong: not trained
# answers: model_reg
# loses: test_model_reg
# says: trained too little
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))

# %% wrong: deep, and trained until it knows the points by heart
# answers: model_reg
# loses: test_model_reg
# says: is it too supple
layers = [nn.Linear(1, 30), nn.Tanh()]
for _ in range(5):
    layers += [nn.Linear(30, 30), nn.Tanh()]
model_reg = nn.Sequential(*layers, nn.Linear(30, 1))
train_and_test_regression_model(model_reg, num_epochs=2000, lr=0.003)

# %% wrong: predictions instead of a model
# answers: model_reg
# loses: test_model_reg
# says: should be a PyTorch model
model_reg = true_curve(x_reg)

# %% right: ten units, more steps, any start
# answers: model_reg
model_reg = nn.Sequential(nn.Linear(1, 10), nn.Tanh(), nn.Linear(10, 1))
train_and_test_regression_model(model_reg, num_epochs=800, lr=0.02, curve=True)


# %% right: a class with dropout, a loop of its own, weight decay
# answers: model_reg
class Curve(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(1, 60)
        self.dropout = nn.Dropout(0.02)
        self.out = nn.Linear(60, 1)

    def forward(self, x):
        return self.out(self.dropout(torch.tanh(self.hidden(x)))).squeeze(1)


model_reg = Curve()
optimizer = torch.optim.AdamW(model_reg.parameters(), lr=0.02, weight_decay=0.01)
for _ in range(800):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_reg), y_reg)
    loss.backward()
    optimizer.step()

# %% right: two hidden layers, stopped early
# answers: model_reg
model_reg = nn.Sequential(
    nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 20), nn.Tanh(), nn.Linear(20, 1)
)
train_and_test_regression_model(model_reg, num_epochs=500, lr=0.01)

# %% wrong: a linear classifier
# answers: model_clf
# loses: test_model_clf
# says: too stiff for a circle
model_clf = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
train_and_test_classification_model(model_clf, num_epochs=300, lr=0.05)

# %% wrong: two hidden units
# answers: model_clf
# loses: test_model_clf
# says: too stiff for a circle
model_clf = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())
train_and_test_classification_model(model_clf, num_epochs=400, lr=0.05)

# %% wrong: learned by heart
# answers: model_clf
# loses: test_model_clf
# says: too supple
model_clf = nn.Sequential(
    nn.Linear(2, 60), nn.Tanh(), nn.Linear(60, 60), nn.Tanh(), nn.Linear(60, 1), nn.Sigmoid()
)
train_and_test_classification_model(model_clf, num_epochs=1500, lr=0.01)

# %% wrong: scores instead of probabilities
# answers: model_clf
# loses: test_model_clf
# says: does the model end with a sigmoid
model_clf = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
optimizer = torch.optim.Adam(model_clf.parameters(), lr=0.02)
for _ in range(400):
    optimizer.zero_grad()
    loss = F.binary_cross_entropy_with_logits(model_clf(x_clf).squeeze(1), y_clf)
    loss.backward()
    optimizer.step()

# %% wrong: two outputs
# answers: model_clf
# loses: test_model_clf
# says: should have the shape
model_clf = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 2), nn.Softmax(dim=1))

# %% right: ReLU
# answers: model_clf
model_clf = nn.Sequential(nn.Linear(2, 20), nn.ReLU(), nn.Linear(20, 1), nn.Sigmoid())
train_and_test_classification_model(model_clf, num_epochs=500, lr=0.02)

# %% right: two hidden layers, mini-batches
# answers: model_clf
model_clf = nn.Sequential(
    nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 10), nn.Tanh(), nn.Linear(10, 1), nn.Sigmoid()
)
optimizer = torch.optim.Adam(model_clf.parameters(), lr=0.01)
for _ in range(60):
    for rows in torch.randperm(300).split(50):
        optimizer.zero_grad()
        loss = F.binary_cross_entropy(model_clf(x_clf[rows]).squeeze(1), y_clf[rows])
        loss.backward()
        optimizer.step()


# %% right: squares as features, and a linear layer
# answers: model_clf
class Circle(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x**2))


model_clf = Circle()
train_and_test_classification_model(model_clf, num_epochs=500, lr=0.05)
