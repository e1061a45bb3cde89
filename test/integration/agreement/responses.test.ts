import { parse } from '../../../lib/conf/parse';
import { readDialplan } from '../../../lib/dialplan/model/read-dialplan';
import { sipResponse } from '../../../lib/dialplan/sip-response';
import type { DeviceOutcome } from '../../../lib/simulate/call';
import { route } from '../../../lib/simulate/route';
import { describeInEachNetwork } from '../support/in-network';
import { addPhone, Office, OFFICE } from '../support/office';
import type { ScriptedPhone } from '../support/scripted-phone';

/** What a phone does that is called, as the router puts it. */
const OUTCOMES: Readonly<Record<string, DeviceOutcome>> = {
  '486 Busy Here': 'busy',
  '503 Service Unavailable': 'congestion',
  ringing: 'no answer',
};

/** What a dialplan may do when nobody answers; each is an extension. */
const DIALPLAN = `[from-caller]
exten => end,1,Dial(PJSIP/callee,1)
exten => hangup,1,Dial(PJSIP/callee,1)
same => n,Hangup()
exten => cause,1,Dial(PJSIP/callee,1)
same => n,Hangup(\${HANGUPCAUSE})
exten => status,1,Dial(PJSIP/callee,1)
same => n,Goto(\${DIALSTATUS},1)
exten => BUSY,1,Busy(5)
exten => NOANSWER,1,Hangup(19)
exten => _CHAN.,1,Congestion(5)
exten => CONGESTION,1,Hangup(CALL_REJECTED)
exten => both,1,Dial(PJSIP/callee&PJSIP/away,1)
exten => after,1,Dial(PJSIP/away,1)
same => n,Dial(PJSIP/callee,1)
exten => before,1,Dial(PJSIP/callee,1)
same => n,Dial(PJSIP/away,1)
exten => away,1,Dial(PJSIP/away,1)
exten => away-hangup,1,Dial(PJSIP/away,1)
same => n,Hangup()
exten => unknown,1,Dial(PJSIP/nobody,1)
same => n,Hangup()
exten => nothing,1,NoOp()
exten => _cX!,1,Hangup(\${EXTEN:1})
`;

/** What calls the phone. */
const CALLING = ['end', 'hangup', 'cause', 'status', 'both', 'after', 'before'];
/** What does not. */
const OTHERS = ['away', 'away-hangup', 'unknown', 'nothing', 'missing'];

describeInEachNetwork('what a phone is answered', (_, provider) => {
  let office: Office;
  let caller: ScriptedPhone;
  let callee: ScriptedPhone;

  beforeAll(async () => {
    office = await Office.build(provider, {
      describe: (config) => {
        ['caller', 'callee', 'away'].forEach((name, index) => addPhone(config, name, String(201 + index)));
      },
      overlay: new Map([['extensions.conf', DIALPLAN]]),
    });
    caller = await office.scripted('caller', `${OFFICE}:201`, 400);
    callee = await office.scripted('callee', `${OFFICE}:202`, 500);
    await caller.register();
    await callee.register();
  }, 60_000);
  afterAll(() => office.remove());

  const model = readDialplan([parse(DIALPLAN, 'extensions.conf').file]);

  /** What the router says that it is. */
  function expected(to: string, outcome: DeviceOutcome): number | undefined {
    const outcomes = { callee: outcome, away: 'unavailable', nobody: 'unavailable' } as const;
    const { cause } = route(
      model,
      { context: 'from-caller', from: 'caller', to, outcomes },
      { version: provider.version },
    );
    return cause === null ? undefined : sipResponse(cause);
  }

  /** What it is. */
  async function found(to: string, response?: string): Promise<number | undefined> {
    const call = caller.invite(to);
    // It answers the challenge meanwhile.
    const final = call.final('INVITE', 8000);
    if (response !== undefined) {
      const incoming = await callee.called(3000);
      incoming.respond(incoming.first, response === 'ringing' ? '180 Ringing' : response);
    }
    const { code } = await final;
    await office.idle();
    return code;
  }

  test.each(Object.entries(OUTCOMES))(
    'when who is called answers %s',
    async (response, outcome) => {
      const rows: unknown[] = [];
      for (const to of CALLING) {
        rows.push([to, await found(to, response)]);
      }
      expect(rows).toEqual(CALLING.map((to) => [to, expected(to, outcome)]));
    },
    60_000,
  );

  test('when nobody can be called', async () => {
    const rows: unknown[] = [];
    for (const to of OTHERS) {
      rows.push([to, await found(to)]);
    }
    expect(rows).toEqual(OTHERS.map((to) => [to, expected(to, 'answered')]));
  }, 60_000);

  test('for every cause of Q.850', async () => {
    const wrong: unknown[] = [];
    for (let cause = 0; cause < 128; cause++) {
      const response = await found(`c${cause}`);
      if (response !== (sipResponse(cause) ?? response)) {
        wrong.push([cause, response, sipResponse(cause)]);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
