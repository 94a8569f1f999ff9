// On formgrader's lists: what waits for a person, and which buttons lead nowhere without an exchange.
(() => {
    const { exchange, waiting } = JSON.parse(document.getElementById("marker-data").textContent);

    const counts = new Map(Object.entries(waiting || {}));

    const INSTEAD = {
        ".release": ["glyphicon-cloud-upload", "hand out the folder release/NAME"],
        ".collect": ["glyphicon-cloud-download", "run: nbgradient collect, with what your LMS gave"],
        ".release-feedback": ["glyphicon-envelope", "run: nbgradient feedback NAME"],
    };

    // What nbgrader's view shows, and then what `more` makes of it.
    const extend = (view, more) => {
        if (!view) return;
        const { render } = view.prototype;
        view.prototype.render = function () {
            const shown = render.apply(this, arguments);
            more(this.$el, this.model);
            return shown;
        };
    };

    const disable = (row, model) => {
        for (const [place, [sign, instead]] of Object.entries(INSTEAD)) {
            const title = `No exchange is in use: ${instead.replace("NAME", model.get("name"))}`;
            row.find(place).empty().append($("<span/>")
                .addClass(`glyphicon ${sign} marker-disabled`)
                .attr({ title, role: "img", "aria-label": title }));
        }
    };

    const count = (row, model) => {
        const found = counts.get(model.get("id")) || counts.get(model.get("name"));
        if (!found) return;
        const place = row.find(".needs-manual-grade, .num-submissions").first();
        const before = found.marked_before;
        place.append($("<span/>").addClass("marker-count").text(` ${found.cells} to mark`));
        if (before) {
            place.append($("<span/>").addClass("marker-count marker-again")
                .attr("title", "The answer or the question has changed since.")
                .text(`${before} of them marked before`));
        }
    };

    $(() => {
        const views = [window.AssignmentUI, window.SubmissionUI, window.NotebookUI];
        views.push(window.SubmittedNotebookUI);
        for (const view of views) {
            if (exchange === false) extend(view, disable);
            if (waiting) extend(view, count);
        }
        if (exchange === false) {
            const help = $("<p/>").addClass("alert alert-info marker-exchange").text(
                "This course uses no exchange of nbgrader's. Hand out the folder release/, collect "
                + "with the command nbgradient collect, and give back with nbgradient feedback. "
                + "With c.Exchange.root in nbgrader_config.py, a folder that is there and that you "
                + "may write to, the buttons work.");
            $("#main-table").closest("table").before(help);
        }
    });
})();
