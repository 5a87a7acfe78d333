/**
 * ISO-8859-1 text of the bytes from `from` to before `to`. By hand, since `TextDecoder('latin1')` means windows-1252,
 * which reads 0x80 to 0x9F as other characters, and on which Node versions differ. Made for fields of a few letters:
 * eight at a time, then the rest in one go, is what costs least.
 */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  let at = from;
  for (; at + 8 <= to; at += 8) {
    text += String.fromCharCode(
      bytes[at]!,
      bytes[at + 1]!,
      bytes[at + 2]!,
      bytes[at + 3]!,
      bytes[at + 4]!,
      bytes[at + 5]!,
      bytes[at + 6]!,
      bytes[at + 7]!,
    );
  }
  switch (to - at) {
    case 1:
      return text + String.fromCharCode(bytes[at]!);
    case 2:
      return text + String.fromCharCode(bytes[at]!, bytes[at + 1]!);
    case 3:
      return text + String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!);
    case 4:
      return text + String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!);
    case 5:
      return text + String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!, bytes[at + 4]!);
    case 6:
      return (
        text +
        String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!, bytes[at + 4]!, bytes[at + 5]!)
      );
    case 7:
      return (
        text +
        String.fromCharCode(
          bytes[at]!,
          bytes[at + 1]!,
          bytes[at + 2]!,
          bytes[at + 3]!,
          bytes[at + 4]!,
          bytes[at + 5]!,
          bytes[at + 6]!,
        )
      );
    default:
      return text;
  }
}

/** ISO-8859-1 bytes of a text; a character outside it becomes `?`. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes[at] = code > 0xff ? 0x3f : code;
  }
  return bytes;
}
