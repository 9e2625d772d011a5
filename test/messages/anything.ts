/** Stands for any parameter: a text, a number, a date, a list with `many` of them, a record. */
export function anything(many: number): unknown {
  const word = () => 'labs-x';
  const items = Array.from({ length: many }, () => 'labs-x');
  return new Proxy(word, {
    get(_, key) {
      if (key === Symbol.toPrimitive) {
        return (hint: string) => (hint === 'number' ? many : 'labs-x');
      }
      if (key === 'length') return many;
      // Never empty where there is anything to say, and no method of a list.
      if (key === 'sandboxes' || key === 'labs' || key === 'names') return ['labs-x', 'labs-y'];
      if (key === 'action') return 'done';
      if (key === 'at') return anything(many);
      if (typeof key === 'string' && /^is[A-Z]/.test(key)) return many > 0;
      const owner = [items, Object('labs-x'), Object(many), new Date(0)].find((one) => key in one);
      const own: unknown = owner === undefined ? undefined : Reflect.get(owner, key);
      if (typeof own === 'function') return own.bind(owner);
      return key === 'class' && many === 0 ? undefined : anything(many);
    },
    has: (_, key) => key !== 'class' || many > 0,
  });
}
