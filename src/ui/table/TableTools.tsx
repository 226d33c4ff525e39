import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ColumnsIcon, DownloadIcon } from "../parts/icons.tsx";
import { useMay } from "../shell/use-workspace.ts";
import type { Column } from "./columns.ts";
import { FindBox } from "./FindBox.tsx";
import styles from "./DataTable.module.css";

type TableToolsProps<Row> = {
  columns: readonly Column<Row>[];
  hidden: readonly string[];
  onToggle: (key: string) => void;
  find: string;
  /** Absent: the table has no filter of its own. */
  onFind?: ((text: string) => void) | undefined;
  findLabel: string;
  count: string;
  filters?: ReactNode;
  /** An address to download customers from, for whoever may take them along; a way to make the file here; null: none. */
  csv: string | (() => void) | null;
};

function ColumnChoice<Row>({
  columns,
  hidden,
  onToggle,
}: Pick<TableToolsProps<Row>, "columns" | "hidden" | "onToggle">) {
  const { t } = useTranslation();
  return (
    <Popover width={240} position="bottom-end">
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<ColumnsIcon />}>
          {t("table.columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {columns
            .filter((column) => !column.main)
            .map((column) => (
              <Checkbox
                key={column.key}
                label={column.header}
                checked={!hidden.includes(column.key)}
                onChange={() => onToggle(column.key)}
              />
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What stands above a table: filter, number of rows, columns, export. */
export function TableTools<Row>(props: TableToolsProps<Row>) {
  const { t } = useTranslation();
  const { onFind, csv } = props;
  const mayExport = useMay("profiles:export");
  const shared = { variant: "default", size: "xs", leftSection: <DownloadIcon /> } as const;
  return (
    <div className={styles["tools"]}>
      {onFind && <FindBox label={props.findLabel} text={props.find} onFind={onFind} />}
      {props.filters}
      <output className={styles["count"]}>{props.count}</output>
      <ColumnChoice {...props} />
      {typeof csv === "string" && mayExport && (
        <Button {...shared} component="a" href={csv} download>
          {t("table.export")}
        </Button>
      )}
      {typeof csv === "function" && (
        <Button {...shared} onClick={csv}>
          {t("table.export")}
        </Button>
      )}
    </div>
  );
}
