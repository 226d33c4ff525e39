const SCALE = 2;

/** The nearest colour behind an element that is not see-through. */
function groundOf(element: Element): string {
  const colour = getComputedStyle(element).backgroundColor;
  if (!/^(transparent|rgba\(.*, 0\))$/.test(colour)) return colour;
  return element.parentElement ? groundOf(element.parentElement) : "white";
}

/** Draws one cell where it stands: its ground, and its text as it is aligned. */
function drawCell(pen: CanvasRenderingContext2D, cell: HTMLElement, origin: DOMRect): void {
  const style = getComputedStyle(cell);
  const box = cell.getBoundingClientRect();
  const [left, top] = [box.left - origin.left, box.top - origin.top];
  pen.fillStyle = style.backgroundColor;
  pen.fillRect(left, top, box.width - 1, box.height - 1);
  const middle = style.textAlign === "center";
  const end = style.textAlign === "end" || style.textAlign === "right";
  pen.textAlign = middle ? "center" : end ? "right" : "left";
  pen.direction = style.direction === "rtl" ? "rtl" : "ltr";
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.fillStyle = style.color;
  const x = middle ? left + box.width / 2 : end ? left + box.width - 8 : left + 8;
  pen.fillText(cell.innerText.trim(), x, top + box.height / 2);
}

/** A table as it looks on the page, whole also where it scrolls, as a PNG of twice its size. */
export async function pictureOfTable(table: HTMLTableElement): Promise<Blob | null> {
  const origin = table.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(origin.width * SCALE);
  canvas.height = Math.ceil(origin.height * SCALE);
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.scale(SCALE, SCALE);
  pen.textBaseline = "middle";
  pen.fillStyle = groundOf(table);
  pen.fillRect(0, 0, origin.width, origin.height);
  for (const cell of table.querySelectorAll<HTMLElement>("th, td")) {
    if (!cell.querySelector(".unseen")) drawCell(pen, cell, origin);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
