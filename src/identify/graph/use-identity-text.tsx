import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useIdentifierType } from "../../ui/parts/use-identifier-type.ts";
import type { IdentityHandle, IdentityJudgement, IdentityLink } from "./contract.ts";

/** Identifiers and links in words. */
export function useIdentityText() {
  const { t } = useTranslation();
  const format = useFormat();
  const typeText = useIdentifierType();
  return {
    type: typeText,
    /** What stands under an identifier: who said it, how sure, since when. */
    handle: (handle: IdentityHandle): string[] =>
      [
        handle.sourceName,
        t(`words.trust.${handle.trust}`),
        format.date(handle.firstSeen) === format.date(handle.lastSeen)
          ? null
          : t("identity.firstSeen", { date: format.date(handle.firstSeen) }),
        t("customer.lastSeen", { date: format.date(handle.lastSeen) }),
      ].filter((part) => part !== null),
    /** What stands under a link: where it was seen, when, how sure. */
    link: (link: IdentityLink): string[] =>
      [
        link.sourceName,
        format.dateTime(link.at),
        link.rule === "by_hand" ? null : t(`words.trust.${link.trust}`),
        format.date(link.lastSeen) === format.date(link.at)
          ? null
          : t("customer.lastSeen", { date: format.date(link.lastSeen) }),
      ].filter((part) => part !== null),
    /** What showed a link; of joins, the judgements say whether a person or matching did it. */
    rule: ({ rule, a, b }: IdentityLink, judgements: readonly IdentityJudgement[] = []): string => {
      const joined = judgements.find(
        (one) =>
          one.kind === "joined" && one.a.handle === a && one.b.handle === b && one.withdrawnAt === null,
      );
      const byMatching = rule === "by_hand" && joined?.saidBy.startsWith("matching ");
      return byMatching ? t("identity.rule.matching") : t(`identity.rule.${rule}`);
    },
    /** Why a link does not count; null where it does. */
    against: ({ verdict, reason }: IdentityLink): string | null => {
      if (verdict === "holds") return null;
      const why = reason === "" ? t("identity.noReason") : t(`identity.reason.${reason}`);
      return `${t(`identity.verdict.${verdict}`)} ${why}`;
    },
    /** The same in two words, for the drawing. */
    shortly: ({ verdict, reason }: IdentityLink): string =>
      verdict === "holds" || reason === "" ? "" : t(`identity.shortly.${reason}`),
  };
}
