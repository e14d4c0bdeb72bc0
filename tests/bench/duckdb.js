// The questions of the benchmark, asked of DuckDB: node duckdb.js DATA OUT REPETITIONS
//
// Labels are turned into enums after loading (the question "code"), as one does who asks more than
// once: every query is faster with them.
const { DuckDBInstance } = require("@duckdb/node-api");
const fs = require("fs");
const { inOrder, measure, quarter } = require("./peer.js");

const [data, out, repetitions] = process.argv.slice(2);

const load = (table, file, columns) => `
  CREATE OR REPLACE TABLE ${table} AS FROM read_csv('${data}/${file}', delim = ';', quote = '"',
    escape = '"', header = true, nullstr = '.', decimal_separator = ',', auto_detect = false,
    columns = ${JSON.stringify(columns)})`;

const label = "VARCHAR";
const idColumns = { borger: label, ydelse: label, beloeb: "INTEGER" };
const loads = {
  load: load("long", "long.csv", {
    periode: label, omraade: label, ydelse: label, alder: label, koen: label, herkomst: label,
    maaling: label, antal: "INTEGER", fuldtid: "DOUBLE", andel: "DOUBLE",
  }),
  load_spells: load("spells", "spells.csv", {
    person: "INTEGER", ydelse: label, start: "DATE", slut: "DATE", kommune: label,
    alder: "INTEGER", koen: label,
  }),
};

const whole = {
  load: "SELECT count(*), count(antal), sum(antal), sum(fuldtid), sum(andel) FROM long",
  load_spells: "SELECT count(*), sum(person), sum(alder), min(start), max(slut) FROM spells",
};

// Rows that stand evenly from first to last in a table of `count` rows.
const sample = (count) =>
  Array.from({ length: 1000 }, (_, i) => Math.floor((i * (count - 1)) / 999)).join();

const labels = {
  long: ["periode", "omraade", "ydelse", "alder", "koen", "herkomst", "maaling"],
  spells: ["ydelse", "kommune", "koen"],
};

const queries = {
  by_benefit: `SELECT ydelse, sum(antal) FROM long GROUP BY ydelse`,
  area_period: `
    SELECT omraade, periode, sum(antal), avg(andel) FROM long GROUP BY omraade, periode`,
  before_after: `
    WITH sums AS (
      SELECT ydelse, alder, sum(antal) FILTER (periode = '2019M09') AS foer,
        sum(antal) FILTER (periode = '2021M09') AS efter
      FROM long WHERE omraade = 'Hedensted' AND periode IN ('2019M09', '2021M09')
      GROUP BY ydelse, alder)
    SELECT ydelse, alder, foer, efter, efter - foer, 100 * (efter - foer) / foer FROM sums`,
  // Twelve months that follow one another, or nothing.
  rolling: `
    WITH shares AS (
      SELECT ydelse, periode, sum(fuldtid) / sum(antal) AS andel,
        12 * left(periode::VARCHAR, 4)::INTEGER + right(periode::VARCHAR, 2)::INTEGER AS month
      FROM long GROUP BY ydelse, periode)
    SELECT ydelse, periode, andel, CASE WHEN count(andel) OVER year = 12 THEN avg(andel) OVER year END
    FROM shares
    WINDOW year AS (PARTITION BY ydelse ORDER BY month RANGE BETWEEN 11 PRECEDING AND CURRENT ROW)`,
  five_keys: `
    SELECT omraade, ydelse, alder, koen, herkomst, sum(antal), count(antal), min(antal), max(antal)
    FROM long GROUP BY ALL`,
  growth: `
    WITH sums AS (
      SELECT omraade,
        sum(antal) FILTER (periode IN ('2019M07', '2019M08', '2019M09')) AS foer,
        sum(antal) FILTER (periode IN ('2021M07', '2021M08', '2021M09')) AS efter
      FROM long
      WHERE periode IN ('2019M07', '2019M08', '2019M09', '2021M07', '2021M08', '2021M09')
      GROUP BY omraade)
    SELECT omraade, foer, efter, 100 * (efter - foer) / foer AS pct
    FROM sums ORDER BY pct DESC NULLS LAST LIMIT 10`,
  // Each person once a quarter by DISTINCT, then counted: faster than count(DISTINCT person).
  persons: `
    WITH quarters AS (
      SELECT DISTINCT ydelse, person, unnest(range(4 * year(start) + quarter(start) - 1,
        4 * year(slut) + quarter(slut))) AS number
      FROM spells)
    SELECT ydelse, number, count(*) FROM quarters GROUP BY ydelse, number`,
  council: `
    SELECT rar, periode, sum(antal) FROM long JOIN councils USING (omraade) GROUP BY rar, periode`,
};

