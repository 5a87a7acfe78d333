import { latin1, latin1Bytes } from './latin1';

/** Records as bytes, which are quick to look at, and as the same characters, which are quick to cut. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly text: string;
}

export function contentOfBytes(bytes: Uint8Array): Content {
  return { bytes, text: latin1(bytes) };
}

export function contentOfText(text: string): Content {
  return { bytes: latin1Bytes(text), text };
}
