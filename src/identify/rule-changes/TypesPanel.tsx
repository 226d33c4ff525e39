import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/parts/Panel.tsx";
import { isOwnType, type IdentityRules } from "../rules/contract.ts";
import styles from "./RulesView.module.css";
import { isMovable, moved, withOwn } from "./type-line.tsx";
import { TypeFields } from "./TypeFields.tsx";
import { useRuleText } from "./use-rule-text.tsx";

type Types = IdentityRules["types"];
type Props = { types: Types; disabled: boolean; onChange: (types: Types) => void };

function AddType({ types, onChange }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const isThere = types.some(({ type }) => type === name);
  const isName = /^[a-z][a-z0-9_.]{0,63}$/.test(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isName || isThere) return;
    onChange(withOwn(types, name));
    setName("");
  };
  return (
    <form onSubmit={submit} className={styles["add"]}>
      <TextInput
        size="xs"
        label={t("rules.newType")}
        description={t("rules.newTypeHint")}
        value={name}
        maxLength={64}
        error={name !== "" && (isThere ? t("rules.typeThere") : !isName && t("rules.typeName"))}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!isName || isThere}>
        {t("rules.addType")}
      </Button>
    </form>
  );
}

function Buttons({ types, index, onChange }: Omit<Props, "disabled"> & { index: number }) {
  const { t } = useTranslation();
  const text = useRuleText();
  const name = types[index]?.type ?? "";
  const button = { size: "compact-xs", variant: "default" } as const;
  return (
    <div>
      {([-1, 1] as const).map((by) => (
        <Button
          key={by}
          {...button}
          disabled={!isMovable(types, index, by)}
          aria-label={t(by < 0 ? "rules.up" : "rules.down", { type: text.type(name) })}
          onClick={() => onChange(moved(types, index, by))}
        >
          <span aria-hidden>{by < 0 ? "↑" : "↓"}</span>
        </Button>
      ))}
      {isOwnType(name) && (
        <Button
          {...button}
          aria-label={t("rules.removeType", { type: name })}
          onClick={() => onChange(types.toSpliced(index, 1))}
        >
          {t("words.remove")}
        </Button>
      )}
    </div>
  );
}

/** The types of identifiers, the surest first, and how each counts. */
export function TypesPanel({ types, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const text = useRuleText();
  return (
    <Panel title={t("rules.types")} subtitle={t("rules.typesText")}>
      <ol className={styles["list"]}>
        {types.map((line, index) => (
          <li key={line.type} className={styles["line"]}>
            <div className={styles["head"]}>
              <bdi className={styles["name"]}>{text.type(line.type)}</bdi>
              {!disabled && <Buttons types={types} index={index} onChange={onChange} />}
            </div>
            <TypeFields
              line={line}
              disabled={disabled}
              onChange={(changed) => onChange(types.with(index, changed))}
            />
          </li>
        ))}
      </ol>
      {!disabled && <AddType types={types} disabled={disabled} onChange={onChange} />}
    </Panel>
  );
}
