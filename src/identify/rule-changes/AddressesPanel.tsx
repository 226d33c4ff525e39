import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/parts/Panel.tsx";

type Props = { mailboxes: boolean; disabled: boolean; onChange: (mailboxes: boolean) => void };

/** Whether addresses that reach one mailbox are one customer's. */
export function AddressesPanel({ mailboxes, disabled, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Panel title={t("rules.addresses")}>
      <Switch
        size="xs"
        disabled={disabled}
        label={t("rules.mailboxes")}
        description={t("rules.mailboxesHint")}
        checked={mailboxes}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Panel>
  );
}
