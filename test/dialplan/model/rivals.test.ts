import { parse } from '../../../lib/conf/parse';
import { findExtension } from '../../../lib/dialplan/model/find-extension';
import { readDialplan } from '../../../lib/dialplan/model/read-dialplan';
import { rivalsOf } from '../../../lib/dialplan/model/rivals';

function rivals(text: string, number: string, callerId = ''): readonly string[] {
  const model = readDialplan([parse(text, 'extensions.conf').file]);
  const search = { context: 'a', number, callerId };
  const found = findExtension(model, search);
  return found.kind === 'step'
    ? rivalsOf(model, search, found).map(({ context, extension, why }) => `${context} ${extension}: ${why}`)
    : [];
}

test('a rival of the same context is told with the place that decides', () => {
  expect(rivals('[a]\nexten => _X.,1,NoOp\nexten => _2X,1,NoOp\nexten => 20,1,NoOp\n', '20')).toEqual([
    'a _2X: a number comes before patterns',
    'a _X.: a number comes before patterns',
  ]);
});

test('what an included context has comes later, however narrow it is', () => {
  const text =
    '[a]\ninclude => b\ninclude => c\nexten => _X.,1,NoOp\n[b]\nexten => 20,1,NoOp\n[c]\nexten => _2X,1,NoOp\n';
  expect(rivals(text, '20')).toEqual([
    "b 20: the context 'b' is searched later",
    "c _2X: the context 'c' is searched later",
  ]);
});

test('an extension without a first step is passed over', () => {
  expect(rivals('[a]\nexten => 20,2,NoOp\nexten => _2X,1,NoOp\n', '20')).toEqual(['a 20: it has no priority 1']);
});

test("what asks for the caller's number comes first", () => {
  const text = '[a]\nexten => 20/_1X,1,NoOp\nexten => 20/12,1,NoOp\nexten => 20,1,NoOp\n';
  expect(rivals(text, '20', '12')).toEqual([
    "a 20/_1X: of the callers' numbers, a number comes before patterns",
    "a 20: what asks for the caller's number comes first",
  ]);
});

test('a tree of patterns goes by its own order', () => {
  const text = '[general]\nextenpatternmatchnew=yes\n[a]\nexten => _X.,1,NoOp\nexten => _2X,1,NoOp\n';
  expect(rivals(text, '20')).toEqual(['a _X.: the tree of patterns has narrower characters first']);
});
