/**
 * Splits a migration into its statements at semicolons, but those within quotes and comments.
 * Comments stay with the statement that follows them.
 */
export function splitStatements(text: string): string[] {
  const tokens =
    /'(?:\\.|''|[^'\\])*'|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\])*"|--[^\n]*|\/\*[\s\S]*?\*\/|;|[\s\S]/g;
  const statements: string[] = [];
  let statement = "";
  let bare = "";
  const end = () => {
    if (bare.trim() !== "") statements.push(statement.trim());
    statement = "";
    bare = "";
  };
  for (const [token] of text.matchAll(tokens)) {
    if (token === ";") {
      end();
      continue;
    }
    statement += token;
    if (!token.startsWith("--") && !token.startsWith("/*")) bare += token;
  }
  end();
  return statements;
}
