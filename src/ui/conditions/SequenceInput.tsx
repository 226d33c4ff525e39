import { useTranslation } from "react-i18next";
import type { Leaf } from "../../profile/conditions/contract.ts";
import { Pattern, slots } from "./Pattern.tsx";
import { StepsInput } from "./StepsInput.tsx";
import { WindowInput } from "./WindowInput.tsx";
import { At } from "./wrong.tsx";

type Sequence = Extract<Leaf, { readonly sequence: unknown }>;
type Props = { value: Sequence; onChange: (value: Sequence) => void };

/** Things done one after the other. */
export function SequenceInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Pattern text={t("conditions.line.sequence", slots("steps", "window"))}>
      {{
        steps: (
          <At step="sequence">
            <StepsInput steps={value.sequence} onChange={(sequence) => onChange({ ...value, sequence })} />
          </At>
        ),
        window: <WindowInput value={value.within} onChange={(within) => onChange({ ...value, within })} />,
      }}
    </Pattern>
  );
}
