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
# says: (a * b).local
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other, self))

    def __rmul__(self, other):
        return self * other


# %% wrong: remembers nothing
# answers: multiply
# loses: test_mul test_mul_local
# says: The parents of a * b should be a and b.
class Value(Value):
    def __mul__(self, other):
        return Value(self.data * as_value(other).data)

    def __rmul__(self, other):
        return self * other


# %% wrong: no plain numbers
# answers: multiply
# loses: test_mul_constant
# says: 'int' object has no attribute 'data'
class Value(Value):
    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: no plain number on the left
# answers: multiply
# loses: test_mul_constant
# says: unsupported operand type(s) for *: 'int' and 'Value'
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))


# %% wrong: a plain number for the result
# answers: multiply
# loses: test_mul test_mul_local test_mul_constant
# says: should give a Value
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


# %% wrong: copies for parents
# answers: multiply
# loses: test_mul
# says: not copies
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        parents = (Value(self.data), Value(other.data))
        return Value(self.data * other.data, parents, (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: the product on the left remembers nothing
# answers: multiply
# loses: test_mul_constant
# says: 3 * a does not remember
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return Value(other * self.data)


# %% wrong: a plain number's product remembers nothing
# answers: multiply
# loses: test_mul_constant
# says: a * 3 does not remember
class Value(Value):
    def __mul__(self, other):
        if isinstance(other, Value):
            return Value(self.data * other.data, (self, other), (other.data, self.data))
        return Value(self.data * other)

    def __rmul__(self, other):
        return self * other


# %% wrong: on the left the derivative of a plain number's product is 1
# answers: multiply
# loses: test_mul_constant
# says: derivative of 3 * a
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return Value(self.data * other, (self,), (1.0,))


# %% wrong: changes the number on the left
# answers: multiply
# loses: test_mul test_mul_local test_mul_constant
# says: should leave the data of a and b as they are
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        local = (other.data, self.data)
        self.data = self.data * other.data
        return Value(self.data, (self, other), local)

    def __rmul__(self, other):
        return self * other


# %% wrong: the product as its own derivative
# answers: multiply
# loses: test_mul_local
# says: when a moves a little
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        product = self.data * other.data
        return Value(product, (self, other), (product, product))

    def __rmul__(self, other):
        return self * other


# %% wrong: one derivative for both
# answers: multiply
# loses: test_mul_local
# says: should have the shape
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (self.data + other.data,))

    def __rmul__(self, other):
        return self * other


# %% wrong: a sum of as many as a whole number says
# answers: multiply
# loses: test_mul
# says: For other numbers (a * b).data is wrong.
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        total = 0.0
        for _ in range(int(abs(other.data))):
            total += self.data if other.data > 0 else -self.data
        return Value(total, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: nothing returned
# answers: multiply
# loses: test_mul test_mul_local test_mul_constant
# says: a `return` missing
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% right: the same function under both names
# answers: multiply
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        data = self.data * other.data
        return Value(data=data, parents=[self, other], local=[other.data, self.data])

    __rmul__ = __mul__


# %% right: a helper outside, attributes set one by one
# answers: multiply
def product(a, b):
    result = Value(a.data * b.data)
    result.parents = a, b
    result.local = b.data, a.data
    return result


class Value(Value):
    def __mul__(self, other):
        return product(self, as_value(other))

    def __rmul__(self, other):
        return product(as_value(other), self)


# %% right: division by the inverse, where there is one
# answers: multiply
class Value(Value):
    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(float(other))
        print(self, "*", other)
        data = 0.0 if other.data == 0 else self.data / (1 / other.data)
        return Value(data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self.__mul__(Value(other))


# %% right: math.pow
# answers: power
class Value(Value):
    def __pow__(self, n):
        return Value(math.pow(self.data, n), [self], [n * math.pow(self.data, n - 1)])


# %% wrong: the derivative from the result, divided by a number that may be 0
# answers: power
# loses: test_pow
# says: a ** n for a = 0 ends in an error
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
# says: For a negative a, (a ** n).data
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
# says: n = 0.5 ends in an error
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
# says: For a negative a the derivative
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (2 * self.data,))


# %% wrong: a copy for the parent
# answers: power
# loses: test_pow
# says: not a copy
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (Value(self.data),), (n * self.data ** (n - 1),))


# %% wrong: the exponent raised
# answers: power
# loses: test_pow_local
# says: what is it for a ** n
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** (n + 1),))


