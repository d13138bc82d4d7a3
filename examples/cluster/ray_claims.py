"""Claims of an archive with Ray Data: ray_claims.py NEWS.jsonl OUT. Needs newsvane, ray[data] and pyarrow on every node.

Each worker compiles the lexicons once, and analyses batches of articles as Arrow, without copies of texts. For stories, days and
conflicts, which need all articles, give each worker files of its own: `newsvane run --shard K/N`, then `newsvane merge`.
"""
import sys
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import ray
import ray.data

import newsvane


class Claims:
    """One a worker; Ray has as many as `concurrency` says, each on one core."""

    def __init__(self) -> None:
        self.pipeline = newsvane.Pipeline(threads=1)

    def __call__(self, articles: pa.Table) -> pa.Table:
        tables: Mapping[str, Any] = self.pipeline.analyze_batch(articles, progress=False)
        return pa.table(tables["claims"])


if len(sys.argv) != 3:
    sys.exit("usage: ray_claims.py NEWS.jsonl OUT")
ray.init(log_to_driver=False)
# one core is left to reading and writing
workers = max(1, int(ray.cluster_resources()["CPU"]) - 1)
articles = ray.data.read_json(sys.argv[1], lines=True)
articles.map_batches(Claims, batch_format="pyarrow", batch_size=512, concurrency=workers).write_parquet(sys.argv[2])
ray.shutdown()
