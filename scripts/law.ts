/**
 * The law of imports over all files: prints each breach and fails. dependency-cruiser cannot read
 * TypeScript without TypeScript 6 or swc, so the law stands on oxc-parser (docs/decisions/0003).
 */
import { breach } from "./law/law.ts";
import { isTest, readSourceFiles } from "./source-files.ts";

let breaches = 0;
for (const file of readSourceFiles()) {
  if (isTest(file.path)) continue;
  for (const imported of file.imports) {
    const why = breach(file.path, imported);
    if (why === null) continue;
    breaches += 1;
    console.log(`${file.path} → ${imported}: ${why}`);
  }
}
if (breaches > 0) process.exitCode = 1;
console.log(`law of imports: ${breaches} breaches`);
