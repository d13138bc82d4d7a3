"""Claims of an archive with Dask: dask_claims.py NEWS.jsonl OUT. Needs newsvane, dask[dataframe], distributed and pyarrow.

Each worker compiles the lexicons once. For stories, days and conflicts, which need all articles, give each worker files of its
own: `newsvane run --shard K/N`, then `newsvane merge`.
"""
import sys
from functools import cache

import dask.dataframe as dd
import pandas as pd
from dask.distributed import Client

import newsvane


@cache
def pipeline() -> newsvane.Pipeline:
    """One a worker."""
    return newsvane.Pipeline(threads=1)


def claims(articles: pd.DataFrame) -> pd.DataFrame:
    """The claims of a partition."""
    return pipeline().analyze_batch(articles, progress=False)["claims"].to_pandas()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: dask_claims.py NEWS.jsonl OUT")
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None):
        # 1 MB of the file a partition: of a small file there are several too; an archive takes 64 MB
        articles = dd.read_json(sys.argv[1], lines=True, blocksize=2**20, dtype=False, convert_dates=False)
        none = newsvane.Pipeline().analyze_batch([])["claims"].to_pandas()
        articles.map_partitions(claims, meta=none).to_parquet(sys.argv[2], write_index=False)
