import { createServer } from "node:http";
import { once } from "node:events";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser } from "playwright-core";

/**
 * A real browser, from npm. Without the package's own flags: they switch off what browsers guard
 * (other origins) and share one storage between all visitors.
 */
export async function openBrowser(): Promise<Browser> {
  const args = ["--no-sandbox", "--font-render-hinting=none"];
  return playwright.launch({ executablePath: await chromium.executablePath(), args });
}

/** A web shop of one page, on a port of its own, so that the browser treats Tenure as another site. */
export async function serveShop(html: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The page of a shop with Segment's snippet (4.15.3), whose one change is the host, as its users do it. */
export function pageWithSnippet(host: string, writeKey: string): string {
  const methods = [
    ..."trackSubmit trackClick trackLink trackForm pageview identify reset group track ready alias".split(
      " ",
    ),
    ..."debug page screen once off on addSourceMiddleware addIntegrationMiddleware".split(" "),
    ..."setAnonymousId addDestinationMiddleware".split(" "),
  ];
  return `<!doctype html><html><head><meta charset="utf-8"><title>The shop</title><script>
!function(){var analytics=window.analytics=window.analytics||[];if(!analytics.initialize)if(analytics.invoked)window.console&&console.error&&console.error("Segment snippet included twice.");else{analytics.invoked=!0;analytics.methods=${JSON.stringify(methods)};analytics.factory=function(e){return function(){var t=Array.prototype.slice.call(arguments);t.unshift(e);analytics.push(t);return analytics}};for(var e=0;e<analytics.methods.length;e++){var key=analytics.methods[e];analytics[key]=analytics.factory(key)}analytics.load=function(key,e){var t=document.createElement("script");t.type="text/javascript";t.async=!0;t.src="${host}/analytics.js/v1/"+key+"/analytics.min.js";var n=document.getElementsByTagName("script")[0];n.parentNode.insertBefore(t,n);analytics._loadOptions=e};analytics._writeKey=${JSON.stringify(writeKey)};analytics.SNIPPET_VERSION="4.15.3";
analytics.load(${JSON.stringify(writeKey)}, JSON.parse(decodeURIComponent(location.hash.slice(1)) || "{}"));analytics.page("Shop");}}();
</script></head><body>A shop</body></html>`;
}
