import { AsteriskVersion } from '../../lib/catalog/version';
import { errorOf } from '../support/error-of';

test.each(['16', 16, '22', 22])('a version by its number: %j', (major) => {
  expect(AsteriskVersion.of(major).major).toBe(Number(major));
});

test.each(['', '18', '22.10', 'latest', 0])('fails with a version that is not known: %j', (major) => {
  expect(errorOf(() => AsteriskVersion.of(major))).toEqual({
    code: 'AsteriskVersion',
    message: expect.stringContaining('known are 16, 22') as string,
  });
});
