/** Why a file, or a change of an import, is refused. */
export const imports = {
  empty: { message: "The file is empty.", fix: "Upload a file with a header and lines." },
  damaged: { message: "The packed file is damaged.", fix: "Pack it again with gzip or zstd." },
  no_text: {
    message: "The file is no text.",
    fix: "Upload CSV, JSONL or Parquet; save spreadsheets as CSV.",
  },
  no_lines: {
    message: "The file has a header and no lines.",
    fix: "Upload a file with at least one line below the header.",
  },
  no_objects: {
    message: "No line of the file is a JSON object.",
    fix: "Write one JSON object a line.",
  },
  quote_open: {
    message: "A quoted value is never closed near line {{line}}.",
    fix: "Check the quotes there, or export the file again.",
  },
  no_csv: {
    message: "The file can’t be read as CSV near line {{line}}.",
    fix: "Check the quotes there, or export the file again.",
  },
  no_parquet: {
    message: "The file is not a Parquet file, or it was cut short.",
    fix: "Export it again and upload it whole, or send it as CSV.",
  },
  disk_full: {
    message: "The disk of the server is full.",
    fix: "Make room in the data folder and upload the file again; nothing of it was kept.",
  },
  look_stopped: { message: "Looking into the file was stopped.", fix: "Upload it again." },
  reading_stopped: {
    message: "Reading the file stopped unexpectedly.",
    fix: "Start it again; the server’s log says more.",
  },
  not_inspected: { message: "The file was not looked into.", fix: "Upload it again." },
  fields_missing: {
    message: "The mapping has no column for {{fields}}.",
    fix: "Name one of the file’s columns: {{columns}}.",
  },
  dates_open: {
    message: "The dates of {{column}} can be read two ways, such as {{example}}.",
    fix: "Say day-first or month-first in the mapping.",
  },
  no_column: {
    message: "The file has no column named {{column}}.",
    fix: "Name one of: {{columns}}.",
  },
  no_time_zone: {
    message: "There is no time zone named {{name}}.",
    fix: "Give a name such as Europe/Istanbul or UTC.",
  },
  started: { message: "The import was started already.", fix: "Run it again with another mapping." },
  past_cancel: { message: "The import can’t be cancelled any more.", fix: "Undo it instead." },
  not_ended: {
    message: "The import has not ended.",
    fix: "Cancel it first, or wait until it has ended.",
  },
  no_mapping: {
    message: "There is no mapping named {{name}}.",
    fix: "It may have been removed. Choose another.",
  },
  not_found: { message: "There is no import {{id}}.", fix: "Look for it in the list of imports." },
} as const;

/** Why a line of a file is refused: what its value is. */
export const line = {
  empty: { message: "is empty" },
  no_number: { message: "is no number" },
  no_date: { message: "is no date from 1970 to 2200" },
  no_consent: { message: "is neither yes nor no" },
  no_customer: { message: "names no customer: no id, e-mail or phone" },
  no_state: { message: "is no known state of an order" },
  no_object: { message: "is no JSON object" },
  too_long: { message: "is longer than 100 characters" },
  cells_missing: { message: "has fewer cells than the file has columns" },
  cells_beyond: { message: "has more cells than the file has columns" },
  holds_nul: { message: "holds a NUL character" },
} as const;
