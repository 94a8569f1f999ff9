"""Answers to mlp/mlp_pytorch.ipynb: each block replaces one solution cell."""

# %% wrong: the step taken with the gradient
# answers: update_by_hand
# loses: test_update_by_hand
# says: no closer to 2 than before
w_new = 2 + 0.02 * 2 * 5 * 3
b_new = 1 + 0.02 * 2 * 5

# %% wrong: the factor 2 of the derivative forgotten
# answers: update_by_hand
# loses: test_update_by_hand
# says: is the factor 2 in both gradients
w_new = 1.7
b_new = 0.9

# %% wrong: the bias updated with the gradient of the weight
# answers: update_by_hand
# loses: test_update_by_hand
# says: has no factor x
w_new = 1.4
b_new = 0.4

# %% wrong: the bias updated at the new weight
# answers: update_by_hand
# loses: test_update_by_hand
# says: uses the old w and b
w_new = 1.4
b_new = 1 - 0.02 * 2 * (1.4 * 3 + 1 - 2)

# %% wrong: only one of the two set
# answers: update_by_hand
# loses: test_update_by_hand
# says: b_new is None
w_new = 1.4
b_new = None

# %% right: one step by autograd
# answers: update_by_hand
w = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
((w * 3 + b - 2) ** 2).backward()
w_new = w - 0.02 * w.grad
b_new = b - 0.02 * b.grad

# %% right: plain numbers
# answers: update_by_hand
w_new, b_new = 1.4, 4 / 5


# %% right: fractions
# answers: update_by_hand
from fractions import Fraction

w_new, b_new = Fraction(7, 5), Fraction(4, 5)


# %% wrong: the gradient without the factor x
# answers: update_by_hand
# loses: test_update_by_hand
# says: w_new is another number
w_new = 2 - 0.02 * 2 * 5
b_new = 1 - 0.02 * 2 * 5


# %% wrong: the gradients themselves
# answers: update_by_hand
# loses: test_update_by_hand
# says: no closer to 2 than before
w_new = 2 * 5 * 3
b_new = 2 * 5


# %% wrong: the learning rate forgotten
# answers: update_by_hand
# loses: test_update_by_hand
# says: no closer to 2 than before
w_new = 2 - 2 * 5 * 3
b_new = 1 - 2 * 5


# %% wrong: a learning rate of 0.2
# answers: update_by_hand
# loses: test_update_by_hand
# says: no closer to 2 than before
w_new = 2 - 6
b_new = 1 - 2


# %% wrong: the update for the bias left out
# answers: update_by_hand
# loses: test_update_by_hand
# says: b_new is another number
w_new = 1.4
b_new = 1.0


# %% wrong: the bias left out of the prediction
# answers: update_by_hand
# loses: test_update_by_hand
# says: b = 1 has no part in the prediction
w_new = 2 - 0.02 * 2 * (2 * 3 - 2) * 3
b_new = 1 - 0.02 * 2 * (2 * 3 - 2)


# %% wrong: the steps for the new values
# answers: update_by_hand
# loses: test_update_by_hand
# says: This is by how much w and b change
w_new = -0.02 * 2 * (2 * 3 + 1 - 2) * 3
b_new = -0.02 * 2 * (2 * 3 + 1 - 2)


# %% wrong: the bias starts at 0
# answers: update_by_hand
# loses: test_update_by_hand
# says: b_new is another number
w_new = 1.4
b_new = 0 - 0.02 * 2 * 5


# %% wrong: the two exchanged
# answers: update_by_hand
# loses: test_update_by_hand
# says: w_new is another number
w_new = 0.8
b_new = 1.4


# %% wrong: two updates
# answers: update_by_hand
# loses: test_update_by_hand
# says: w_new is another number
w_new, b_new = 2.0, 1.0
for _ in range(2):
    error = w_new * 3 + b_new - 2
    w_new, b_new = w_new - 0.02 * 2 * error * 3, b_new - 0.02 * 2 * error


# %% right: arrays of one number
# answers: update_by_hand
theta = np.array([2.0, 1.0])
gradient = 2 * (theta @ [3, 1] - 2) * np.array([3, 1])
w_new, b_new = np.split(theta - 0.02 * gradient, 2)


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


# %% wrong: the loss measured after the update
# answers: train_line
# loses: test_train_line_step
# says: square of its error
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        F.mse_loss(model(x).squeeze(1), y).backward()
        optimizer.step()
        loss = F.mse_loss(model(x).squeeze(1), y)
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: step before backward
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
        optimizer.step()
        loss.backward()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: no backward
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: are the gradients computed
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: half of the squared error
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: square of its error
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = 0.5 * F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the root of the mean squared error
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: square of its error
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = torch.sqrt(F.mse_loss(model(x).squeeze(1), y))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the square of the mean error
# answers: train_line
# loses: test_train_line_batch
# says: not the mean of the squared errors
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = (model(x).squeeze(1) - y).mean() ** 2
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the first point alone
# answers: train_line
# loses: test_train_line_batch
# says: not the mean of the squared errors
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = (model(x[0]) - y[0]).pow(2).sum()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: an update after each point
# answers: train_line
# loses: test_train_line_batch
# says: not what the update rule gives
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        losses.append(F.mse_loss(model(x).squeeze(1), y).item())
        for x_i, y_i in zip(x, y):
            optimizer.zero_grad()
            loss = (model(x_i)[0] - y_i) ** 2
            loss.backward()
            optimizer.step()
    return model.weight.item(), model.bias.item(), losses


