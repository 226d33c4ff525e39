import { useTranslation } from "react-i18next";
import type { Restated } from "../../measure/basis/contract.ts";
import { Explained } from "../parts/Explained.tsx";
import { RestatedIcon } from "../parts/icons.tsx";
import { useRestatedText } from "./use-restated-text.ts";

/** The mark of a figure that changed after its period was closed; opens what changed it. */
export function RestatedMark({ restated, of }: { restated: Restated | null; of: string }) {
  const { t } = useTranslation();
  const write = useRestatedText();
  if (!restated) return null;
  return (
    <Explained
      label={t("basis.restated.open", { of })}
      title={t("basis.restated.mark")}
      icon={<RestatedIcon />}
    >
      {t("basis.restated.text", { why: write(restated) })}
    </Explained>
  );
}
