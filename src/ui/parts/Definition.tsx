import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Explained } from "./Explained.tsx";
import { InfoIcon } from "./icons.tsx";

/** The (i) beside a name: opens what it means. */
export function Definition({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Explained label={t("figure.definition", { name })} icon={<InfoIcon />}>
      <strong>{name}</strong>
      {children}
    </Explained>
  );
}
