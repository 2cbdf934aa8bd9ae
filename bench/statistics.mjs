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
 * Ratio to the reference: 2 is twice as fast, or half the memory. The median of the ratios within each round, in
 * which both had the same conditions.
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
