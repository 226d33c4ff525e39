import { Button, PasswordInput, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { useForm } from "../../ui/parts/use-form.ts";
import { SettingsTabs } from "../../ui/shell/SettingsTabs.tsx";

const FIELDS = ["currentPassword", "newPassword"] as const;
const EMPTY = { currentPassword: "", newPassword: "" };

function ChangePassword() {
  const { t } = useTranslation();
  const [values, setValues] = useState(EMPTY);
  const form = useForm(
    () => send("POST", "/api/v1/me/password", values),
    () => (setValues(EMPTY), toast(t("people.account.changed"))),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const field = (name: (typeof FIELDS)[number]) => ({
    required: true,
    value: values[name],
    error: form.at(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });
  const error = form.errorBeside(FIELDS);
  return (
    <form onSubmit={submit}>
      <Stack maw={360}>
        <PasswordInput
          label={t("people.account.current")}
          autoComplete="current-password"
          {...field("currentPassword")}
        />
        <PasswordInput
          label={t("people.account.next")}
          description={t("people.passwordRule")}
          autoComplete="new-password"
          {...field("newPassword")}
        />
        {error && <ProblemNote error={error} />}
        <div>
          <Button type="submit" loading={form.busy}>
            {t("people.account.password")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** What everybody does for themselves: another password, and an end to every session. */
export function AccountView() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const everywhere = useMutation({
    mutationFn: () => send("POST", "/api/v1/me/sign-out-everywhere"),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: "/sign-in" });
    },
  });
  return (
    <Page>
      <PageTitle name={t("shell.account")} />
      <SettingsTabs />
      <Panel title={t("people.account.password")} subtitle={t("people.account.passwordText")}>
        <ChangePassword />
      </Panel>
      <Panel title={t("people.account.everywhere")} subtitle={t("people.account.everywhereText")}>
        {everywhere.error && <ProblemNote error={everywhere.error} />}
        <Button variant="default" loading={everywhere.isPending} onClick={() => everywhere.mutate()}>
          {t("people.account.everywhere")}
        </Button>
      </Panel>
    </Page>
  );
}
