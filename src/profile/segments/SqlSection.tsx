import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Copyable } from "../../ui/parts/Copyable.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import styles from "./Segments.module.css";
import { useSql } from "./use-segments.tsx";

function Shown({ id }: { id: number }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useSql(id)} skeleton={<SkeletonLines lines={6} />}>
      {({ sql }) => (
        <>
          <p className={styles["quiet"]}>{t("segments.sql.note")}</p>
          <Copyable text={sql} label={t("segments.sql.label")} />
        </>
      )}
    </Loaded>
  );
}

/** What the facts are asked for the members, for whoever wants to see or ask it. */
export function SqlSection({ id }: { id: number }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="xs" align="start">
      <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? t("segments.sql.hide") : t("segments.sql.show")}
      </Button>
      {isOpen && (
        <div className={styles["sql"]}>
          <Shown id={id} />
        </div>
      )}
    </Stack>
  );
}
