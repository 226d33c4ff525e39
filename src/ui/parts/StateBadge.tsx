import { useTranslation } from "react-i18next";
import type { CustomerState, ValueTier } from "../../core/figures-port.ts";
import styles from "./StateBadge.module.css";

/** Where a customer stands: one colour and one word everywhere. */
export function StateBadge({ state }: { state: CustomerState }) {
  const { t } = useTranslation();
  return (
    <span className={styles["badge"]} data-state={state}>
      {t(`words.state.${state}`)}
    </span>
  );
}

/** How much of the shop's value the customer brings. */
export function TierBadge({ tier }: { tier: ValueTier | null }) {
  const { t } = useTranslation();
  if (!tier) return null;
  return (
    <span className={styles["badge"]} data-tier={tier}>
      {t(`words.tier.${tier}`)}
    </span>
  );
}
