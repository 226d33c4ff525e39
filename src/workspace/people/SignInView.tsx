import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { send } from "../../ui/api.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { PlainFrame } from "../../ui/shell/PlainFrame.tsx";
import { sessionQuery } from "../../ui/shell/session.ts";

/** Only addresses of this server: "/customers?q=…", never "//elsewhere". */
function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/overview";
}

function SignInForm() {
  const { t } = useTranslation();
  const router = useRouter();
  const [search] = useAddress();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(
    () => send("POST", "/api/v1/sign-in", { email, password }),
    () => window.location.assign(router.buildLocation({ to: safeNext(word(search, "next")) }).href),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(["email", "password"]);
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t("people.email")}
          type="email"
          autoComplete="username"
          required
          value={email}
          error={form.at("email")}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("people.password")}
          autoComplete="current-password"
          required
          value={password}
          error={form.at("password")}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {error && <ProblemNote error={error} />}
        <Button type="submit" loading={form.busy}>
          {t("people.signIn.action")}
        </Button>
      </Stack>
    </form>
  );
}

/** Lets people in who have a password. */
export function SignInView() {
  const { t } = useTranslation();
  const me = useQuery(sessionQuery);
  return (
    <PlainFrame>
      <PageTitle name={t("people.signIn.title")} />
      {me.data?.needsAdmin ? (
        <EmptyState title={t("people.setup.noAdmin")}>{t("people.setup.noTokenFix")}</EmptyState>
      ) : (
        <SignInForm />
      )}
    </PlainFrame>
  );
}
