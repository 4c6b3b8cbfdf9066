import type { Node } from 'acorn';
import { full } from 'acorn-walk';

type Parts = Record<string, Node & Node[]>;

/** Names that a script itself gives: to variables, parameters and functions, and to members of its own objects and classes. */
export interface NamesMade {
  variables: ReadonlySet<string>;
  properties: ReadonlySet<string>;
  methods: ReadonlySet<string>;
}

export function namesMade(tree: Node): NamesMade {
  const variables = new Set<string>();
  const properties = new Set<string>();
  const methods = new Set<string>();
  const bind = (pattern: Node | null | undefined): void => {
    if (!pattern) return;
    const parts = pattern as unknown as Parts;
    if (pattern.type === 'Identifier') variables.add((pattern as Node & { name: string }).name);
    else if (pattern.type === 'AssignmentPattern') bind(parts['left']);
    else if (pattern.type === 'RestElement') bind(parts['argument']);
    else if (pattern.type === 'Property') bind(parts['value']);
    else if (pattern.type === 'ArrayPattern') parts['elements']!.forEach(bind);
    else if (pattern.type === 'ObjectPattern') parts['properties']!.forEach(bind);
  };
  full(tree, node => {
    const parts = node as unknown as Parts;
    if (/Function/.test(node.type)) parts['params']!.forEach(bind);
    if (/Function|Class|VariableDeclarator/.test(node.type)) bind(parts['id']);
    if (node.type === 'CatchClause') bind(parts['param']);
    if (/^Import.*Specifier$/.test(node.type)) bind(parts['local']);
    if (node.type !== 'Property' && node.type !== 'MethodDefinition') return;
    const { name, value } = parts['key'] as unknown as { name?: string; value?: unknown };
    properties.add(name ?? String(value));
    if (/Function/.test(parts['value']!.type)) methods.add(name ?? String(value));
  });
  return { variables, properties, methods };
}
