// Where MathJax cannot be loaded, for want of a network, nbgrader's script would end before it has
// set up its keys: say at once that all formulas are set.
if (window.MathJax === undefined) {
    window.MathJax = {
        Hub: {
            Config() {},
            Queue() {},
            Startup: { signal: { Interest(heard) { setTimeout(heard, 0, "End"); } } },
        },
    };
}
