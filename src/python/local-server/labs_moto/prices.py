"""The Price List API for SageMaker, with the prices that are known from published price lists.

Rows have the shape of the offer file; what is not known has no row. Prices in USD, read from
AWS's bulk price list in September and October 2026.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from moto.core.responses import ActionResult

from .door import Door
from .errors import AwsError
from .tokens import BadToken, page_of

SERVICE = "AmazonSageMaker"
PAGE = 100
PUBLISHED = "2026-09-30T00:00:00Z"

REGIONS = {
    "us-east-1": ("USE1", "US East (N. Virginia)"),
    "ap-south-1": ("APS3", "Asia Pacific (Mumbai)"),
    "eu-west-1": ("EU", "EU (Ireland)"),
    "ap-southeast-2": ("APS2", "Asia Pacific (Sydney)"),
}
"""Prefix of usage types, and the region's name."""

COMPONENTS = {"Notebk": "Notebook", "Train": "Training"}


@dataclass(frozen=True)
class Row:
    """A price by the hour of an instance, or by the month of a gigabyte of notebook storage."""

    region: str
    use: str
    instance: str | None
    usd: float

    @property
    def usage_type(self) -> str:
        prefix = REGIONS[self.region][0]
        return f"{prefix}-{self.use}:{self.instance or 'VolumeUsage.gp2'}"


def _instances(region: str, use: str, prices: dict[str, float]) -> tuple[Row, ...]:
    return tuple(Row(region, use, f"ml.{name}", usd) for name, usd in prices.items())


ROWS: tuple[Row, ...] = (
    *_instances(
        "us-east-1",
        "Notebk",
        {"t3.medium": 0.05, "m5.xlarge": 0.23, "g4dn.xlarge": 0.736, "g5.xlarge": 1.41},
    ),
    *_instances(
        "us-east-1", "Train", {"m5.xlarge": 0.23, "g4dn.xlarge": 0.736, "g5.xlarge": 1.408}
    ),
    *_instances(
        "ap-south-1",
        "Notebk",
        {"t3.medium": 0.054, "m5.xlarge": 0.242, "g4dn.xlarge": 0.811, "g5.xlarge": 1.69},
    ),
    Row("us-east-1", "Notebk", None, 0.14),
    Row("eu-west-1", "Notebk", None, 0.154),
    Row("ap-southeast-2", "Notebk", None, 0.168),
)


def _attributes(row: Row) -> dict[str, str]:
    attributes = {
        "servicecode": SERVICE,
        "servicename": "Amazon SageMaker",
        "regionCode": row.region,
        "location": REGIONS[row.region][1],
        "locationType": "AWS Region",
        "usagetype": row.usage_type,
        "operation": "RunInstance" if row.instance else "",
    }
    if row.instance is not None:
        attributes |= {
            "instanceName": row.instance,
            "instanceType": f"{row.instance}-{COMPONENTS[row.use]}",
            "platoinstancename": row.instance,
            "component": COMPONENTS[row.use],
        }
    return attributes


def _offer(row: Row) -> str:
    """A row of the price list as GetProducts gives it: a JSON text."""
    sku = sha256(row.usage_type.encode()).hexdigest()[:16].upper()
    term, rate = f"{sku}.JRTCKXETXF", f"{sku}.JRTCKXETXF.6YS6EN2CT7"
    unit = "Hrs" if row.instance else "GB-Mo"
    dimension = {
        "unit": unit,
        "beginRange": "0",
        "endRange": "Inf",
        "description": f"${row.usd:g} per {row.usage_type} {unit}",
        "appliesTo": [],
        "rateCode": rate,
        "pricePerUnit": {"USD": f"{row.usd:.10f}"},
    }
    return json.dumps(
        {
            "product": {
                "productFamily": "ML Instance" if row.instance else "ML Storage",
                "attributes": _attributes(row),
                "sku": sku,
            },
            "serviceCode": SERVICE,
            "terms": {
                "OnDemand": {
                    term: {
                        "priceDimensions": {rate: dimension},
                        "sku": sku,
                        "effectiveDate": PUBLISHED,
                        "offerTermCode": "JRTCKXETXF",
                        "termAttributes": {},
                    }
                }
            },
            "version": "20260930000000",
            "publicationDate": PUBLISHED,
        }
    )


MATCHES: dict[str, Callable[[str, str], bool]] = {
    "TERM_MATCH": lambda found, wanted: found == wanted,
    "EQUALS": lambda found, wanted: found == wanted,
    "CONTAINS": lambda found, wanted: wanted in found,
    "ANY_OF": lambda found, wanted: found in wanted.split(","),
    "NONE_OF": lambda found, wanted: found not in wanted.split(","),
}


def _matches(row: Row, filters: list[dict[str, str]]) -> bool:
    fields = {**_attributes(row), "ServiceCode": SERVICE}
    return all(MATCHES[f["Type"]](fields.get(f["Field"], ""), f["Value"]) for f in filters)


class LabsPricing(Door):
    """GetProducts."""

    service = "pricing"

    def get_products(self) -> ActionResult:
        params: dict[str, Any] = self.given
        if params["ServiceCode"] != SERVICE:
            raise AwsError("NotFoundException", f"Service not found: {params['ServiceCode']}")
        found = [_offer(row) for row in ROWS if _matches(row, params.get("Filters") or [])]
        try:
            page, token = page_of(found, params.get("NextToken"), params.get("MaxResults") or PAGE)
        except BadToken as cause:
            raise AwsError("InvalidNextTokenException", "The token is not valid.") from cause
        return ActionResult({"FormatVersion": "aws_v1", "PriceList": page, "NextToken": token})
