export { eventRows } from "./enrich.ts";
export { channelOf } from "./channel.ts";
export { sentProperties } from "./stored-properties.ts";
export { countryOf } from "./place.ts";
export { absolute, currencyOf, discountsOf, goodsOf, itemsOf, moneyOf, textOf } from "./items.ts";
