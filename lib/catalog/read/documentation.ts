import { XMLParser } from 'fast-xml-parser';

/** An element of Asterisk's XML documentation. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** All text below it. */
  readonly text: string;
}

/** What the parser makes of an element, in order: its tag with its children, and its attributes. */
type Parsed = Readonly<Record<string, unknown>>;

/**
 * Reads Asterisk's XML documentation, with what it includes of itself in place.
 *
 * @throws Error when it is no documentation of Asterisk
 */
export function readDocumentation(xml: string): Element {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    // Thousands of `&amp;` are no attack here: the file is a part of the installed Asterisk.
    processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
  });
  const root = (parser.parse(xml) as Parsed[]).map(elementOf).find(({ tag }) => tag === 'docs');
  if (root === undefined) {
    throw new Error("has no element <docs>: it is not Asterisk's documentation");
  }
  return included(root, root);
}

/** The elements of one tag below an element, in order. */
export function childrenOf(element: Element, tag: string): readonly Element[] {
  return element.children.filter((child) => child.tag === tag);
}

/** The elements of one tag anywhere below an element, in order. */
export function below(element: Element, tag: string): readonly Element[] {
  return element.children.flatMap((child) => [...(child.tag === tag ? [child] : []), ...below(child, tag)]);
}

/** The versions that brought something, as its `<since>` says; `undefined` where it says nothing. */
export function sinceOf(element: Element): readonly string[] | undefined {
  const versions = childrenOf(element, 'since').flatMap((since) =>
    childrenOf(since, 'version').map(({ text }) => text.trim()),
  );
  return versions.length > 0 ? versions : undefined;
}

function elementOf(parsed: Parsed): Element {
  const tag = Object.keys(parsed).find((key) => key !== ':@') ?? '';
  if (tag === '#text') {
    return { tag, attributes: {}, children: [], text: String(parsed[tag]) };
  }
  const children = Array.isArray(parsed[tag]) ? (parsed[tag] as Parsed[]).map(elementOf) : [];
  return {
    tag,
    attributes: (parsed[':@'] ?? {}) as Record<string, string>,
    children,
    text: children.map(({ text }) => text).join(''),
  };
}

/** The element with each `<xi:include>` below it replaced by what it points to. */
function included(element: Element, root: Element): Element {
  const children = element.children.flatMap((child) =>
    child.tag === 'xi:include' ? pointedTo(child.attributes.xpointer ?? '', root) : [included(child, root)],
  );
  return { ...element, children };
}

/**
 * What `xpointer(/docs/info[@name='x']/…)` points to: elements by their path of tags and attributes, or `node()` for all below one.
 *
 * Places by number, such as `para[2]`, point into prose, of which nothing is taken.
 */
function pointedTo(pointer: string, root: Element): readonly Element[] {
  const path = /^xpointer\(\/docs\/(.*)\)$/.exec(pointer)?.[1];
  const found = path?.split('/').reduce<readonly Element[]>(
    (elements, step) => {
      const { tag, conditions = '' } = /^(?<tag>[\w()-]+)(?<conditions>(\[@[^\]]*\])*)$/.exec(step)?.groups ?? {};
      const wanted = [...conditions.matchAll(/\[@([\w-]+)=["']([^"']*)["']\]/g)];
      return elements.flatMap((each) =>
        each.children.filter(
          (child) =>
            (tag === 'node()' || child.tag === tag) &&
            wanted.every(([, name = '', value]) => child.attributes[name] === value),
        ),
      );
    },
    [root],
  );
  return (found ?? []).map((each) => included(each, root));
}
