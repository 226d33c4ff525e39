import { describe, expect, it } from "vitest";
import { csvCell, csvOf } from "./csv.ts";

describe("an export", () => {
  it("carries no formulas", () => {
    expect(csvCell('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"');
    expect(csvCell("@SUM(A1)")).toBe("'@SUM(A1)");
  });
  it("leaves negative numbers as they are", () => {
    expect(csvCell("-14640")).toBe("-14640");
  });
  it("quotes what would break a line", () => {
    expect(csvOf([["a,b", "c"]])).toBe('\uFEFF"a,b",c\r\n');
  });
});