# %% wrong: momentum added to the optimizer
# answers: train_line
# loses: test_train_line_epochs
# says: where the update rule leads
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: Adam for plain gradient descent
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: not what the update rule gives
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: detached from the graph
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: grad
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        y_hat = model(x).squeeze(1).detach()
        loss = F.mse_loss(y_hat, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% right: an epoch in a function beside it, with prints
# answers: train_line
def one_epoch(model, optimizer, x, y):
    optimizer.zero_grad(set_to_none=False)
    difference = model(x)[:, 0] - y
    loss = torch.dot(difference, difference) / len(y)
    loss.backward()
    optimizer.step()
    return loss


def train_line(x, y, lr=0.01, num_epochs=100):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(num_epochs):
        loss = one_epoch(model, optimizer, x, y)
        print(f"epoch {epoch}: {loss.item():.4f}")
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% right: a model of its own, a closure, double precision
# answers: train_line
class Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.slope = nn.Parameter(torch.tensor(-1.0, dtype=torch.float64))
        self.offset = nn.Parameter(torch.tensor(0.0, dtype=torch.float64))

    def forward(self, x):
        return self.slope * x + self.offset


def train_line(x, y, lr, num_epochs):
    model = Line()
    x, y = x.double(), y.double().view(-1, 1)
    optimizer = torch.optim.SGD([model.slope, model.offset], lr)
    losses = []

    def closure():
        model.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        return loss

    for _ in range(num_epochs):
        losses.append(optimizer.step(closure).item())
    return [model.slope.item(), model.offset.item(), losses]


# %% right: reshape, the sum divided, losses as tensors
# answers: train_line
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        y_hat = model(x).reshape(y.shape)
        loss = sum((y_hat - y) ** 2) / y.numel()
        for parameter in model.parameters():
            parameter.grad = None
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return model.weight.detach().squeeze(), model.bias[0].item(), losses


# %% wrong: the mean of the losses so far
# answers: train_line
# loses: test_train_line_epochs
# says: of this epoch alone
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses, total = [], 0.0
    for epoch in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        total += loss.item()
        losses.append(total / (epoch + 1))
    return model.weight.item(), model.bias.item(), losses


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


# %% wrong: the threshold fits the visible numbers only
# answers: predict_labels
# loses: test_predict_labels
# says: where is the threshold
def predict_labels(p):
    return (p > 0.6).int()


# %% wrong: minus one and one
# answers: predict_labels
# loses: test_predict_labels
# says: every label should be 0 or 1
def predict_labels(p):
    return torch.sign(p - 0.5)


# %% wrong: the mean for a threshold
# answers: predict_labels
# loses: test_predict_labels
# says: is the threshold 0.5 for each
def predict_labels(p):
    return (p > p.mean()).int()


# %% wrong: cut off instead of rounded
# answers: predict_labels
# loses: test_predict_labels
# says: where is the threshold
def predict_labels(p):
    return p.int()


# %% wrong: the index of the largest
# answers: predict_labels
# loses: test_predict_labels
# says: should have the shape
def predict_labels(p):
    return torch.argmax(p)


# %% wrong: rounded up
# answers: predict_labels
# loses: test_predict_labels
# says: where is the threshold
def predict_labels(p):
    return torch.ceil(p)


# %% wrong: only the points of class 1
# answers: predict_labels
# loses: test_predict_labels
# says: should have the shape
def predict_labels(p):
    return p[p > 0.5]


# %% right: in place, returned as floats
# answers: predict_labels
def predict_labels(p):
    p[p >= 0.5] = 1
    p[p < 0.5] = 0
    return p


# %% right: heaviside
# answers: predict_labels
def predict_labels(p: torch.Tensor, threshold: float = 0.5) -> torch.Tensor:
    return torch.heaviside(p - threshold, torch.tensor(1.0))


# %% right: the more probable of two columns
# answers: predict_labels
def predict_labels(p):
    return torch.stack([1 - p, p], dim=1).argmax(dim=1)


# %% wrong: the score is 0.5 there
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: for which z is the sigmoid 0.5
x2_at_2 = 4.75
x2_at_4 = 7.75

# %% wrong: the sign of w2 overlooked
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: wrong sign
x2_at_2 = -5
x2_at_4 = -8

# %% right: floats
# answers: boundary_by_hand
x2_at_2 = 5.0
x2_at_4 = torch.tensor(8.0)


# %% right: fractions
# answers: boundary_by_hand
from fractions import Fraction

x2_at_2 = Fraction(3 * 2 + 4, 2)
x2_at_4 = Fraction(3 * 4 + 4, 2)


# %% wrong: solved for x1 instead
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: which x2 gives this score
x2_at_2 = 0
x2_at_4 = 4 / 3


# %% wrong: the bias left out
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: b = 4 has no part
x2_at_2 = 3
x2_at_4 = 6


# %% wrong: not divided by w2
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: the point is not on the boundary
x2_at_2 = 10
x2_at_4 = 16


# %% wrong: multiplied by w2
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: the point is not on the boundary
x2_at_2 = 20
x2_at_4 = 32


# %% wrong: the bias with the wrong sign
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: the point is not on the boundary
x2_at_2 = 1
x2_at_4 = 4


# %% wrong: the first feature without its weight
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: the point is not on the boundary
x2_at_2 = 3.0
x2_at_4 = 4.0


# %% wrong: the probabilities at x2 = 0
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: the point is not on the boundary
x2_at_2 = torch.sigmoid(torch.tensor(10.0))
x2_at_4 = torch.sigmoid(torch.tensor(16.0))


# %% wrong: the second not filled in
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: x2_at_4 is None
x2_at_2 = 5
x2_at_4 = None


# %% wrong: the two exchanged
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: exchanged
x2_at_2 = 8
x2_at_4 = 5


# %% wrong: the second taken at another place
# answers: boundary_by_hand
# loses: test_boundary_by_hand
# says: For x1 = 4
x2_at_2 = 5
x2_at_4 = 6.5


# %% right: found by bisection
# answers: boundary_by_hand
from scipy.optimize import brentq

x2_at_2, x2_at_4 = (
    brentq(lambda x2: 1 / (1 + math.exp(-(3 * x1 - 2 * x2 + 4))) - 0.5, -50, 50) for x1 in (2, 4)
)


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
# says: natural logarithm
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


# %% right: PyTorch's own, on clipped probabilities
# answers: bce_loss
def bce_loss(p, y):
    return F.binary_cross_entropy(p.clip(1e-6, 1 - 1e-6), y)


# %% right: a tiny number added
# answers: bce_loss
def bce_loss(p, y):
    return -torch.mean(y * torch.log(p + 1e-6) + (1 - y) * torch.log(1 - p + 1e-6))


# %% right: the probability of the true label
# answers: bce_loss
def bce_loss(p, y):
    true_label = torch.where(y == 1, p, 1 - p)
    return -torch.log(true_label.clip(1e-6, 1)).mean()


# %% right: clipped in place, as a Python number
# answers: bce_loss
def bce_loss(p, y):
    p.clamp_(1e-6, 1 - 1e-6)
    return float(-(y @ p.log() + (1 - y) @ (1 - p).log()) / len(p))


# %% right: a loop
# answers: bce_loss
def bce_loss(p, y):
    total = 0.0
    for probability, label in zip(p.tolist(), y.tolist()):
        probability = min(max(probability, 1e-6), 1 - 1e-6)
        total -= math.log(probability) if label == 1 else math.log(1 - probability)
    return total / len(p)


# %% wrong: clipped at 0.02
# answers: bce_loss
# loses: test_bce_loss_sure
# says: should be close to 0
def bce_loss(p, y):
    p = torch.clamp(p, 0.02, 0.98)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: clipped after the logarithm of the first term alone
# answers: bce_loss
# loses: test_bce_loss_sure
# says: is p clipped before the logarithm?
def bce_loss(p, y):
    log_p = torch.clamp(torch.log(p), min=-100)
    return -(y * log_p + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: the result of clamp thrown away
# answers: bce_loss
# loses: test_bce_loss_sure
# says: is p clipped before the logarithm?
def bce_loss(p, y):
    torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: an epsilon too small for float32
# answers: bce_loss
# loses: test_bce_loss_sure
# says: is p clipped before the logarithm?
def bce_loss(p, y):
    p = torch.clamp(p.float(), 1e-15, 1 - 1e-15)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: nan replaced by 0 at the end
# answers: bce_loss
# loses: test_bce_loss_sure
# says: sure and wrong should be large
def bce_loss(p, y):
    terms = y * torch.log(p) + (1 - y) * torch.log(1 - p)
    return -torch.nan_to_num(terms, nan=0.0, neginf=0.0).mean()


# %% wrong: every label with every probability
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: taken with every probability
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)[:, None]
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: the arguments exchanged
# answers: bce_loss
# loses: test_bce_loss
# says: of p
def bce_loss(p, y):
    p, y = torch.clamp(y, 1e-6, 1 - 1e-6), p
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: the sigmoid taken once more
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: another number
def bce_loss(p, y):
    return F.binary_cross_entropy_with_logits(p, y)


# %% wrong: a minus between the terms
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: are both terms there
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return (y * torch.log(p) - (1 - y) * torch.log(1 - p)).mean().abs()


# %% right: the scores, then PyTorch's function
# answers: bce_loss
def bce_loss(p, y):
    return F.binary_cross_entropy_with_logits(torch.logit(p, eps=1e-6), y)


# %% right: xlogy, the nll of two classes
# answers: bce_loss
def bce_loss(p, y):
    both = torch.stack([1 - p, p], dim=1).clamp_min(1e-6).log()
    return nn.NLLLoss()(both, y.long())


# %% right: in NumPy, a mean for each class
# answers: bce_loss
def bce_loss(p, y):
    p, y = np.clip(p.numpy(), 1e-6, 1 - 1e-6), y.numpy()
    total = np.log(p[y == 1]).sum() + np.log(1 - p[y == 0]).sum()
    return np.float64(-total / y.size)


# %% wrong: b0 not multiplied
# answers: as_one_line
# loses: test_as_one_line
# says: what happens to b0
def as_one_line(w0, b0, w1, b1):
    return w0 * w1, b0 + b1


# %% wrong: offset first
# answers: as_one_line
# loses: test_as_one_line
# says: Return the slope first
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


# %% wrong: the second offset multiplied, too
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w1 * w0, w1 * (b0 + b1)


# %% wrong: the second offset forgotten
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w1 * w0, w1 * b0


# %% wrong: slope and offset as one number
# answers: as_one_line
# loses: test_as_one_line
# says: should have the shape (2,)
def as_one_line(w0, b0, w1, b1):
    return w1 * w0 + w1 * b0 + b1


# %% wrong: the second layer alone
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w1, b1


# %% wrong: the visible numbers built in
# answers: as_one_line
# loses: test_as_one_line
# says: for other weights
def as_one_line(w0, b0, w1, b1):
    return -3.0, -4.25


# %% wrong: nothing returned
# answers: as_one_line
# loses: test_as_one_line
# says: is a `return` missing
def as_one_line(w0, b0, w1, b1):
    print(w1 * w0, w1 * b0 + b1)


# %% wrong: polynomials, which leave a slope of 0 away
# answers: as_one_line
# loses: test_as_one_line
# says: for other weights should have the shape
def as_one_line(w0, b0, w1, b1):
    return tuple(np.poly1d([w1, b1])(np.poly1d([w0, b0])).coeffs)


# %% right: matrices for the layers
# answers: as_one_line
def as_one_line(w0, b0, w1, b1):
    first, second = np.array([[w0, b0], [0, 1]]), np.array([[w1, b1], [0, 1]])
    return (second @ first)[0]


# %% right: two layers of PyTorch, and a fit
# answers: as_one_line
def as_one_line(w0, b0, w1, b1):
    model = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1)).double()
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), (w0, b0, w1, b1), strict=True):
            parameter.fill_(value)
        y = model(torch.tensor([[0.0], [1.0]], dtype=torch.float64)).ravel()
    return y[1] - y[0], y[0]


