import { CalicoVersion } from '../../lib/network/calico-version';
import { errorOf } from '../support/error-of';

test.each([
  ['3.27', '3.27'],
  ['v3.30', '3.30'],
  ['v3.31.2', '3.31'],
  ['3.34.0-0.dev', '3.34'],
  ['4.0', '4.0'],
])('of %s', (given, expected) => {
  expect(CalicoVersion.of(given).toString()).toBe(expected);
});

test('isAtLeast', () => {
  expect(CalicoVersion.V3_30.isAtLeast(CalicoVersion.V3_30)).toBe(true);
  expect(CalicoVersion.V3_30.isAtLeast(CalicoVersion.V3_31)).toBe(false);
  expect(CalicoVersion.of('4.0').isAtLeast(CalicoVersion.V3_34)).toBe(true);
});

test.each([
  ['3.26', 'Calico "3.26" is older than 3.27'],
  ['2.99', 'Calico "2.99" is older than 3.27'],
  ['latest', '"latest" is no version of Calico: give one such as "3.30"'],
  ['3', '"3" is no version of Calico'],
  ['', '"" is no version of Calico'],
])('fails for %j', (given, message) => {
  const error = errorOf(() => CalicoVersion.of(given));
  expect(error.code).toBe('CalicoVersion');
  expect(error.message).toContain(message);
});
