/** 95 %. */
const Z = 1.96;

/** What was seen of a sample: how many were looked at in each block, and of how many it holds. */
export type Seen = { readonly looked: number; readonly hits: number };

/**
 * Between how many of all it holds, with 95 % certainty, by a sample of blocks: the wider of Wilson's
 * interval, as if each customer had been drawn alone, and of what the blocks differ by, since
 * neighbours came at the same time and are alike. Never fewer than were seen.
 */
export function interval(blocks: readonly Seen[], all: number): { low: number; high: number } {
  const looked = blocks.reduce((sum, block) => sum + block.looked, 0);
  const hits = blocks.reduce((sum, block) => sum + block.hits, 0);
  if (looked === 0) return { low: 0, high: all };
  const share = hits / looked;
  const alone = wilson(share, looked);
  const spread = Z * betweenBlocks(blocks, share, looked);
  const low = Math.floor(Math.min(alone.low, share - spread) * all);
  const high = Math.ceil(Math.max(alone.high, share + spread) * all);
  return { low: Math.max(hits, low), high: Math.min(all - (looked - hits), high) };
}

/** Wilson (1927): the interval of a share. */
function wilson(share: number, looked: number): { low: number; high: number } {
  const scale = 1 + (Z * Z) / looked;
  const middle = (share + (Z * Z) / (2 * looked)) / scale;
  const half = (Z * Math.sqrt((share * (1 - share)) / looked + (Z * Z) / (4 * looked * looked))) / scale;
  return { low: middle - half, high: middle + half };
}

/** The standard error of a share by blocks of unequal size (the ratio estimator's; Cochran 1977, 9A). */
function betweenBlocks(blocks: readonly Seen[], share: number, looked: number): number {
  if (blocks.length < 2) return 0;
  const squares = blocks.reduce((sum, block) => sum + (block.hits - share * block.looked) ** 2, 0);
  return Math.sqrt((squares * blocks.length) / (blocks.length - 1)) / looked;
}
