import { Button, Group as Row, SegmentedControl } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Conditions.module.css";
import { draftOf } from "./draft.ts";
import { EditingContext, type Editing } from "./editing.ts";
import { GroupEditor } from "./GroupEditor.tsx";
import { JsonEditor } from "./JsonEditor.tsx";
import { numbersOf, partAt, placesOf } from "./places.ts";
import type { Problem } from "./problems.ts";
import type { Draft } from "./use-draft.ts";

const INPUTS = "select, input:not([type=hidden]), textarea, button";

type Props = { draft: Draft; problems: readonly Problem[] };

/** Gives the focus to a part once it stands on the page. */
function useFocus() {
  const frame = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const id = wanted.current;
    wanted.current = null;
    if (id === null) return;
    const part = frame.current?.querySelector(`#part-${id}`) ?? null;
    const target = part ? part.querySelector(INPUTS) : frame.current?.querySelector(`[data-add="${id}"]`);
    if (target instanceof HTMLElement && !part?.contains(document.activeElement)) target.focus();
  });
  const focusOn = useCallback((id: number | null) => {
    wanted.current = id;
  }, []);
  return { frame, focusOn };
}

function useKeys(draft: Draft) {
  return (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) draft.redo();
    else draft.undo();
  };
}

type Told = { readonly focusOn: (id: number | null) => void; readonly onSaid: (what: string) => void };

/** What the parts of the editor share. */
function useShared(draft: Draft, problems: readonly Problem[], { focusOn, onSaid }: Told): Editing {
  const { root } = draft;
  return useMemo<Editing>(
    () => ({
      root,
      numbers: numbersOf(root),
      problemsAt: (id) => problems.filter(({ path }) => partAt(root, path) === id),
      places: placesOf(root),
      change: (next, focus, what = "") => {
        focusOn(focus ?? null);
        onSaid(what);
        draft.change(next);
      },
    }),
    [root, problems, draft, focusOn, onSaid],
  );
}

/** A rule, written as a sentence or as JSON; every step can be taken back. */
export function RuleEditor({ draft, problems }: Props) {
  const { t } = useTranslation();
  const [as, setAs] = useState<"sentence" | "json">("sentence");
  const [said, setSaid] = useState("");
  const { frame, focusOn } = useFocus();
  const onKeyDown = useKeys(draft);
  const editing = useShared(draft, problems, { focusOn, onSaid: setSaid });
  const tools = (
    <Row gap="xs" justify="space-between">
      <SegmentedControl
        size="xs"
        aria-label={t("conditions.json.label")}
        value={as}
        onChange={(next) => setAs(next === "json" ? "json" : "sentence")}
        data={(["sentence", "json"] as const).map((value) => ({
          value,
          label: value === "json" ? t("conditions.json.tab") : t("conditions.json.sentence"),
        }))}
      />
      {as === "sentence" && (
        <Row gap="xs">
          <Button size="xs" variant="default" disabled={!draft.canUndo} onClick={draft.undo}>
            {t("conditions.edit.undo")}
          </Button>
          <Button size="xs" variant="default" disabled={!draft.canRedo} onClick={draft.redo}>
            {t("conditions.edit.redo")}
          </Button>
        </Row>
      )}
    </Row>
  );
  return (
    <EditingContext value={editing}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- shortcuts for what the buttons do */}
      <div ref={frame} className={styles["editor"]} onKeyDown={as === "sentence" ? onKeyDown : undefined}>
        {tools}
        {as === "json" ? (
          <JsonEditor rule={draft.rule} onChange={(rule) => draft.change(draftOf(rule))} />
        ) : (
          <GroupEditor group={draft.root} />
        )}
        <p className={styles["quiet"]}>{t("conditions.edit.keys")}</p>
        <output className="unseen">{said}</output>
      </div>
    </EditingContext>
  );
}
