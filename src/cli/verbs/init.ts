import { readAdminPassword } from "../../config.ts";
import { UsageError } from "../outcome.ts";
import type { Verb } from "../verb.ts";

/** Makes an admin. */
export const init: Verb = {
  name: "init",
  summary: "Makes an admin, with the password from TENURE_ADMIN_PASSWORD or standard input.",
  usage: "--email ADDRESS [--name NAME]",
  options: {
    email: { means: "what the admin signs in with", required: true },
    name: { means: "how the admin is called; by default what stands before the @" },
  },
  words: { least: 0, most: 0 },
  async run(client, { options: { email, name } }) {
    const password = readAdminPassword() ?? (await readPassword());
    const json = { email, name, password, role: "admin" };
    return client.ask({ method: "POST", path: "/api/v1/people", json });
  },
};

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write("Password of the admin: ");
  let text = "";
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  const [password = ""] = text.split(/\r?\n/, 1);
  if (password !== "") return password;
  throw new UsageError("There is no password: set TENURE_ADMIN_PASSWORD or send it on standard input.");
}
