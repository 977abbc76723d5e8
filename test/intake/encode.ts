/**
 * Text to the bytes that other programs save: the reverse of TextDecoder, which the platform has for UTF-8 only.
 */
export type FixtureEncoding =
  | 'utf-8'
  | 'utf-8 with mark'
  | 'utf-16le'
  | 'utf-16le with mark'
  | 'utf-16be'
  | 'utf-16be with mark'
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1252'
  | 'windows-1254';

export function encode(text: string, encoding: FixtureEncoding): Uint8Array {
  const [base = 'utf-8', mark] = encoding.split(' with ');
  const marked = mark === undefined ? text : `\ufeff${text}`;
  if (base === 'utf-8') return new TextEncoder().encode(marked);
  if (base === 'utf-16le') return new Uint8Array(Buffer.from(marked, 'utf16le'));
  if (base === 'utf-16be') return new Uint8Array(Buffer.from(marked, 'utf16le').swap16());
  return encodeCodePage(text, base);
}

const QUOTES_1252 = [
  ['€', 0x80],
  ['„', 0x84],
  ['“', 0x93],
  ['”', 0x94],
  ['–', 0x96],
  ['œ', 0x9c],
] as const;

function encodeCodePage(text: string, codePage: string): Uint8Array {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const chars = new Map(bytes.map((byte) => [new TextDecoder(codePage).decode(Uint8Array.of(byte)), byte]));
  // Written out, because some releases of Node decode windows-1252 as Latin-1.
  if (codePage === 'windows-1252') for (const [char, byte] of QUOTES_1252) chars.set(char, byte);
  return Uint8Array.from([...text], (char) => {
    const byte = chars.get(char);
    if (byte === undefined) throw new Error(`${codePage} has no ${char}`);
    return byte;
  });
}

/** For the scripts of East Asia: ASCII as it is, everything else as a lead and a trail byte. */
export function encodeDoubleByte(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const pairs = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead < 0xfd; lead++) {
    for (let trail = 0x40; trail < 0xfd; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && !pairs.has(char)) pairs.set(char, [lead, trail]);
    }
  }
  return Uint8Array.from(
    [...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : [...(pairs.get(char) ?? [])])),
  );
}
