import { Button } from "@mantine/core";
import { useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { UploadIcon } from "../../ui/parts/icons.tsx";
import styles from "./DropZone.module.css";

/** Takes a file that is dropped on it, or chosen. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={styles["zone"]}
      data-over={over || undefined}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <UploadIcon />
      <h2>{t("imports.drop")}</h2>
      <p>{t("imports.dropText")}</p>
      <Button onClick={() => input.current?.click()}>{t("imports.choose")}</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("imports.choose")}
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.gz,.zst"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
