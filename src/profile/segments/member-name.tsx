import type { MemberLine } from "./contract.ts";

/** What a member is called; by their number where nothing is known. */
export const nameOfMember = ({ id, name, email, phone }: MemberLine): string => name ?? email ?? phone ?? id;
