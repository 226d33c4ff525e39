import { useTranslation } from "react-i18next";
import { KINDS, type Matcher } from "../../profile/conditions/contract.ts";
import { Choose, NamesBox } from "./inputs.tsx";
import { WAYS, matcherOf, wayOf, type Way } from "./ways.ts";

type Props = { value: Matcher; onChange: (value: Matcher) => void };

/** Which events: by their names, or all of a kind. */
export function EventsInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  if (wayOf(value) !== "event") return null;
  if (value.kind) {
    return (
      <Choose
        at={["kind"]}
        label={t("conditions.choose.kind")}
        value={value.kind}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`conditions.kind.${kind}`) }))}
        onChange={(kind) => onChange({ ...value, kind: KINDS.find((one) => one === kind) })}
      />
    );
  }
  return (
    <NamesBox
      at={["names"]}
      label={t("conditions.choose.events")}
      of="events"
      values={value.names ?? []}
      onChange={(names) => onChange({ ...value, names })}
    />
  );
}

/** Rows by their noun: order, refund, event. */
export function MatcherNoun({ value, onChange, many = false }: Props & { many?: boolean }) {
  const { t } = useTranslation();
  const label = (way: Way) => {
    if (way === "event") return t("conditions.choose.events");
    return many ? t(`conditions.nouns.${way}`) : t(`conditions.noun.${way}`);
  };
  return (
    <>
      <Choose
        at={["what"]}
        isHere
        label={t("conditions.choose.what")}
        value={wayOf(value)}
        choices={WAYS.map((way) => ({ value: way, label: label(way) }))}
        onChange={(way) => onChange(matcherOf(way as Way, value))}
      />
      <EventsInput value={value} onChange={onChange} />
    </>
  );
}
