const SIGNATURE = /("identity_signature"\s*:\s*")[^"]*/g;

/** JSON as text without what vouches for a user id: whoever may look at it could send it again. */
export function withoutSignature(text: string): string {
  return text.replace(SIGNATURE, "$1…");
}
