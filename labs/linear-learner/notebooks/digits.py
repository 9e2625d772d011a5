"""Pictures of digits, drawn here: strokes of a pen that is never held quite the same."""

from itertools import pairwise

import numpy as np

SIZE = 16
"""Pixels of a side."""

# The strokes of each digit, as corners in a square of side 1, from the upper left.
RING = [(0.5 + 0.26 * np.sin(a), 0.5 - 0.38 * np.cos(a)) for a in np.linspace(0, 2 * np.pi, 17)]
STROKES = {
    0: [RING],
    1: [[(0.35, 0.3), (0.52, 0.12), (0.52, 0.88)]],
    2: [[(0.28, 0.3), (0.4, 0.13), (0.62, 0.13), (0.72, 0.32), (0.3, 0.86), (0.74, 0.86)]],
    3: [[(0.3, 0.15), (0.68, 0.18), (0.48, 0.46), (0.72, 0.66), (0.55, 0.88), (0.28, 0.82)]],
    4: [[(0.62, 0.88), (0.62, 0.12), (0.25, 0.64), (0.78, 0.64)]],
    5: [[(0.7, 0.13), (0.34, 0.13), (0.32, 0.46), (0.66, 0.5), (0.68, 0.78), (0.3, 0.86)]],
    6: [
        [
            (0.64, 0.13),
            (0.36, 0.45),
            (0.34, 0.76),
            (0.56, 0.88),
            (0.7, 0.7),
            (0.54, 0.53),
            (0.36, 0.62),
        ]
    ],
    7: [[(0.27, 0.14), (0.74, 0.14), (0.44, 0.88)]],
    8: [
        [(0.5, 0.46), (0.32, 0.3), (0.5, 0.12), (0.68, 0.3), (0.5, 0.46)],
        [(0.5, 0.46), (0.28, 0.68), (0.5, 0.88), (0.72, 0.68), (0.5, 0.46)],
    ],
    9: [[(0.66, 0.4), (0.46, 0.5), (0.33, 0.3), (0.5, 0.12), (0.67, 0.3), (0.62, 0.88)]],
}


def _distance(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """From each point to the line between two corners."""
    along = end - start
    share = np.clip(((points - start) @ along) / max(along @ along, 1e-9), 0, 1)
    return np.linalg.norm(points - (start + share[:, None] * along), axis=1)


def draw(digit: int, pen: np.random.Generator) -> np.ndarray:
    """One picture: ink from 0 to 1, row after row."""
    centres = (np.arange(SIZE) + 0.5) / SIZE
    points = np.array([(x, y) for y in centres for x in centres])
    turn, lean = pen.normal(0, 0.12), pen.normal(0, 0.12)
    scale = pen.uniform(0.8, 1.1, 2)
    shape = np.array([[np.cos(turn), np.sin(turn) + lean], [-np.sin(turn), np.cos(turn)]])
    shift, width = pen.normal(0, 0.04, 2), pen.uniform(0.045, 0.075)
    nearest = np.full(len(points), np.inf)
    for stroke in STROKES[digit]:
        corners = (np.array(stroke) - 0.5 + pen.normal(0, 0.02, (len(stroke), 2))) * scale
        corners = corners @ shape + 0.5 + shift
        for start, end in pairwise(corners):
            nearest = np.minimum(nearest, _distance(points, start, end))
    ink = np.exp(-((nearest / width) ** 2)) + pen.normal(0, 0.05, len(points))
    return np.clip(ink, 0, 1).round(3)


def pictures(count: int = 2000, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """`count` pictures, one in a row of SIZE x SIZE values, and the digit that each shows."""
    pen = np.random.default_rng(seed)
    shown = pen.integers(0, 10, count)
    return np.array([draw(digit, pen) for digit in shown]), shown


def show(picture: np.ndarray) -> str:
    """A picture in letters, darker where there is more ink."""
    shades = " .:-=+*#%@"
    rows = picture.reshape(SIZE, SIZE)
    return "\n".join("".join(shades[int(min(v, 0.999) * 10)] * 2 for v in row) for row in rows)
