import { expect, test } from "vitest";
import { fold } from "./fold.ts";

test.each([
  ["İSTANBUL IŞIK", "istanbul isik"],
  ["istanbul ışık", "istanbul isik"],
  ["Çağrı Öztürk", "cagri ozturk"],
  ["José  Ñandú-Łukasz", "jose nandu lukasz"],
  ["أَحْمَد", "احمد"],
  ["إبراهيم", "ابراهيم"],
  ["فاطمة", "فاطمه"],
  ["الحسن", "حسن"],
  ["مـحـمـد", "محمد"],
  ["٠٥٣٢", "0532"],
  ["  ", ""],
])("%s is compared as %s", (name, folded) => {
  expect(fold(name)).toBe(folded);
});
