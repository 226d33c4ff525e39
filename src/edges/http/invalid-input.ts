import type { FastifyError } from "fastify";
import { Problem } from "../../core/problem.ts";
import { because, becauseNamed } from "../../core/reason.ts";
import type { Words } from "../../core/reason.ts";

type Complaint = NonNullable<FastifyError["validation"]>[number];

/** The refusal of a request whose first wrong field a schema found. */
export function invalidInput(failure: FastifyError): Problem {
  const [first] = failure.validation ?? [];
  const where = failure.validationContext === "querystring" ? "query" : (failure.validationContext ?? "body");
  const path = (first?.instancePath ?? "").split("/").filter(Boolean).join(".");
  const field = path || where;
  const words = first ? wordsFor(first) : because("form.not_accepted");
  return new Problem(
    "invalid",
    {
      ...words,
      message: `"${field}" is not accepted. ${words.message}`,
      fix: `Correct "${field}" in the ${where}; /api/openapi.json describes what is accepted.`,
    },
    { field },
  );
}

/** A complaint of Zod's in words of ours; a contract may name a reason of its own as its message. */
function wordsFor({ keyword, message = "", params }: Complaint): Words {
  const named = becauseNamed(message);
  if (named) return named;
  const { origin, minimum, maximum, expected, format } = params as Record<string, unknown>;
  if (keyword === "too_small") return tooSmall(String(origin), Number(minimum));
  if (keyword === "too_big") return tooBig(String(origin), Number(maximum));
  if (keyword === "invalid_value") return { ...because("form.no_choice"), message: `${message}.` };
  if (keyword === "invalid_type" && /received undefined|received null/.test(message)) {
    return because("form.missing");
  }
  if (keyword === "invalid_type" && (expected === "number" || expected === "int")) {
    return because("form.no_number");
  }
  if (format === "email") return because("form.no_email");
  if (format === "date" || format === "datetime") return because("form.no_day");
  return { ...because("form.not_accepted"), message: `${message}.` };
}

function tooSmall(origin: string, least: number): Words {
  if (origin === "string") {
    return least <= 1 ? because("form.missing") : because("form.too_short", { n: least });
  }
  return origin === "array" ? because("form.too_few", { n: least }) : because("form.too_small", { least });
}

function tooBig(origin: string, most: number): Words {
  if (origin === "string") return because("form.too_long", { n: most });
  return origin === "array" ? because("form.too_many", { n: most }) : because("form.too_big", { most });
}
