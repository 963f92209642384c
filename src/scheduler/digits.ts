/**
 * A list of small numbers, each below a base of its own, packed into one large number (a mixed radix). Reader and writer
 * have to agree on the bases, in order; what is written last is read last.
 */
export class DigitWriter {
  private value = 0n;
  private weight = 1n;

  /** Appends a digit. */
  add(digit: number, base: number): void {
    this.value += BigInt(digit) * this.weight;
    this.weight *= BigInt(base);
  }

  /** The bytes, lowest first, without zeros at the end. */
  bytes(): number[] {
    const bytes: number[] = [];
    for (let rest = this.value; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn));
    return bytes;
  }
}

/** Reads digits in the order in which they were written. */
export class DigitReader {
  private value: bigint;

  constructor(bytes: readonly number[]) {
    this.value = bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }

  /** The next digit. */
  next(base: number): number {
    const digit = Number(this.value % BigInt(base));
    this.value /= BigInt(base);
    return digit;
  }

  /** Whether nothing but zeros is left. */
  get isAtEnd(): boolean {
    return this.value === 0n;
  }
}
