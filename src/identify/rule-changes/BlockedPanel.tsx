import { Button, Select, Switch, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ANY_TYPE, type IdentityRules } from "../rules/contract.ts";
import styles from "./RulesView.module.css";
import { useRuleText } from "./use-rule-text.tsx";

const KINDS = ["placeholders", "offices", "relays", "repeatedDigits"] as const;

type Blocked = IdentityRules["blocked"];
type Props = {
  blocked: Blocked;
  types: IdentityRules["types"];
  disabled: boolean;
  onChange: (blocked: Blocked) => void;
};

function AddValue({ blocked, types, onChange }: Props) {
  const { t } = useTranslation();
  const text = useRuleText();
  const [own, setOwn] = useState({ type: ANY_TYPE as string, value: "" });
  const value = own.value.trim();
  const isThere = blocked.values.some((one) => one.type === own.type && one.value === value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value === "" || isThere) return;
    onChange({ ...blocked, values: [...blocked.values, { type: own.type, value }] });
    setOwn({ ...own, value: "" });
  };
  const choices = types.map(({ type }) => ({
    value: type,
    label: type === ANY_TYPE ? t("rules.everyType") : text.type(type),
  }));
  return (
    <form onSubmit={submit} className={styles["add"]}>
      <TextInput
        size="xs"
        label={t("rules.blockedValue")}
        description={t("rules.blockedHint")}
        value={own.value}
        maxLength={255}
        onChange={(event) => setOwn({ ...own, value: event.currentTarget.value })}
      />
      <Select
        size="xs"
        label={t("rules.blockedType")}
        allowDeselect={false}
        data={choices}
        value={own.type}
        onChange={(type) => setOwn({ ...own, type: type ?? ANY_TYPE })}
      />
      <Button type="submit" size="xs" variant="default" disabled={value === "" || isThere}>
        {t("rules.block")}
      </Button>
    </form>
  );
}

function Own({ blocked, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const text = useRuleText();
  return (
    <ul className={styles["list"]}>
      {blocked.values.map((own) => (
        <li key={`${own.type} ${own.value}`} className={styles["own"]}>
          <span>
            <bdi>{own.value}</bdi>{" "}
            <span className={styles["quiet"]}>
              {own.type === ANY_TYPE ? t("rules.everyType") : text.type(own.type)}
            </span>
          </span>
          {!disabled && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t("rules.unblock", { value: own.value })}
              onClick={() => onChange({ ...blocked, values: blocked.values.filter((one) => one !== own) })}
            >
              {t("words.remove")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Values that stand for nobody or for many: the kinds that Tenure knows, and the workspace's own. */
export function BlockedPanel(props: Props) {
  const { t } = useTranslation();
  const { blocked, disabled, onChange } = props;
  return (
    <Panel title={t("rules.blocked")} subtitle={t("rules.blockedText")}>
      <div className={styles["switches"]}>
        {KINDS.map((kind) => (
          <Switch
            key={kind}
            size="xs"
            disabled={disabled}
            label={t(`rules.kind.${kind}`)}
            description={t(`rules.kindHint.${kind}`)}
            checked={blocked[kind]}
            onChange={(event) => onChange({ ...blocked, [kind]: event.currentTarget.checked })}
          />
        ))}
      </div>
      <Own {...props} />
      {!disabled && <AddValue {...props} />}
    </Panel>
  );
}
