import * as fc from 'fast-check';
import { alawTone, fromAlaw, fromUlaw, tonesIn } from '../../../lib/testing/calls/tone';

describe('a tone', () => {
  test.each([440, 700, 950, 1300])('of %i Hz is heard as long as it lasts', (frequency) => {
    expect(tonesIn(fromAlaw(alawTone(frequency, 2)), [440, 700, 950, 1300])).toEqual(new Map([[frequency, 2]]));
  });

  test('that nobody asks for is a foreign sound', () => {
    expect(tonesIn(fromAlaw(alawTone(1000, 1)), [440, 700])).toEqual(new Map([[0, 1]]));
  });

  test('among another is neither', () => {
    const one = fromAlaw(alawTone(440, 1));
    const both = fromAlaw(alawTone(700, 1)).map((sample, index) => (sample + (one[index] ?? 0)) / 2);
    expect(tonesIn(both, [440, 700])).toEqual(new Map([[0, 1]]));
  });

  test('is not in noise', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -8000, max: 8000 }), { minLength: 800, maxLength: 800 }), (samples) => {
        expect([...tonesIn(Int16Array.from(samples), [440, 700]).keys()].filter((tone) => tone !== 0)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('is not in silence, of which there is none to hear', () => {
    expect(tonesIn(new Int16Array(8000), [440])).toEqual(new Map());
    expect(tonesIn(fromAlaw(new Uint8Array(8000).fill(0xd5)), [440])).toEqual(new Map());
  });
});

// ITU-T G.711, tables 1a and 2a: the decision values at the ends and around zero.
test('A-law', () => {
  expect([...fromAlaw(Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a))]).toEqual([8, -8, 32256, -32256]);
});

test('µ-law', () => {
  expect([...fromUlaw(Uint8Array.of(0xff, 0x7f, 0x80, 0x00))]).toEqual([0, 0, 32124, -32124]);
});
