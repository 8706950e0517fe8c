/** The few DER encodings (ITU-T X.690) that a certificate is made of. */

function encode(tag: number, content: Buffer): Buffer {
  const size = content.length;
  if (size < 0x80) return Buffer.concat([Buffer.from([tag, size]), content]);
  if (size < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, size]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, size >> 8, size & 0xff]), content]);
}

/** SEQUENCE of the given encodings. */
export function sequence(...parts: Buffer[]): Buffer {
  return encode(0x30, Buffer.concat(parts));
}

/** SET of the given encodings. */
export function set(...parts: Buffer[]): Buffer {
  return encode(0x31, Buffer.concat(parts));
}

/** INTEGER between 0 and 127. */
export function integer(value: number): Buffer {
  return encode(0x02, Buffer.from([value]));
}

/** BOOLEAN. */
export function boolean(value: boolean): Buffer {
  return encode(0x01, Buffer.from([value ? 0xff : 0]));
}

/** OCTET STRING around the given bytes. */
export function octetString(content: Buffer): Buffer {
  return encode(0x04, content);
}

/** BIT STRING around the given bytes, the last `unused` bits left out. */
export function bitString(content: Buffer, unused = 0): Buffer {
  return encode(0x03, Buffer.concat([Buffer.from([unused]), content]));
}

/** UTF8String. */
export function utf8String(text: string): Buffer {
  return encode(0x0c, Buffer.from(text));
}

/** UTCTime of a date before 2050. */
export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return encode(0x17, Buffer.from(`${digits}Z`));
}

/** OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encode(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Explicitly tagged field `[tag]` around an encoding. */
export function explicit(tag: number, content: Buffer): Buffer {
  return encode(0xa0 + tag, content);
}

/** Implicitly tagged primitive field `[tag]` with the given bytes. */
export function contextual(tag: number, content: Buffer): Buffer {
  return encode(0x80 + tag, content);
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