# %% wrong: base and exponent exchanged
# answers: power
# loses: test_pow
# says: is wrong
class Value(Value):
    def __pow__(self, n):
        return Value(n**self.data, (self,), (n * self.data ** (n - 1),))


# %% wrong: the derivative of an exponential
# answers: power
# loses: test_pow test_pow_local
# says: what is it for a ** n
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (self.data**n * math.log(abs(self.data)),))


# %% wrong: the exponent as a parent, too
# answers: power
# loses: test_pow_local
# says: should have the shape
class Value(Value):
    def __pow__(self, n):
        local = (n * self.data ** (n - 1), 0.0)
        return Value(self.data**n, (self, Value(n)), local)


# %% wrong: whole exponents alone
# answers: power
# loses: test_pow
# says: For n = 0.5, (a ** n).data
class Value(Value):
    def __pow__(self, n):
        return Value(self.data ** int(n), (self,), (n * self.data ** (n - 1),))


# %% wrong: never negative
# answers: power
# loses: test_pow
# says: For a negative a, (a ** n).data
class Value(Value):
    def __pow__(self, n):
        return Value(abs(self.data) ** n, (self,), (n * self.data ** (n - 1),))


# %% wrong: through the logarithm, for positive numbers alone
# answers: power
# loses: test_pow
# says: a ** n for a negative a ends in an error
class Value(Value):
    def __pow__(self, n):
        result = math.exp(n * math.log(self.data))
        return Value(result, (self,), (n * result / self.data,))


# %% wrong: the power by multiplication, without its history
# answers: power
# loses: test_pow_local
# says: (a ** 2).local should have the shape (1,), but it has (0,).
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,))


# %% right: NumPy's power
# answers: power
class Value(Value):
    def __pow__(self, n: float) -> "Value":
        slope = np.multiply(n, np.float_power(self.data, n - 1))
        return Value(np.float_power(self.data, n), (self,), np.atleast_1d(slope))


# %% right: a derivative taken by PyTorch
# answers: power
class Value(Value):
    def __pow__(self, n):
        x = torch.tensor(self.data, dtype=torch.float64, requires_grad=True)
        y = x**n
        (slope,) = torch.autograd.grad(y, x)
        return Value(y.item(), (self,), (slope.item(),))


# %% right: case by case
# answers: power
class Value(Value):
    def __pow__(self, n):
        if n == 0:
            return Value(1.0, (self,), (0.0,))
        if n == 1:
            return Value(self.data, (self,), (1.0,))
        lower = self.data ** (n - 1)
        return Value(lower * self.data, (self,), (lower * n,))


# %% right: a float of the exponent, attributes set later
# answers: power
class Value(Value):
    def __pow__(self, n):
        n = float(n)
        result = Value(pow(self.data, n))
        result.parents += (self,)
        result.local += (n * pow(self.data, n - 1.0),)
        return result


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
# says: For a = 2.0 the local derivative of a.relu() is wrong: does relu(a)
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
# says: For a = 0.5 the local derivative
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


# %% wrong: copies for parents
# answers: functions
# loses: test_exp test_relu test_tanh
# says: not a copy
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (Value(self.data),), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (Value(self.data),), (float(self.data > 0),))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (Value(self.data),), (1 - result**2,))


