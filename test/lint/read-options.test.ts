import { readLintOptions } from '../../lib/lint/read-options';
import { errorOf } from '../support/error-of';

describe('readLintOptions', () => {
  test('reads JSON and YAML', () => {
    const options = { rules: { 'no-hangup': 'off' }, country: 'GB', open: ['premium'], inbound: ['in'], trunks: [] };
    expect(readLintOptions(JSON.stringify(options), 'x')).toEqual(options);
    expect(readLintOptions('rules:\n  no-hangup: off\ncountry: GB\n', 'x')).toEqual({
      rules: { 'no-hangup': 'off' },
      country: 'GB',
    });
  });

  test.each([
    ['{"rules": {"no-hangp": "off"}}', 1, 12, 'there is no rule "no-hangp", did you mean \'no-hangup\'?'],
    ['{\n  "rules": {"no-hangup": "of"}\n}', 2, 26, 'the severity of no-hangup is "of": allowed are error'],
    ['{\n\n "contry": "GB"}', 3, 2, 'there is no option "contry", did you mean \'country\'?'],
    ['{"country": "Britain"}', 1, 13, 'country is "Britain"'],
    ['{"open": ["everything"]}', 1, 10, 'open has "everything": allowed are international, premium'],
    ['{"trunks": "a"}', 1, 12, 'give a list of texts'],
    ['{"rules": []}', 1, 11, 'give the severity of each rule'],
    ['[]', 1, 1, 'the options are no object'],
    ['{"rules": ', 1, 11, 'neither JSON nor YAML'],
  ])('fails for %s', (text, line, column, message) => {
    expect(errorOf(() => readLintOptions(text, 'lint.json'))).toEqual({
      code: 'LintOptions',
      message: expect.stringContaining(message) as string,
    });
    expect(errorOf(() => readLintOptions(text, 'lint.json')).message).toContain(`lint.json:${line}:${column}: `);
  });
});
