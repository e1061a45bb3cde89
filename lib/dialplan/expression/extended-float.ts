const MANTISSA_BITS = 64;
const DIGITS = 18;

/**
 * A number as Asterisk computes with: a `long double` of 64 bits of mantissa, rounded to the nearest, to the even one in the middle.
 *
 * Source: `FP___TYPE` and `FP___PRINTF` of `main/ast_expr2.y`. Exponents have no limit here, so nothing overflows.
 */
export class ExtendedFloat {
  static readonly ZERO = new ExtendedFloat(false, 0n, 0);

  private constructor(
    readonly negative: boolean,
    private readonly mantissa: bigint,
    private readonly exponent: number,
  ) {}

  static of(value: number): ExtendedFloat {
    return ExtendedFloat.parse(String(value));
  }

  /** What `strtold` reads of decimal digits; what follows the number is ignored, and no number is zero. */
  static parse(text: string): ExtendedFloat {
    const [, sign, whole = '', fraction = '', power = '0'] =
      /^\s*([-+]?)(\d*)(?:\.(\d*))?(?:(?<=\d\.?)[eE]([-+]?\d+))?/.exec(text) ?? [];
    const digits = BigInt(`0${whole}${fraction}`);
    const scale = Number(power) - fraction.length;
    return scale >= 0
      ? ratio(sign === '-', digits * 10n ** BigInt(scale), 1n)
      : ratio(sign === '-', digits, 10n ** BigInt(-scale));
  }

  /** @internal */
  static rounded(negative: boolean, mantissa: bigint, exponent: number, inexact = false): ExtendedFloat {
    const excess = bits(mantissa) - MANTISSA_BITS;
    if (excess <= 0) {
      return new ExtendedFloat(negative, mantissa, mantissa === 0n ? 0 : exponent);
    }
    const kept = roundHalf(mantissa, 1n << BigInt(excess), inexact, 'even');
    return new ExtendedFloat(negative, kept, exponent + excess);
  }

  get isZero(): boolean {
    return this.mantissa === 0n;
  }

  negate(): ExtendedFloat {
    return new ExtendedFloat(!this.negative, this.mantissa, this.exponent);
  }

  plus(other: ExtendedFloat): ExtendedFloat {
    const [a, b, exponent] = aligned(this, other);
    const sum = a + b;
    const negative = sum === 0n ? this.negative && other.negative : sum < 0n;
    return ExtendedFloat.rounded(negative, sum < 0n ? -sum : sum, exponent);
  }

  minus(other: ExtendedFloat): ExtendedFloat {
    return this.plus(other.negate());
  }

  times(other: ExtendedFloat): ExtendedFloat {
    const negative = this.negative !== other.negative;
    return ExtendedFloat.rounded(negative, this.mantissa * other.mantissa, this.exponent + other.exponent);
  }

  /** Division by anything but zero. */
  over(other: ExtendedFloat): ExtendedFloat {
    const quotient = ratio(this.negative !== other.negative, this.mantissa, other.mantissa);
    return new ExtendedFloat(quotient.negative, quotient.mantissa, quotient.exponent + this.exponent - other.exponent);
  }

  /** The rest of a division by anything but zero, with the sign of what is divided, as `fmodl` has it. */
  remainder(other: ExtendedFloat): ExtendedFloat {
    const [a, b, exponent] = aligned(this, other);
    const rest = a % b;
    return ExtendedFloat.rounded(this.negative, rest < 0n ? -rest : rest, exponent);
  }

  /** The square root of what is not negative. */
  squareRoot(): ExtendedFloat {
    // Twice the bits and two more, so that the root has one more than is kept; what is left makes it inexact.
    const shift = 2 * MANTISSA_BITS + 4 + Math.abs(this.exponent % 2);
    const square = this.mantissa << BigInt(shift);
    const root = integerRoot(square);
    return ExtendedFloat.rounded(false, root, (this.exponent - shift) / 2, root * root !== square);
  }

