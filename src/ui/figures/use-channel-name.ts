import { useTranslation } from "react-i18next";

const CHANNELS = [
  ...(["email", "sms", "push", "affiliate", "paid_social", "paid_search", "display"] as const),
  ...(["organic_social", "organic_search", "referral", "other_campaign", "direct"] as const),
  ...(["web", "app", "store", "till", "pos", "phone", "chat"] as const),
];

/** Writes a channel in the reader's language; one that the workspace named itself as it is. */
export function useChannelName(): (channel: string) => string {
  const { t } = useTranslation();
  return (channel) => {
    const known = CHANNELS.find((name) => name === channel.toLowerCase().replaceAll(/[ -]/g, "_"));
    return known ? t(`personas.channelName.${known}`) : channel;
  };
}
