import { useTranslation } from "react-i18next";
import type { Restated } from "../../measure/basis/contract.ts";
import { useFormat } from "../format/use-format.ts";

/** Says what restated a figure: "3 late orders, 1 merge". */
export function useRestatedText() {
  const { t } = useTranslation();
  const format = useFormat();
  return (restated: Restated): string =>
    format.list(
      (["orders", "refunds", "merges", "undone"] as const)
        .filter((kind) => restated[kind] > 0)
        .map((kind) =>
          t(`basis.restated.${kind}`, { count: restated[kind], n: format.number(restated[kind]) }),
        ),
    );
}
