import { Select, SimpleGrid, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Mapping, Rules } from "./mapping-contract.ts";

const LISTS = [
  "shippingCodes",
  "discountCodes",
  "otherCodes",
  "paidStates",
  "pendingStates",
  "voidStates",
  "cancelledStates",
  "refundedStates",
] as const;
const PREFIXES = ["cancelPrefix", "adjustmentPrefix"] as const;

/** The rules by which codes and states of the shop are read, to see and to change. */
export function RulesEditor({
  mapping,
  onChange,
}: {
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}) {
  const { t } = useTranslation();
  if (mapping.kind !== "orders" && mapping.kind !== "order-lines") return null;
  const change = (rules: Partial<Rules>) => onChange({ ...mapping, rules: { ...mapping.rules, ...rules } });
  return (
    <Panel title={t("imports.rules")} subtitle={t("imports.rulesText")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {LISTS.map((name) => (
          <TagsInput
            key={name}
            label={t(`imports.rule.${name}`)}
            value={mapping.rules[name]}
            onChange={(codes) => change({ [name]: codes })}
          />
        ))}
        {PREFIXES.map((name) => (
          <TextInput
            key={name}
            label={t(`imports.rule.${name}`)}
            value={mapping.rules[name]}
            onChange={(event) => change({ [name]: event.currentTarget.value })}
          />
        ))}
        <Select
          label={t("imports.rule.unknownState")}
          allowDeselect={false}
          data={(["paid", "pending", "refuse"] as const).map((value) => ({
            value,
            label: t(`imports.unknownState.${value}`),
          }))}
          value={mapping.rules.unknownState}
          onChange={(value) => value && change({ unknownState: value as Rules["unknownState"] })}
        />
      </SimpleGrid>
    </Panel>
  );
}
