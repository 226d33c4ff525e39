import type { App } from "../../core/capability.ts";
import "./request.ts";

const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine writes the theme's variables and positions as styles; scripts stay strict.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const ALWAYS: Record<string, string> = {
  "content-security-policy": CONTENT_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
};

/** Security headers on every answer; answers of the API, and all that need a permission, are never kept by caches. */
export function addHeaders(app: App, publicUrl: string): void {
  const secure = publicUrl.startsWith("https:");
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers(ALWAYS);
    if (secure) void reply.header("strict-transport-security", "max-age=31536000");
    const access = request.routeOptions.config.access;
    if (access !== undefined && access !== "public" && access !== "write-key") {
      void reply.header("cross-origin-resource-policy", "same-origin");
      void reply.header("cache-control", "no-store");
    }
    if (request.url.startsWith("/api/")) void reply.header("cache-control", "no-store");
  });
}
