import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWholeFile } from '../../config/secret-placeholder';

/**
 * A certificate and its key in place of what a Secret will hold: Asterisk opens no port for TLS without.
 *
 * It is made anew each time, signed by itself, and good for a day.
 *
 * @returns the text of each file of the directory that stands for such a Secret, by its name
 * @throws Error when openssl is not there
 */
export function standInCertificates(directory: string): ReadonlyMap<string, string> {
  const names = readdirSync(directory).filter(
    (name) => /\.(crt|key|pem)$/.test(name) && isWholeFile(readFileSync(join(directory, name), 'utf8')),
  );
  if (names.length === 0) {
    return new Map();
  }
  // Key and certificate are in one text, of which each reader takes the part that it wants.
  const text = selfSigned();
  return new Map(names.map((name) => [name, text]));
}

function selfSigned(): string {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', '-'];
  const { status, stdout } = spawnSync('openssl', ['req', '-x509', '-subj', '/CN=stand-in', '-days', '1', ...key], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error('no certificate can be made that stands in for that of the Secret: install openssl');
  }
  return stdout;
}
