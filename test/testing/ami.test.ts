import { PassThrough } from 'node:stream';
import { AmiConnection } from '../../lib/testing/real-asterisk/ami-connection';
import { AmiReader, fieldOf, printAction } from '../../lib/testing/real-asterisk/ami-framing';

const banner = 'Asterisk Call Manager/5.0.2\r\n';

describe('AmiReader', () => {
  const text = `${banner}Response: Success\r\nMessage:  two blanks é: x\r\n\r\nEvent: A\r\nEmpty:\r\n\r\nEvent: B\r\n`;
  const messages = [
    [
      ['Response', 'Success'],
      ['Message', ' two blanks é: x'],
    ],
    [
      ['Event', 'A'],
      ['Empty', ''],
    ],
  ];

  test('cuts messages, and keeps what is not complete', () => {
    const reader = new AmiReader();
    expect(reader.push(text)).toEqual(messages);
    expect(reader.push('\r\n')).toEqual([[['Event', 'B']]]);
  });

  test('does not depend on how the text arrives', () => {
    const reader = new AmiReader();
    expect(Array.from(text).flatMap((character) => reader.push(character))).toEqual(messages);
  });
});

describe('printAction', () => {
  test('writes a field once per value', () => {
    expect(printAction({ Action: 'Originate', Variable: ['a=1', 'b=2'] })).toBe(
      'Action: Originate\r\nVariable: a=1\r\nVariable: b=2\r\n\r\n',
    );
  });

  test.each([[{ Action: 'a\r\nAction: b' }], [{ 'A: b': 'c' }], [{ Action: 'a\0' }]])('fails for %j', (action) => {
    expect(() => printAction(action)).toThrow(/cannot be sent/);
  });
});

describe('AmiConnection', () => {
  function connect() {
    const input = new PassThrough();
    const output = new PassThrough();
    const connection = new AmiConnection({ input, output, close: () => input.end() });
    output.write(banner);
    return { input, output, connection };
  }

  test('gives each response to its own action, whatever the order', async () => {
    const { output, connection } = connect();
    const first = connection.action({ Action: 'Ping' });
    const second = connection.action({ Action: 'Ping' });
    output.write('Response: Error\r\nActionID: 2\r\n\r\nResponse: Success\r\nActionID: 1\r\n\r\n');
    await expect(second).resolves.toMatchObject({ ok: false });
    await expect(first).resolves.toMatchObject({ ok: true });
    connection.close();
  });

  test('collects the events of a list', async () => {
    const { output, connection } = connect();
    const list = connection.action({ Action: 'CoreShowChannels' });
    output.write('Response: Success\r\nActionID: 1\r\nEventList: start\r\n\r\n');
    output.write('Event: CoreShowChannel\r\nActionID: 1\r\nChannel: x\r\n\r\n');
    output.write('Event: CoreShowChannelsComplete\r\nActionID: 1\r\nEventList: Complete\r\n\r\n');
    const { events } = await list;
    expect(events.map((event) => fieldOf(event, 'channel'))).toEqual(['x']);
    connection.close();
  });

  test('fails what is under way when the connection ends, or time is over', async () => {
    const { output, connection } = connect();
    await expect(connection.action({ Action: 'Ping' }, 10)).rejects.toThrow(/within 10 ms/);
    const lost = connection.action({ Action: 'Ping' });
    output.destroy();
    await expect(lost).rejects.toThrow(/closed by Asterisk/);
    await expect(connection.action({ Action: 'Ping' })).rejects.toThrow(/is closed/);
  });
});
