/**
 * The law of imports over all files: prints each breach and fails. dependency-cruiser cannot read
 * TypeScript without TypeScript 6 or swc, so the law stands on oxc-parser (docs/decisions/0003).
 */
import { breachesOf } from "./law/breaches.ts";
import { readSourceFiles } from "./source-files.ts";

const breaches = breachesOf(readSourceFiles());
for (const { from, to, why } of breaches) console.log(`${from} → ${to}: ${why}`);
if (breaches.length > 0) process.exitCode = 1;
console.log(`law of imports: ${breaches.length} breaches`);
