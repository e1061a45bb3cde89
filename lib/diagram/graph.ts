/**
 * A picture as plain data: boxes and arrows, drawn from left to right.
 *
 * Every text may hold anything; whoever draws it escapes it.
 */
export interface Graph {
  /** What the picture shows. */
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly groups: readonly GraphGroup[];
  readonly edges: readonly GraphEdge[];
}

/** What a box stands for; each kind has its own look. */
export type NodeKind = 'number' | 'phones' | 'trunk' | 'route' | 'address' | 'peer' | 'barred';

/** A box. */
export interface GraphNode {
  /** Unique among the nodes, and the same as long as the thing is the same. */
  readonly id: string;
  readonly kind: NodeKind;
  /** What it is, in a word or two. */
  readonly heading: string;
  /** What more is to be said, a line each. */
  readonly lines: readonly string[];
  /** The id of the group that it lies in. */
  readonly group?: string;
}

/** A frame around boxes. */
export interface GraphGroup {
  readonly id: string;
  readonly label: string;
}

/** Whether what an arrow shows can happen. */
export type EdgeStyle = 'allowed' | 'forbidden';

/** An arrow between two boxes, by their ids. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly style: EdgeStyle;
  readonly label?: string;
}
