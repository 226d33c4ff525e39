import type { Generated, JSONColumnType } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { Rule } from "../conditions/index.ts";
import type { Move, TickBody } from "./moves.ts";

type SegmentTable = {
  id: Generated<number>;
  name: string;
  description: Generated<string>;
  folder: Generated<string>;
  tags: Generated<string[]>;
  kind: "rule" | "list";
  version: Generated<number>;
  rule: JSONColumnType<Rule> | null;
  created_at: Date;
  created_by: string;
  changed_at: Date;
  changed_by: string;
  archived_at: Date | null;
  deleted_at: Date | null;
  deleted_by: string | null;
  pass_after: number | null;
  pass_done: Generated<number>;
  pass_total: Generated<number>;
  pass_failed: string | null;
  pass_tries: Generated<number>;
  pass_began: Date | null;
  pass_stale: Generated<boolean>;
};

type SegmentVersionTable = {
  segment_id: number;
  version: number;
  rule: JSONColumnType<Rule> | null;
  said_by: string;
  said_at: Date;
  why: string;
};

type SegmentWebhookTable = {
  id: Generated<number>;
  name: string;
  url: string;
  secret: string;
  segments: number[];
  active: boolean;
  created_at: Date;
  created_by: string;
};

type SegmentOutboxTable = {
  id: Generated<number>;
  webhook_id: number;
  moves: JSONColumnType<Move[]>;
  attempt: Generated<number>;
  due_at: Date;
};

type SegmentDeliveryTable = {
  id: Generated<number>;
  webhook_id: number;
  at: Date;
  moves: number;
  attempt: number;
  status: number | null;
  problem: string | null;
  milliseconds: number;
  test: boolean;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    segment: SegmentTable;
    segment_version: SegmentVersionTable;
    segment_ground: { one: Generated<boolean>; changes: number; meaning: string };
    segment_list: { segment_id: number; handle_id: HandleId; added_at: Date; added_by: string };
    segment_touched: {
      id: Generated<number>;
      handle_ids: HandleId[];
      why: "event" | "merge";
      after_import: number | null;
      noted_at: Generated<Date>;
    };
    segment_due: { profile_id: ProfileId; due_at: Date };
    segment_tick: { id: Generated<number>; body: JSONColumnType<TickBody> };
    segment_webhook: SegmentWebhookTable;
    segment_outbox: SegmentOutboxTable;
    segment_delivery: SegmentDeliveryTable;
  }
}
