import type { Identifier as Entry } from '@mdn/browser-compat-data';
import postcss, { type ChildNode, type Declaration } from 'postcss';
import { known, without } from './floor.ts';

/**
 * What a style sheet needs that is above the floor: properties, their words, units, selectors and at-rules. A declaration counts only when there
 * is no other of its property before it in the rule, which an older engine keeps to.
 */
export function styleAboveFloor(css: string, allowed: readonly string[] = []): string[] {
  const found = new Set<string>();
  const ask = (what: string, entry: Entry | undefined): void => {
    const lacking = entry?.__compat ? without(entry.__compat) : [];
    if (lacking.length > 0 && !allowed.includes(what)) found.add(`${what}: not in ${lacking.join(', ')}`);
  };
  const { properties, selectors, types, 'at-rules': rules } = known.css as Record<string, Record<string, Entry>>;
  const { length } = types! as unknown as Record<string, Record<string, Entry>>;
  postcss.parse(css).walk(node => {
    if (node.type === 'atrule') ask(`@${node.name}`, rules![node.name]);
    if (node.type === 'rule') for (const [pseudo, name] of node.selector.matchAll(/::?([a-z][a-z-]*)/g)) ask(pseudo, selectors![name!]);
    // Names with a maker's prefix are for that maker's engine.
    if (node.type !== 'decl' || node.prop.startsWith('-') || hasFallback(node)) return;
    ask(node.prop, properties![node.prop]);
    const words = node.value.replace(/url\([^)]*\)|"[^"]*"|'[^']*'/g, '');
    for (const [word] of words.matchAll(/[a-z][a-z-]+(?![\w(-])/g))
      ask(`${node.prop}: ${word}`, properties![node.prop]?.[word] as Entry | undefined);
    for (const [, kind] of words.matchAll(/\d(d|s|l)v(?:h|w|min|max|i|b)\b/g))
      ask(`${kind}vh`, length![`viewport_percentage_units_${kind === 'd' ? 'dynamic' : kind === 's' ? 'small' : 'large'}`]);
    for (const [, name] of words.matchAll(/([a-z-]+)\(/g)) ask(`${name}()`, functionOf(types!, name!));
  });
  return [...found].sort();
}

function functionOf(types: Record<string, Entry>, name: string): Entry | undefined {
  const direct = types[name] as Entry | undefined;
  return direct ?? (types['color']?.[name] as Entry | undefined);
}

const hasFallback = (node: Declaration): boolean =>
  node
    .parent!.nodes.slice(0, node.parent!.nodes.indexOf(node as never))
    .some((before: ChildNode) => before.type === 'decl' && before.prop.replace(/^-[a-z]+-/, '') === node.prop);
