/** Hands a file from the api to the browser as something that is downloaded. */
export function saveFile(file: { fileName: string; mediaType: string; content: string }): void {
  const bytes = Uint8Array.from(atob(file.content), (it) => it.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // only when the browser has taken it
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The same for text that came in pieces. */
export function saveText(file: { fileName: string; mediaType: string; pieces: readonly string[] }): void {
  const url = URL.createObjectURL(new Blob([...file.pieces], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
