import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { downloadCsv } from "../download.ts";
import { csvOf } from "../table/csv.ts";
import { DownloadIcon } from "./icons.tsx";

/** Hands rows of text over as a CSV file. */
export function ExportButton({ name, rows }: { name: string; rows: readonly (readonly string[])[] }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<DownloadIcon />}
      onClick={() => downloadCsv(name, csvOf(rows))}
    >
      {t("table.export")}
    </Button>
  );
}