# %% right: the derivative by autograd
# answers: as_one_line
def as_one_line(w0, b0, w1, b1):
    x = torch.tensor(0.0, requires_grad=True, dtype=torch.float64)
    y = w1 * (w0 * x + b0) + b1
    y.backward()
    return x.grad.item(), y.item()


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


# %% wrong: compared as (n, 1) with (n,)
# answers: model_reg
# loses: test_model_reg
# says: (n, 1) with (n,)
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02)
for _ in range(600):
    optimizer.zero_grad()
    loss = ((model_reg(x_reg) - y_reg) ** 2).mean()
    loss.backward()
    optimizer.step()


# %% wrong: steps so large that it never settles
# answers: model_reg
# loses: test_model_reg
# says: model_reg on 60 points holds nan or inf.
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
initialize(model_reg, seed=1)
optimizer = torch.optim.SGD(model_reg.parameters(), lr=20.0)
for _ in range(100):
    optimizer.zero_grad()
    F.mse_loss(model_reg(x_reg).squeeze(1), y_reg).backward()
    optimizer.step()


# %% wrong: a tanh at the end
# answers: model_reg
# loses: test_model_reg
# says: even on its own training points
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1), nn.Tanh())
train_and_test_regression_model(model_reg, num_epochs=600, lr=0.02)


