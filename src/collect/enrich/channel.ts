import type { TrackedEvent } from "../../core/event.ts";
import { isJsonObject } from "../../core/json.ts";
import type { JsonObject } from "../../core/json.ts";
import { textOf } from "./items.ts";

// The groups follow those of web analytics (Google's default channel groups), told by medium first.
const BY_MEDIUM: readonly (readonly [RegExp, string])[] = [
  [/^e[-_ ]?mail$|newsletter/, "email"],
  [/^sms$|whatsapp/, "sms"],
  [/push/, "push"],
  [/affiliate/, "affiliate"],
  [/^(social[-_ ]?)?(paid|cpc|ppc|cpm|ads?)[-_ ]?social|^paid[-_ ]?social/, "paid social"],
  [/^(cpc|ppc|paid|paid[-_ ]?search|sem|retargeting)$/, "paid search"],
  [/display|banner|cpm|interstitial/, "display"],
  [/^(social|sm|social[-_ ]?(network|media))$/, "organic social"],
  [/^organic$/, "organic search"],
  [/^referral$/, "referral"],
];
const SOCIAL =
  /(^|\.)(facebook|instagram|twitter|x|t|linkedin|pinterest|tiktok|youtube|reddit|snapchat|whatsapp|telegram|threads|vk)\.(com|net|co|org|me)$/;
const SOCIAL_SOURCE = /^(facebook|fb|instagram|ig|twitter|linkedin|pinterest|tiktok|youtube|reddit|snapchat)/;
const SEARCH =
  /(^|\.)(google|bing|yahoo|duckduckgo|yandex|baidu|ecosia|qwant|startpage|naver|seznam)\.[a-z.]+$/;

/**
 * What brought the visitor: what the event says itself, else campaign, else referrer. "direct" is
 * a page view that names neither; "" where nothing is known (servers, clicks within the site).
 */
export function channelOf(event: TrackedEvent): string {
  const said = event.trust === "trusted" ? textOf(event.properties["channel"]) : "";
  if (said) return said.slice(0, 60);
  const campaign = objectOf(event.context["campaign"]);
  const medium = textOf(campaign["medium"]).toLowerCase();
  const source = textOf(campaign["source"]).toLowerCase();
  if (medium || source) return campaignChannel(medium, source);
  const page = objectOf(event.context["page"]);
  if (page["url"] == null) return "";
  return referrerChannel(textOf(page["referrer"]), textOf(page["url"]), event.kind === "page");
}

function campaignChannel(medium: string, source: string): string {
  const found = BY_MEDIUM.find(([pattern]) => pattern.test(medium))?.[1];
  if (found === "paid search" && SOCIAL_SOURCE.test(source)) return "paid social";
  if (found) return found;
  if (/mail|newsletter|klaviyo|mailchimp/.test(source)) return "email";
  return SOCIAL_SOURCE.test(source) ? "organic social" : "other campaign";
}

function referrerChannel(referrer: string, url: string, isPage: boolean): string {
  const from = hostOf(referrer);
  if (from === "") return isPage ? "direct" : "";
  if (from === hostOf(url)) return "";
  if (SEARCH.test(from)) return "organic search";
  return SOCIAL.test(from) ? "organic social" : "referral";
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : "";
}

/** The value where it is an object, else an empty one. */
export function objectOf(value: JsonObject[string] | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
