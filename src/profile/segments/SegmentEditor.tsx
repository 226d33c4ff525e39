import { Button, Checkbox, Group, Stack, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Failure, send } from "../../ui/api.ts";
import { problemsOf, type Problem } from "../../ui/conditions/problems.ts";
import { RuleEditor } from "../../ui/conditions/RuleEditor.tsx";
import { sayRule } from "../../ui/conditions/say-rule.ts";
import { useDraft } from "../../ui/conditions/use-draft.ts";
import { useSay } from "../../ui/conditions/use-say.ts";
import { focusOnWrong } from "../../ui/conditions/wrong.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Columns } from "../../ui/parts/Page.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { useForm } from "../../ui/parts/use-form.ts";
import type { Rule } from "../conditions/contract.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { SegmentFields, type Filing } from "./SegmentFields.tsx";
import styles from "./Segments.module.css";
import { UsesPanel } from "./UsesPanel.tsx";
import { usePreview } from "./use-preview.tsx";
import { ofSegment, SEGMENTS } from "./use-segments.tsx";
import type { Segment } from "./contract.ts";

type Props = {
  kept: Segment | null;
  from: Rule;
  name: string;
  filed?: { readonly folder: string; readonly tags: readonly string[] };
};
type Saved = {
  readonly filing: Filing;
  readonly rule: Rule;
  readonly why: string;
  readonly acceptCost: boolean;
};

const FIELDS = ["name", "folder", "tags", "description", "why"] as const;

function save(kept: Segment | null, { filing, rule, why, acceptCost }: Saved): Promise<Segment> {
  if (!kept) return send("POST", SEGMENTS, { ...filing, rule, why, acceptCost });
  return send("PATCH", ofSegment(kept.id), { version: kept.version, ...filing, rule, why, acceptCost });
}

/** What the server found wrong with a place in the rule: "rule.all.0.did.names". */
function problemIn(error: unknown): readonly Problem[] {
  const problem = error instanceof Failure ? error.problem : null;
  if (!problem?.field?.startsWith("rule.")) return [];
  const path = problem.field.split(".").slice(1);
  return [{ path: path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)), words: problem }];
}

function useEditor({ kept, from, name, filed }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const draft = useDraft(from);
  const [filing, setFiling] = useState<Filing>({
    ...{ name, description: kept?.description ?? "" },
    ...{ folder: filed?.folder ?? kept?.folder ?? "", tags: filed?.tags ?? kept?.tags ?? [] },
  });
  const [begun] = useState(() => JSON.stringify([filing, draft.rule]));
  const isSaved = useRef(false);
  const found = problemsOf(draft.rule);
  const isWhole = found.length === 0;
  const preview = usePreview(draft.rule, isWhole);
  const form = useForm(
    (values: Saved) => save(kept, values),
    async ({ id }) => {
      isSaved.current = true;
      toast(t("words.saved"));
      await navigate({ to: "/segments/$id", params: { id: String(id) } });
    },
  );
  const refused = [...problemIn(preview.query.error), ...problemIn(form.errorBeside([]))];
  const isUnsaved = () => !isSaved.current && JSON.stringify([filing, draft.rule]) !== begun;
  return { draft, filing, setFiling, problems: [...found, ...refused], isWhole, preview, form, isUnsaved };
}

type Editor = ReturnType<typeof useEditor>;

type SaveProps = { editor: Editor; kept: Segment | null; onWrong: () => void };

/** Saves what is whole, else leads to what is wrong, found here or by the server. */
function useSaving({ draft, filing, isWhole, form }: Editor, onWrong: () => void) {
  const [wasTried, setWasTried] = useState(false);
  const refusal = form.errorBeside([]);
  useEffect(() => {
    if (problemIn(refusal).length > 0) onWrong();
  }, [refusal, onWrong]);
  const trySaving = (said: Pick<Saved, "why" | "acceptCost">) => {
    setWasTried(true);
    if (!isWhole) onWrong();
    if (isWhole && filing.name.trim() !== "") form.submit({ filing, rule: draft.rule, ...said });
  };
  return { wasTried, trySaving };
}

function SaveForm({ editor, kept, onWrong }: SaveProps) {
  const { t } = useTranslation();
  const { filing, setFiling, isWhole, preview, form } = editor;
  const [why, setWhy] = useState("");
  const [acceptCost, setAcceptCost] = useState(false);
  const { wasTried, trySaving } = useSaving(editor, onWrong);
  const isHeavy = preview.query.data?.cost.heavy ?? false;
  const error = form.errorBeside(FIELDS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    trySaving({ why, acceptCost });
  };
  return (
    <Panel title={t("segments.save.title")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <SegmentFields value={filing} onChange={setFiling} errorAt={form.at} />
          {kept && (
            <Textarea
              label={t("segments.why")}
              description={t("segments.whyHint")}
              autosize
              maxLength={500}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
          )}
          {isHeavy && (
            <Checkbox
              label={t("segments.save.acceptCost")}
              checked={acceptCost}
              onChange={(event) => setAcceptCost(event.currentTarget.checked)}
            />
          )}
          {wasTried && !isWhole && (
            <p role="alert" className={styles["warning"]}>
              {t("segments.save.notWhole")}
            </p>
          )}
          {error && <ProblemNote error={error} kept={t("segments.save.kept")} />}
          <Group justify="end">
            {kept ? (
              <LinkButton variant="default" to="/segments/$id" params={{ id: String(kept.id) }}>
                {t("segments.save.leave")}
              </LinkButton>
            ) : (
              <LinkButton variant="default" to="/segments">
                {t("segments.save.leave")}
              </LinkButton>
            )}
            <Button type="submit" loading={form.busy} disabled={isHeavy && !acceptCost}>
              {t("words.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

/** Where a segment is written: its rule, whom it holds for meanwhile, its name and where it is filed. */
export function SegmentEditor(props: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const editor = useEditor(props);
  const { draft, problems, isWhole, preview, isUnsaved } = editor;
  const written = useRef<HTMLDivElement>(null);
  const onWrong = useCallback(() => focusOnWrong(written.current), []);
  return (
    <Columns wide>
      <div ref={written}>
        <Panel
          title={t("segments.rule")}
          subtitle={isWhole ? <bdi>{sayRule(say, draft.rule)}</bdi> : t("segments.ruleHint")}
        >
          <RuleEditor draft={draft} problems={problems} />
        </Panel>
      </div>
      <div>
        <PreviewPanel {...preview} isWhole={isWhole} />
        {props.kept && <UsesPanel id={props.kept.id} text={t("segments.uses.change")} />}
        <SaveForm editor={editor} kept={props.kept} onWrong={onWrong} />
      </div>
      <LeaveGuard isUnsaved={isUnsaved} />
    </Columns>
  );
}
