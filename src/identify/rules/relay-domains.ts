/**
 * Domains whose addresses stand for a sale, not for a person: marketplaces and payment services
 * give out a new address, or one address for many. Sources: Amazon Seller Central "Buyer-Seller
 * Messaging" (marketplace.amazon.*), eBay "Email forwarding" (members.ebay.*), Etsy, Walmart
 * Marketplace, Trendyol, Hepsiburada, n11, Allegro and bol.com seller help pages, as of 2026.
 * Apple's and Firefox's private relays are left out: each address of those is one person's own.
 */
export const RELAY_DOMAIN =
  /(^|\.)(marketplace\.amazon\.[a-z.]+|members\.ebay\.[a-z.]+|(mail|transaction|convos)\.etsy\.com|reply\.etsy\.com|relay\.walmart\.com|mail\.trendyol\.com|trendyolmail\.com|hepsiburadamail\.com|mail\.n11\.com|allegromail\.pl|verkopen\.bol\.com|guest\.booking\.com|guest\.airbnb\.com|m\.expediapartnercentral\.com)$/;
