import { App, Chart } from 'cdk8s';
import { AsteriskVersion } from '../../lib/catalog/version';
import { AsteriskImage, type AsteriskImageProps, type ImageSource } from '../../lib/image';

const repository = 'registry.example.com/home/asterisk';
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

function source(overrides: Partial<ImageSource> = {}): ImageSource {
  return {
    version: AsteriskVersion.V22,
    packages: [],
    modules: ['res_pjsip', 'pbx_config.so', 'pbx_config'],
    baseline: new Map([
      ['rtp.conf', ''],
      ['asterisk.conf', '[options]\n'],
    ]),
    ...overrides,
  };
}

function image(props: Partial<AsteriskImageProps> = {}): AsteriskImage {
  return new AsteriskImage(new Chart(new App(), 'chart'), 'image', { repository, config: source(), ...props });
}

function dockerfileOf(props: Partial<AsteriskImageProps> = {}): string {
  return image(props).files.get('Dockerfile') ?? '';
}

describe('minimal', () => {
  test.each(AsteriskVersion.ALL)('Dockerfile for %s', (version) => {
    expect(dockerfileOf({ config: source({ version }) })).toMatchSnapshot();
  });

  test('runs as a numeric user', () => {
    expect(image()).toMatchObject({ repository, uid: 5060, gid: 5060, realtimePriority: false });
    expect(dockerfileOf()).toContain('\nUSER 5060:5060\n');
  });

  test('its context has the baseline and the renderer, in order', () => {
    expect([...image().files.keys()]).toEqual([
      'Dockerfile',
      'count-events',
      'drain',
      'etc/asterisk/asterisk.conf',
      'etc/asterisk/rtp.conf',
      'reload-config',
      'render-config',
    ]);
    expect(AsteriskImage.RENDERER).toBe('/usr/libexec/asterisk/render-config');
  });
});

test('all props', () => {
  const props: Required<AsteriskImageProps> = {
    repository,
    config: source({ packages: ['ca-certificates'] }),
    baseImage: 'mirror.example.org:5000/debian:forky-20300102-slim',
    baseImageDigest: digest,
    packageVersion: '1:22.10.1+dfsg+~cs6.17.60671434-1',
    freezePackages: false,
    packages: ['sngrep', 'asterisk-moh-opsound-gsm'],
    uid: 101,
    gid: 102,
    realtimePriority: false,
    prune: true,
    tag: 'mine',
  };
  const all = new AsteriskImage(new Chart(new App(), 'chart'), 'image', props);
  expect(all.files.get('Dockerfile')).toMatchSnapshot();
  expect(all.files.get('modules')).toBe('pbx_config.so\nres_pjsip.so\n');
  expect(all.reference).toBe(`${repository}:mine`);
  expect(all).toMatchObject({ uid: 101, gid: 102 });
});

describe('reference', () => {
  test('is derived from the version and the context', () => {
    expect(image().reference).toMatch(/^registry\.example\.com\/home\/asterisk:22-[0-9a-f]{12}$/);
    expect(image({ config: source({ version: AsteriskVersion.V16 }) }).reference).toContain(':16-');
  });

  test('is the same for the same inputs, in whatever order', () => {
    const baseline = new Map([...source().baseline].reverse());
    expect(image({ config: source({ baseline }) }).reference).toBe(image().reference);
  });

  test('changes with the context, and not with modules unless they are pruned', () => {
    const other = source({ modules: ['other'] });
    expect(image({ packages: ['sngrep'] }).reference).not.toBe(image().reference);
    expect(image({ config: other }).reference).toBe(image().reference);
    expect(image({ config: other, prune: true }).reference).not.toBe(image({ prune: true }).reference);
  });

  test('reads the configuration only when it is asked for', () => {
    const config = source();
    const modules = jest.fn(() => ['res_pjsip']);
    Object.defineProperty(config, 'modules', { get: modules });
    const lazy = image({ config, prune: true });
    expect(modules).not.toHaveBeenCalled();
    expect(lazy.reference).toContain(':22-');
    expect(modules).toHaveBeenCalled();
  });
});

describe('realtimePriority', () => {
  test('means root and -fp', () => {
    expect(image({ realtimePriority: true })).toMatchObject({ uid: 0, gid: 0, realtimePriority: true });
    const text = dockerfileOf({ realtimePriority: true });
    expect(text).toContain('\nUSER 0:0\n');
    expect(text).toContain('"-fp"');
    expect(text).toContain('SYS_NICE');
  });
});

describe('freezePackages', () => {
  test.each([
    [{}, false],
    [{ baseImageDigest: digest }, true],
    [{ baseImageDigest: digest, freezePackages: false }, false],
    [{ freezePackages: true }, true],
  ])('%j', (props, frozen) => {
    expect(image(props).files.has('freeze-packages')).toBe(frozen);
    expect(dockerfileOf(props).includes('sh /usr/libexec/asterisk/freeze-packages')).toBe(frozen);
  });
});

test('pins the base image, and all of the packages that go together', () => {
  const text = dockerfileOf({ baseImageDigest: digest, packageVersion: '1:22-1' });
  expect(text).toContain(`FROM docker.io/library/debian:forky-slim@${digest}\n`);
  expect(text).toContain('asterisk=1:22-1 asterisk-config=1:22-1 asterisk-modules=1:22-1');
});

test('has public certificates where TLS is used', () => {
  expect(dockerfileOf()).not.toContain('ca-certificates');
  expect(dockerfileOf({ config: source({ packages: ['ca-certificates'] }) })).toContain('ca-certificates');
});

test('names no processor architecture', () => {
  expect([...image({ prune: true, freezePackages: true }).files.values()].join()).not.toMatch(
    /amd64|x86[-_]64|arm64|aarch64|--platform/,
  );
});

describe('fails', () => {
  test.each<[Partial<AsteriskImageProps>, RegExp]>([
    [{ repository: 'registry.example.com/Home/asterisk' }, /repository is .*lower-case path/],
    [{ repository: 'registry.example.com/asterisk:22' }, /without tag/],
    [{ repository: 'https://registry.example.com/asterisk' }, /repository is/],
    [{ repository: '' }, /repository is ""/],
    [{ baseImage: 'debian' }, /baseImage is "debian": a base image has a tag/],
    [{ baseImage: `debian:forky@${digest}` }, /belongs into baseImageDigest/],
    [{ baseImageDigest: 'sha256:abc' }, /64 lower-case hexadecimal/],
    [{ packageVersion: '22; rm' }, /packageVersion is "22; rm"/],
    [{ packages: ['sngrep && true'] }, /packages has "sngrep && true"/],
    [{ uid: 0 }, /uid is 0, allowed are whole numbers from 1/],
    [{ gid: 1.5 }, /gid is 1.5/],
    [{ uid: 70_000 }, /to 65533/],
    [{ uid: 5060, realtimePriority: true }, /leave one of them out/],
    [{ tag: 'a b' }, /tag is "a b"/],
  ])('for %j', (props, message) => {
    expect(() => image(props)).toThrow(message);
    expect(() => image(props)).toThrow(/^\[chart\/image\]: /);
  });
});
