import { Radio, Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Preview, Question } from "./contract.ts";
import type { Answers } from "./mapping-state.tsx";

/** A question without choices of its own is answered by a name that a standard gives. */
function choicesOf({ id, choices, assumed }: Question): string[] {
  if (choices.length > 0 || id === "dateOrder") return choices;
  const named = id === "timeZone" ? ["UTC", ...Intl.supportedValuesOf(id)] : Intl.supportedValuesOf(id);
  return [...new Set([...(assumed ? [assumed] : []), ...named])];
}

type QuestionsProps = { preview: Preview; answers: Answers; onChange: (answers: Answers) => void };

function One({
  question,
  answer,
  onAnswer,
}: {
  question: Question;
  answer: string | null;
  onAnswer: (answer: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = t(`imports.question.${question.id}`, {
    column: question.column ?? "",
    examples: format.list(question.examples),
  });
  if (question.id !== "dateOrder") {
    return (
      <Select
        label={label}
        withAsterisk={question.required}
        searchable
        data={choicesOf(question)}
        value={answer}
        onChange={(value) => value && onAnswer(value)}
      />
    );
  }
  return (
    <Radio.Group
      label={label}
      withAsterisk={question.required}
      value={answer}
      onChange={(value) => onAnswer(value)}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="day-first" label={t("imports.dayFirst")} />
        <Radio value="month-first" label={t("imports.monthFirst")} />
      </Stack>
    </Radio.Group>
  );
}

/** What the file doesn't say and nobody should guess. */
export function Questions({ preview, answers, onChange }: QuestionsProps) {
  const { t } = useTranslation();
  if (preview.questions.length === 0) return null;
  return (
    <Panel title={t("imports.questions")} subtitle={t("imports.questionsText")}>
      <Stack>
        {preview.questions.map((question) => (
          <One
            key={question.id}
            question={question}
            answer={answers[question.id] ?? null}
            onAnswer={(answer) => onChange({ ...answers, [question.id]: answer })}
          />
        ))}
      </Stack>
    </Panel>
  );
}
