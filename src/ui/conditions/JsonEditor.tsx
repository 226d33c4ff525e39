import { Button, FileButton, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "../../profile/conditions/contract.ts";
import { toast } from "../parts/toast.ts";
import { useWords } from "../parts/use-words.ts";
import styles from "./Conditions.module.css";
import { linesOf, NoJson, type Lines } from "./json-places.ts";
import { problemsOf, type Problem } from "./problems.ts";
import type { Path } from "./places.ts";

type Read = { readonly rule: Rule } | { readonly line: number } | { readonly problems: readonly Problem[] };

function read(text: string): Read {
  try {
    linesOf(text);
    const rule: unknown = JSON.parse(text);
    const problems = problemsOf(rule);
    return problems.length > 0 ? { problems } : { rule: rule as Rule };
  } catch (error) {
    return { line: error instanceof NoJson ? error.line : 1 };
  }
}

/** The line of the deepest part of a path that stands in the text. */
function lineAt(lines: Lines, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = lines.get(path.slice(0, length).join("."));
    if (line !== undefined) return line;
  }
  return 1;
}

/** Takes the JSON along, and brings another in from a file. */
function JsonTools({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation();
  const open = async (file: File | null) => {
    if (file) onText(await file.text());
  };
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast(t("conditions.json.copied"));
  };
  return (
    <Group gap="xs">
      <FileButton accept="application/json,.json" onChange={(file) => void open(file)}>
        {(props) => (
          <Button {...props} size="xs" variant="default">
            {t("conditions.json.open")}
          </Button>
        )}
      </FileButton>
      {/* Browsers offer the clipboard over https only. */}
      {window.isSecureContext && (
        <Button size="xs" variant="default" onClick={() => void copy()}>
          {t("conditions.json.copy")}
        </Button>
      )}
    </Group>
  );
}

/** The rule as JSON, for those who want it; what is wrong stands below with its line and place. */
export function JsonEditor({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [text, setText] = useState(() => JSON.stringify(rule, null, 2));
  const result = read(text);
  const change = (next: string) => {
    setText(next);
    const said = read(next);
    if ("rule" in said) onChange(said.rule);
  };
  const complaint = ({ path, words: said }: Problem) =>
    t("conditions.json.at", {
      line: lineAt(linesOf(text), path),
      path: path.join(".") || t("conditions.json.whole"),
      message: words(said, "message").text,
    });
  const complaints =
    "line" in result
      ? [t("conditions.json.syntax", { line: result.line })]
      : "problems" in result
        ? result.problems.map(complaint)
        : [];
  return (
    <>
      <JsonTools text={text} onText={change} />
      <Textarea
        classNames={{ input: styles["json"] ?? "" }}
        dir="ltr"
        autosize
        minRows={8}
        maxRows={30}
        spellCheck={false}
        label={t("conditions.json.label")}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        error={
          complaints.length > 0 && (
            <ul className={styles["problems"]} dir="auto">
              {complaints.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )
        }
        errorProps={{ component: "div" }}
      />
    </>
  );
}
