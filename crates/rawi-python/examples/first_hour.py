"""The first hour: a folder of articles into a data frame, demands counted by dyad and month, and a plot of them.

    pip install 'rawi[plot]'
    python first_hour.py news/ demands.png
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

import rawi


def records(folder: Path) -> pd.DataFrame:
    """One row a record, of every article in the folder."""
    reader = rawi.Reader()
    return rawi.to_pandas(reader.read_many(rawi.articles(folder)))


def demands(frame: pd.DataFrame) -> pd.DataFrame:
    """Demands, one row a month and one column a dyad of countries."""
    asked = frame[frame["type"] == "REQUEST"].copy()
    # Cells hold several codes, parted by " ; ": each asks each.
    for side in ("actor", "recipient"):
        asked[side] = asked[f"{side}_code"].fillna("---").str.split(" ; ")
        asked = asked.explode(side)
        asked[side] = asked[side].str[:3].replace("---", "?")
    asked["dyad"] = asked["actor"] + " → " + asked["recipient"]
    asked = asked.dropna(subset=["event_date"]).drop_duplicates(["id", "dyad"])
    asked["month"] = asked["event_date"].dt.to_period("M")
    table = asked.pivot_table(index="month", columns="dyad", values="id", aggfunc="count", fill_value=0)
    # Months without a demand are months too.
    return table.reindex(pd.period_range(table.index.min(), table.index.max(), freq="M", name="month"), fill_value=0)


def main(folder: Path, picture: Path) -> pd.DataFrame:
    frame = records(folder)
    table = demands(frame)
    busiest = table.sum().nlargest(8).index
    axes = table[busiest].plot.bar(stacked=True, figsize=(9, 4.5), colormap="tab20", width=0.8)
    axes.set(title="Demands by dyad and month", xlabel="", ylabel="records of type REQUEST")
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.legend(title="who asks → of whom", fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5))
    plt.tight_layout()
    plt.savefig(picture, dpi=120)
    plt.close()
    print(f"{frame['article'].nunique()} articles, {len(frame)} records, {int(table.to_numpy().sum())} demands")
    print(table[busiest].to_string())
    return table


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
