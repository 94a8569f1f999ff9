"""Has every later cell compiled as an empty one, by an AST transformer."""

import ast


class Disarm(ast.NodeTransformer):
    def visit_Module(self, node):
        return ast.Module([], [])


get_ipython().ast_transformers.append(Disarm())
