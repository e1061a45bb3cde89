import { createHash } from 'node:crypto';
import type { ComputedFunction } from './dialplan-function';

/** Functions that encode and hash. Source: `funcs/func_uri.c`, `func_base64.c`, `func_md5.c`, `func_sha1.c`. */
export const encodingFunctions: Readonly<Record<string, ComputedFunction>> = {
  URIENCODE: (args) => (args === '' ? undefined : args.replace(/[^-_.!~*'()A-Za-z0-9]/g, percent)),
  URIDECODE: (args) =>
    args === ''
      ? undefined
      : args.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  BASE64_ENCODE: (args) => (args === '' ? undefined : Buffer.from(args, 'latin1').toString('base64')),
  BASE64_DECODE: (args) =>
    args === '' ? undefined : Buffer.from(args, 'base64').toString('latin1').replace(/\0.*$/s, ''),
  MD5: (args) => (args === '' ? undefined : hash('md5', args)),
  SHA1: (args) => (args === '' ? undefined : hash('sha1', args)),
};

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(text, 'latin1').digest('hex');
}