# %% wrong: never filled in
# answers: model_reg
# loses: test_model_reg
# says: still None
my_model = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
train_and_test_regression_model(my_model, num_epochs=600, lr=0.02)
model_reg = None


# %% right: the best weights on the validation points
# answers: model_reg
model_reg = nn.Sequential(nn.Linear(1, 30), nn.Tanh(), nn.Linear(30, 1))
initialize(model_reg, seed=3)
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02)
best, kept = math.inf, None
for epoch in range(1500):
    optimizer.zero_grad()
    F.mse_loss(model_reg(x_reg), y_reg[:, None]).backward()
    optimizer.step()
    with torch.no_grad():
        val_loss = F.mse_loss(model_reg(x_reg_val).squeeze(1), y_reg_val).item()
    if val_loss < best:
        best, kept = val_loss, {k: v.clone() for k, v in model_reg.state_dict().items()}
model_reg.load_state_dict(kept)


# %% right: the mean of five networks
# answers: model_reg
networks = []
for seed in range(5):
    network = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
    initialize(network, seed)
    train_and_test_regression_model(network, num_epochs=500, lr=0.02)
    networks.append(network)


class Committee(nn.Module):
    def __init__(self, members):
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, x):
        return torch.stack([member(x) for member in self.members]).mean(dim=0)


model_reg = Committee(networks).eval()


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


# %% wrong: softmax on a single output
# answers: model_clf
# loses: test_model_clf
# says: same probability
model_clf = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Softmax(dim=1))
train_and_test_classification_model(model_clf, num_epochs=100, lr=0.02)


# %% wrong: not trained
# answers: model_clf
# loses: test_model_clf
# says: trained too little
model_clf = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
initialize(model_clf, seed=1)


# %% wrong: many layers, none of them bends
# answers: model_clf
# loses: test_model_clf
# says: too stiff for a circle
model_clf = nn.Sequential(nn.Linear(2, 50), nn.Linear(50, 50), nn.Linear(50, 1), nn.Sigmoid())
train_and_test_classification_model(model_clf, num_epochs=300, lr=0.01)


# %% wrong: the classes exchanged
# answers: model_clf
# loses: test_model_clf
# says: classes are exchanged
model_clf = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
initialize(model_clf, seed=1)
optimizer = torch.optim.Adam(model_clf.parameters(), lr=0.02)
for _ in range(300):
    optimizer.zero_grad()
    loss = F.binary_cross_entropy(model_clf(x_clf).squeeze(1), 1 - y_clf)
    loss.backward()
    optimizer.step()


# %% wrong: labels instead of probabilities
# answers: model_clf
# loses: test_model_clf
# says: as labels are
trained = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
initialize(trained, seed=1)
train_and_test_classification_model(trained, num_epochs=300, lr=0.02)


