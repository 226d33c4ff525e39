import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { send } from "../api.ts";
import { speak } from "../i18n.ts";
import { LANGUAGES, rememberLanguage, type Language } from "../language.ts";
import { PersonIcon } from "../parts/icons.tsx";
import { sessionQuery } from "./session.ts";

const SCHEMES = ["light", "dark", "auto"] as const;

function Choice({ chosen, label, onChoose }: { chosen: boolean; label: string; onChoose: () => void }) {
  return (
    <Menu.Item role="menuitemradio" aria-checked={chosen} fw={chosen ? 600 : 400} onClick={onChoose}>
      <bdi>{label}</bdi>
    </Menu.Item>
  );
}

/** Language, colours, signing out. */
export function UserMenu() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const choose = (language: Language) => {
    rememberLanguage(language);
    void speak(language);
  };
  const signOut = async () => {
    await send("POST", "/api/v1/sign-out");
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Menu width={220} position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label={t("shell.you")}>
          <PersonIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {session?.actor && (
          <Menu.Label>
            <bdi>{session.actor.email ?? session.actor.name}</bdi>
          </Menu.Label>
        )}
        <Menu.Label>{t("shell.language")}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <Choice
            key={language}
            chosen={i18n.language === language}
            label={LANGUAGES[language].name}
            onChoose={() => choose(language)}
          />
        ))}
        <Menu.Label>{t("shell.colours")}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Choice
            key={scheme}
            chosen={colorScheme === scheme}
            label={t(`shell.scheme.${scheme}`)}
            onChoose={() => setColorScheme(scheme)}
          />
        ))}
        {session?.actor && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void navigate({ to: "/settings/account" })}>
              {t("shell.account")}
            </Menu.Item>
            <Menu.Item onClick={() => void signOut()}>{t("shell.signOut")}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
