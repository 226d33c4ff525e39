import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./IdentityView.module.css";

type Props<Item> = {
  items: readonly Item[];
  /** How many are shown at first, and more at each press. */
  page: number;
  children: (item: Item) => ReactNode;
};

/** A list of lines, a page of it at a time. */
export function Paged<Item>({ items, page, children }: Props<Item>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(page);
  return (
    <>
      <ul className={styles["list"]}>{items.slice(0, shown).map((item) => children(item))}</ul>
      {items.length > shown && (
        <Button variant="default" size="xs" onClick={() => setShown(shown + page)}>
          {t("words.moreRows")}
        </Button>
      )}
    </>
  );
}
