#!/usr/bin/env python3
"""Reads figures of all communes, joins them to their units, and prints the five with the most hamlets.

Needs nothing beside Python's own library. TUNGNGO_URL is the server, TUNGNGO_KEY an access key (console: Exchange > New key).
In a notebook: paste the functions into a cell and call them; pandas.read_csv(io.StringIO(text)) takes the same text.
"""
import csv
import io
import os
import sys
import urllib.request

URL = os.environ["TUNGNGO_URL"].rstrip("/")
KEY = os.environ["TUNGNGO_KEY"]


def table(path):
    """One table of the server, a dict for each line; the file begins with a byte order mark for Excel."""
    request = urllib.request.Request(URL + path, headers={"Authorization": "Bearer " + KEY, "Accept": "text/csv"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))


def main(period):
    units = {unit["id"]: unit for unit in table("/api/areas")}
    figures = table(f"/api/indicators/values?level=commune&period={period}&codes=AP_KHOM")

    # A figure that is missing is an empty cell and not a nought.
    known = [f for f in figures if f["value"] != ""]
    known.sort(key=lambda f: (-float(f["value"]), f["area_code"]))
    for figure in known[:5]:
        unit = units.get(figure["area_id"], {})
        print(figure["area_code"], figure["area_name"], figure["value"], unit.get("kind", "-"), sep="\t")
    print(f"{len(known)} of {len(figures)} communes, {figures[0]['status']}, image {figures[0]['image']}" if figures else "no communes")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "this-M")
