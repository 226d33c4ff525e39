import { expect, it } from "vitest";
import { codesOf, countryOf, languageOf } from "./code-names.ts";

it("countries are known by code and by name in several languages", () => {
  const named = ["United Kingdom", "EIRE", "Türkiye", "tr", "ألمانيا", "Bosnia and Herzegovina", "UK"];
  expect(named.map(countryOf)).toEqual(["GB", "IE", "TR", "TR", "DE", "BA", "GB"]);
  expect(["Unspecified", "European Union", "XY", ""].map(countryOf)).toEqual([null, null, null, null]);
});

it("names are known however they are written", () => {
  expect(["ALMANYA", "HİNDİSTAN", "hindistan", "HINDISTAN", " turkiye "].map(countryOf)).toEqual([
    "DE",
    "IN",
    "IN",
    "IN",
    "TR",
  ]);
  expect(["المانيا", "COTE D'IVOIRE"].map(countryOf)).toEqual(["DE", "CI"]);
});

it("languages are known by name, code and locale", () => {
  const named = ["Turkish", "TÜRKÇE", "العربية", "Deutsch", "DE", "pt-BR", "ckb"];
  expect(named.map(languageOf)).toEqual(["tr", "tr", "ar", "de", "de", "pt", "ckb"]);
  expect(["Klingonese", "", "e"].map(languageOf)).toEqual([null, null, null]);
});

it("the codes there are have names", () => {
  expect(codesOf("country")).toEqual(expect.arrayContaining(["DE", "TR", "SA"]));
  expect(codesOf("country")).not.toContain("EU");
  expect(codesOf("language")).toEqual(expect.arrayContaining(["ar", "en", "tr"]));
});
