/** How to connect, in the words of each SDK: code for the customer's developer, not text of the page. */
export const SNIPPETS = {
  browser: (key: string, host: string) => `<script>
  !function(){var a=window.analytics=window.analytics||[];if(a.initialize)return;
  a.methods=["track","page","identify","group","alias","ready","reset","on","once","setAnonymousId"];
  a.factory=function(m){return function(){a.push([m].concat([].slice.call(arguments)));return a}};
  a.methods.forEach(function(m){a[m]=a.factory(m)});
  a.load=function(k){var s=document.createElement("script");s.async=true;
  s.src="${host}/analytics.js/v1/"+k+"/analytics.min.js";document.head.appendChild(s);a._writeKey=k;a._cdn="${host}"};
  a.load("${key}");a.page();}();
</script>`,
  npm: (key: string, host: string) => `import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${key}", cdnURL: "${host}" },
  { integrations: { "Segment.io": { apiHost: "${host.replace(/^https?:\/\//, "")}/v1", protocol: "${host.startsWith("https") ? "https" : "http"}" } } },
);
analytics.identify("user-1", { email: "ayse@example.com" });
analytics.track("Order Completed", { order_id: "1001", total: 61.2, currency: "EUR" });`,
  node: (key: string, host: string) => `import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${key}", host: "${host}" });
analytics.track({
  userId: "user-1",
  event: "Order Completed",
  properties: { order_id: "1001", total: 61.2, currency: "EUR" },
});`,
  curl: (key: string, host: string) => `curl -u ${key}: -H 'content-type: application/json' \\
  -d '{"userId":"user-1","event":"Order Completed","properties":{"order_id":"1001","total":61.2,"currency":"EUR"}}' \\
  ${host}/v1/track`,
} as const;

/** On the server, then in the page: the secret never reaches a browser. */
export const SIGN = `// on the server
import { createHmac } from "node:crypto";
const signature = createHmac("sha256", process.env.TENURE_SIGNING_SECRET).update(userId).digest("hex");

// in the page, for whoever is logged in
analytics.identify(userId, {}, { context: { identity_signature: signature } });`;

/** One of {@link SNIPPETS}. */
export type SnippetName = keyof typeof SNIPPETS;
