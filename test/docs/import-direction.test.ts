import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

const FORBIDDEN = [
  'lib/conf/x.ts<-../config/configuration',
  'lib/conf/x.ts<-../catalog/version',
  'lib/dialplan/x.ts<-../lint/runner',
  'lib/config/x.ts<-../pbx/asterisk-config',
  'lib/diagram/x.ts<-../pbx/asterisk',
  'lib/lint/x.ts<-../pbx/asterisk-config',
  'lib/lint/x.ts<-constructs',
  'lib/pbx/x.ts<-../testing/real-asterisk',
  'lib/pbx/x.ts<-../cli/main',
  'lib/testing/x.ts<-../cli/main',
  'lib/conf/x.ts<-../../test/support/error-of',
  'lib/pbx/x.ts<-../../apps/home-pbx/chart',
  // Pure rooms work without cdk8s.
  'lib/conf/x.ts<-constructs',
  'lib/config/x.ts<-cdk8s',
  'lib/dialplan/x.ts<-cdk8s-plus-27',
  'lib/diagram/x.ts<-cdk8s',
  'lib/simulate/x.ts<-cdk8s',
  'lib/simulate/x.ts<-../pbx/asterisk',
  'lib/dialplan/x.ts<-../simulate/route',
  'lib/diagram/x.ts<-../../imports/projectcalico.org',
];

const ALLOWED = [
  'lib/config/x.ts<-../conf/nodes',
  'lib/diagram/x.ts<-../dialplan/house',
  'lib/simulate/x.ts<-../dialplan/model/read-dialplan',
  'lib/testing/x.ts<-../simulate/route',
  'lib/pbx/x.ts<-cdk8s',
  'lib/pbx/x.ts<-../diagram/to-svg',
  'lib/pbx/x.ts<-../lint/lint',
  'lib/lint/x.ts<-../config/file-schema',
  'lib/network/x.ts<-../../imports/projectcalico.org',
  'lib/testing/x.ts<-../catalog/version',
  'lib/cli/x.ts<-../testing/real-asterisk',
];

test('ESLint refuses imports against the direction, and no others', () => {
  const args = [join(__dirname, 'lint-imports.mjs'), ...FORBIDDEN, ...ALLOWED];
  const output = execFileSync('node', args, { cwd: ROOT, encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual({
    ...Object.fromEntries(FORBIDDEN.map((pair) => [pair, ['no-restricted-imports']])),
    ...Object.fromEntries(ALLOWED.map((pair) => [pair, []])),
  });
});
