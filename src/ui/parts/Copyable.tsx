import { Button, CopyButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Copyable.module.css";

/** Text to take along: a key, a link, a snippet. Left to right in every language. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles["box"]}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus */}
      <pre dir="ltr" tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy}>
            {copied ? t("words.copied") : t("words.copy")}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
