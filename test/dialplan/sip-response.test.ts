import { sipResponse } from '../../lib/dialplan/sip-response';

describe('sipResponse', () => {
  test.each([
    [17, 486],
    [19, 480],
    [3, 404],
  ])('a cause with a response of its own: %i is %i', (cause, response) => {
    expect(sipResponse(cause)).toBe(response);
  });

  test.each([0, 16, 102, 9999])('any other call is declined: %i', (cause) => {
    expect(sipResponse(cause)).toBe(603);
  });

  test('versions differ on a number that has changed', () => {
    expect(sipResponse(23)).toBeUndefined();
  });
});
