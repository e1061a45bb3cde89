import { Duration } from 'cdk8s';
import { ExternalPasswords, SipPassword, type ExternalPasswordsProps } from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, manifests, phone } from '../support/pbx';
import { strictSchemaErrors } from '../support/strict-schema';

const all: Required<ExternalPasswordsProps> = {
  name: 'sip-passwords',
  store: 'vault',
  clusterStore: true,
  values: {
    hall: { key: 'telephony/hall', property: 'password', version: '3' },
    kitchen: { key: 'telephony/kitchen' },
  },
  templates: { 'auth.conf': '[attic]\ntype = auth\nusername = attic\npassword = {{ .hall }}\n' },
  refreshInterval: Duration.minutes(5),
};

test('minimal', () => {
  const scope = chart();
  new ExternalPasswords(scope, 'passwords', {
    name: 'sip',
    store: 'vault',
    values: { hall: { key: 'telephony/hall' } },
  });
  expect(manifests(scope)).toEqual([
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'sip' },
      spec: {
        refreshInterval: '3600s',
        secretStoreRef: { name: 'vault', kind: 'SecretStore' },
        target: { name: 'sip', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: [
          {
            secretKey: 'hall',
            remoteRef: {
              key: 'telephony/hall',
              conversionStrategy: 'Default',
              decodingStrategy: 'None',
              metadataPolicy: 'None',
            },
          },
        ],
      },
    },
  ]);
});

test('all props', () => {
  const scope = chart();
  const passwords = new ExternalPasswords(scope, 'passwords', all);
  expect(manifests(scope)).toMatchSnapshot();
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
  const made = config(scope);
  phone(made, 'hall', '201', { password: passwords.password('hall') });
  phone(made, 'attic', '301', { password: SipPassword.inFile(passwords.password('auth.conf')) });
  expect(made.render().secrets).toEqual([
    { name: 'sip-passwords', key: 'hall' },
    { name: 'sip-passwords', key: 'auth.conf' },
  ]);
});

test('fails with a key that it does not have', () => {
  const passwords = new ExternalPasswords(chart(), 'passwords', all);
  expect(errorOf(() => passwords.password('hal'))).toEqual({
    code: 'SecretKey',
    message:
      "[test/passwords]: the Secret has no key \"hal\", did you mean 'hall'? (known: hall, kitchen, auth.conf): name one of them, or add it to 'values'",
  });
});

test('fails with what is no key', () => {
  const props = { ...all, values: { 'a b': { key: 'x' } } };
  expect(errorOf(() => new ExternalPasswords(chart(), 'passwords', props)).code).toBe('SecretKey');
});
