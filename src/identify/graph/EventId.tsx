import { CopyButton, Tooltip, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./IdentityView.module.css";

/** So much tells one event from another; the whole is what one looks it up by. */
const SHOWN = 8;

/** An event's id, cut; pointed at it shows the whole, pressed it copies it. */
export function EventId({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("words.copied") : id}>
          <UnstyledButton
            className={styles["id"]}
            dir="ltr"
            aria-label={t("identity.copyEvent", { id })}
            onClick={copy}
          >
            {id.length > SHOWN + 1 ? `${id.slice(0, SHOWN)}…` : id}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
