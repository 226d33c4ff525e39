import type { Leaf } from "../../profile/conditions/contract.ts";
import { AccountInput, ConsentInput, FigureInput, TraitInput } from "./about-inputs.tsx";
import { SequenceInput } from "./SequenceInput.tsx";
import { TotalInput } from "./TotalInput.tsx";
import { EndInput } from "./EndInput.tsx";
import { DidInput } from "./DidInput.tsx";
import { InterestInput } from "./InterestInput.tsx";
import { MemberInput, MoveInput, SampleInput, TopInput } from "./member-inputs.tsx";

type Props = {
  leaf: Leaf;
  isNot: boolean;
  onChange: (leaf: Leaf) => void;
  onNot: (isNot: boolean) => void;
};

/** The inputs that fit a condition. */
export function LeafInput({ leaf, isNot, onChange, onNot }: Props) {
  if ("did" in leaf) return <DidInput value={leaf} onChange={onChange} />;
  if ("total" in leaf) return <TotalInput value={leaf} onChange={onChange} />;
  if ("first" in leaf) return <EndInput value={leaf} onChange={onChange} />;
  if ("last" in leaf) return <EndInput value={leaf} onChange={onChange} />;
  if ("sequence" in leaf) return <SequenceInput value={leaf} onChange={onChange} />;
  if ("trait" in leaf) return <TraitInput value={leaf} onChange={onChange} />;
  if ("consent" in leaf) return <ConsentInput value={leaf} onChange={onChange} />;
  if ("figure" in leaf) return <FigureInput value={leaf} onChange={onChange} />;
  if ("interest" in leaf) return <InterestInput value={leaf} onChange={onChange} />;
  if ("entered" in leaf || "left" in leaf) return <MoveInput value={leaf} onChange={onChange} />;
  if ("sample" in leaf) return <SampleInput value={leaf} onChange={onChange} />;
  if ("top" in leaf) return <TopInput value={leaf} onChange={onChange} />;
  if ("account" in leaf) return <AccountInput value={leaf} onChange={onChange} />;
  return <MemberInput value={leaf} isNot={isNot} onChange={onChange} onNot={onNot} />;
}
