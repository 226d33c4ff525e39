import { Button } from "@mantine/core";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { download } from "../download.ts";
import { DownloadIcon } from "../parts/icons.tsx";
import { pictureOfTable } from "./picture-of-table.ts";

/** Saves the table inside an element as a picture. */
export function PictureButton({ name, of }: { name: string; of: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const save = async () => {
    const table = of.current?.querySelector("table");
    const picture = table && (await pictureOfTable(table));
    if (picture) download(`${name}.png`, picture);
  };
  return (
    <Button variant="default" size="xs" leftSection={<DownloadIcon />} onClick={() => void save()}>
      {t("chart.png")}
    </Button>
  );
}
