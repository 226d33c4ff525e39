import { describe, expect, it } from "vitest";
import { arrange, type Column } from "./columns.ts";

type Row = { name: string; orders: number | null };
const columns: Column<Row>[] = [
  { key: "name", header: "Name", cell: (row) => row.name, text: (row) => row.name },
  {
    key: "orders",
    header: "Orders",
    cell: (row) => row.orders,
    text: (row) => String(row.orders),
    value: (row) => row.orders,
  },
];
const rows = [
  { name: "Ayşe", orders: 2 },
  { name: "Jonas", orders: null },
  { name: "Elif", orders: 10 },
];
const names = (arranged: readonly Row[]) => arranged.map((row) => row.name);

describe("a table", () => {
  it("sorts numbers by size, not as text", () => {
    expect(
      names(arrange(rows, columns, { sort: "orders", descending: false, find: "", hidden: [] })),
    ).toEqual(["Ayşe", "Elif", "Jonas"]);
  });
  it("keeps unknown values last in both directions", () => {
    expect(names(arrange(rows, columns, { sort: "orders", descending: true, find: "", hidden: [] }))).toEqual(
      ["Elif", "Ayşe", "Jonas"],
    );
  });
  it("finds in every column, whatever the case", () => {
    expect(names(arrange(rows, columns, { descending: false, find: "AYŞ", hidden: [] }))).toEqual(["Ayşe"]);
  });
});
