/**
 * A list of records that the server sent as columns: each name once, words that return by their place, ids and numbers by how they differ from the
 * one before. A hamlet's first pull is two thirds of the bytes so.
 */
export interface Columns {
  /** How many records; in a record's list, how many each has, and −1 where it has none at all. */
  readonly n: number | readonly number[];
  readonly of: Readonly<Record<string, Column>>;
}

type Column =
  | readonly unknown[]
  | { readonly d: readonly unknown[]; readonly i: readonly number[] }
  | { readonly g: readonly (string | null)[] }
  | { readonly s: readonly number[] }
  | Columns;

/** The records, as they would have been sent one by one: what is null is not there. */
export function records(columns: Columns): Record<string, unknown>[] {
  const count = typeof columns.n === 'number' ? columns.n : columns.n.reduce((sum, n) => sum + Math.max(n, 0), 0);
  const rows: Record<string, unknown>[] = Array.from({ length: count }, () => ({}));
  for (const [name, column] of Object.entries(columns.of)) {
    values(column).forEach((value, at) => {
      const row = rows[at];
      if (row !== undefined && value !== null) row[name] = value;
    });
  }
  return rows;
}

function values(column: Column): readonly unknown[] {
  if ('d' in column) return column.i.map(place => column.d[place]);
  if ('g' in column) return prefixed(column.g);
  if ('s' in column) {
    let sum = 0;
    return column.s.map(difference => (sum += difference));
  }
  if ('n' in column) {
    const all = records(column);
    let from = 0;
    return (column.n as readonly number[]).map(n => (n < 0 ? null : all.slice(from, (from += n))));
  }
  return column;
}

function prefixed(ids: readonly (string | null)[]): (string | null)[] {
  let before = '';
  return ids.map(id => {
    if (id === null) return null;
    const at = id.indexOf(':');
    return (before = before.slice(0, Number(id.slice(0, at))) + id.slice(at + 1));
  });
}
