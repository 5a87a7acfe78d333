import forge from 'node-forge';

/** One element of an ASN.1 tree. */
export type Element = forge.asn1.Asn1;

/** Reads BER or DER; undefined where it is none, is not whole, or where more follows. */
export function readElement(bytes: string): Element | undefined {
  try {
    return forge.asn1.fromDer(bytes, true);
  } catch {
    // What is wrong with them in detail is of no use to anybody.
    return undefined;
  }
}

/** What an element consists of; nothing for one that holds bytes. */
export const partsOf = (element: Element | undefined): readonly Element[] =>
  element !== undefined && Array.isArray(element.value) ? element.value : [];

/** The bytes of an element, put together where it came in pieces. */
export function bytesOf(element: Element | undefined): string {
  if (element === undefined) return '';
  return typeof element.value === 'string' ? element.value : partsOf(element).map(bytesOf).join('');
}

/** The object identifier that an element is; undefined where it is none. */
export function oidOf(element: Element | undefined): string | undefined {
  if (element?.type !== forge.asn1.Type.OID || typeof element.value !== 'string') return undefined;
  return forge.asn1.derToOid(element.value);
}

/** The whole number that an element is: NaN where it is none, Infinity where it is larger than anything we would count to. */
export function numberOf(element: Element | undefined): number {
  if (element?.type !== forge.asn1.Type.INTEGER || typeof element.value !== 'string') return NaN;
  const hex = forge.util.bytesToHex(element.value);
  return hex.length > 12 ? Infinity : parseInt(hex, 16);
}
