/** What this library uses of dagre: a layout in layers, synchronous and the same on every run. */
export interface LayoutLibrary {
  readonly Graph: new (options: { readonly compound: true; readonly multigraph: true }) => LayoutGraph;
  layout(graph: LayoutGraph): void;
}

/** A graph that the layout fills with places, in pixels. */
export interface LayoutGraph {
  setGraph(options: object): void;
  setNode(id: string, size: object): void;
  setParent(id: string, parent: string): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  /** What the layout found: the middle and the size. */
  node(id: string): Rectangle;
  edge(edge: { readonly v: string; readonly w: string; readonly name: string }): Route;
  graph(): { readonly width: number; readonly height: number };
}

/** A rectangle by its middle and its size. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** A place: pixels from the left and from the top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way of an arrow, and the middle of its label. */
export interface Route extends Point {
  readonly points: readonly Point[];
}

/** The library, loaded when a picture is first drawn: most uses of ours draw none. */
export function layoutLibrary(): LayoutLibrary {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a static import would not wait, nor does its ESM declaration allow one
  return require('@dagrejs/dagre') as LayoutLibrary;
}
