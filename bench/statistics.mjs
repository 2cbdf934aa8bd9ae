export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function spread(values) {
  if (values.length === 0) return undefined;
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * How many times as good as the reference: 2 is twice as fast, or half the memory. Taken within each
 * round, where both had the same machine; only then comes the median.
 */
export function ratios(runs, reference, figure, higherIsBetter) {
  const values = [];
  for (const [round, run] of runs.entries()) {
    const other = reference[round];
    if (!run || !other) continue;
    values.push(higherIsBetter ? run[figure] / other[figure] : other[figure] / run[figure]);
  }
  return spread(values);
}
