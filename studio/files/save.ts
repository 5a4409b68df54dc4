/** Offers a file for saving, whatever the browser could show of it. */
export function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

/** Offers what was made here for saving. */
export function saveContent(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  type: string,
): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  save(url, name);
  // The browser has taken it up by the next turn of its loop.
  setTimeout(() => URL.revokeObjectURL(url));
}
