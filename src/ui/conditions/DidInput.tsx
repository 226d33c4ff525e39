import { useTranslation } from "react-i18next";
import type { Leaf, Times } from "../../profile/conditions/contract.ts";
import { MatcherFilters } from "./FiltersInput.tsx";
import { Choose, NumberBox } from "./inputs.tsx";
import { EventsInput } from "./MatcherNoun.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { isDenied } from "./say-leaf.ts";
import { WAYS, matcherOf, wayOf, type Way } from "./ways.ts";
import { WindowInput } from "./WindowInput.tsx";
import { At } from "./wrong.tsx";

type Did = Extract<Leaf, { readonly did: unknown }>;
type Props = { value: Did; onChange: (value: Did) => void };

const TIMES = ["at_least", "at_most", "exactly"] as const;

function TimesInput({ value, onChange }: { value: Times | undefined; onChange: (value: Times) => void }) {
  const { t } = useTranslation();
  const [[op, count] = ["at_least", 1]] = Object.entries(value ?? { at_least: 1 }) as [string, number][];
  const of = (next: string, n: number) => onChange({ [next]: n } as unknown as Times);
  return (
    <>
      <Choose
        label={t("conditions.choose.times")}
        value={op}
        choices={TIMES.map((one) => ({ value: one, label: t(`conditions.timesOp.${one}`) }))}
        onChange={(next) => of(next, count)}
      />
      <NumberBox
        at={[op]}
        label={t("conditions.choose.count")}
        value={count}
        min={1}
        max={1000}
        isWhole
        onChange={(n) => of(op, n)}
      />
      <span>{t("conditions.timesUnit")}</span>
    </>
  );
}

/** What they did or did not do: verb, events, how often, when; and the filters of what counts. */
export function DidInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  const denied = isDenied(value);
  const { times, ...rest } = value;
  const choices = WAYS.flatMap((way) => [
    { value: way as string, label: t(`conditions.verb.${way}`) },
    { value: `${way}_not`, label: t(`conditions.verb.${way}_not`) },
  ]);
  const choose = (next: string) => {
    const isNot = next.endsWith("_not");
    const did = matcherOf(next.replace("_not", "") as Way, value.did);
    if (isNot) onChange({ ...rest, did, times: { exactly: 0 } });
    else onChange({ ...rest, did, times: denied || !times ? { at_least: 1 } : times });
  };
  const verb = (
    <Choose
      at={["did", "what"]}
      label={t("conditions.choose.verb")}
      value={denied ? `${wayOf(value.did)}_not` : wayOf(value.did)}
      choices={choices}
      onChange={choose}
    />
  );
  return (
    <>
      <Pattern text={t("conditions.line.did", slots("verb", "names", "times", "window"))}>
        {{
          verb,
          names: (
            <At step="did">
              <EventsInput value={value.did} onChange={(did) => onChange({ ...value, did })} />
            </At>
          ),
          times: !denied && (
            <At step="times">
              <TimesInput value={times} onChange={(next) => onChange({ ...value, times: next })} />
            </At>
          ),
          window: <WindowInput value={value.within} onChange={(within) => onChange({ ...value, within })} />,
        }}
      </Pattern>
      <At step="did">
        <MatcherFilters value={value.did} onChange={(did) => onChange({ ...value, did })} />
      </At>
    </>
  );
}
