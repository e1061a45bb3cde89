import type { CustomTonesProps } from '../../lib/config/tones';
import { Tones } from '../../lib/config/tones';
import { errorOf } from '../support/error-of';

const options = (tones: Tones): Record<string, string> => Object.fromEntries(tones.sections()[1]?.options ?? []);

test('the United Kingdom, exactly as in part 2', () => {
  expect(Tones.UK.sections()).toEqual([
    { name: 'general', options: [['country', 'uk']] },
    {
      name: 'uk',
      options: [
        ['description', 'United Kingdom'],
        ['ringcadence', '400,200,400,2000'],
        ['dial', '350+440'],
        ['specialdial', '350+440/750,440/750'],
        ['busy', '400/375,0/375'],
        ['congestion', '400/400,0/350,400/225,0/525'],
        ['specialcongestion', '400/200,1004/300'],
        ['unobtainable', '400'],
        ['ring', '400+450/400,0/200,400+450/400,0/2000'],
        ['callwaiting', '400/100,0/4000'],
        ['specialcallwaiting', '400/250,0/250,400/250,0/250,400/250,0/5000'],
        ['creditexpired', '400/125,0/125'],
        ['confirm', '1400'],
        ['switching', '400/200,0/400,400/2000,0/400'],
        ['info', '950/330,0/15,1400/330,0/15,1800/330,0/1000'],
        ['record', '1400/500,0/60000'],
        ['stutter', '350+440/750,440/750'],
      ],
    },
  ]);
});

describe('of', () => {
  test('knows every country of the stock indications.conf', () => {
    expect(Tones.countries.join(' ')).toBe(
      'at au be bg br ch cl cn cz de dk ee es fi fr gr hu id il in it jp lt mx my nl no nz ph pl pt ru se sg th tw uk us us-old ve za',
    );
  });

  // Hungary's stutter tone names three frequencies, of which Asterisk takes two.
  test.each(Tones.countries.filter((name) => name !== 'hu'))(
    '%s has the tones that every country has, in the form that custom ones must have',
    (name) => {
      const { description, ringcadence, dial, busy, ring, congestion, ...tones } = options(Tones.of(name)) as Record<
        string,
        string
      > &
        Omit<CustomTonesProps, 'tones'>;
      expect(() =>
        Tones.custom({ name: 'copy', description, ringcadence, dial, busy, ring, congestion, tones }),
      ).not.toThrow();
    },
  );

  test.each([
    ['GB', 'uk'],
    ['uk', 'uk'],
    ['UK', 'uk'],
    ['JE', 'uk'],
    ['DE', 'de'],
    ['de', 'de'],
    ['CA', 'us'],
    ['us-old', 'us-old'],
  ])('%s is %s', (given, name) => {
    expect(Tones.of(given).name).toBe(name);
  });

  test.each([
    ['Germany', '(known: at, au'],
    ['XX', '(known: at, au'],
    ['', 'of country ""'],
    ['constructor', 'of country "constructor"'],
    ['us-olt', "did you mean 'us-old'?"],
  ])('fails for %j', (given, message) => {
    const error = errorOf(() => Tones.of(given));
    expect(error.code).toBe('Tones');
    expect(error.message).toContain('Asterisk has no tones of country');
    expect(error.message).toContain(message);
    expect(error.message).toContain('us-old, ve, za, or give your own with Tones.custom');
  });
});

describe('custom', () => {
  const minimal: CustomTonesProps = {
    name: 'home',
    dial: '425',
    busy: '425/480,0/480',
    ring: '425/1000,0/4000',
    congestion: '425/240,0/240',
  };

  test('minimal', () => {
    expect(Tones.custom(minimal).sections()).toEqual([
      { name: 'general', options: [['country', 'home']] },
      {
        name: 'home',
        options: [
          ['description', 'home'],
          ['ringcadence', '2000,4000'],
          ['dial', '425'],
          ['busy', '425/480,0/480'],
          ['ring', '425/1000,0/4000'],
          ['congestion', '425/240,0/240'],
        ],
      },
    ]);
  });

  test('all props', () => {
    const props: Required<CustomTonesProps> = {
      ...minimal,
      description: 'Our home',
      ringcadence: '1000',
      tones: { info: '!950/330,!1400/330,!1800/330,0', howler: '1400*20' },
    };
    expect(options(Tones.custom(props))).toMatchObject({
      description: 'Our home',
      ringcadence: '1000',
      ...props.tones,
    });
  });

  test.each<[Partial<CustomTonesProps>, string]>([
    [{ name: 'Home' }, 'name "Home" is nothing that Asterisk reads: give at most 15'],
    [{ name: 'a'.repeat(16) }, 'at most 15 lower-case letters'],
    [{ name: 'general' }, 'name "general" is the section that chooses the country'],
    [{ description: '' }, 'description "" is nothing'],
    [{ description: 'a;b' }, 'description "a;b" is nothing'],
    [{ description: 'a\nb' }, 'description "a\\nb" is nothing'],
    [{ description: ' a' }, 'description " a" is nothing'],
    [{ description: 'a'.repeat(40) }, '1 to 39 characters'],
    [{ ringcadence: '1,' }, 'ringcadence "1," is nothing'],
    [{ dial: '' }, 'tone dial "" is nothing'],
    [{ busy: '400/375, 0/375' }, 'tone busy "400/375, 0/375" is nothing'],
    [{ ring: '400/' }, 'tone ring "400/" is nothing'],
    [{ congestion: 'high' }, 'tone congestion "high" is nothing that Asterisk reads: give frequencies in Hz'],
    [{ tones: { 'a b': '400' } }, 'name of a tone "a b" is nothing'],
  ])('fails for %j', (props, message) => {
    const error = errorOf(() => Tones.custom({ ...minimal, ...props }));
    expect(error.code).toBe('Tones');
    expect(error.message).toContain(message);
  });
});