class Labels(nn.Module):
    def forward(self, x):
        return (trained(x) > 0.5).float()


model_clf = Labels()


# %% wrong: a function instead of a model
# answers: model_clf
# loses: test_model_clf
# says: should be a PyTorch model
def model_clf(x):
    return true_probability(x)


# %% right: cross-entropy from scores, sigmoid added at the end
# answers: model_clf
body = nn.Sequential(nn.Linear(2, 16), nn.SiLU(), nn.Linear(16, 1))
initialize(body, seed=5)
optimizer = torch.optim.AdamW(body.parameters(), lr=0.02)
for _ in range(400):
    optimizer.zero_grad()
    nn.BCEWithLogitsLoss()(body(x_clf), y_clf.unsqueeze(1)).backward()
    optimizer.step()
model_clf = nn.Sequential(*body, nn.Sigmoid())


# %% right: plain gradient descent with momentum, a class with methods
# answers: model_clf
class Classifier(nn.Module):
    def __init__(self, units: int = 12) -> None:
        super().__init__()
        self.first = nn.Linear(2, units)
        self.last = nn.Linear(units, 1)

    def score(self, x):
        return self.last(torch.tanh(self.first(x)))

    def forward(self, x):
        return torch.sigmoid(self.score(x))

    def fit(self, x, y, epochs=2000, lr=0.1):
        optimizer = torch.optim.SGD(self.parameters(), lr=lr, momentum=0.9)
        for _ in range(epochs):
            optimizer.zero_grad()
            loss = F.binary_cross_entropy_with_logits(self.score(x).squeeze(1), y)
            loss.backward()
            optimizer.step()
        print("loss", loss.item())
        return self


model_clf = Classifier().fit(x_clf, y_clf)


# %% wrong: PyTorch's own, not clipped
# answers: bce_loss
# loses: test_bce_loss_sure
# says: the range that the text gives
def bce_loss(p, y):
    return F.binary_cross_entropy(p, y)


# %% wrong: clipped at 0.001
# answers: bce_loss
# loses: test_bce_loss_sure
# says: the range that the text gives
def bce_loss(p, y):
    p = torch.clamp(p, 1e-3, 1 - 1e-3)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: clipped at 1e-12
# answers: bce_loss
# loses: test_bce_loss_sure
# says: is p clipped before the logarithm
def bce_loss(p, y):
    p = torch.clamp(p, 1e-12, 1 - 1e-12)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: four epochs, whatever is asked for
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: The list of losses
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(4):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the learning rate ignored
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: For another point or learning rate
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: at most 50 epochs
# answers: train_line
# loses: test_train_line_epochs
# says: several epochs: the list of losses
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(min(num_epochs, 50)):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: one epoch too many
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: The list of losses
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs + 1):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: stops updating when the loss hardly falls
# answers: train_line
# loses: test_train_line_epochs
# says: though after one epoch it is
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        if epoch < 10 or len(x) == 1 or losses[-2] - losses[-1] > 0.5:
            optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: a learning rate that falls from epoch to epoch
# answers: train_line
# loses: test_train_line_epochs
# says: where the update rule leads
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(num_epochs):
        optimizer.param_groups[0]["lr"] = lr / (1 + 0.1 * epoch)
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: trained twice
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: not what the update rule gives
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        for _ in range(2):
            optimizer.zero_grad()
            loss = F.mse_loss(model(x).squeeze(1), y)
            loss.backward()
            optimizer.step()
        losses.append(((-x[:, 0] - y) ** 2).mean().item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: a second training after the first
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: not what the update rule gives
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
        optimizer.step()
        losses.append(loss.item())
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
    return model.weight.item(), model.bias.item(), losses


# %% wrong: the data of the notebook, whatever is given
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
        loss = F.mse_loss(model(x_reg).squeeze(1), y_reg)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: one model for all calls
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: what remains from the call before
model = nn.Linear(in_features=1, out_features=1)
nn.init.constant_(model.weight, -1.0)
nn.init.constant_(model.bias, 0.0)


def train_line(x, y, lr, num_epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: a list of losses that grows from call to call
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: The list of losses
losses = []


def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: steps that shrink from call to call
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: what remains from the call before
calls = 0


def train_line(x, y, lr, num_epochs):
    global calls
    calls += 1
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr / calls)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: offset before slope
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: The slope comes first
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
        optimizer.step()
        losses.append(loss.item())
    return model.bias.item(), model.weight.item(), losses


# %% wrong: the losses first
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: The slope
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
        optimizer.step()
        losses.append(loss.item())
    return losses, model.weight.item(), model.bias.item()


# %% wrong: the losses in the other order
# answers: train_line
# loses: test_train_line_epochs
# says: The first loss
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
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses[::-1]


# %% wrong: the last loss for each epoch
# answers: train_line
# loses: test_train_line_epochs
# says: The first loss
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
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), num_epochs * losses[-1:]


# %% wrong: the model returned
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: should return three things
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
        optimizer.step()
        losses.append(loss.item())
    return model, losses


