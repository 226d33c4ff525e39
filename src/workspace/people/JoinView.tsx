import { Button, PasswordInput, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { PlainFrame } from "../../ui/shell/PlainFrame.tsx";

/** Sets a password by the link of an invitation; its secret stands after the #. */
export function JoinView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState("");
  const form = useForm(
    () => send("POST", "/api/v1/join", { token, password }),
    () => navigate({ to: "/overview" }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(["password"]);
  return (
    <PlainFrame>
      <PageTitle name={t("people.join.title")} subtitle={t("people.join.text")} />
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            label={t("people.password")}
            description={t("people.passwordRule")}
            autoComplete="new-password"
            required
            value={password}
            error={form.at("password")}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {error && <ProblemNote error={error} />}
          <Button type="submit" loading={form.busy}>
            {t("people.join.action")}
          </Button>
        </Stack>
      </form>
    </PlainFrame>
  );
}
