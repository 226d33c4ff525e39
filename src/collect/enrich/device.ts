import type { TrackedEvent } from "../../core/event.ts";
import { objectOf } from "./channel.ts";
import { textOf } from "./items.ts";

/** What it was done on. */
export type Device = "phone" | "tablet" | "desktop" | "server" | "";

/** The kind of device: what the app says of it, else what the browser calls itself. */
export function deviceOf(event: TrackedEvent): Device {
  const device = objectOf(event.context["device"]);
  const agent = textOf(event.context["userAgent"]);
  const type = textOf(device["type"]).toLowerCase();
  const model = textOf(device["model"]).toLowerCase();
  if (/tablet|ipad/.test(type) || model.includes("ipad")) return "tablet";
  if (/^(ios|android|mobile|phone|smartphone)$/.test(type)) return "phone";
  if (/^(desktop|macos|windows|linux)$/.test(type)) return "desktop";
  if (agent) return byAgent(agent);
  const library = textOf(objectOf(event.context["library"])["name"]);
  return /node|python|ruby|java$|php|go|\.net|server|http/i.test(library) ? "server" : "";
}

function byAgent(agent: string): Device {
  if (/ipad|tablet|kindle|silk/i.test(agent)) return "tablet";
  if (/android/i.test(agent)) return /mobile/i.test(agent) ? "phone" : "tablet";
  if (/iphone|ipod|mobile|windows phone/i.test(agent)) return "phone";
  return /windows|macintosh|linux|cros|x11/i.test(agent) ? "desktop" : "";
}