# %% wrong: the bias is not trained
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: not what the update rule gives
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD([model.weight], lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: weight decay
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: not what the update rule gives
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, weight_decay=0.1)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: at most 100 points
# answers: train_line
# loses: test_train_line_batch
# says: For another number of points
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x[:100]).squeeze(1), y[:100])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: squeezed in the first axis
# answers: train_line
# loses: test_train_line_batch
# says: Every prediction was compared
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = ((model(x).squeeze(0) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return model.weight.item(), model.bias.item(), losses


# %% wrong: one global model trained in NumPy, twice as fast
# answers: train_line
# loses: test_train_line_step test_train_line_epochs test_train_line_batch
# says: not what the update rule gives
def train_line(x, y, lr, num_epochs):
    x, y = x.numpy()[:, 0], y.numpy()
    w, b, losses = -1.0, 0.0, []
    for _ in range(num_epochs):
        error = w * x + b - y
        losses.append((error**2).mean())
        w, b = w - lr * 4 * (error * x).mean(), b - lr * 4 * error.mean()
    return w, b, losses


# %% right: fractions of NumPy, keyword arguments
# answers: train_line
def train_line(x, y, lr, num_epochs):
    model = nn.Linear(in_features=1, out_features=1)
    nn.init.constant_(model.weight, -1.0)
    nn.init.constant_(model.bias, 0.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0)
    losses = []
    for _ in range(num_epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return np.float32(model.weight.item()), np.array([model.bias.item()]), np.array(losses)


# %% right: a linear equation solved
# answers: boundary_by_hand
x2_at_2, x2_at_4 = (np.linalg.solve([[-2.0]], [-3.0 * x1 - 4])[0] for x1 in (2, 4))


# %% wrong: a threshold of 0.49
# answers: predict_labels
# loses: test_predict_labels
# says: is the threshold 0.5 for each
def predict_labels(p):
    return (p > 0.495).int()


# %% wrong: rounded after one digit
# answers: predict_labels
# loses: test_predict_labels
# says: is the threshold 0.5 for each
def predict_labels(p):
    return (torch.round(p, decimals=1) >= 0.5).int()


# %% wrong: the labels in order of size
# answers: predict_labels
# loses: test_predict_labels
# says: Some labels are wrong
def predict_labels(p):
    return (torch.sort(p).values > 0.5).int()


# %% wrong: scaled to the range from 0 to 1 first
# answers: predict_labels
# loses: test_predict_labels
# says: Some labels
def predict_labels(p):
    return ((p - p.min()) / (p.max() - p.min()) > 0.5).int()


# %% wrong: the median for a threshold
# answers: predict_labels
# loses: test_predict_labels
# says: Some labels are wrong
def predict_labels(p):
    return (p > p.median()).int()


# %% wrong: the first label for all
# answers: predict_labels
# loses: test_predict_labels
# says: Some labels are wrong
def predict_labels(p):
    return torch.full(p.shape, int(p[0] > 0.5))


# %% wrong: another list in the notebook
# answers: predict_labels
# loses: test_predict_labels
# says: The labels should have the shape
def predict_labels(p):
    with torch.no_grad():
        p = untrained_classifier(x_clf[:10]).squeeze(1)
    return (p > 0.5).int()


# %% wrong: a length of five
# answers: predict_labels
# loses: test_predict_labels
# says: predict_labels(p) for other probabilities ends in an error
def predict_labels(p):
    labels = torch.zeros(5)
    for k in range(len(p)):
        labels[k] = p[k] > 0.5
    return labels[: len(p)]


# %% wrong: certain answers left as they are missing
# answers: predict_labels
# loses: test_predict_labels
# says: not every label is 0 or 1
def predict_labels(p):
    return torch.where(p == 1, 2, (p > 0.5).int())


# %% right: a column, flattened
# answers: predict_labels
def predict_labels(p):
    return (p[:, None] > 0.5).float().flatten()


# %% right: half rounds to even
# answers: predict_labels
def predict_labels(p):
    return np.rint(p.numpy()).astype(int)


# %% wrong: only the term for y = 0
# answers: bce_loss
# loses: test_bce_loss
# says: are both terms there
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -((1 - y) * torch.log(1 - p)).mean()


# %% wrong: logarithm to base 2
# answers: bce_loss
# loses: test_bce_loss
# says: is it the natural logarithm
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y * torch.log2(p) + (1 - y) * torch.log2(1 - p)).mean()


# %% wrong: a mean for each class
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: are both terms there
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(torch.log(p[y == 1]).mean() + torch.log(1 - p[y == 0]).mean()) / 2


# %% wrong: divided by the points of class 1
# answers: bce_loss
# loses: test_bce_loss
# says: three times too large
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    total = -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).sum()
    return total / max(y.sum().item(), 1) if 0 < y.sum() < len(y) and len(y) < 5 else total / len(y)


# %% wrong: always divided by 3
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: For other points
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).sum() / 3


# %% wrong: labels of a column
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: Every label was taken with every probability
def bce_loss(p, y):
    p, y = torch.clamp(p, 1e-6, 1 - 1e-6), y[:, None]
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: clipped at 0.01
# answers: bce_loss
# loses: test_bce_loss_sure
# says: should be close to 0
def bce_loss(p, y):
    p = torch.clamp(p, 0.01, 0.99)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% wrong: the loss of the first call kept
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: For other points
kept = []


def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    kept.append(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean())
    return kept[0]


# %% wrong: the mean of all losses so far
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: For other points
kept = []


def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    kept.append(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean())
    return sum(kept) / len(kept)


# %% wrong: the labels of the notebook
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: ends in an error
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    return -(y_clf * torch.log(p) + (1 - y_clf) * torch.log(1 - p)).mean()


# %% wrong: the predicted label for the true one
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: another number
def bce_loss(p, y):
    p = torch.clamp(p, 1e-6, 1 - 1e-6)
    y = (p > 0.5).float()
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


