"""Data files by independent software, in the folder it is run in: Python 3.11 with numpy 1.24.

arrow.parquet beside it was written by Apache Arrow's C++ library (ParquetSharp 25.0.1.2): three row groups of four rows,
row r with kind 'a' or 'b' (every third 'a'), whole 1000 r - 1, real r / 4 (none where r % 4 is 1), flag (r even), factor
'f0' or 'f1' (none where r % 5 is 0), at 2000-01-01 12:00 UTC plus r days, half r / 8.
"""
import gzip
import json
import os
import shutil
import tarfile

import numpy

rows = numpy.arange(5)
arrays = dict(
    label=rows * 3 - 2,
    image=(numpy.arange(5 * 2 * 3).reshape(5, 2, 3)).astype("uint8"),
    big=(rows / 4).astype(">f8"),
    half=(rows / 8).astype("f2"),
    wide=numpy.array([2**63 + 5, 1, 2, 3, 4], "u8"),
    text=numpy.array(["", "a", "äö", "\U0001F33B", "longer"]),
    flag=rows % 2 == 0,
    missing=numpy.array([numpy.nan, 1.5, 2, 3, 0.1], "f4"),
)
numpy.savez("numpy.npz", **arrays)
numpy.savez_compressed("compressed.npz", **arrays)
numpy.savez("ragged.npz", a=rows, b=rows[:4])
numpy.savez("fortran.npz", a=numpy.asfortranarray(numpy.zeros((3, 2))))
numpy.savez("objects.npz", a=numpy.array([None, {}], dtype=object))
numpy.savez("scalar.npz", a=numpy.array(1.0))

lines = [
    {"text": "ä\n\"x\"", "tokens": ["a", "b"], "n": 1.5, "label": 3, "flag": True},
    {"text": "z", "tokens": [1, 2, 3], "n": None, "label": "k", "flag": False, "later": 1},
    {"label": -2e-3},
]
with open("python.jsonl", "w", encoding="utf-8") as file:
    for line in lines:
        file.write(json.dumps(line, ensure_ascii=len(line) == 6) + "\n")
with gzip.GzipFile("python.jsonl.gz", "wb", mtime=0) as file:
    file.write(open("python.jsonl", "rb").read())

# a tar file as Python writes it by default (pax), with a folder, dates with fractions and names beyond ASCII
os.makedirs("daten", exist_ok=True)
numpy.save("daten/images.npy", numpy.arange(8, dtype="f8").reshape(2, 2, 2))
for name, text in (("größe.csv", "id,label\n1,a\n2,b\n"), ("z.csv", "id\n5\n6\n")):
    with open(f"daten/{name}", "w", encoding="utf-8") as file:
        file.write(text)
with tarfile.open("python.tar", "w") as tar:
    tar.add("daten", recursive=False)
    for name in ("images.npy", "größe.csv", "z.csv"):
        entry = tar.gettarinfo(f"daten/{name}")
        entry.mtime = 1.5
        with open(f"daten/{name}", "rb") as file:
            tar.addfile(entry, file)
shutil.rmtree("daten")
