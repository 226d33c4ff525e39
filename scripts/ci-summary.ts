/**
 * Sums vitest's JSON reports into CI's last line, `N passed, N failed`, below the tests that failed,
 * so that they can be read where only the end of the output is kept. Fails if a test failed, if a run
 * wrote no report, or if tests were skipped although the shared data lies beside the project.
 * Arguments: 1 where a command before failed, else 0; then the reports.
 */
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";

type Test = { status: string; fullName: string; failureMessages?: string[] };
type File = { name: string; status: string; message?: string; assertionResults: Test[] };
type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
  testResults: File[];
};

const LINES_OF_A_FAILURE = 12;

const [before, ...files] = process.argv.slice(2);
const reports = files
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, "utf8")) as Report);

function sum(pick: (report: Report) => number): number {
  return reports.reduce((total, report) => total + pick(report), 0);
}

/** One entry a failed test, or one for a file that failed outside its tests. */
function failuresOf(file: File): string[] {
  const path = relative(process.cwd(), file.name);
  const tests = file.assertionResults.filter((test) => test.status === "failed");
  if (tests.length === 0) {
    return file.status === "failed" ? [`FAILED ${path}\n${beginningOf(file.message)}`] : [];
  }
  return tests.map((test) => `FAILED ${path}: ${test.fullName}\n${beginningOf(test.failureMessages?.[0])}`);
}

function beginningOf(message = ""): string {
  const lines = message.split("\n").slice(0, LINES_OF_A_FAILURE);
  return lines.map((line) => `  ${line.slice(0, 200)}`).join("\n");
}

const missing = files.length - reports.length;
const passed = sum((report) => report.numPassedTests);
// A run without a report (a check failed before it, or it crashed) and one that failed outside a
// test count as one failure each, so that the line never reads better than the runs were.
const broken = reports.filter((report) => !report.success && report.numFailedTests === 0).length + missing;
const failed = Math.max(sum((report) => report.numFailedTests) + broken, Number(before));
const skipped = sum((report) => report.numPendingTests);
const skippedWrongly = skipped > 0 && existsSync("../shared/data");

for (const file of reports.flatMap((report) => report.testResults)) {
  for (const line of failuresOf(file)) console.log(line);
}
if (missing > 0) console.log(`${missing} of ${files.length} runs wrote no report`);
if (skipped > 0)
  console.log(`${skipped} skipped${skippedWrongly ? " although ../shared/data is there" : ""}`);
console.log(`${passed} passed, ${failed + (skippedWrongly ? skipped : 0)} failed`);
if (failed > 0 || skippedWrongly) process.exitCode = 1;
