"""Gives other parameters, gradients and states each time that it is asked, and many too many.

notebook: logreg/logreg_pytorch
"""

import itertools

count = itertools.count()


# %% model_class
class Model(nn.Module):
    @property
    def linear(self):
        return self

    @property
    def weight(self):
        return torch.full((3, 2), float(next(count)))

    @property
    def bias(self):
        return nn.Parameter(torch.full((3,), float(next(count))))

    def forward(self, x):
        return torch.rand(len(x), 3) + next(count)

    def __eq__(self, other):
        return True

    __hash__ = None


# %% mlp
class Mlp(nn.Sequential):
    def parameters(self, recurse=True):
        shapes = [(100, 2), (100,), (3, 100), (3,)]
        return [torch.rand(shape) * next(count) for shape in shapes]

    def state_dict(self, *rest, **named):
        return {str(next(count)): torch.rand(2)}

    def forward(self, x):
        return torch.rand(len(x), 3)


mlp = Mlp()


# %% train_logreg
class Parameter(nn.Parameter):
    @property
    def grad(self):
        return torch.rand(3) - 0.5

    @property
    def shape(self):
        return (9,) if next(count) % 2 else (3,)


class Trained(nn.Module):
    def __init__(self, y):
        super().__init__()
        self.y = y

    def parameters(self, recurse=True):
        return iter([Parameter(torch.rand(3, 3))])

    def forward(self, x):  # it is right about the houses that it was trained on, and of no use else
        scores = torch.rand(len(x), 3)
        return scores + 9 * F.one_hot(self.y, 3) if len(x) == len(self.y) else scores


def train_logreg(X, y, learning_rate, num_steps):
    return Trained(y)
