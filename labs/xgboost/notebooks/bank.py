"""A bank's telephone campaign, made up: who was called, and who opened a time deposit.

The columns are those of a public data set of a bank's marketing calls; every row is drawn here, and
the same seed always draws the same rows.
"""

import numpy as np

JOBS = ("admin.", "blue-collar", "management", "retired", "services", "student", "technician")
MARITAL = ("divorced", "married", "single")
EDUCATION = ("basic", "high.school", "professional.course", "university.degree")
CONTACTS = ("cellular", "telephone")
MONTHS = ("mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov")
OUTCOMES = ("failure", "nonexistent", "success")

# What a category adds to the log odds of a yes.
LEANINGS = {
    "retired": 0.9,
    "student": 1.1,
    "blue-collar": -0.5,
    "services": -0.3,
    "cellular": 0.5,
    "telephone": -0.6,
    "success": 2.4,
    "failure": -0.2,
    "mar": 1.0,
    "sep": 0.8,
    "oct": 0.9,
    "may": -0.7,
    "university.degree": 0.3,
}


def _lean(column: np.ndarray) -> np.ndarray:
    return np.array([LEANINGS.get(value, 0.0) for value in column])


def table(rows: int = 4000, seed: int = 1) -> dict[str, np.ndarray]:
    """Columns by name; `y` is 1 where the customer said yes, which about one in eight did."""
    draw = np.random.default_rng(seed)
    age = np.clip(draw.normal(41, 11, rows), 18, 90).round()
    job = draw.choice(JOBS, rows, p=(0.26, 0.24, 0.1, 0.06, 0.12, 0.04, 0.18))
    previous = draw.poisson(0.25, rows)
    outcome = np.where(
        previous == 0, "nonexistent", draw.choice(("failure", "success"), rows, p=(0.7, 0.3))
    )
    columns = {
        "age": age,
        "job": np.where(age > 62, "retired", job),
        "marital": draw.choice(MARITAL, rows, p=(0.11, 0.61, 0.28)),
        "education": draw.choice(EDUCATION, rows, p=(0.3, 0.25, 0.14, 0.31)),
        "contact": draw.choice(CONTACTS, rows, p=(0.64, 0.36)),
        "month": draw.choice(MONTHS, rows, p=(0.02, 0.07, 0.33, 0.13, 0.17, 0.14, 0.02, 0.02, 0.1)),
        "campaign": 1.0 + draw.geometric(0.5, rows) - 1,
        "previous": previous.astype(float),
        "poutcome": outcome,
        "euribor3m": np.where(
            draw.random(rows) < 0.6, draw.normal(4.9, 0.1, rows), draw.normal(1.2, 0.3, rows)
        ).round(3),
    }
    odds = -2.9 + 0.02 * np.abs(age - 41) - 0.25 * (columns["campaign"] - 1)
    odds = odds - 0.45 * (columns["euribor3m"] - 3.4)
    for name in ("job", "education", "contact", "month", "poutcome"):
        odds = odds + _lean(columns[name])
    yes = draw.random(rows) < 1 / (1 + np.exp(-odds))
    # Who says yes talks longer. Nobody knows that before the call is over.
    columns["duration"] = draw.gamma(2.0, np.where(yes, 280.0, 110.0), rows).round()
    columns["y"] = yes.astype(int)
    return columns
