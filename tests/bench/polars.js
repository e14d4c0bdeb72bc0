// The questions of the benchmark, asked of polars: node polars.js DATA OUT REPETITIONS
//
// Labels are categoricals from the start: every query is faster with them.
const pl = require("nodejs-polars");
const fs = require("fs");
const { inOrder, measure, quarter } = require("./peer.js");

const [data, out, repetitions] = process.argv.slice(2);
const { col, lit } = pl;
const label = pl.Categorical;

const schemas = {
  long: {
    periode: label, omraade: label, ydelse: label, alder: label, koen: label, herkomst: label,
    maaling: label, antal: pl.Int32, fuldtid: pl.Float64, andel: pl.Float64,
  },
  spells: {
    person: pl.Int32, ydelse: label, start: pl.Date, slut: pl.Date, kommune: label,
    alder: pl.Int32, koen: label,
  },
  rar: { omraade: label, rar: label },
  ids: { borger: pl.Utf8, ydelse: label, beloeb: pl.Int32 },
  citizens: { borger: pl.Utf8, kommune: label },
};
const load = (name) =>
  pl.readCSV(`${data}/${name}.csv`, {
    sep: ";", quoteChar: '"', nullValues: ".", decimalComma: true, schema: schemas[name],
  });

let long, spells, councils, ids, citizens;

// A sum over nothing is nothing, not the 0 that polars gives.
const sum = (values) =>
  pl.when(values.count().gt(0)).then(values.cast(pl.Int64).sum()).otherwise(lit(null));
const antal = col("antal");
const anyOf = (periods) =>
  periods.map((period) => col("periode").eq(lit(period))).reduce((a, b) => a.or(b));
const pct = col("efter").sub(col("foer")).mul(lit(100.0)).div(col("foer"));

const queries = {
  by_benefit: () => long.lazy().groupBy("ydelse").agg(sum(antal).alias("antal")),
  area_period: () =>
    long.lazy().groupBy(["omraade", "periode"])
      .agg(sum(antal).alias("antal"), col("andel").mean().alias("andel")),
  before_after: () =>
    long.lazy().filter(col("omraade").eq(lit("Hedensted")).and(anyOf(["2019M09", "2021M09"])))
      .groupBy(["ydelse", "alder"])
      .agg(
        sum(antal.filter(anyOf(["2019M09"]))).alias("foer"),
        sum(antal.filter(anyOf(["2021M09"]))).alias("efter"))
      .withColumns(col("efter").sub(col("foer")).alias("forskel"), pct.alias("pct")),
  // Every benefit has every month (the report would tell), so twelve rows are twelve months.
  rolling: () =>
    long.lazy().groupBy(["ydelse", "periode"])
      .agg(col("fuldtid").sum().div(sum(antal)).alias("andel"))
      .withColumns(col("periode").cast(pl.Utf8).alias("month")).sort("month")
      .withColumns(
        col("andel").rollingMean({ windowSize: 12, minPeriods: 12 }).over("ydelse")
          .alias("rullende"))
      .select("ydelse", "periode", "andel", "rullende"),
  five_keys: () =>
    long.lazy().groupBy(["omraade", "ydelse", "alder", "koen", "herkomst"])
      .agg(
        sum(antal).alias("antal"), antal.count().alias("n"), antal.min().alias("mindst"),
        antal.max().alias("flest")),
  growth: () => {
    const before = ["2019M07", "2019M08", "2019M09"], after = ["2021M07", "2021M08", "2021M09"];
    return long.lazy().filter(anyOf([...before, ...after])).groupBy("omraade")
      .agg(
        sum(antal.filter(anyOf(before))).alias("foer"),
        sum(antal.filter(anyOf(after))).alias("efter"))
      .withColumns(pct.alias("pct")).sort("pct", true, true).limit(10);
  },
  persons: () => {
    const number = (day) =>
      col(day).dt.year().cast(pl.Int32).mul(lit(4))
        .add(col(day).dt.month().cast(pl.Int32).sub(lit(1)).div(lit(3)).floor().cast(pl.Int32));
    return spells.lazy()
      .select(
        col("ydelse"), col("person"),
        pl.intRanges(number("start"), number("slut").add(lit(1))).alias("number"))
      .explode("number").groupBy(["ydelse", "number"])
      .agg(col("person").nUnique().alias("personer"));
  },
  council: () =>
    long.lazy().join(councils.lazy(), { on: "omraade", how: "inner" })
      .groupBy(["rar", "periode"]).agg(sum(antal).alias("antal")),
};

const weighted = col("fuldtid").sub(antal).mul(col("andel")).div(lit(100));
const month = col("periode").cast(pl.Utf8);

// Every area with every benefit and month, so that twelve rows are twelve months.
function wholeGrid() {
  const only = (name) => long.lazy().select(name).unique();
  const sums = long.lazy().groupBy(["omraade", "ydelse", "periode"])
    .agg(sum(antal).alias("antal"), pl.len().alias("n"));
  return only("omraade").join(only("ydelse"), { how: "cross" })
    .join(only("periode"), { how: "cross" })
    .join(sums, { on: ["omraade", "ydelse", "periode"], how: "left" });
}

