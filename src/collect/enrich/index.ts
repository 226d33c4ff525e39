export { eventRow, eventRows } from "./enrich.ts";
export { channelOf } from "./channel.ts";
export { countryOf } from "./place.ts";
export { absolute, currencyOf, decimalOf, discountsOf, goodsOf, itemsOf, moneyOf, textOf } from "./items.ts";
