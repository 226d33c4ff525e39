import { useTranslation } from "react-i18next";

const TYPES = [
  "user_id",
  "email",
  "mailbox",
  "phone",
  "anonymous_id",
  "device_id",
  "loyalty_card",
  "order",
  "claimed_user_id",
] as const;

/** What a type of identifier is called on the pages; a custom one keeps the name that its sender gave it. */
export function useIdentifierType(): (type: string) => string {
  const { t } = useTranslation();
  return (type) => {
    const known = TYPES.find((name) => name === type);
    return known ? t(`words.identifier.${known}`) : type;
  };
}