Object.assign(queries, {
  filter: () =>
    long.lazy()
      .filter(
        antal.mul(lit(2)).gt(lit(1000)).and(
          col("andel").lt(lit(25.05)).or(col("fuldtid").sub(antal).lt(lit(-1000.05)))))
      .groupBy("ydelse").agg(pl.len().alias("n"), sum(antal).alias("antal")),
  arithmetic: () =>
    long.lazy().groupBy("ydelse")
      .agg(weighted.sum().alias("sum"), weighted.min().alias("least")),
  area_rolling: () =>
    wholeGrid().withColumns(month.alias("month")).sort("month")
      .withColumns(
        antal.cast(pl.Float64).rollingMean({ windowSize: 12, minPeriods: 12 })
          .over("omraade", "ydelse").alias("rullende"))
      .filter(col("n").isNotNull())
      .select("omraade", "ydelse", "periode", "antal", "rullende"),
  distinct: () =>
    long.lazy().groupBy("omraade")
      .agg(antal.dropNulls().nUnique().alias("antal"), col("fuldtid").nUnique().alias("fuldtid")),
  median: () =>
    long.lazy().groupBy(["omraade", "ydelse"])
      .agg(antal.median().alias("antal"), col("fuldtid").median().alias("fuldtid")),
  top: () =>
    long.lazy()
      .withColumns(
        col("fuldtid").rank({ method: "min", descending: true }).over("omraade").alias("nr"))
      .filter(col("nr").ltEq(lit(3))).select("omraade", "fuldtid", "nr"),
  sort_head: () =>
    long.lazy().withColumns(month.alias("month")).sort(["month", "fuldtid"], [false, true])
      .limit(1000),
  sort: () => long.lazy().withColumns(month.alias("month")).sort(["month", "fuldtid"], [false, true]),
  id_sum: () => ids.lazy().groupBy("borger").agg(col("beloeb").cast(pl.Int64).sum()),
  id_distinct: () => ids.lazy().groupBy("ydelse").agg(col("borger").nUnique()),
  id_join: () =>
    ids.lazy().join(citizens.lazy(), { on: "borger", how: "inner" })
      .groupBy("kommune").agg(col("beloeb").cast(pl.Int64).sum()),
});

// No lazy frame can be pivoted.
function pivot() {
  const sums = long.lazy().filter(col("ydelse").eq(lit("Kontanthjælp")))
    .groupBy(["omraade", "periode"]).agg(sum(antal).alias("antal")).collectSync();
  return sums.pivot("antal", { index: "omraade", on: "periode" });
}

const keys = (frame) => frame.select("periode", "fuldtid").rows();

// What stands for an answer that is a whole table.
const whole = {
  pivot: (frame) => {
    const months = frame.columns.filter((name) => name !== "omraade").sort();
    return frame.select("omraade", ...months).rows();
  },
  sort_head: keys,
  sort: (frame) => {
    const rows = Array.from({ length: 1000 }, (_, i) =>
      Math.floor((i * (frame.height - 1)) / 999));
    return rows.map((row) => keys(frame.slice(row, 1))[0]);
  },
  id_sum: (frame) => {
    const sums = col("beloeb");
    return frame.select(
      pl.len().alias("n"), sums.sum().alias("sum"), sums.max().alias("most"),
      sums.mul(sums).sum().alias("square")).rows();
  },
  load_ids: () =>
    ids.select(
      pl.len().alias("n"), col("borger").nUnique().alias("ids"),
      col("beloeb").cast(pl.Int64).sum().alias("beloeb")).rows(),
  load: () => {
    const big = antal.cast(pl.Int64);
    return long.select(
      pl.len().alias("n"), antal.count().alias("set"), big.sum().alias("antal"),
      col("fuldtid").sum(), col("andel").sum()).rows();
  },
  load_spells: () =>
    spells.select(
      pl.len().alias("n"), col("person").cast(pl.Int64).sum().alias("person"),
      col("alder").cast(pl.Int64).sum().alias("alder"),
      col("start").min().cast(pl.Utf8).alias("foerste"),
      col("slut").max().cast(pl.Utf8).alias("sidste")).rows(),
};

function loadIds() {
  long = spells = ids = citizens = null;
  ids = load("ids");
  citizens = load("citizens");
}

async function main() {
  const saved = `${out}/saved.parquet`;
  councils = load("rar");
  const asking = {
    load: { run: () => ((long = null), (long = load("long"))), rows: whole.load },
    load_spells: { run: () => ((spells = null), (spells = load("spells"))), rows: whole.load_spells },
  };
  const rows = (frame) => frame.rows();
  for (const [name, query] of Object.entries(queries))
    asking[name] = { run: () => query().collectSync(), rows: whole[name] || rows };
  asking.pivot = { run: pivot, rows: whole.pivot };
  asking.save = { run: () => long.writeParquet(saved) };
  asking.open = {
    run: () => pl.readParquet(saved).lazy().groupBy("ydelse").agg(sum(antal)).collectSync(),
    rows,
  };
  asking.load_ids = { run: loadIds, rows: whole.load_ids };
  asking.persons.rows = (frame) =>
    frame.rows().map(([benefit, number, count]) => [benefit, quarter(number), count]);
  await measure(out, Number(repetitions), inOrder(asking));
  fs.rmSync(saved);
}

main();
