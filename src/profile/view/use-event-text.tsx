import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import type { TimelineEvent } from "./contract.ts";

/** Events of Segment's e-commerce, e-mail and support vocabularies that have words of ours. */
const NAMED = [
  "product_viewed",
  "product_added",
  "product_removed",
  "cart_viewed",
  "checkout_started",
  "order_refunded",
  "order_cancelled",
  "order_updated",
  "email_delivered",
  "email_opened",
  "email_link_clicked",
  "ticket_created",
  "ticket_answered",
] as const;
const KINDS = ["page", "screen", "track", "identify", "group", "alias"] as const;
const DEVICES = ["phone", "tablet", "desktop"] as const;

/** Writes an event in the reader's words; names that only this business knows stay as they are. */
export function useEventText() {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (event: TimelineEvent): string | null => {
    const page = event.pageTitle || event.name || event.pageUrl;
    if (event.kind === "segment") {
      const segment = event.pageTitle;
      return event.name === "entered" ? t("customer.entered", { segment }) : t("customer.left", { segment });
    }
    if (event.kind === "page" && page) return t("customer.viewed", { page });
    if (event.orderId && event.name === "Order Completed") return null;
    const code = event.name.toLowerCase().replaceAll(" ", "_");
    const named = event.kind === "track" && NAMED.find((name) => name === code);
    const kind = KINDS.find((name) => name === event.kind) ?? "track";
    return named ? t(`customer.event.${named}`) : event.name || t(`customer.kind.${kind}`);
  };
  return (event: TimelineEvent): string => {
    const device = DEVICES.find((name) => name === event.device);
    const parts = [
      nameOf(event),
      event.orderId && t("customer.order", { id: event.orderId }),
      event.amount !== null && format.money(event.amount, event.currency || undefined),
      event.items > 0 && t("customer.items", { count: event.items, n: format.number(event.items) }),
      device ? t(`words.device.${device}`) : event.device || event.channel,
    ];
    return parts.filter(Boolean).join(" · ");
  };
}
