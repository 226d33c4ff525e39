/** How many items one commit takes, and how long the first of them waits for company. */
export type GroupLimits<Item> = {
  readonly milliseconds: number;
  /** Weight of a commit at most; what is more waits for the next. */
  readonly most: number;
  readonly weigh: (item: Item) => number;
};

/** Many askers, one commit: each promise settles when the commit that its item was part of does. */
export type GroupCommit<Item> = {
  add(item: Item): Promise<void>;
  /** The weight that waits. */
  waiting(): number;
};

type Waiting<Item> = { item: Item; resolve: () => void; reject: (reason: unknown) => void };

/** One commit at a time, so that what came first is committed first. */
export function groupCommit<Item>(
  commit: (items: Item[]) => Promise<void>,
  limits: GroupLimits<Item>,
): GroupCommit<Item> {
  let queue: Waiting<Item>[] = [];
  let weight = 0;
  let busy = false;

  function take(): Waiting<Item>[] {
    let taken = 0;
    let sum = 0;
    for (const { item } of queue) {
      sum += limits.weigh(item);
      if (taken > 0 && sum > limits.most) break;
      taken += 1;
    }
    const group = queue.slice(0, taken);
    queue = queue.slice(taken);
    for (const { item } of group) weight -= limits.weigh(item);
    return group;
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const group = take();
      try {
        await commit(group.map((waiting) => waiting.item));
        for (const waiting of group) waiting.resolve();
      } catch (failure) {
        for (const waiting of group) waiting.reject(failure);
      }
    }
    busy = false;
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        weight += limits.weigh(item);
        if (busy) return;
        busy = true;
        setTimeout(work, limits.milliseconds);
      });
    },
    waiting: () => weight,
  };
}
