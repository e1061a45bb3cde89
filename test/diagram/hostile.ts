import type { Graph } from '../../lib/diagram/graph';

/** Texts that mean something to Mermaid, to Markdown, to HTML or to SVG, or that some drawing cannot hold. */
export const HOSTILE: readonly string[] = [
  'say "hello"',
  '["]) --> evil',
  '}{|<>/\\',
  'a\nb\r\nc\td',
  'x; click n_a call alert()',
  '#quot; #35; &amp; &lt;',
  '%%{init: {"theme": "dark"}}%%',
  'style n_a fill:#f00',
  'classDef default fill:#f00;',
  '</text><script>alert(1)</script>',
  ']]>',
  '`**bold** _it_ $$x$$`',
  '1. a list',
  '- a list',
  'Grüße aus 東京 שלום',
  '👩‍👩‍👧 🇬🇧 ☎️',
  '\u0000\u0007\u001b[31m\u202e',
  '\ud800 alone',
  'end',
  'subgraph',
  'graph',
  '',
  ' ',
  'long '.repeat(60),
];

/** A picture of nothing but such texts: ids, labels, groups. */
export const HOSTILE_GRAPH: Graph = {
  title: HOSTILE.join(' '),
  groups: HOSTILE.map((text) => ({ id: text, label: text })),
  nodes: HOSTILE.map((text) => ({ id: `${text} box`, kind: 'phones', heading: text, lines: [text], group: text })),
  edges: HOSTILE.map((text, index) => ({
    from: `${text} box`,
    to: `${HOSTILE[index + 1] ?? ''} box`,
    style: index % 2 === 0 ? 'allowed' : 'forbidden',
    label: text,
  })),
};
