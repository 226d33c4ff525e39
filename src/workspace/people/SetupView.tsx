import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { PlainFrame } from "../../ui/shell/PlainFrame.tsx";

const FIELDS = ["name", "email", "password"] as const;

/** Makes the first admin, by the one-time link that the server printed; its secret stands after the #. */
export function SetupView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  const [values, setValues] = useState({ name: "", email: "", password: "" });
  const form = useForm(
    () => send("POST", "/api/v1/setup", { ...values, token }),
    () => navigate({ to: "/welcome" }),
  );
  const field = (name: (typeof FIELDS)[number]) => ({
    label: t(`people.${name}`),
    required: true,
    value: values[name],
    error: form.at(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(FIELDS);
  return (
    <PlainFrame>
      <PageTitle name={t("people.setup.title")} subtitle={t("people.setup.text")} />
      {token ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput {...field("name")} autoComplete="name" />
            <TextInput {...field("email")} type="email" autoComplete="username" />
            <PasswordInput
              {...field("password")}
              description={t("people.passwordRule")}
              autoComplete="new-password"
            />
            {error && <ProblemNote error={error} kept={t("people.setup.kept")} />}
            <Button type="submit" loading={form.busy}>
              {t("people.setup.action")}
            </Button>
          </Stack>
        </form>
      ) : (
        <EmptyState title={t("people.setup.noToken")}>{t("people.setup.noTokenFix")}</EmptyState>
      )}
    </PlainFrame>
  );
}
