// Writes a line for each test that fails, which main.mjs reads.

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== "test:fail") continue;
    const { error } = data.details;
    const cause = error?.cause ?? error;
    const text = `${cause?.stack ?? cause}`;
    const isTimeout = error?.failureType === "testTimeoutFailure";
    const how = isTimeout
      ? "time limit"
      : cause?.code === "ERR_ASSERTION" || text.includes("ERR_ASSERTION")
        ? "assertion"
        : "error";
    yield `\nFAILED ${JSON.stringify({ test: data.name, how, message: String(cause?.message ?? cause).slice(0, 300) })}\n`;
  }
}
