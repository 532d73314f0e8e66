// Prints the table of docs/measuring.md: node test/unit/statistics/coverage-table.ts [RUNS]
import { coverage, experiments, sizes } from './simulate-coverage.ts'

const runs = Number(process.argv[2] ?? 10_000)
const row = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
row(['interval', 'data', ...sizes.map((n) => `n = ${String(n)}`)])
row(['---', '---', ...sizes.map(() => '---')])
for (const each of experiments)
  row([each.interval, each.data, ...sizes.map((n) => `${(100 * coverage(each, n, runs)).toFixed(1)} %`)])
