/** How often something was said, of all that was said. */
export type Share = { readonly said: number; readonly of: number };

/** The prior weighs as much as so many words. */
const PRIOR_WORDS = 500;

/**
 * How much more one group says a word than another: the log-odds ratio with an informative Dirichlet
 * prior, in its standard deviations (Monroe, Colaresi and Quinn 2008, "Fightin’ Words", Political
 * Analysis 16, equations 16, 20 and 22). The prior expects the word as often as both together say it,
 * so that words that few say stay near 0.
 */
export function logOddsZ(own: Share, others: Share): number {
  const all = own.of + others.of;
  const prior = (PRIOR_WORDS * (own.said + others.said)) / all;
  const odds = ({ said, of }: Share): number => Math.log((said + prior) / (of + PRIOR_WORDS - said - prior));
  const difference = odds(own) - odds(others);
  const z = difference / Math.sqrt(1 / (own.said + prior) + 1 / (others.said + prior));
  // A word that is all that was ever said has no odds.
  return Number.isFinite(z) ? z : 0;
}