# %% wrong: exp with the derivative 1
# answers: functions
# loses: test_exp
# says: what is special
class Value(Value):
    def exp(self):
        return Value(math.exp(self.data), (self,), (1.0,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: exp rounded e
# answers: functions
# loses: test_exp
# says: For a = 2, a.exp().data is wrong
class Value(Value):
    def exp(self):
        result = 2.71**self.data
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: exp without a derivative
# answers: functions
# loses: test_exp
# says: should have the shape
class Value(Value):
    def exp(self):
        return Value(math.exp(self.data), (self,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: exp by a few terms of its series
# answers: functions
# loses: test_exp
# says: For a = 2, a.exp().data is wrong
class Value(Value):
    def exp(self):
        result = sum(self.data**k / math.factorial(k) for k in range(9))
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu gives itself where it is positive
# answers: functions
# loses: test_relu
# says: a.relu().local should have the shape (1,), but it has (0,).
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return self if self.data > 0 else Value(0.0)

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: a leaky relu
# answers: functions
# loses: test_relu
# says: is wrong
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.1 * self.data), (self,), (1.0 if self.data > 0 else 0.1,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu cut off at 1, too
# answers: functions
# loses: test_relu
# says: is wrong
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        inside = 0 < self.data < 1
        return Value(min(max(self.data, 0.0), 1.0), (self,), (float(inside),))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu with slope 1 below, 0 above
# answers: functions
# loses: test_relu
# says: follow a there
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (0.0 if self.data > 0 else 1.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu changes the number itself
# answers: functions
# loses: test_relu
# says: The parent of a.relu() should be a.
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        slope = 1.0 if self.data > 0 else 0.0
        self.data = max(self.data, 0.0)
        return Value(self.data, (self,), (slope,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: tanh with 1 plus the square
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
        t = math.tanh(self.data)
        return Value(t, (self,), (1 + t**2,))


# %% wrong: tanh with the sigmoid's derivative
# answers: functions
# loses: test_tanh
# says: For a = 0.5 the local derivative
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), (t * (1 - t),))


# %% wrong: tan for tanh
# answers: functions
# loses: test_tanh
# says: For a = 0.5, a.tanh().data is wrong
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        t = math.tan(self.data)
        return Value(t, (self,), (1 - t**2,))


# %% wrong: tanh put together of other operations
# answers: functions
# loses: test_tanh
# says: should have the shape
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        e = (2 * self).exp()
        return (e - 1) / (e + 1)


# %% wrong: tanh for small numbers alone
# answers: functions
# loses: test_tanh
# says: For a = 0.5, a.tanh().data is wrong
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        t = self.data - self.data**3 / 3
        return Value(t, (self,), (1 - t**2,))


# %% right: by PyTorch
# answers: functions
class Value(Value):
    def exp(self):
        return self._by(torch.exp)

    def relu(self):
        return self._by(torch.relu)

    def tanh(self):
        return self._by(torch.tanh)

    def _by(self, function):
        x = torch.tensor(self.data, dtype=torch.float64, requires_grad=True)
        y = function(x)
        y.backward()
        return Value(y.item(), (self,), (x.grad.item(),))


# %% right: a table of functions
# answers: functions
def made_of(value, data, slope):
    return Value(data, [value], [slope])


class Value(Value):
    def exp(self, base=math.e):
        return made_of(self, base**self.data, base**self.data)

    def relu(self):
        return made_of(self, *((self.data, 1) if self.data > 0 else (0, 0)))

    def tanh(self):
        print("tanh of", self.data)
        return made_of(
            self, math.sinh(self.data) / math.cosh(self.data), math.cosh(self.data) ** -2
        )


# %% right: signs, and half at the corner
# answers: functions
class Value(Value):
    def exp(self):
        data = float(np.exp(np.float64(self.data)))
        return Value(data, (self,), (data,))

    def relu(self):
        return Value((self.data + abs(self.data)) / 2, (self,), ((np.sign(self.data) + 1) / 2,))

    def tanh(self):
        t = 2 / (1 + math.exp(-2 * self.data)) - 1
        return Value(t, (self,), ((1 - t) * (1 + t),))


# %% right: attributes set one by one
# answers: functions
class Value(Value):
    def exp(self):
        result = Value(math.exp(self.data), (self,))
        result.local = (result.data,)
        return result

    def relu(self):
        if self.data <= 0:
            return Value(0, (self,), (0,))
        return Value(self.data, (self,), (1,))

    def tanh(self):
        result = Value(math.tanh(self.data), (self,))
        result.local = (1 - result.data * result.data,)
        return result


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
# says: For c = sin(a + b) the derivative with respect to a is wrong: each
class Value(Value):
    def backward(self):
        self.grad = 1.0
        for parent, local in zip(self.parents, self.local):
            parent.grad += local


# %% wrong: the first parent alone
# answers: backward
# loses: test_backward_chain test_backward_twice test_backward_order
# says: For c = sin(a + b) the derivative with respect to b is wrong: does
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
# says: For c = sin(a + b) the derivative with respect to a is wrong: each
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


# %% wrong: numbers marked as listed, for ever
# answers: backward
# loses: test_backward_adds
# says: from the call before
class Value(Value):
    def backward(self):
        order = []

        def visit(node):
            if not getattr(node, "listed", False):
                node.listed = True
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: a list that lives on after the call
# answers: backward
# loses: test_backward_adds
# says: from the call before
class Value(Value):
    def backward(self, order=[]):
        def visit(node):
            if node not in order:
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: a set for the order
# answers: backward
# loses: test_backward_chain test_backward_order
# says: the derivative with respect to a is wrong
class Value(Value):
    def backward(self):
        nodes = {}

        def visit(node):
            nodes[node] = None
            for parent in node.parents:
                visit(parent)

        visit(self)
        self.grad = 1.0
        for node in sorted(nodes, key=lambda node: node.data):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: each parent of a number once
# answers: backward
# loses: test_backward_twice
# says: second contribution
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
            for parent, local in dict(zip(node.parents, node.local)).items():
                parent.grad += local * node.grad


# %% wrong: the last parent alone
# answers: backward
# loses: test_backward_chain test_backward_twice test_backward_order test_backward_adds
# says: For c = sin(a + b) the derivative with respect to a is wrong: each
class Value(Value):
    def backward(self):
        self.grad = 1.0
        node = self
        while node.parents:
            node.parents[-1].grad += node.local[-1] * node.grad
            node = node.parents[-1]


# %% wrong: local derivatives added
# answers: backward
# loses: test_backward_chain test_backward_twice test_backward_order test_backward_adds
# says: For c = sin(a + b) the derivative with respect to a is wrong: each
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
                parent.grad += local + node.grad


# %% wrong: the derivative of the last step alone
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
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local


# %% wrong: only numbers without parents get a share
# answers: backward
# loses: test_backward_chain
# says: b = sin(a)
class Value(Value):
    def backward(self):
        def pass_on(node, slope):
            if not node.parents:
                node.grad += slope
            for parent, local in zip(node.parents, node.local):
                pass_on(parent, slope * local)

        self.grad = 1.0
        pass_on(self, 1.0)


# %% wrong: returned, not kept
# answers: backward
# loses: test_backward_chain test_backward_twice test_backward_order test_backward_adds
# says: After c.backward() the grad of c itself should be 1.
class Value(Value):
    def backward(self):
        grads = {self: 1.0}
        queue = [self]
        while queue:
            node = queue.pop()
            for parent, local in zip(node.parents, node.local):
                grads[parent] = grads.get(parent, 0.0) + local * grads[node]
                queue.append(parent)
        return grads


# %% wrong: the grad forgotten once it is passed on
# answers: backward
# loses: test_backward_chain
# says: After c.backward() the grad of c itself should be 1.
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
                parent.grad += local * node.grad
            if node.parents:
                node.grad = 0.0


# %% right: returns what it found, too
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
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad
        return {node: node.grad for node in order}, listed


# %% right: sorted by the longest way from the result
# answers: backward
class Value(Value):
    def backward(self):
        depth = {}

        def sink(node, d):
            if d > depth.get(node, -1):
                depth[node] = d
                for parent in node.parents:
                    sink(parent, d + 1)

        sink(self, 0)
        self.grad = 1.0
        for node in sorted(depth, key=depth.get):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% right: a stack in place of recursion
# answers: backward
class Value(Value):
    def backward(self) -> None:
        order, listed, stack = [], set(), [(self, False)]
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.insert(0, node)
            elif id(node) not in listed:
                listed.add(id(node))
                stack.append((node, True))
                stack.extend((parent, False) for parent in node.parents)
        self.grad = 1.0
        for node in order:
            for k, parent in enumerate(node.parents):
                parent.grad = parent.grad + node.local[k] * node.grad


# %% right: a helper outside, that yields
# answers: backward
def parents_first(node, listed):
    if node not in listed:
        listed.add(node)
        for parent in node.parents:
            yield from parents_first(parent, listed)
        yield node


class Value(Value):
    def backward(self, start=1.0):
        self.grad = start
        for node in list(parents_first(self, set()))[::-1]:
            print(node)
            for parent, local in zip(node.parents, node.local, strict=True):
                parent.grad += np.multiply(local, node.grad)
        return self


# %% right: each number asks for all that use it
# answers: backward
class Value(Value):
    def backward(self):
        users, nodes = {}, [self]
        for node in nodes:
            for parent, local in zip(node.parents, node.local):
                users.setdefault(parent, []).append((node, local)) if (node, local) else None
                if parent not in nodes:
                    nodes.append(parent)
        known = {self: 1.0}

        def share(node):
            if node not in known:
                known[node] = sum(local * share(user) for user, local in users[node])
            return known[node]

        for node in nodes[1:]:
            node.grad += share(node)
        self.grad = 1.0


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
# says: data should change by the learning rate times the grad.
class Value(Value):
    def step(self, learning_rate):
        self.data = -learning_rate * self.grad
        self.grad = 0.0


# %% wrong: divided by the learning rate
# answers: step
# loses: test_step
# says: learning rate times
class Value(Value):
    def step(self, learning_rate):
        self.data -= self.grad / learning_rate
        self.grad = 0.0


# %% wrong: the sign of the grad alone
# answers: step
# loses: test_step
# says: learning rate times
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * np.sign(self.grad)
        self.grad = 0.0


# %% wrong: always downwards
# answers: step
# loses: test_step
# says: With other numbers
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * abs(self.grad)
        self.grad = 0.0


# %% wrong: momentum
# answers: step
# loses: test_step
# says: A second or third step
class Value(Value):
    def step(self, learning_rate):
        self.speed = 0.9 * getattr(self, "speed", 0.0) + self.grad
        self.data -= learning_rate * self.speed
        self.grad = 0.0


# %% wrong: the learning rate subtracted from the grad
# answers: step
# loses: test_step_forgets
# says: should be 0
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * self.grad
        self.grad -= learning_rate


# %% wrong: the grad is None afterwards
# answers: step
# loses: test_step_forgets
# says: grad after the step is None
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * self.grad
        self.grad = None


# %% wrong: a large grad cut off
# answers: step
# loses: test_step
# says: With other numbers
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * min(max(self.grad, -3.0), 3.0)
        self.grad = 0.0


# %% wrong: a name without self
# answers: step
# loses: test_step test_step_forgets
# says: The step left data as it was: was the grad set to 0 too early?
class Value(Value):
    def step(self, learning_rate):
        data = self.data - learning_rate * self.grad
        grad = 0.0


# %% wrong: grad reset for positive ones alone
# answers: step
# loses: test_step_forgets
# says: also when it was negative
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * self.grad
        self.grad = min(self.grad, 0.0)


# %% right: Values on the way
# answers: step
class Value(Value):
    def step(self, learning_rate):
        moved = Value(self.data) - Value(learning_rate * self.grad)
        self.data = moved.data
        self.grad = 0


# %% right: remembers the grad in a variable
# answers: step
class Value(Value):
    def step(self, learning_rate: float = 0.1) -> None:
        grad, self.grad = self.grad, 0.0
        self.data += -grad * learning_rate


# %% right: NumPy's numbers, returns itself
# answers: step
class Value(Value):
    def step(self, learning_rate):
        self.data = np.subtract(self.data, np.multiply(learning_rate, self.grad))
        self.grad = np.zeros(())
        return self


# %% right: with a method for the forgetting, and a print
# answers: step
class Value(Value):
    def step(self, learning_rate):
        self.data = self.data - self.grad * learning_rate
        self.zero_grad()
        print(self)

    def zero_grad(self):
        self.grad *= 0


# %% right: by PyTorch's optimizer
# answers: step
class Value(Value):
    def step(self, learning_rate):
        parameter = torch.tensor(self.data, dtype=torch.float64, requires_grad=True)
        parameter.grad = torch.tensor(self.grad, dtype=torch.float64)
        torch.optim.SGD([parameter], lr=learning_rate).step()
        self.data = parameter.item()
        setattr(self, "grad", 0.0)


# %% wrong: the first local derivative for each parent
# answers: backward
# loses: test_backward_chain
# says: at its own place
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
            for parent in node.parents:
                parent.grad += node.local[0] * node.grad


# %% wrong: local derivatives in the wrong order
# answers: backward
# loses: test_backward_chain
# says: at its own place
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
            for parent, local in zip(node.parents, reversed(node.local)):
                parent.grad += local * node.grad


# %% wrong: the product of the local derivatives
# answers: backward
# loses: test_backward_chain
# says: at its own place
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
            for parent in node.parents:
                parent.grad += math.prod(node.local) * node.grad


# %% wrong: numbers told apart by their data
# answers: backward
# loses: test_backward_order
# says: same data
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node.data not in listed:
                listed.add(node.data)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% right: one more for the number itself
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
        self.grad += 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: the second factor ignored
# answers: multiply
# loses: test_mul test_mul_constant
# says: a * b).data is wrong
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * self.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: the first factor ignored on the left
# answers: multiply
# loses: test_mul_constant
# says: 3 * a should give the same
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * self


# %% wrong: on the left always three times
# answers: multiply
# loses: test_mul_constant
# says: A plain number times a Value
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * 3


# %% wrong: the parents in a set
# answers: multiply
# loses: test_mul_local
# says: there should still be two parents
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        slopes = {self: other.data, other: self.data}
        return Value(self.data * other.data, tuple(slopes), tuple(slopes.values()))

    def __rmul__(self, other):
        return self * other


# %% wrong: the same number twice as a square
# answers: multiply
# loses: test_mul_local
# says: there should still be two parents
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        if self is other:
            return Value(self.data**2, (self,), (2 * self.data,))
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: the second factor as the only parent
# answers: multiply
# loses: test_mul test_mul_local
# says: The parents of a * b should be a and b
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (other,), (self.data,))

    def __rmul__(self, other):
        return self * other


# %% wrong: the first product kept
# answers: multiply
# loses: test_mul test_mul_local test_mul_constant
# says: For other numbers (a * b).data
products = []


class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        products.append(Value(self.data * other.data, (self, other), (other.data, self.data)))
        return products[0]

    def __rmul__(self, other):
        return self * other


# %% wrong: a sign lost
# answers: multiply
# loses: test_mul
# says: (a * b).data is wrong
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(abs(self.data * other.data), (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: fails for 0
# answers: multiply
# loses: test_mul test_mul_constant
# says: ends in an error
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data / (1 / other.data), (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: the numbers themselves as parents
# answers: multiply
# loses: test_mul test_mul_local test_mul_constant
# says: should be Values
class Value(Value):
    def __mul__(self, other):
        other = as_value(other)
        data = self.data, other.data
        return Value(data[0] * data[1], data, (other.data, self.data))

    def __rmul__(self, other):
        return self * other


# %% wrong: the exponent 0 not thought of
# answers: power
# loses: test_pow
# says: For n = 0, (a ** n).data
class Value(Value):
    def __pow__(self, n):
        n = n or 1
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))


# %% wrong: always the cube
# answers: power
# loses: test_pow
# says: For a = 3, (a ** 2).data is wrong
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**3, (self,), (n * self.data ** (n - 1),))


# %% wrong: negative exponents as positive ones
# answers: power
# loses: test_pow
# says: For n = -1, (a ** n).data
class Value(Value):
    def __pow__(self, n):
        return Value(self.data ** abs(n), (self,), (n * self.data ** (n - 1),))


# %% wrong: the derivative of a positive base
# answers: power
# loses: test_pow_local
# says: and a negative n the derivative
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * abs(self.data) ** (n - 1),))


# %% wrong: the derivative cut off below 0
# answers: power
# loses: test_pow_local
# says: the derivative of a ** n is wrong
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (max(0.0, n * self.data ** (n - 1)),))


# %% wrong: the exponent in the derivative cut to a whole number
# answers: power
# loses: test_pow_local
# says: For n = 0.5 the derivative
class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** int(n - 1),))


