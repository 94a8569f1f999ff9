"""The folder of the repository, and the course that it is."""

from __future__ import annotations

from pathlib import Path

from nbgradient.course.folders import Course

ROOT = Path(__file__).resolve().parent.parent
COURSE = Course(ROOT)
