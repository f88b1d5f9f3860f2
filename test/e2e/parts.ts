/** Shares what is much of the same among a few tests, so that each worker has its part of them. */
export function inParts<Item>(
  all: readonly Item[],
  size: number,
): { part: string; items: readonly Item[] }[] {
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, index) => ({
    part: `part ${index + 1} of ${count}`,
    items: all.slice(index * size, (index + 1) * size),
  }))
}
