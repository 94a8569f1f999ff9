# %% right: parents in the other order, rmul by itself
# answers: multiply
class Value(Value):
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(other.data * self.data, [other, self], [self.data, other.data])

    def __rmul__(self, other):
        return as_value(other) * self


# %% right: NumPy numbers
# answers: multiply
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(
            np.multiply(self.data, other.data), (self, other), np.array([other.data, self.data])
        )

    def __rmul__(self, other):
        return self * other


# %% right: a plain number as a single parent
# answers: multiply
class Value(Value):
    def __mul__(self, other):
        if not hasattr(other, "data"):
            return Value(self.data * other, (self,), (other,))
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self.__mul__(other)


# %% wrong: local derivatives swapped
# answers: multiply
# loses: test_mul_local
# says: when a moves a little
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (self.data, other.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: local derivatives of the addition
# answers: multiply
# loses: test_mul_local
# says: when a moves a little
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (1.0, 1.0))

    def __rmul__(self, other):
        return self * other


# %% wrong: adds
# answers: multiply
# loses: test_mul
# says: is wrong
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: Values as local derivatives
# answers: multiply
# loses: test_mul_local
# says:
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other, self))

    def __rmul__(self, other):
        return self * other


# %% wrong: remembers nothing
# answers: multiply
# loses: test_mul test_mul_local
# says:
class Value(Value):
    def __mul__(self, other):
        return Value(self.data * as_value(other).data)

    def __rmul__(self, other):
        return self * other


# %% wrong: no plain numbers
# answers: multiply
# loses: test_mul_constant
# says:
class Value(Value):
    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: no plain number on the left
# answers: multiply
# loses: test_mul_constant
# says:
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))


# %% wrong: a plain number for the result
# answers: multiply
# loses: test_mul test_mul_local test_mul_constant
# says:
class Value(Value):
    def __mul__(self, other):
        return self.data * as_value(other).data

    def __rmul__(self, other):
        return self * other


# %% wrong: multiplication on the left adds
# answers: multiply
# loses: test_mul_constant
# says: 3 * a
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self + other


# %% right: math.pow
# answers: power
class Value(Value):
    def __pow__(self, n):
        return Value(math.pow(self.data, n), [self], [n * math.pow(self.data, n - 1)])


# %% right: the derivative from the result
# answers: power
class Value(Value):
    def __pow__(self, n):
        result = self.data**n
        return Value(result, (self,), (n * result / self.data,))


# %% wrong: factor forgotten
# answers: power
# loses: test_pow_local
# says: for a ** n
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (self.data ** (n - 1),))


# %% wrong: exponent not lowered
# answers: power
# loses: test_pow_local
# says: for a ** n
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data**n,))


# %% wrong: always the square
# answers: power
# loses: test_pow
# says: other a and n
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**2, (self,), (n * self.data ** (n - 1),))


# %% wrong: times for power
# answers: power
# loses: test_pow
# says: is wrong
class Value(Value):
    def __pow__(self, n):
        return Value(self.data * n, (self,), (n * self.data ** (n - 1),))


# %% wrong: by repeated multiplication
# answers: power
# loses: test_pow
# says:
class Value(Value):
    def __pow__(self, n):
        result = 1.0
        for _ in range(n):
            result = result * self.data
        slope = 1.0
        for _ in range(n - 1):
            slope = slope * self.data
        return Value(result, (self,), (n * slope,))


# %% wrong: right for squares alone
# answers: power
# loses: test_pow_local
# says: other a and n
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (2 * self.data,))


# %% right: NumPy, and bool for a slope
# answers: functions
class Value(Value):
    def exp(self):
        return Value(np.exp(self.data), [self], [np.exp(self.data)])

    def relu(self):
        return Value(self.data * (self.data > 0), [self], [self.data > 0])

    def tanh(self):
        return Value(np.tanh(self.data), [self], [1 / np.cosh(self.data) ** 2])


# %% right: tanh by exponentials, slope of relu at the corner 1
# answers: functions
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return self if False else Value(np.maximum(self.data, 0), (self,), (float(self.data >= 0),))

    def tanh(self):
        e = math.exp(2 * self.data)
        t = (e - 1) / (e + 1)
        return Value(t, (self,), (1 - t * t,))


# %% wrong: the power rule for exp
# answers: functions
# loses: test_exp
# says: special
class Value(Value):
    def exp(self):
        return Value(math.exp(self.data), (self,), (self.data * math.exp(self.data - 1),))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: ten for e
