const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Writes bytes as base64url without padding. The core runs in a browser: no Buffer here. */
export function toBase64url(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = Math.min(3, bytes.length - at);
    for (let char = 0; char <= left; char++) text += ALPHABET.charAt((group >> (18 - 6 * char)) & 63);
  }
  return text;
}

/**
 * Reads what {@link toBase64url} wrote. What stands after the last whole byte is dropped: compare with what the bytes
 * are written as to find bits that were changed there. Undefined for a character that does not belong.
 */
export function fromBase64url(text: string): number[] | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let width = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    width += 6;
    if (width < 8) continue;
    width -= 8;
    bytes.push((bits >> width) & 0xff);
  }
  return bytes;
}
