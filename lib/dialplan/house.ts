import type { CalledNumber } from './called-number';
import type { Fallback } from './fallback';
import type { NumberFormat } from './number-format';
import type { NumberingPlan } from './numbering-plan';

/** A phone system as plain data: who is there, and who may call whom. Everything of the dialplan follows from it. */
export interface House {
  readonly plan: NumberingPlan;
  readonly phones: readonly HousePhone[];
  readonly trunks: readonly HouseTrunk[];
  /** In order of preference. */
  readonly routes: readonly HouseRoute[];
}

/** A phone. */
export interface HousePhone {
  readonly name: string;
  readonly extension: string;
  /** The names of the phones it may call, or every phone. */
  readonly mayCall: readonly string[] | 'every phone';
  /** How long it rings, in seconds. */
  readonly ringTime: number;
}

/** A trunk, and the numbers that reach us through it. */
export interface HouseTrunk {
  readonly name: string;
  /** The user part under which the provider knows us, where we register. */
  readonly contactUser?: string;
  readonly calledNumber: CalledNumber;
  readonly numberFormat: NumberFormat;
  readonly numbers: readonly HouseNumber[];
}

/** A number of ours. */
export interface HouseNumber {
  /** In E.164 form, with its `+`. */
  readonly number: string;
  /** The names of the phones that ring. */
  readonly ring: readonly string[];
  /** How long they ring, in seconds. */
  readonly timeout: number;
  readonly fallback: Fallback;
}

/** A way out: which phones may use a trunk, for what. */
export interface HouseRoute {
  readonly trunk: string;
  readonly from: readonly string[];
  /** The number that is shown to who is called, in E.164 form. */
  readonly callerId?: string;
  /** Whether no number is shown. */
  readonly withheld?: boolean;
  readonly international: boolean;
  readonly premium: boolean;
}
