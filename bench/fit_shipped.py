"""Fits the embedding model that is shipped: on the corpus of the package and the prose of the sample reports.

    python bench/fit_shipped.py [FOLDER]

Writes ``index/model`` (or FOLDER); the same samples give the same bytes.
"""

import sys
from pathlib import Path

from index.vectors.embedding import SHIPPED
from index.vectors.fit import fit_model
from ingest.pipeline import read_report

SAMPLES = Path(__file__).parent.parent / "samples" / "reports"


def main() -> None:
    """Fit and say how large the model is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    reports = [read_report(path.read_bytes(), path.name) for path in sorted(SAMPLES.iterdir())]
    texts = dict.fromkeys(passage.text for report in reports for passage in report.passages)
    fit_model(texts, folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{len(texts)} passages of {len(reports)} reports, {size / 1e6:.1f} MB in {folder}")


if __name__ == "__main__":
    main()
