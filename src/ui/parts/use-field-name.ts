import { useTranslation } from "react-i18next";

const FIELDS = [
  "asOf",
  "country",
  "currency",
  "currentPassword",
  "days",
  "email",
  "expiresInDays",
  "filename",
  "from",
  "fromDay",
  "graceHours",
  "kind",
  "name",
  "newPassword",
  "password",
  "rate",
  "reason",
  "role",
  "scopes",
  "shop",
  "timeZone",
  "to",
  "token",
  "window",
] as const;

/** What a field of a request is called on the pages; one that no page has stays as the API names it. */
export function useFieldName(): (path: string) => string {
  const { t } = useTranslation();
  return (path) => {
    const known = FIELDS.find((name) => name === path.split(".").at(-1));
    return known ? t(`problem.field.${known}`) : path;
  };
}