Object.assign(queries, {
  filter: `
    SELECT ydelse, count(*), sum(antal) FROM long
    WHERE antal * 2 > 1000 AND (andel < 25.05 OR fuldtid - antal < -1000.05) GROUP BY ydelse`,
  arithmetic: `
    SELECT ydelse, sum((fuldtid - antal) * andel / 100), min((fuldtid - antal) * andel / 100)
    FROM long GROUP BY ydelse`,
  pivot: `
    PIVOT (SELECT omraade, periode, antal FROM long WHERE ydelse = 'Kontanthjælp')
    ON periode USING sum(antal) GROUP BY omraade`,
  area_rolling: `
    WITH sums AS (
      SELECT omraade, ydelse, periode, sum(antal) AS antal,
        12 * left(periode::VARCHAR, 4)::INTEGER + right(periode::VARCHAR, 2)::INTEGER AS month
      FROM long GROUP BY omraade, ydelse, periode)
    SELECT omraade, ydelse, periode, antal,
      CASE WHEN count(antal) OVER year = 12 THEN avg(antal) OVER year END
    FROM sums WINDOW year AS (PARTITION BY omraade, ydelse ORDER BY month
      RANGE BETWEEN 11 PRECEDING AND CURRENT ROW)`,
  distinct: `
    SELECT omraade, count(DISTINCT antal), count(DISTINCT fuldtid) FROM long GROUP BY omraade`,
  median: `
    SELECT omraade, ydelse, median(antal), median(fuldtid) FROM long GROUP BY omraade, ydelse`,
  top: `
    SELECT omraade, fuldtid, rank() OVER (PARTITION BY omraade ORDER BY fuldtid DESC) AS nr
    FROM long QUALIFY nr <= 3`,
  sort_head: `SELECT * FROM long ORDER BY periode, fuldtid DESC LIMIT 1000`,
});

// Questions whose answer is a table of its own, and what stands for it: [statements, answer].
const tables = {
  sort: [
    `CREATE OR REPLACE TABLE sorted AS FROM long ORDER BY periode, fuldtid DESC`,
    (count) => `SELECT periode, fuldtid FROM sorted WHERE rowid IN (${sample(count)})
      ORDER BY rowid`,
  ],
  save: [
    `ATTACH '${out}/saved.duckdb' AS saved;
    CREATE OR REPLACE TABLE saved.long AS FROM long; DETACH saved`,
  ],
  load_ids: [
    `DROP TABLE IF EXISTS long; DROP TABLE IF EXISTS sorted; DROP TABLE IF EXISTS spells;
    ${load("ids", "ids.csv", idColumns)};
    ${load("citizens", "citizens.csv", { borger: label, kommune: label })}`,
    () => `SELECT count(*), count(DISTINCT borger), sum(beloeb) FROM ids`,
  ],
  id_sum: [
    `CREATE OR REPLACE TABLE sums AS SELECT borger, sum(beloeb) AS b FROM ids GROUP BY borger`,
    () => `SELECT count(*), sum(b), max(b), sum(b * b) FROM sums`,
  ],
};

Object.assign(queries, {
  id_distinct: `SELECT ydelse, count(DISTINCT borger) FROM ids GROUP BY ydelse`,
  id_join: `SELECT kommune, sum(beloeb) FROM ids JOIN citizens USING (borger) GROUP BY kommune`,
});

async function code(connection) {
  for (const [table, columns] of Object.entries(labels)) {
    const coded = columns.map((column) => `${column}::${table}_${column} AS ${column}`);
    for (const column of columns)
      await connection.run(`CREATE TYPE ${table}_${column} AS ENUM
        (SELECT DISTINCT ${column} FROM ${table} ORDER BY ${column})`);
    await connection.run(`CREATE TABLE coded AS SELECT * REPLACE (${coded}) FROM ${table}`);
    await connection.run(`DROP TABLE ${table}; ALTER TABLE coded RENAME TO ${table}`);
  }
  await connection.run(`CREATE TABLE councils AS SELECT omraade::long_omraade AS omraade, rar
    FROM read_csv('${data}/rar.csv', delim = ';', header = true)`);
}

// The file that was saved, opened and asked.
async function open(connection) {
  await connection.run(`ATTACH '${out}/saved.duckdb' AS saved (READ_ONLY)`);
  const result = await connection.runAndReadAll(
    queries.by_benefit.replace("FROM long", "FROM saved.long"));
  await connection.run("DETACH saved");
  return result;
}

async function main() {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rowsOf = async (sql) => (await connection.runAndReadAll(sql)).getRows();
  const loading = {}, asking = {};
  for (const [name, sql] of Object.entries(loads))
    loading[name] = { run: () => connection.run(sql), rows: () => rowsOf(whole[name]) };
  await measure(out, Number(repetitions), loading);
  const count = Number((await rowsOf("SELECT count(*) FROM long"))[0][0]);
  await measure(out, 1, { code: { run: () => code(connection) } });
  const rows = (result) => result.getRows();
  for (const [name, sql] of Object.entries(queries))
    asking[name] = { run: () => connection.runAndReadAll(sql), rows };
  for (const [name, [sql, answer]] of Object.entries(tables))
    asking[name] = {
      run: () => connection.run(sql),
      rows: answer && (() => rowsOf(answer(count))),
    };
  asking.open = { run: () => open(connection), rows };
  asking.persons.rows = (result) =>
    result.getRows().map(([benefit, number, count]) => [benefit, quarter(number), count]);
  asking.sort_head.rows = (result) => result.getRows().map((row) => [row[0], row[8]]);
  await measure(out, Number(repetitions), inOrder(asking));
  fs.rmSync(`${out}/saved.duckdb`);
}

main();