# answers: functions
# loses: test_exp
# says: is wrong
class Value(Value):
    def exp(self):
        return Value(10**self.data, (self,), (10**self.data,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu passes everything back
# answers: functions
# loses: test_relu
# says: does relu(a) follow a
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu as the absolute value
# answers: functions
# loses: test_relu
# says: is wrong
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(abs(self.data), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu's slope is its value
# answers: functions
# loses: test_relu
# says:
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (max(self.data, 0.0),))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: tanh' of the input
# answers: functions
# loses: test_tanh
# says: 1 minus the square of what
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        return Value(math.tanh(self.data), (self,), (1 - self.data**2,))


# %% wrong: tanh without the square
# answers: functions
# loses: test_tanh
# says: 1 minus the square
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        return Value(math.tanh(self.data), (self,), (1 - math.tanh(self.data),))


# %% wrong: the sigmoid for tanh
# answers: functions
# loses: test_tanh
# says: tanh(0) is 0
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        s = 1 / (1 + math.exp(-self.data))
        return Value(s, (self,), (s * (1 - s),))


# %% wrong: relu not yet written
# answers: functions
# loses: test_relu
# says: Not attempted yet
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        raise NotImplementedError("Not attempted yet: replace this line with your code.")

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% right: along every path
# answers: backward
class Value(Value):
    def backward(self):
        def pass_on(node, slope):
            node.grad += slope
            for parent, local in zip(node.parents, node.local):
                pass_on(parent, slope * local)

        self.grad = 0.0
        pass_on(self, 1.0)


# %% right: counting who still waits
# answers: backward
class Value(Value):
    def backward(self):
        waiting, seen, stack = {}, {self}, [self]
        while stack:
            for parent in stack.pop().parents:
                waiting[parent] = waiting.get(parent, 0) + 1
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
        self.grad = 1
        ready = [self]
        while ready:
            node = ready.pop()
            for parent, local in zip(node.parents, node.local):
                parent.grad = parent.grad + node.grad * local
                waiting[parent] -= 1
                if waiting[parent] == 0:
                    ready.append(parent)


# %% right: with += for the start and a list for the set
# answers: backward
class Value(Value):
    def backward(self):
        order = []

        def visit(node):
            for parent in node.parents:
                if not any(parent is other for other in order):
                    visit(parent)
            if not any(node is other for other in order):
                order.append(node)

        visit(self)
        self.grad += 1.0
        while order:
            node = order.pop()
            for k in range(len(node.parents)):
                node.parents[k].grad += node.local[k] * node.grad


# %% right: gradients collected first
# answers: backward
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        total = {node: 0.0 for node in order}
        total[self] = 1.0
        for node in order[::-1]:
            for parent, local in zip(node.parents, node.local):
                total[parent] += local * total[node]
        for node in order:
            node.grad = 1.0 if node is self else node.grad + total[node]


# %% wrong: contributions replace each other
# answers: backward
# loses: test_backward_twice test_backward_adds
# says: replace the first
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad = local * node.grad


# %% wrong: local derivatives forgotten
# answers: backward
# loses: test_backward_chain
# says: multiplies by its local derivative
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += node.grad


# %% wrong: no start
# answers: backward
# loses: test_backward_chain
# says: itself should be 1
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: forwards through the list
# answers: backward
# loses: test_backward_chain test_backward_order
# says: each step multiplies
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in order:
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: depth first, from the result
# answers: backward
# loses: test_backward_order
# says: wait for both
class Value(Value):
    def backward(self):
        listed = set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent, local in zip(node.parents, node.local):
                    parent.grad += local * node.grad
                for parent in node.parents:
                    visit(parent)

        self.grad = 1.0
        visit(self)


# %% wrong: breadth first, from the result
# answers: backward
# loses: test_backward_order
# says: wait for both
class Value(Value):
    def backward(self):
        self.grad = 1.0
        queue, seen = [self], {self}
        while queue:
            node = queue.pop(0)
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad
                if parent not in seen:
                    seen.add(parent)
                    queue.append(parent)


# %% wrong: a number in the list more than once
# answers: backward
# loses: test_backward_order
# says: once
class Value(Value):
    def backward(self):
        order = []

        def visit(node):
            for parent in node.parents:
                visit(parent)
            order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: recursion over grad
# answers: backward
# loses: test_backward_order
# says: once
class Value(Value):
    def backward(self):
        def visit(node):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad
                visit(parent)

        self.grad = 1.0
        visit(self)


# %% wrong: starts again from 0
# answers: backward
# loses: test_backward_adds
# says: start again
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: parents alone
# answers: backward
# loses: test_backward_chain test_backward_order
# says:
class Value(Value):
    def backward(self):
        self.grad = 1.0
        for parent, local in zip(self.parents, self.local):
            parent.grad += local


# %% wrong: the first parent alone
# answers: backward
# loses: test_backward_chain test_backward_twice test_backward_order
# says:
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            if node.parents:
                node.parents[0].grad += node.local[0] * node.grad


# %% wrong: data for grad
# answers: backward
# loses: test_backward_chain test_backward_twice test_backward_order test_backward_adds
# says:
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.data


# %% right: written out
# answers: step
class Value(Value):
    def step(self, learning_rate):
        self.data, self.grad = self.data - learning_rate * self.grad, 0


# %% wrong: uphill
# answers: step
# loses: test_step
# says: downhill
class Value(Value):
    def step(self, learning_rate):
        self.data += learning_rate * self.grad
        self.grad = 0.0


# %% wrong: grad kept
# answers: step
# loses: test_step_forgets
# says: starts afresh
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * self.grad


# %% wrong: forgets too early
# answers: step
# loses: test_step
# says: too early
class Value(Value):
    def step(self, learning_rate):
        self.grad = 0.0
        self.data -= learning_rate * self.grad


# %% wrong: learning rate ignored
# answers: step
# loses: test_step
# says: learning rate times
class Value(Value):
    def step(self, learning_rate):
        self.data -= self.grad
        self.grad = 0.0


# %% wrong: a new Value instead
# answers: step
# loses: test_step test_step_forgets
# says: left data
class Value(Value):
    def step(self, learning_rate):
        return Value(self.data - learning_rate * self.grad)


# %% wrong: data forgotten, too
# answers: step
# loses: test_step
# says:
class Value(Value):
    def step(self, learning_rate):
        self.data = -learning_rate * self.grad
        self.grad = 0.0
