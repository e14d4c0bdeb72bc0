// What duckdb.js and polars.js share: the questions asked in order, each measured as queries.lua
// measures it, the answers and measures written in its form.
const fs = require("fs");

const seconds = () => Number(process.hrtime.bigint()) / 1e9;

// The peak of memory since the last reset, in kB.
function peak() {
  const found = /^VmHWM:\s*(\d+)/m.exec(fs.readFileSync("/proc/self/status", "utf8"));
  return found ? Number(found[1]) : 0;
}

function resetPeak() {
  try {
    fs.writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Without the right to reset it the peak is that of the whole run.
  }
}

const cell = (value) => (value === null || value === undefined ? "NA" : String(value));

// questions: { name: { run() -> result, rows(result) -> array of arrays } }; what `rows` does is not
// measured.
exports.measure = async function (out, repetitions, questions) {
  const measures = [];
  for (const [name, question] of Object.entries(questions)) {
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      if (global.gc) global.gc();
      resetPeak();
      const before = seconds();
      const result = await question.run();
      const took = seconds() - before;
      measures.push(`${name}\tseconds\t${took.toFixed(6)}`, `${name}\tpeak\t${peak()}`);
      if (repetition < repetitions || !question.rows) continue;
      const lines = (await question.rows(result)).map((row) => row.map(cell).join("\t") + "\n");
      fs.writeFileSync(`${out}/${name}.tsv`, lines.join(""));
    }
  }
  fs.appendFileSync(`${out}/measures.tsv`, measures.join("\n") + "\n");
};

// The same questions in the order in which all programs are asked, those of the end last.
const last = ["save", "open", "load_ids", "id_sum", "id_distinct", "id_join"];
exports.inOrder = (questions) => {
  const names = Object.keys(questions).filter((name) => !last.includes(name));
  return Object.fromEntries([...names, ...last].map((name) => [name, questions[name]]));
};

// 4 * year + quarter - 1 as 2019Q3.
exports.quarter = (number) => `${Math.floor(Number(number) / 4)}Q${(Number(number) % 4) + 1}`;
