import type { Random } from "../src/core/random.ts";
import { exponential, happens, pick, whole } from "./draws.ts";
import { DAY } from "./options.ts";

/** What somebody visits the shop with. A browser forgets its cookie now and then; an app does not. */
export type Device = {
  readonly kind: "web" | "app";
  /** The device id that an app sends; null in a browser. */
  readonly deviceId: string | null;
  readonly userAgent: string;
  anonymousId: string;
  /** When the browser forgets the anonymous id. */
  expires: number;
  /** Whether the shop knows who stands behind the present anonymous id. */
  signedIn: boolean;
};

/** A visit's device, and whether it starts with an anonymous id that the shop never saw. */
type Browsers = readonly [string, ...string[]];

const COOKIE_LIFE = 170 * DAY;
const DESKTOPS: Browsers = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
];
const PHONES: Browsers = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
];

/** The customer's devices: one to three, the first of the kind that they use most. */
export function drawDevices(random: Random, mark: string, first: "desktop" | "phone"): Device[] {
  const [usual, others] = first === "desktop" ? [DESKTOPS, PHONES] : [PHONES, DESKTOPS];
  const count = whole(random, 1, 3);
  return Array.from({ length: count }, (_, index) => {
    const app = index > 0 && happens(random, 0.4);
    return {
      kind: app ? "app" : "web",
      deviceId: app ? `device-${mark}-${index}` : null,
      userAgent: app ? "TenureDemoApp/2.1 (Android 15)" : pick(random, index === 0 ? usual : others),
      anonymousId: "",
      expires: Number.NEGATIVE_INFINITY,
      signedIn: false,
    };
  });
}

/** Gives the device a new anonymous id where it has none or has forgotten it. */
export function freshen(random: Random, device: Device, at: number, nextId: () => string): void {
  if (at < device.expires) return;
  device.anonymousId = nextId();
  device.signedIn = false;
  device.expires = device.kind === "app" ? Number.POSITIVE_INFINITY : at + exponential(random, COOKIE_LIFE);
}
