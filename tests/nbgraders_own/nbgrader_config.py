"""nbgrader's own tests read these settings: they are put to the engine by them."""

from nbgradient import use_engine

use_engine(get_config())  # noqa: F821
