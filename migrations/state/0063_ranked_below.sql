-- Of evidence for an identifier that its event ranked below others: the event's surest identifier, then
-- those between the two. Where one of these is over a limit, this evidence doesn't count either.
ALTER TABLE evidence ADD COLUMN behind bigint[];
