/** Lines of a text that comes in pieces; only a line feed ends one, since JSON may hold other separators. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of text) {
    const whole = (rest + piece).split("\n");
    rest = whole.pop() ?? "";
    yield* whole;
  }
  yield rest;
}
