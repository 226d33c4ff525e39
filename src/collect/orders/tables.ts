import type { JSONColumnType } from "kysely";
import type { OrderHistory } from "./fold.ts";

type OrderHistoryTable = {
  shop: string;
  order_id: string;
  parts: JSONColumnType<OrderHistory>;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    order_history: OrderHistoryTable;
  }
}
