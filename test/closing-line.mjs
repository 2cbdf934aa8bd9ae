// A reporter for node's test runner: counts tests by outcome and lists failures, as JSON for run.mjs.

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* closingLine(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  for await (const { type, data } of events) {
    // A suite, or a file that holds tests, is not a test of its own; one that breaks is a failure.
    const isContainer = data.details?.type === "suite" || /\.test\.[jt]s$/.test(data.name);
    if (type === "test:fail") {
      if (data.details.error?.failureType === "subtestsFailed") continue; // The subtests are counted.
      count.failed += 1;
      failures.push(isContainer ? data.name : `${data.name} (${data.file}:${data.line})`);
    } else if (type !== "test:pass" || isContainer) continue;
    else if (data.skip !== undefined) count.skipped += 1;
    else count.passed += 1;
  }
  yield JSON.stringify({ count, failures });
}
