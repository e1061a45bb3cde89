import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../../lib/conf/parse';
import { SimulatedPbx, synthPbx } from '../../../lib/testing';
import { HomePbx } from '../../../apps/home-pbx/chart';
import { errorOf } from '../../support/error-of';

describe('the house of the apps', () => {
  const pbx = synthPbx((app) => new HomePbx(app, 'home-pbx'));

  test('calls go where they should', () => {
    expect(pbx.call({ from: 'aaisp', to: '+441632960000' })).toRing('hall', 'kitchen');
    expect(pbx.call({ from: 'doorbell', to: '201' })).toRing('hall');
    expect(pbx.call({ from: 'doorbell', to: '01632960001' })).toBeRejected(21);
    expect(pbx.call({ from: 'hall', to: '01632960001' })).toGoOutVia('aaisp', '+441632960001');
    expect(pbx.call({ from: 'hall', to: '202' })).toRingInOrder('kitchen');
    expect(pbx.phones).toEqual(['hall', 'kitchen', 'doorbell']);
    expect(pbx.trunks).toEqual(['aaisp']);
  });

  test('a matcher that fails shows the steps', () => {
    const call = () => pbx.call({ from: 'doorbell', to: '01632960001' });
    expect(() => {
      expect(call()).toRing('hall');
    }).toThrow(
      /should ring hall, and no other phone; but\n\nthe call is rejected: cause 21, REJECTED, SIP 403\n.*Hangup\(21\)/s,
    );
    expect(() => {
      expect(call()).not.toBeRejected();
    }).toThrow('should not be rejected');
  });

  test('the phone that cannot call for help is named', () => {
    expect(() => {
      expect(pbx).toReachEmergencyFromEveryPhone('112');
    }).toThrow(/doorbell dials 112: the call is rejected/);
  });

  test.each([
    [{ from: 'nobody', to: '1' }, 'it knows hall, kitchen, doorbell, aaisp'],
    [{ from: 'hall', to: '1', at: 'noon' }, 'which is no time'],
  ])('fails for %j', (call, message) => {
    expect(errorOf(() => pbx.call(call))).toEqual({
      code: 'SimulatedCall',
      message: expect.stringContaining(message) as string,
    });
  });
});

test('files of a directory are tested alike', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
  try {
    writeFileSync(join(directory, 'pjsip.conf'), '[hall]\ntype=endpoint\ncontext=a\nauth=hall\n');
    writeFileSync(join(directory, 'extensions.conf'), '[a]\n#include "numbers.conf"\n');
    writeFileSync(join(directory, 'numbers.conf'), 'exten => 1,1,Playback(beep)\n');
    const pbx = SimulatedPbx.fromDirectory(directory);
    expect(pbx.call({ from: 'hall', to: '1' })).toPlay('beep');
    expect(pbx.call({ from: 'hall', to: '1' }).steps).toMatchObject([{ file: 'numbers.conf', line: 1 }]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('fails for an app without a PBX', () => {
  expect(errorOf(() => synthPbx(() => undefined))).toEqual({
    code: 'SimulatedPbx',
    message: expect.stringContaining('none') as string,
  });
});

test('what is not known must hold whichever way the call goes', () => {
  const files = {
    'pjsip.conf': '[hall]\ntype=endpoint\ncontext=a\nauth=hall\n',
    'extensions.conf':
      '[a]\nexten => 1,1,GotoIf(${DB(a/b)}?x,1)\nsame => n,Dial(PJSIP/one)\nexten => x,1,Dial(PJSIP/two)\nexten => 2,1,GotoIf(${DB(a/b)}?n)\nsame => n,VoiceMail(9@default)\n',
  };
  const pbx = new SimulatedPbx(Object.entries(files).map(([name, text]) => parse(text, name).file));
  expect(pbx.call({ from: 'hall', to: '1' })).not.toRing('one');
  expect(pbx.call({ from: 'hall', to: '1', values: { 'DB(a/b)': '' } })).toRing('one');
  expect(pbx.call({ from: 'hall', to: '2', values: { 'DB(a/b)': '' } })).toReachVoicemail('9@default');
  expect(pbx.call({ from: 'hall', to: '2', values: { 'DB(a/b)': '' } })).not.toPlay('x');
});

describe('toHaveNoTollFraudPath', () => {
  const pjsip = '[tk]\ntype=endpoint\ncontext=in\noutbound_auth=tk\n';
  const madeOf = (extensions: string) =>
    new SimulatedPbx([parse(pjsip, 'pjsip.conf').file, parse(extensions, 'extensions.conf').file]);

  test('holds for the apps', () => {
    expect(synthPbx((app) => new HomePbx(app, 'home-pbx'))).toHaveNoTollFraudPath();
  });

  test('fails with the way of the call', () => {
    const open = madeOf('[in]\ninclude => out\n[out]\nexten => _0X.,1,Dial(PJSIP/${EXTEN}@tk)\n');
    expect(() => {
      expect(open).toHaveNoTollFraudPath();
    }).toThrow(/extensions\.conf:\d+ calls from 'tk' can go out .*in → _0X\. → tk \$\{EXTEN\}/s);
    expect(open).not.toHaveNoTollFraudPath();
  });

  test('fails where only a variable knows the way', () => {
    expect(() => {
      expect(madeOf('[in]\nexten => 1,1,Goto(${WHERE},1,1)\n')).toHaveNoTollFraudPath();
    }).toThrow('toll fraud is not ruled out');
  });
});