  /** The integer next to it in this direction. */
  toInteger(direction: 'floor' | 'ceil' | 'trunc' | 'round' | 'rint'): ExtendedFloat {
    if (this.exponent >= 0) {
      return this;
    }
    const unit = 1n << BigInt(-this.exponent);
    const whole = this.mantissa / unit;
    const away = this.mantissa % unit === 0n ? whole : whole + 1n;
    const integer = {
      floor: () => (this.negative ? away : whole),
      ceil: () => (this.negative ? whole : away),
      trunc: () => whole,
      round: () => roundHalf(this.mantissa, unit, false, 'away'),
      rint: () => roundHalf(this.mantissa, unit, false, 'even'),
    }[direction]();
    return ExtendedFloat.rounded(this.negative, integer, 0);
  }

  /** Its digits behind the point, or a number that is one. */
  get isInteger(): boolean {
    return this.compare(this.toInteger('trunc')) === 0;
  }

  /** Below zero where this one is the smaller. */
  compare(other: ExtendedFloat): number {
    const [a, b] = aligned(this, other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** As `%.18Lg` prints it. */
  toString(): string {
    const sign = this.negative ? '-' : '';
    if (this.isZero) {
      return `${sign}0`;
    }
    const [numerator, denominator] =
      this.exponent >= 0 ? [this.mantissa << BigInt(this.exponent), 1n] : [this.mantissa, 1n << BigInt(-this.exponent)];
    let power = String(numerator).length - String(denominator).length;
    if (numerator * tenTo(-power) < denominator * tenTo(power)) {
      power--;
    }
    const scale = DIGITS - 1 - power;
    let digits = String(roundHalf(numerator * tenTo(scale), denominator * tenTo(-scale), false, 'even'));
    if (digits.length > DIGITS) {
      digits = digits.slice(0, DIGITS);
      power++;
    }
    return sign + written(digits, power);
  }

  /** @internal */
  parts(): { signed: bigint; exponent: number } {
    return { signed: this.negative ? -this.mantissa : this.mantissa, exponent: this.exponent };
  }
}

function ratio(negative: boolean, numerator: bigint, denominator: bigint): ExtendedFloat {
  const shift = Math.max(0, MANTISSA_BITS + 2 - bits(numerator) + bits(denominator));
  const shifted = numerator << BigInt(shift);
  return ExtendedFloat.rounded(negative, shifted / denominator, -shift, shifted % denominator !== 0n);
}

function aligned(a: ExtendedFloat, b: ExtendedFloat): [bigint, bigint, number] {
  const [left, right] = [a.parts(), b.parts()];
  const exponent = Math.min(left.exponent, right.exponent);
  return [left.signed << BigInt(left.exponent - exponent), right.signed << BigInt(right.exponent - exponent), exponent];
}

/** A quotient to the nearest integer; `more` says that something was cut off below. */
function roundHalf(numerator: bigint, denominator: bigint, more: boolean, middle: 'even' | 'away'): bigint {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up =
    twice > denominator || (twice === denominator && (more || middle === 'away' || whole % 2n === 1n)) ? 1n : 0n;
  return whole + up;
}

function written(digits: string, power: number): string {
  if (power < -4 || power >= DIGITS) {
    const exponent = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
    return `${pointed(digits.slice(0, 1), digits.slice(1))}e${exponent}`;
  }
  return power < 0
    ? pointed('0', '0'.repeat(-power - 1) + digits)
    : pointed(digits.slice(0, power + 1), digits.slice(power + 1));
}

function pointed(whole: string, fraction: string): string {
  const kept = fraction.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** Ten to a power; one where that is negative. */
function tenTo(power: number): bigint {
  return 10n ** BigInt(Math.max(0, power));
}

function bits(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function integerRoot(square: bigint): bigint {
  if (square < 2n) {
    return square;
  }
  let root = 1n << BigInt(Math.ceil(bits(square) / 2));
  for (;;) {
    const next = (root + square / root) / 2n;
    if (next >= root) {
      return root;
    }
    root = next;
  }
}
