import { AsteriskVersion } from '../../lib/catalog/version';
import type { AsteriskProvider, AsteriskUnavailable } from '../../lib/testing/real-asterisk/asterisk-provider';
import { prepareAsterisk, type Surroundings } from '../../lib/testing/real-asterisk/prepare-asterisk';

const version = AsteriskVersion.V22;

function provider(kind: AsteriskProvider['kind']): AsteriskProvider {
  return { version, kind, launch: () => Promise.reject(new Error('not in this test')) };
}

const everything: Surroundings = {
  forced: undefined,
  engine: () => 'docker',
  missing: () => [],
  container: () => provider('container'),
  rootFileSystem: () => provider('rootfs'),
};

function reason(result: AsteriskProvider | AsteriskUnavailable): string {
  return 'unavailable' in result ? result.unavailable : '';
}

describe('prepareAsterisk', () => {
  test('prefers a container engine', () => {
    expect(prepareAsterisk(version, everything)).toMatchObject({ kind: 'container' });
  });

  test('takes a root file system without an engine, and when the engine cannot run', () => {
    expect(prepareAsterisk(version, { ...everything, engine: () => undefined })).toMatchObject({ kind: 'rootfs' });
    const broken = { ...everything, container: () => ({ unavailable: 'docker could not run Asterisk' }) };
    expect(prepareAsterisk(version, broken)).toMatchObject({ kind: 'rootfs' });
  });

  test('can be forced', () => {
    expect(prepareAsterisk(version, { ...everything, forced: 'rootfs' })).toMatchObject({ kind: 'rootfs' });
    const forced = prepareAsterisk(version, { ...everything, forced: 'container', engine: () => undefined });
    expect(reason(forced)).toMatch(/^no Asterisk 22.*no container engine runs;/);
  });

  test('says what is missing and how to enable it', () => {
    const nothing = { ...everything, engine: () => undefined, missing: () => ['root', 'mmdebstrap'] };
    expect(reason(prepareAsterisk(version, nothing))).toMatch(
      /no container engine runs; a root file system needs root, mmdebstrap; to enable it, .*apt-get install/,
    );
  });

  test('fails for another choice', () => {
    expect(() => prepareAsterisk(version, { ...everything, forced: 'vm' })).toThrow(/allowed are container and rootfs/);
  });
});
