import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useWho } from "../../ui/shell/use-who.ts";
import type { ThresholdsPage } from "./thresholds-contract.ts";

/** How many earlier ones stand on the page. */
const SHOWN = 5;

type Props = { page: ThresholdsPage; onBack: ((version: number) => void) | null };

/** The thresholds before those that hold, with who set them and when, and the way back to them. */
export function ThresholdsHistory({ page, onBack }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  const earlier = page.versions.slice(1, 1 + SHOWN);
  if (earlier.length === 0) return null;
  return (
    <section aria-label={t("rfm.thresholds.history")}>
      <h3>{t("rfm.thresholds.history")}</h3>
      <ul>
        {earlier.map(({ version, thresholds, chosenBy, saidBy, saidAt }) => {
          const at = format.dateTime(saidAt);
          const text =
            chosenBy === "person"
              ? t("rfm.thresholds.person", { who: who(saidBy ?? ""), at })
              : thresholds
                ? t("rfm.thresholds.data", { at })
                : `${at} · ${t("rfm.thresholds.givenBack")}`;
          return (
            <li key={version}>
              <Group gap="xs">
                {text}
                {onBack && thresholds && (
                  <Button size="compact-xs" variant="default" onClick={() => onBack(version)}>
                    {t("rfm.thresholds.back")}
                  </Button>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