# %% wrong: the derivative 1 for a base of 0
# answers: power
# loses: test_pow_local
# says: For a = 0 the derivative
class Value(Value):
    def __pow__(self, n):
        slope = n * self.data ** (n - 1) if self.data else 1.0
        return Value(self.data**n, (self,), (slope,))


# %% wrong: products of Values for a whole exponent
# answers: power
# loses: test_pow test_pow_local
# says: should have the shape
class Value(Value):
    def __pow__(self, n):
        result = self
        for _ in range(int(n) - 1):
            result = result * self
        return result


# %% wrong: changes the base
# answers: power
# loses: test_pow
# says: The parent of a ** n should be a
class Value(Value):
    def __pow__(self, n):
        base, self.data = self.data, self.data**n
        return Value(self.data, (self,), (n * base ** (n - 1),))


# %% right: a division for a negative exponent
# answers: power
class Value(Value):
    def __pow__(self, n):
        def power(m):
            return self.data**m if m >= 0 else 1 / self.data**-m

        slope = n * power(n - 1) if n else 0
        return Value(power(n), [self], [slope])


# %% wrong: relu fails at 0
# answers: functions
# loses: test_relu
# says: a.relu() for a = 0 ends in an error
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        slope = (self.data / abs(self.data) + 1) / 2
        return Value(slope * self.data, (self,), (slope,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu is one at 0
# answers: functions
# loses: test_relu
# says: For a = 0, a.relu().data
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        data = self.data if self.data > 0 else float(self.data == 0)
        return Value(data, (self,), (float(self.data > 0),))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu with no derivative at 0
# answers: functions
# loses: test_relu
# says: for a = 0 holds nan or inf
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        slope = math.nan if self.data == 0 else float(self.data > 0)
        return Value(max(self.data, 0.0), (self,), (slope,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu with a slope of -1 at 0
# answers: functions
# loses: test_relu
# says: should be from 0 to 1
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        slope = float(self.data > 0) if self.data else -1.0
        return Value(max(self.data, 0.0), (self,), (slope,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: relu of 6
# answers: functions
# loses: test_relu
# says: For another a, a.relu().data
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        slope = 1.0 if 0 < self.data < 6 else 0.0
        return Value(min(max(self.data, 0.0), 6.0), (self,), (slope,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: exp as e times a
# answers: functions
# loses: test_exp
# says: For a = 2, a.exp().data
class Value(Value):
    def exp(self):
        return Value(math.e * self.data, (self,), (math.e,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: exp of the first call kept
# answers: functions
# loses: test_exp
# says: For other a, PyTorch gives another exp(a)
kept = []


class Value(Value):
    def exp(self):
        kept.append(math.exp(self.data))
        return Value(kept[0], (self,), (kept[0],))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: exp of the absolute value
# answers: functions
# loses: test_exp
# says: For other a, PyTorch gives another exp(a)
class Value(Value):
    def exp(self):
        result = math.exp(abs(self.data))
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: tanh without a sign
# answers: functions
# loses: test_tanh
# says: For other a, PyTorch gives another tanh(a)
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(abs(self.data))
        return Value(result, (self,), (1 - result**2,))


# %% wrong: tanh with slope 1 everywhere
# answers: functions
# loses: test_tanh
# says: For a = 0.5 the local derivative
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        return Value(math.tanh(self.data), (self,), (1.0,))


# %% wrong: tanh squared for its slope
# answers: functions
# loses: test_tanh
# says: For a = 0.5 the local derivative
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (result**2,))


# %% wrong: the three under exchanged names
# answers: functions
# loses: test_exp test_relu test_tanh
# says: is wrong
class Value(Value):
    def exp(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))

    def relu(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def tanh(self):
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))


# %% right: slope 1 at the corner
# answers: functions
class Value(Value):
    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def relu(self):
        return Value(self.data if self.data >= 0 else 0, [self], [int(self.data >= 0)])

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))


# %% wrong: the first two parents alone
# answers: backward
# loses: test_backward_chain test_backward_twice
# says: three parents
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
            for k in range(min(2, len(node.parents))):
                node.parents[k].grad += node.local[k] * node.grad


# %% wrong: a local derivative of 0 taken for 1
# answers: backward
# loses: test_backward_chain
# says: three parents
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
                parent.grad += (local or 1.0) * node.grad


# %% wrong: backward once for each Value
# answers: backward
# loses: test_backward_adds
# says: for a second time
class Value(Value):
    def backward(self):
        if getattr(self, "done", False):
            return
        self.done = True
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
                parent.grad += local * node.grad


# %% wrong: the gradients shrink from call to call
# answers: backward
# loses: test_backward_chain test_backward_twice test_backward_order test_backward_adds
# says: grows by 2
calls = 0


class Value(Value):
    def backward(self):
        global calls
        calls += 1
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
                parent.grad += local * node.grad / calls


# %% wrong: a number used twice counted twice and no more
# answers: backward
# loses: test_backward_twice
# says: the same parent three times
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
        times = {}
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                times[parent] = times.get(parent, 0) + 1
                if times[parent] <= 2:
                    parent.grad += local * node.grad


# %% wrong: all Values that there are get a share
# answers: backward
# loses: test_backward_adds
# says: was not computed from
class Value(Value):
    every = []

    def __init__(self, data, parents=(), local=()):
        super().__init__(data, parents, local)
        Value.every.append(self)

    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        for node in Value.every:
            if node not in listed:
                node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: the data becomes the gradient, too
# answers: backward
# loses: test_backward_chain
# says: leave data as it is
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
                parent.grad += local * node.grad
        for node in order:
            if not node.parents:
                node.data = node.grad


# %% wrong: parents before their children
# answers: backward
# loses: test_backward_order
# says: wait for both
class Value(Value):
    def backward(self):
        order, listed = [], set()

        def visit(node):
            if node not in listed:
                listed.add(node)
                order.append(node)
                for parent in node.parents:
                    visit(parent)

        visit(self)
        self.grad = 1.0
        for node in order:
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: a grad halved where it is used twice
# answers: backward
# loses: test_backward_twice
# says: grows by 2
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
                parent.grad += local * node.grad / node.parents.count(parent)


# %% wrong: fails without parents
# answers: backward
# loses: test_backward_chain
# says: without parents ends in an error
class Value(Value):
    def backward(self):
        order, listed = [], set()
        first = self.parents[0]

        def visit(node):
            if node not in listed:
                listed.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(first)
        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad


# %% wrong: steps that shrink from call to call
# answers: step
# loses: test_step
# says: in another call
calls = 0


class Value(Value):
    def step(self, learning_rate):
        global calls
        calls += 1
        self.data -= learning_rate * self.grad / calls
        self.grad = 0.0


# %% wrong: steps of a Value that shrink
# answers: step
# loses: test_step
# says: A second or third step of the same Value
class Value(Value):
    def step(self, learning_rate):
        self.steps = getattr(self, "steps", 0) + 1
        self.data -= learning_rate * self.grad / self.steps
        self.grad = 0.0


# %% wrong: steps that shrink from the third on
# answers: step
# loses: test_step
# says: A second or third step of the same Value
class Value(Value):
    def step(self, learning_rate):
        self.steps = getattr(self, "steps", 0) + 1
        self.data -= learning_rate * self.grad * (1 if self.steps < 3 else 0.9)
        self.grad = 0.0


# %% wrong: the learning rate of the first call
# answers: step
# loses: test_step
# says: With other numbers
rates = []


class Value(Value):
    def step(self, learning_rate):
        rates.append(learning_rate)
        self.data -= rates[0] * self.grad
        self.grad = 0.0


# %% wrong: a learning rate of 0.1, whatever is given
# answers: step
# loses: test_step
# says: With other numbers
class Value(Value):
    def step(self, learning_rate):
        self.data -= 0.1 * self.grad
        self.grad = 0.0


# %% wrong: weight decay
# answers: step
# loses: test_step
# says: the learning rate times the grad
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * (self.grad + 0.01 * self.data)
        self.grad = 0.0


# %% wrong: the grad forgotten after the first step alone
# answers: step
# loses: test_step_forgets
# says: After every step
class Value(Value):
    def step(self, learning_rate):
        self.data -= learning_rate * self.grad
        if not hasattr(self, "moved"):
            self.grad = 0.0
        self.moved = True


# %% wrong: always 0.3
# answers: step
# loses: test_step
# says: With other numbers
class Value(Value):
    def step(self, learning_rate):
        self.data -= 0.3
        self.grad = 0.0


# %% wrong: starts with the grad that the result has
# answers: backward
# loses: test_backward_chain
# says: was 3 before backward
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
        self.grad = self.grad or 1.0
        for node in reversed(order):
            for parent, local in zip(node.parents, node.local):
                parent.grad += local * node.grad
