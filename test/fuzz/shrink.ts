// Which of a round's calls it takes for a failure.

/** A failure that depends on luck would be looked for without end. */
const MOST_TRIES = 150;

/**
 * A small part of a list that still fails: pieces are left out, ever smaller ones, as long as what remains fails
 * (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", ddmin).
 */
export async function shrunk<Item>(
  items: readonly Item[],
  fails: (items: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let kept = items;
  let tries = 0;
  for (let size = Math.ceil(kept.length / 2); size >= 1; ) {
    let hasShrunk = false;
    if (tries > MOST_TRIES) break;
    for (let at = 0; at < kept.length; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (rest.length < kept.length && tries++ <= MOST_TRIES && (await fails(rest))) {
        kept = rest;
        hasShrunk = true;
      } else at += size;
    }
    if (size === 1 && !hasShrunk) break;
    if (size > 1) size = Math.ceil(size / 2);
  }
  return kept;
}
