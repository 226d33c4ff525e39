import type { Context } from "../../core/context.ts";
import { rememberedSettings } from "../../workspace/settings/index.ts";
import { normaliseIdentifier } from "./normalise.ts";

/** An identifier as somebody here gives it: a phone without a prefix is read by the workspace's country. */
export async function normaliseHere(context: Context, type: string, value: unknown): Promise<string | null> {
  const country = type === "phone" ? (await rememberedSettings(context)).country : null;
  return normaliseIdentifier(type, value, country);
}