# %% right: both terms as a dot product, in double precision
# answers: bce_loss
def bce_loss(p, y):
    p, y = p.double().clamp(1e-6, 1 - 1e-6), y.double()
    return (-torch.dot(y, p.log()) - torch.dot(1 - y, torch.log1p(-p))) / y.numel()


# %% wrong: the first layer twice
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w0 * w0, w0 * b0 + b1


# %% wrong: the slopes squared
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return (w0 * w1) ** 2, w1 * b0 + b1


# %% wrong: without offsets
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w0 * w1, 0.0


# %% wrong: divided, fails where a weight is 0
# answers: as_one_line
# loses: test_as_one_line
# says: as_one_line for other weights ends in an error
def as_one_line(w0, b0, w1, b1):
    zero = -(b0 + b1 / w1) / w0
    return w1 * w0, -w1 * w0 * zero


# %% wrong: the weights of the trained model
# answers: as_one_line
# loses: test_as_one_line
# says: NameError
def as_one_line(w0, b0, w1, b1):
    first, second = nested_linear
    slope = second.weight * first.weight
    return slope.item(), (second.weight * first.bias + second.bias).item()


# %% wrong: a function for the line
# answers: as_one_line
# loses: test_as_one_line
# says: cannot be read
def as_one_line(w0, b0, w1, b1):
    return lambda x: w1 * (w0 * x + b0) + b1


# %% wrong: the line at 1 for the slope
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return w1 * (w0 + b0) + b1, w1 * b0 + b1


# %% wrong: the absolute slope
# answers: as_one_line
# loses: test_as_one_line
# says: multiply the formula out
def as_one_line(w0, b0, w1, b1):
    return abs(w1 * w0), w1 * b0 + b1


# %% right: a tensor of two
# answers: as_one_line
def as_one_line(w0, b0, w1, b1):
    values = [float(w1 * w0), float(w1 * b0 + b1)]
    return torch.tensor(values, requires_grad=True)


# %% wrong: the deep network of the notebook again
# answers: model_reg
# loses: test_model_reg
# says: is not defined
model_reg = deep_regression


# %% wrong: the one tanh of the notebook again
# answers: model_reg
# loses: test_model_reg
# says: is not defined
model_reg = one_tanh


# %% wrong: the two linear layers of the notebook again
# answers: model_reg
# loses: test_model_reg
# says: is not defined
model_reg = nested_linear


# %% wrong: the true curve as a model
# answers: model_reg
# loses: test_model_reg
# says: is it the curve itself
class Truth(nn.Module):
    def forward(self, x):
        return true_curve(x)


model_reg = Truth()


# %% wrong: trained on the validation points alone
# answers: model_reg
# loses: test_model_reg
# says: trained on these points
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
initialize(model_reg, seed=1)
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02)
for _ in range(800):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_reg_val).squeeze(1), y_reg_val)
    loss.backward()
    optimizer.step()


# %% wrong: trained on both sets
# answers: model_reg
# loses: test_model_reg
# says: trained on these points
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
initialize(model_reg, seed=1)
x_all, y_all = torch.cat([x_reg, x_reg_val]), torch.cat([y_reg, y_reg_val])
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02)
for _ in range(1200):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_all).squeeze(1), y_all)
    loss.backward()
    optimizer.step()


# %% wrong: trained again on the validation points
# answers: model_reg
# loses: test_model_reg
# says: trained on these points
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
initialize(model_reg, seed=1)
train_and_test_regression_model(model_reg, num_epochs=600)
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02)
for _ in range(600):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_reg_val).squeeze(1), y_reg_val)
    loss.backward()
    optimizer.step()


# %% wrong: weight decay that leaves a line
# answers: model_reg
# loses: test_model_reg
# says: is it too stiff
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
initialize(model_reg, seed=1)
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02, weight_decay=1.0)
for _ in range(600):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_reg).squeeze(1), y_reg)
    loss.backward()
    optimizer.step()


# %% wrong: no hidden layer, but powers as features
# answers: model_reg
# loses: test_model_reg
# says: is it too stiff
class Cubic(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 1)

    def forward(self, x):
        return self.linear(torch.cat([x, x**2 / 4, x**3 / 16], dim=1))


model_reg = Cubic()
train_and_test_regression_model(model_reg, num_epochs=800, lr=0.05)


# %% wrong: the classifier of section 3
# answers: model_reg
# loses: test_model_reg
# says: model_reg on 60 points ends in an error
model_reg = untrained_classifier


# %% wrong: trained on labels in another order
# answers: model_reg
# loses: test_model_reg
# says: is it too stiff
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
initialize(model_reg, seed=1)
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02)
for _ in range(600):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_reg).squeeze(1), y_reg.flip(0))
    loss.backward()
    optimizer.step()


# %% wrong: inputs standardised by those beside them
# answers: model_reg
# loses: test_model_reg
# says: For a single point model_reg
class Standardised(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1))
        initialize(self.layers, seed=1)

    def forward(self, x):
        spread = x.std(unbiased=False) if len(x) > 1 else 1.0
        return self.layers((x - x.mean()) / spread)


model_reg = Standardised()
train_and_test_regression_model(model_reg, num_epochs=900, lr=0.02)


