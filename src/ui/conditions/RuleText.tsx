import type { Rule } from "../../profile/conditions/contract.ts";
import styles from "./Conditions.module.css";
import { sayRule } from "./say-rule.ts";
import { useSay } from "./use-say.ts";

/** A rule as a sentence. */
export function RuleText({ rule }: { rule: Rule }) {
  const say = useSay();
  return <p className={styles["sentence"]}>{sayRule(say, rule)}</p>;
}
