/** The inputs of conditions on where customers belong, set into their sentences. */
import { useTranslation } from "react-i18next";
import type { Leaf } from "../../profile/conditions/contract.ts";
import { Choose, NameBox, NumberBox } from "./inputs.tsx";
import { KeptSelect } from "./KeptSelect.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { sayFigure } from "./say-is.ts";
import type { Kept, KeptId } from "./say.ts";
import { useFigures } from "./use-figures.ts";
import { useSay } from "./use-say.ts";
import { WindowInput } from "./WindowInput.tsx";

type Of<Key extends string> = Extract<Leaf, { readonly [key in Key]: unknown }>;

type MemberLeaf = Of<"segment"> | Of<"list"> | Of<"persona">;

type MemberProps = {
  value: MemberLeaf;
  isNot: boolean;
  onChange: (value: Leaf) => void;
  onNot: (isNot: boolean) => void;
};

/** Who is, or is not, in something kept. */
export function MemberInput({ value, isNot, onChange, onNot }: MemberProps) {
  const { t } = useTranslation();
  const [kind, id] = Object.entries(value)[0] as [Kept, KeptId];
  return (
    <Pattern text={t(`conditions.line.${kind}`, slots("is", "name"))}>
      {{
        is: (
          <Choose
            label={t("conditions.choose.member")}
            value={isNot ? "not" : "in"}
            choices={[
              { value: "in", label: t(`conditions.member.${kind}`) },
              { value: "not", label: t(`conditions.member.${kind}_not`) },
            ]}
            onChange={(next) => onNot(next === "not")}
          />
        ),
        name: (
          <KeptSelect
            at={[kind]}
            kind={kind}
            value={id}
            onChange={(next) => onChange({ [kind]: next } as MemberLeaf)}
          />
        ),
      }}
    </Pattern>
  );
}

type MoveProps = { value: Of<"entered"> | Of<"left">; onChange: (value: Leaf) => void };

/** Who came into a segment or left it, and when. */
export function MoveInput({ value, onChange }: MoveProps) {
  const { t } = useTranslation();
  const isIn = "entered" in value;
  return (
    <Pattern text={t(`conditions.line.${isIn ? "entered" : "left"}`, slots("name", "window"))}>
      {{
        name: (
          <KeptSelect
            at={[isIn ? "entered" : "left"]}
            kind="segment"
            value={isIn ? value.entered : value.left}
            onChange={(id) => onChange({ ...value, [isIn ? "entered" : "left"]: Number(id) } as Leaf)}
          />
        ),
        window: <WindowInput value={value.within} onChange={(within) => onChange({ ...value, within })} />,
      }}
    </Pattern>
  );
}

/** A share of all, drawn at random and the same every time. */
export function SampleInput({
  value,
  onChange,
}: {
  value: Of<"sample">;
  onChange: (value: Of<"sample">) => void;
}) {
  const { t } = useTranslation();
  const { percent, seed } = value.sample;
  return (
    <Pattern text={t("conditions.line.sample", slots("percent", "seed"))}>
      {{
        percent: (
          <NumberBox
            at={["sample", "percent"]}
            label={t("conditions.choose.percent")}
            value={percent}
            min={0.01}
            max={100}
            onChange={(next) => onChange({ sample: { percent: next, seed } })}
          />
        ),
        seed: (
          <NameBox
            at={["sample", "seed"]}
            label={t("conditions.choose.seed")}
            of={null}
            value={seed}
            onChange={(next) => onChange({ sample: { percent, seed: next } })}
          />
        ),
      }}
    </Pattern>
  );
}

/** Figures by which customers can be ranked: numbers, more than a few of them. */
/** Those with the most of a figure: a share of all, or so many. */
export function TopInput({ value, onChange }: { value: Of<"top">; onChange: (value: Of<"top">) => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const { ranked = [] } = useFigures();
  const { top } = value;
  const unit = "percent" in top ? "percent" : "count";
  const number = "percent" in top ? top.percent : top.count;
  const of = (by: string, next: string, n: number) =>
    onChange({
      top: next === "percent" ? { by, percent: Math.min(n, 100) } : { by, count: Math.max(1, Math.round(n)) },
    });
  return (
    <Pattern text={t("conditions.line.top", slots("share", "figure"))}>
      {{
        share: (
          <>
            <NumberBox
              at={["top", unit]}
              label={t("conditions.choose.share")}
              value={number}
              min={unit === "percent" ? 0.01 : 1}
              isWhole={unit === "count"}
              onChange={(n) => of(top.by, unit, n)}
            />
            <Choose
              label={t("conditions.choose.unit")}
              value={unit}
              choices={(["percent", "count"] as const).map((one) => ({
                value: one,
                label: t(`conditions.topOp.${one}`),
              }))}
              onChange={(next) => of(top.by, next, number)}
            />
          </>
        ),
        figure: (
          <Choose
            at={["top", "by"]}
            label={t("conditions.choose.figure")}
            value={top.by}
            choices={[...new Set<string>([...ranked, top.by])].map((one) => ({
              value: one,
              label: sayFigure(say, one),
            }))}
            onChange={(by) => of(by, unit, number)}
          />
        ),
      }}
    </Pattern>
  );
}