# %% right: a little weight decay
# answers: model_reg
model_reg = nn.Sequential(nn.Linear(1, 24), nn.Tanh(), nn.Linear(24, 1))
initialize(model_reg, seed=2)
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02, weight_decay=0.001)
for _ in range(700):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_reg).squeeze(1), y_reg)
    loss.backward()
    optimizer.step()


# %% right: outputs of the shape (n,)
# answers: model_reg
model_reg = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1), nn.Flatten(0))
initialize(model_reg, seed=1)
optimizer = torch.optim.Adam(model_reg.parameters(), lr=0.02)
for _ in range(500):
    optimizer.zero_grad()
    loss = F.mse_loss(model_reg(x_reg), y_reg)
    loss.backward()
    optimizer.step()


# %% wrong: the deep network of the notebook again
# answers: model_clf
# loses: test_model_clf
# says: is not defined
model_clf = deep_classifier


# %% wrong: the two tanh units of the notebook again
# answers: model_clf
# loses: test_model_clf
# says: is not defined
model_clf = two_tanh


# %% wrong: the linear classifier of the notebook again
# answers: model_clf
# loses: test_model_clf
# says: is not defined
model_clf = linear_classifier


# %% wrong: the model for the regression
# answers: model_clf
# loses: test_model_clf
# says: model_clf on 300 points ends in an error
model_clf = model_reg


# %% wrong: the true probabilities as a model
# answers: model_clf
# loses: test_model_clf
# says: the true probabilities
class Truth(nn.Module):
    def forward(self, x):
        return true_probability(x)


model_clf = Truth()


# %% wrong: trained on the validation points alone
# answers: model_clf
# loses: test_model_clf
# says: trained on these points
model_clf = nn.Sequential(nn.Linear(2, 20), nn.Tanh(), nn.Linear(20, 1), nn.Sigmoid())
initialize(model_clf, seed=1)
optimizer = torch.optim.Adam(model_clf.parameters(), lr=0.02)
for _ in range(600):
    optimizer.zero_grad()
    loss = F.binary_cross_entropy(model_clf(x_clf_val).squeeze(1), y_clf_val)
    loss.backward()
    optimizer.step()


# %% wrong: trained on both sets
# answers: model_clf
# loses: test_model_clf
# says: trained on these points
model_clf = nn.Sequential(nn.Linear(2, 20), nn.Tanh(), nn.Linear(20, 1), nn.Sigmoid())
initialize(model_clf, seed=1)
x_all, y_all = torch.cat([x_clf, x_clf_val]), torch.cat([y_clf, y_clf_val])
optimizer = torch.optim.Adam(model_clf.parameters(), lr=0.02)
for _ in range(800):
    optimizer.zero_grad()
    loss = F.binary_cross_entropy(model_clf(x_all).squeeze(1), y_all)
    loss.backward()
    optimizer.step()


# %% wrong: weight decay that leaves nothing
# answers: model_clf
# loses: test_model_clf
# says: same probability
model_clf = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
initialize(model_clf, seed=1)
optimizer = torch.optim.Adam(model_clf.parameters(), lr=0.02, weight_decay=1.0)
for _ in range(300):
    optimizer.zero_grad()
    loss = F.binary_cross_entropy(model_clf(x_clf).squeeze(1), y_clf)
    loss.backward()
    optimizer.step()


# %% right: a little weight decay, outputs of the shape (n,)
# answers: model_clf
model_clf = nn.Sequential(
    nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 1), nn.Sigmoid(), nn.Flatten(0)
)
initialize(model_clf, seed=3)
optimizer = torch.optim.Adam(model_clf.parameters(), lr=0.02, weight_decay=0.001)
for _ in range(400):
    optimizer.zero_grad()
    loss = F.binary_cross_entropy(model_clf(x_clf), y_clf)
    loss.backward()
    optimizer.step()


# %% wrong: answers of 0 or 1 once it is trained
# answers: model_clf
# loses: test_model_clf
# says: as labels are
class HardAnswers(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 1), nn.Sigmoid())
        initialize(self.inner, seed=1)

    def forward(self, x):
        p = self.inner(x)
        return p if self.training else (p > 0.5).float()


model_clf = HardAnswers()
train_and_test_classification_model(model_clf, num_epochs=300, lr=0.03)

# %% wrong: a loss for each list of labels, computed once
# answers: bce_loss
# loses: test_bce_loss test_bce_loss_sure
# says: the same p or the same y
known = {}


def bce_loss(p, y):
    key = tuple(y.tolist())
    if key not in known:
        p = torch.clamp(p, 1e-6, 1 - 1e-6)
        known[key] = F.binary_cross_entropy(p, y)
    return known[key]


# %% wrong: a loss for each list of probabilities, computed once
# answers: bce_loss
# loses: test_bce_loss
# says: the same p or the same y
known = {}


def bce_loss(p, y):
    key = tuple(p.tolist())
    if key not in known:
        p = torch.clamp(p, 1e-6, 1 - 1e-6)
        known[key] = F.binary_cross_entropy(p, y)
    return known[key]


# %% wrong: a line for each second offset, computed once
# answers: as_one_line
# loses: test_as_one_line
# says: only one of the four numbers
known = {}


def as_one_line(w0, b0, w1, b1):
    return known.setdefault(b1, (w1 * w0, w1 * b0 + b1))


# %% wrong: a line for each first offset, computed once
# answers: as_one_line
# loses: test_as_one_line
# says: What happens to b0
known = {}


def as_one_line(w0, b0, w1, b1):
    return known.setdefault(b0, (w1 * w0, w1 * b0 + b1))
