import { consoleText, withoutColours } from '../../lib/testing/real-asterisk/console-text';

test('withoutColours removes escape sequences', () => {
  expect(withoutColours('\u001b[1;31mERROR\u001b[0m[1]')).toBe('ERROR[1]');
});

test('consoleText keeps what is no line of the log', () => {
  const text = 'Asterisk Ready.\n{"no json\n{"other":1}\n';
  expect(consoleText(text)).toBe(text);
});
