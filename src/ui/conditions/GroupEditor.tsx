import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { SaidText } from "../parts/SaidText.tsx";
import { useWords } from "../parts/use-words.ts";
import { AddMenu } from "./AddMenu.tsx";
import styles from "./Conditions.module.css";
import { isGroup, joined, replace, ruleOf, type Condition, type Group, type Node } from "./draft.ts";
import { useEditing } from "./editing.ts";
import { Choose } from "./inputs.tsx";
import { LeafInput } from "./LeafInput.tsx";
import { PartMenu, usePartActions } from "./PartMenu.tsx";
import type { Path } from "./places.ts";
import type { Problem } from "./problems.ts";
import { sayClause } from "./say-rule.ts";
import { useSay } from "./use-say.ts";
import { WrongAt } from "./wrong.tsx";

/** How deep groups may lie in one another below the whole. */
const DEEPEST = 6;
const TOP: Path = [];

function Problems({ id, problems }: { id: number; problems: readonly Problem[] }) {
  const words = useWords();
  if (problems.length === 0) return null;
  const said = new Map(problems.map(({ words: one }) => [one.reason ?? one.message, one]));
  return (
    <ul className={styles["problems"]} id={`problems-${id}`} data-problems>
      {[...said.values()].map((problem) => (
        <li key={problem.reason ?? problem.message}>
          <SaidText said={words(problem, "message")} /> <SaidText said={words(problem, "fix")} />
        </li>
      ))}
    </ul>
  );
}

/** The word before a part: whose rule it is, "and", "or"; the first "and" is where it is chosen. */
function Joint({ group, at, isRoot }: { group: Group; at: number; isRoot: boolean }) {
  const { t } = useTranslation();
  const { root, change } = useEditing();
  if (at === 0) return isRoot ? <span className={styles["who"]}>{t("conditions.edit.who")}</span> : null;
  const word = (join: Group["join"]) => (join === "all" ? t("conditions.edit.and") : t("conditions.edit.or"));
  if (at > 1) return <span className={styles["joint"]}>{word(group.join)}</span>;
  return (
    <Choose
      label={t("conditions.edit.andOr")}
      value={group.join}
      choices={(["all", "any"] as const).map((join) => ({ value: join, label: word(join) }))}
      onChange={(join) => change(joined(root, group.id, join === "any" ? "any" : "all"))}
    />
  );
}

function ConditionLine({ node }: { node: Condition }) {
  const { t } = useTranslation();
  const say = useSay();
  const { root, change, numbers, places, problemsAt } = useEditing();
  const { leaf } = node;
  const isMember = "segment" in leaf || "list" in leaf || "persona" in leaf;
  const put = (next: Partial<Condition>) =>
    change(replace(root, node.id, (one) => [{ ...one, ...next } as Node]));
  return (
    <div
      className={styles["condition"]}
      role="group"
      id={`part-${node.id}`}
      aria-label={t("conditions.edit.condition", { n: numbers.get(node.id) ?? 0 })}
      aria-describedby={`problems-${node.id}`}
    >
      <WrongAt
        path={places.get(node.id) ?? TOP}
        problems={problemsAt(node.id)}
        rest={(problems) => <Problems id={node.id} problems={problems} />}
      >
        <div className={styles["line"]}>
          {node.not && !isMember && <span className={styles["not"]}>{t("conditions.edit.not")}</span>}
          <LeafInput
            leaf={leaf}
            isNot={node.not}
            onChange={(next) => put({ leaf: next })}
            onNot={(not) => put({ not })}
          />
        </div>
        <PartMenu node={node} clause={sayClause(say, ruleOf(node))} />
      </WrongAt>
    </div>
  );
}

function Part({ node, depth }: { node: Node; depth: number }) {
  const { t } = useTranslation();
  const { numbers } = useEditing();
  const { move } = usePartActions(node);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    event.stopPropagation();
    move(step < 0 ? -1 : 1);
  };
  if (!isGroup(node)) {
    return (
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for what the menu does
      <div onKeyDown={onKeyDown}>
        <ConditionLine node={node} />
      </div>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut for what the menu does
    <div
      className={styles["group"]}
      role="group"
      id={`part-${node.id}`}
      aria-label={t("conditions.edit.group", { n: numbers.get(node.id) ?? 0 })}
      onKeyDown={onKeyDown}
    >
      <div className={styles["groupHead"]}>
        <span className={styles["not"]}>{node.not && t("conditions.edit.not")}</span>
        <PartMenu node={node} clause={t("conditions.edit.group", { n: numbers.get(node.id) ?? 0 })} />
      </div>
      <GroupEditor group={node} depth={depth} />
    </div>
  );
}

/** The parts of a group, with the word that joins them, and a way to add more. */
export function GroupEditor({ group, depth = 0 }: { group: Group; depth?: number }) {
  const { t } = useTranslation();
  const { problemsAt } = useEditing();
  const isRoot = depth === 0;
  return (
    <div className={styles["parts"]}>
      {group.nodes.length === 0 && (
        <p className={styles["quiet"]}>
          {isRoot ? t("conditions.edit.empty") : t("conditions.edit.emptyGroup")}
        </p>
      )}
      <ol className={styles["list"]}>
        {group.nodes.map((node, at) => (
          <li key={node.id} className={styles["part"]}>
            <Joint group={group} at={at} isRoot={isRoot} />
            <Part node={node} depth={depth + 1} />
          </li>
        ))}
      </ol>
      {group.nodes.length > 0 && <Problems id={group.id} problems={problemsAt(group.id)} />}
      <AddMenu into={group.id} canGroup={depth < DEEPEST} />
    </div>
  );
}
