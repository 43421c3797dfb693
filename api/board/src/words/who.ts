/** Return a person's or a program's name without the kind before it: `key:Ana` is Ana, `service:nightly` is nightly. */
export function sayWho(name: string): string {
  const [, rest] = /^(?:key|service|user|token):(.+)$/.exec(name) ?? [];
  return rest ?? name;
}
