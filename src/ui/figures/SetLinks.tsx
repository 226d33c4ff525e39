import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NamedSet } from "../../measure/basis/contract.ts";
import { LinkButton } from "../parts/LinkButton.tsx";
import { useMay } from "../shell/use-workspace.ts";
import { whoOf } from "./use-set-name.ts";

/** From a set to the figures of its customers, and to what sets them apart from everybody else. */
export function SetLinks({ set }: { set: Pick<NamedSet, "kind" | "id"> }) {
  const { t } = useTranslation();
  const may = useMay("figures:read");
  if (!may) return null;
  const who = whoOf(set);
  return (
    <Group gap="xs">
      <LinkButton size="xs" variant="default" to="/overview" search={{ who } as never}>
        {t("basis.who.open")}
      </LinkButton>
      <LinkButton size="xs" variant="default" to="/segments/compare" search={{ a: who } as never}>
        {t("compare.openOthers")}
      </LinkButton>
    </Group>
  );
}
