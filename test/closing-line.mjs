// A reporter for node's test runner: one line that counts the tests.

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* closingLine(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    // A suite, or a file that holds tests, is not a test of its own; one that breaks is a failure.
    const isContainer = data.details?.type === "suite" || data.name?.endsWith(".test.js");
    if (type === "test:fail") count.failed += 1;
    else if (type !== "test:pass" || isContainer) continue;
    else if (data.skip !== undefined) count.skipped += 1;
    else count.passed += 1;
  }
  yield `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
}
