#!/usr/bin/env python3
"""Links the same files with Esep and with Splink, in turn, and prints processor seconds, memory and accuracy of both.

Needs the folder of shared measurements beside this project (its bench/README.md says how to install Splink), and the
program: cargo build --release. Sets: fake_1000 febrl3 febrl4 historical_50k people_100k people_1m.

    PYTHON bench/linkage.py [SET...] [--shared ../shared] [--work target/bench] [--runs 1]

Rows are shuffled and identifiers replaced first, so that neither program can lean on the order; the truth is used in
scoring only. Processor seconds are those of the whole process, user and system over all threads, for Esep with reading
and writing its report, for Splink from loading to clusters as its script counts them. All generated sets are read with
one and the same plan: Esep's own on the names as written, in two scripts, and Splink's settings `syn` on names that were
written in Latin letters for it.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

GENERATED = {"people_100k": 100_000, "people_1m": 1_000_000}
CONFIG = {"fake_1000": "fake1000", "febrl3": "febrl3", "febrl4": "febrl4", "historical_50k": "h50k"}
SOURCES = {
    "fake_1000": ["fake_1000.csv"],
    "febrl3": ["dataset3.csv"],
    "febrl4": ["dataset4a.csv", "dataset4b.csv"],
    "historical_50k": ["historical_figures_with_errors_50k.parquet"],
}
SEED = 99
# Esep reads at most 200,000 rows of one file, its heading among them.
ROWS_OF_FILE = 199_999


def read(path):
    if path.suffix == ".parquet":
        return pq.read_table(path)
    names = path.open(encoding="utf-8").readline().rstrip("\n").split(",")
    text = pc.ConvertOptions(column_types={name: pa.string() for name in names}, strings_can_be_null=True)
    table = pc.read_csv(path, convert_options=text)
    return table.rename_columns([name.strip() for name in table.column_names])


def shuffled(table, truth_in_id, part):
    """The rows in random order; own identifiers are replaced by numbers, the truth of febrl is kept inside them."""
    order = np.random.default_rng(SEED + part).permutation(table.num_rows)
    table = table.take(pa.array(order))
    for place, name in enumerate(table.column_names):
        if name == "unique_id":
            numbers = pa.array(np.arange(table.num_rows) + part * 10_000_000)
            table = table.set_column(place, name, numbers)
        elif name == "rec_id" and truth_in_id:
            whose = [text.split("-")[1].strip() for text in table[name].to_pylist()]
            ids = [f"rec-{person}-{part}{row}" for row, person in enumerate(whose)]
            table = table.set_column(place, name, pa.array(ids))
    return table


def prepared(name, arguments):
    """Files of a set, prepared once: a Parquet file for each list."""
    folder = Path(arguments.work)
    folder.mkdir(parents=True, exist_ok=True)
    sources = [Path(arguments.shared) / "data" / "linkage" / source for source in SOURCES.get(name, [])]
    if name in GENERATED:
        made = folder / f"{name}-made.parquet"
        if not made.exists():
            generator = Path(arguments.shared) / "bench" / "gen_people.py"
            command = [sys.executable, generator, "--n", GENERATED[name], "--profile", "mixed", "--seed", 7, "--out", made]
            subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
        sources = [made]
    files = []
    for part, source in enumerate(sources):
        file = folder / f"{name}-{part}.parquet"
        if not file.exists():
            pq.write_table(shuffled(read(source), name.startswith("febrl"), part), file)
        files.append(file)
    return files


def raw_names(files):
    """A generated set without the Latin spellings that Splink's user must write, in files as long as Esep reads."""
    given = []
    for file in files:
        table = pq.read_table(file)
        wanted = [name for name in table.column_names if not name.endswith("_lat") and name != "source"]
        for start in range(0, table.num_rows, ROWS_OF_FILE):
            raw = file.with_name(f"{file.stem}-raw-{start // ROWS_OF_FILE}.parquet")
            if not raw.exists():
                pq.write_table(table.select(wanted).slice(start, ROWS_OF_FILE), raw)
            given.append(raw)
    return given


def esep(name, files, arguments):
    given = files
    if name in GENERATED:
        given = raw_names(files)
    truth = r"rec_id:^(rec-\d+)" if name.startswith("febrl") else "cluster"
    distinct = [word for file in files if len(files) > 1 for word in ("--distinct", file.stem)]
    command = ["target/release/esep", "link", *given, "--truth", truth, "--json", *distinct]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = json.loads(done.stdout)
    judged = found["evaluation"]
    return {
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "mib": found["peak_memory_mib"],
        "chosen": judged["chosen"]["f1"],
        "best": judged["best"]["f1"],
        "clusters": judged["cluster"]["f1"],
    }


def splink(name, files, arguments):
    script = Path(arguments.shared) / "bench" / "splink_bench.py"
    config = CONFIG.get(name, "syn")
    words = [sys.executable, script, config, ",".join(map(str, files))]
    if SOURCES.get(name, [""])[0].endswith(".csv"):
        # Its script finds the types of these by reading them as text.
        texts = []
        for file in files:
            text = file.with_suffix(".csv")
            pc.write_csv(pq.read_table(file), text)
            texts.append(str(text))
        words[-1] = ",".join(texts)
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    command = [str(word) for word in words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return {
        "cpu": found["cpu_s"],
        "mib": found["peak_rss_mb"],
        "chosen": found["pair"]["p0.95"]["F1"],
        "best": found["pair"]["best"]["F1"],
        "clusters": found["cluster@0.95"]["F1"],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", default=[*SOURCES, *GENERATED])
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--work", default="target/bench")
    parser.add_argument("--runs", type=int, default=1)
    arguments = parser.parse_args()
    print("| set | program | processor seconds | most memory MiB | pairs F1 chosen | best | clusters F1 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in arguments.sets:
        files = prepared(name, arguments)
        for program, run in (("Esep", esep), ("Splink", splink)) * arguments.runs:
            found = run(name, files, arguments)
            cells = [f"{found['cpu']:.1f}", f"{found['mib']:.0f}"]
            cells += [f"{found[key]:.4f}" for key in ("chosen", "best", "clusters")]
            print(f"| {name} | {program} | {' | '.join(cells)} |", flush=True)


main()
