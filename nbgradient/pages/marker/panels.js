// Puts each panel to its cell, and comments that were given before into a comment box.
(() => {
    const cellOf = (name) => {
        const input = document.getElementById(name) || document.getElementById(`${name}-comment`);
        return input && input.closest(".nbgrader_cell");
    };

    // As if a person had typed it: nbgrader saves what has changed.
    const put = (box, said) => {
        const now = box.value.trimEnd();
        if (!now.split("\n\n").includes(said)) {
            box.value = now ? `${now}\n\n${said}` : said;
        }
        box.dispatchEvent(new Event("input", { bubbles: true }));
        box.dispatchEvent(new Event("change", { bubbles: true }));
        box.focus();
        box.setSelectionRange(box.value.length, box.value.length);
    };

    // What the box holds is not known before nbgrader has loaded it.
    const isReady = () => formgrader.comments && formgrader.comments.loaded;

    const offer = (comments, box) => {
        const buttons = [...comments.querySelectorAll("button")];
        const choose = (button) => { if (isReady()) put(box, button.textContent); };
        const go = (place) => (place < 0 ? box : buttons[Math.min(place, buttons.length - 1)]).focus();
        buttons.forEach((button, place) => {
            button.addEventListener("click", () => choose(button));
            button.addEventListener("keydown", (event) => {
                const act = {
                    ArrowDown: () => go(place + 1),
                    ArrowUp: () => go(place - 1),
                    Escape: () => go(-1),
                    Enter: () => choose(button),
                }[event.key];
                if (act) {
                    event.preventDefault();
                    event.stopPropagation();
                    act();
                }
            });
        });
        box.addEventListener("keydown", (event) => {
            const isAtEnd = box.selectionStart === box.value.length;
            if (event.key === "ArrowDown" && isAtEnd && !event.ctrlKey && !event.altKey) {
                event.preventDefault();
                comments.open = true;
                go(0);
            }
        });
        box.after(comments);
    };

    // A part stays folded, or open, on the pages of the next submissions.
    const remember = (details) => {
        const key = `marker: ${details.querySelector("summary").firstChild.textContent.trim()}`;
        details.open = sessionStorage.getItem(key) !== "folded";
        details.addEventListener("toggle", () => {
            sessionStorage.setItem(key, details.open ? "open" : "folded");
        });
        // nbgrader takes the key elsewhere.
        details.querySelector("summary").addEventListener("keydown", (event) => {
            if (event.key === "Enter") event.stopPropagation();
        });
    };

    for (const panel of document.querySelectorAll(".marker-panel")) {
        const cell = cellOf(panel.dataset.cell);
        if (!cell) continue;
        panel.querySelectorAll("details").forEach(remember);
        const [notes, scheme, comments] = [".marker-notes", ".marker-scheme", ".marker-comments"]
            .map((part) => panel.querySelector(part));
        const body = cell.querySelector(".panel-body");
        if (notes) body.append(notes);
        if (scheme) {
            body.after(scheme);
            cell.classList.add("marker-beside");
        }
        const box = cell.querySelector("textarea.comment");
        if (comments && box) offer(comments, box);
        panel.remove();
    }

    window.addEventListener("load", () => {
        if (formgrader.keyboard_manager) {
            formgrader.keyboard_manager.help["arrow down"] =
                "From the end of a comment: choose among the comments given before (enter, escape)";
        }
    });
})();
