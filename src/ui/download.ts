/** Hands a file that was made in the page to the reader. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Hands over a CSV text. */
export function downloadCsv(name: string, text: string): void {
  download(`${name}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
