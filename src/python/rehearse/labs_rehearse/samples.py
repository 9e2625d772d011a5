"""`python -m labs_rehearse.samples LABS REGION`: stand-ins for AWS's public sample data.

What notebooks read from buckets of AWS is put into buckets of the same names in the local AWS, and
what they fetch from elsewhere into a bucket of its own, by address:
small data of the same shape, made up here, always the same. LABS is the folder of the labs, whose
pictures and customers are taken. It runs with the Python that computes.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import pickle
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import numpy as np

from .wget import WEB

ABALONE_ROWS = 800


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mnist(labs: Path) -> bytes:
    """Three sets of pictures of 28 x 28 and their digits, pickled as the public file is."""
    digits = _module(labs / "linear-learner" / "notebooks" / "digits.py")
    digits.SIZE = 28
    sets = []
    for seed, count in ((1, 1500), (2, 300), (3, 300)):
        pictures, shown = digits.pictures(count, seed)
        sets.append((pictures.astype("float32"), shown))
    return gzip.compress(pickle.dumps(tuple(sets), protocol=2), mtime=0)


def bank(labs: Path) -> bytes:
    """bank-additional.zip with the 21 columns of the direct marketing data."""
    table = _module(labs / "xgboost" / "notebooks" / "bank.py").table(4000)
    draw = np.random.default_rng(2)
    rows = len(table["y"])
    boom = table["euribor3m"] > 3
    columns = {
        **{name: table[name] for name in ("age", "job", "marital", "education")},
        "default": draw.choice(("no", "unknown"), rows, p=(0.8, 0.2)),
        "housing": draw.choice(("no", "yes"), rows),
        "loan": draw.choice(("no", "yes"), rows, p=(0.85, 0.15)),
        "contact": table["contact"],
        "month": table["month"],
        "day_of_week": draw.choice(("mon", "tue", "wed", "thu", "fri"), rows),
        "duration": table["duration"],
        "campaign": table["campaign"],
        "pdays": np.where(table["previous"] > 0, draw.integers(1, 20, rows), 999),
        "previous": table["previous"],
        "poutcome": table["poutcome"],
        "emp.var.rate": np.where(boom, 1.1, -1.8),
        "cons.price.idx": np.where(boom, 93.9, 92.9),
        "cons.conf.idx": np.where(boom, -36.4, -46.2),
        "euribor3m": table["euribor3m"],
        "nr.employed": np.where(boom, 5191.0, 5099.1),
        "y": np.where(table["y"] == 1, "yes", "no"),
    }
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bank-additional/bank-additional-full.csv", text.getvalue())
    return packed.getvalue()


def abalone() -> dict[str, str]:
    """Rings of a shell from its sex and seven measures: three CSVs, and one file of libsvm."""
    draw = np.random.default_rng(1)
    length = np.clip(draw.normal(0.52, 0.12, ABALONE_ROWS), 0.08, 0.8)
    weight = 2.8 * length**3 * draw.normal(1.6, 0.15, ABALONE_ROWS)
    rings = np.clip(np.round(4 + 12 * length + draw.normal(0, 1.5, ABALONE_ROWS)), 1, 29)
    measures = np.column_stack(
        [
            length,
            0.8 * length + draw.normal(0, 0.01, ABALONE_ROWS),
            0.28 * length + draw.normal(0, 0.01, ABALONE_ROWS),
            weight,
            0.43 * weight,
            0.22 * weight,
            0.29 * weight,
        ]
    ).clip(0.001)
    sexes = draw.integers(1, 4, ABALONE_ROWS)
    rows = [
        (int(ring), int(sex), *(f"{value:.4f}" for value in values))
        for ring, sex, values in zip(rings, sexes, measures, strict=True)
    ]
    lines = [",".join(map(str, row)) for row in rows]
    cuts = {"train": lines[:560], "validation": lines[560:680], "test": lines[680:]}
    libsvm = [
        " ".join([str(row[0]), *(f"{place}:{value}" for place, value in enumerate(row[1:], 1))])
        for row in rows
    ]
    return {
        **{f"{cut}_csv/abalone_dataset1_{cut}.csv": "\n".join(cuts[cut]) + "\n" for cut in cuts},
        "abalone.libsvm": "\n".join(libsvm) + "\n",
    }


def gasoline() -> str:
    """Barrels of gasoline a day, in thousands, by week: 745 numbers with a trend and a season."""
    draw = np.random.default_rng(3)
    week = np.arange(745)
    season = 260 * np.sin(2 * np.pi * (week - 16) / 52)
    barrels = 6900 + 3.4 * week + season + draw.normal(0, 160, len(week))
    return "".join(f"{value:.0f}\n" for value in barrels)


def put(s3: Any, region: str, bucket: str, objects: dict[str, bytes | str]) -> None:
    """Makes a bucket with these objects; one that is there already is left as it is."""
    where = {} if region == "us-east-1" else {"LocationConstraint": region}
    if any(found["Name"] == bucket for found in s3.list_buckets()["Buckets"]):
        return
    s3.create_bucket(Bucket=bucket, **({"CreateBucketConfiguration": where} if where else {}))
    for key, body in objects.items():
        s3.put_object(Bucket=bucket, Key=key, Body=body)


def main() -> None:
    labs, region = Path(sys.argv[1]), sys.argv[2]
    s3 = boto3.client("s3", region_name=region)
    tabular = {f"datasets/tabular/uci_abalone/{key}": text for key, text in abalone().items()}
    examples = {"datasets/image/MNIST/mnist.pkl.gz": mnist(labs), **tabular}
    put(s3, region, f"sagemaker-example-files-prod-{region}", examples)
    put(s3, region, "sagemaker-sample-files", examples)
    marketing = {"autopilot/direct_marketing/bank-additional.zip": bank(labs)}
    put(s3, region, WEB, {"robjhyndman.com/data/gasoline.csv": gasoline()})
    put(s3, "us-west-2", "sagemaker-sample-data-us-west-2", marketing)


main()
