import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Parts } from "../../ui/parts/Parts.tsx";
import { EventId } from "./EventId.tsx";
import styles from "./IdentityView.module.css";
import type { IdentityLink } from "./contract.ts";

/** Where a claim stands, and what confirmed or dropped it; nothing for what is no claim. */
export function ClaimLine({ claim }: Pick<IdentityLink, "claim">) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!claim) return null;
  const { state, by } = claim;
  const rule = by?.rule && t(`identity.rule.${by.rule}`);
  return (
    <p className={styles["quiet"]} data-claim={state}>
      <span className={styles["rule"]}>{t(`identity.claim.${state}`)}</span>
      {by && (
        <>
          {" "}
          <Parts parts={[rule, by.sourceName, format.dateTime(by.at)]} />
          {by.messageId && (
            <>
              {" · "}
              {t("identity.event")} <EventId id={by.messageId} />
            </>
          )}
        </>
      )}
    </p>
  );
}
