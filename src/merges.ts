import type { Context } from "./core/context.ts";

/** Merges become visible to questions at most this often: reading the map anew is not free. */
const RELOAD_EVERY = 1000;

/** Keeps the map of merges that questions read up to date with the facts. */
export class Merges {
  private readonly context: Context;
  private isStale = true;
  /** A process before this one may have left what came late. */
  private isFirst = true;
  private reloadedAt = Number.NEGATIVE_INFINITY;

  constructor(context: Context) {
    this.context = context;
  }

  noteInserted(tables: readonly string[]): void {
    this.isStale ||= tables.includes("alias");
  }

  /** Reads it anew if it is stale, and not too soon after the last time. */
  async reloadWhenDue(): Promise<void> {
    if (this.isStale && performance.now() - this.reloadedAt >= RELOAD_EVERY) await this.reload();
  }

  /** Reads it anew if it is stale. */
  async reload(): Promise<void> {
    if (!this.isStale) return;
    this.isStale = false;
    await this.context.facts.reloadProfiles(this.isFirst ? "all" : undefined);
    this.isFirst = false;
    this.reloadedAt = performance.now();
  }
}
