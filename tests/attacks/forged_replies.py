"""Answers in place of the code that answers, with replies that no honest code would send.

Each process sends others of them, from the first question on.

stock: no, it speaks to the engine
"""

import os

from nbgradient.candidate import objects

DEEP = []
for _ in range(200):
    DEEP = ["list", DEEP]

REPLIES = [
    [], {}, None, 1, "error", ["error"], {"error": None}, {"error": {}}, {"error": "name"},
    {"error": {"name": ["a"], "message": {}, "is_a": 1}},
    {"error": {"name": "SystemExit", "message": "", "is_a": "SystemExit"}},
    {"error": {"name": "StopIteration", "message": "", "is_a": "StopIteration"}},
    {"error": {"name": "__build_class__", "message": "", "is_a": "__build_class__"}},
    {"error": {"name": "x" * 1_000_000, "message": "y" * 2_000_000, "is_a": "OSError"}},
    {"found": 1}, {"found": [[1, 2, 3]]}, {"found": {"relu": 1}}, {"found": [["as_numbers", 1]]},
    {"found": [["relu", ["handle", -1, "x", []]], ["softmax", ["handle", 1 << 70, "x", []]]]},
    {"found": [["relu", ["handle", 0, "x", [["numpy", "ndarray"], ["torch", "Tensor"]]]]]},
    {"found": [["relu", ["handle", 0, "x", [["numpy", "f2py.os.system"], [1, 2], 3]]]]},
    {"found": [["relu", ["array", "<f8", [1 << 40], 0]], ["softmax", ["array", "|O", [1], 0]]]},
    {"found": [["relu", ["array", "|S0", [1 << 33], 0]]]},
    {"found": [["relu", ["array", "<f8", [-1], 0]], ["softmax", ["scalar", "<f8", [2], -1]]]},
    {"found": [["relu", ["tensor", 1, "float64", 1, 1]], ["softmax", ["frame"]]]},
    {"found": [["relu", ["torch.dtype", "os"]], ["softmax", ["int", "zz"]], ["same", DEEP]]},
    {"found": [["relu", ["decode", 1]], ["softmax", ["__class__", 1]], ["same", ["all", []]]]},
    {"found": [["relu", ["set", *(["int", format(k * ((1 << 61) - 1), "x")] for k in range(90_000))]]]},
    {"found": [["relu", ["dict", *([["int", format(k << 61, "x")], 1] for k in range(40_000))]]]},
]  # fmt: skip


def answer(self, question, buffers):
    return REPLIES[os.getpid() % len(REPLIES)], [b"8 bytes."]


objects.Objects.answer = answer
