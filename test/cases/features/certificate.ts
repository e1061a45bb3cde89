import { spawnSync } from 'node:child_process';

let made: string | undefined;

/** A key and its certificate in one PEM text, made once: the file `certificate.pem` of every feature. */
export function certificate(): string {
  made ??= openssl(
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=asterisk.test -keyout - -out -',
  );
  return made;
}

function openssl(args: string): string {
  const { status, stdout, stderr } = spawnSync('openssl', args.split(' '), { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`openssl could not make a certificate: ${stderr}`);
  }
  return stdout;
}
