/** What a template is resolved with: parameters and pseudo parameters by name, attributes by dot. */
export type Values = Readonly<Record<string, string>>;

/** A template with CloudFormation's intrinsic functions carried out, as far as ours uses them. */
export function resolve(node: unknown, values: Values): unknown {
  if (Array.isArray(node)) return node.map((item) => resolve(item, values)).filter(isPresent);
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && isIntrinsic(first[0])) {
    return call(first[0], first[1], values);
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, resolve(value, values)]));
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function call(name: string, argument: unknown, values: Values): unknown {
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? undefined : valueOf(String(argument), values);
    case 'Fn::GetAtt':
      return valueOf((argument as string[]).join('.'), values);
    case 'Fn::Sub':
      return String(argument).replace(/\$\{([^!}][^}]*)\}/g, (_, key: string) =>
        valueOf(key, values),
      );
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => String(resolve(part, values))).join(separator);
    }
    case 'Fn::Split': {
      const [separator, value] = argument as [string, unknown];
      return String(resolve(value, values)).split(separator);
    }
    case 'Fn::Select': {
      const [at, list] = argument as [number, unknown];
      return (resolve(list, values) as unknown[])[at];
    }
    case 'Fn::Base64':
      return Buffer.from(String(resolve(argument, values))).toString('base64');
    case 'Fn::Not':
      return !resolve((argument as unknown[])[0], values);
    case 'Fn::Equals': {
      const [left, right] = argument as unknown[];
      return resolve(left, values) === resolve(right, values);
    }
    case 'Fn::If': {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return resolve(valueOf(condition, values) === 'true' ? yes : no, values);
    }
    default:
      throw new Error(`the resolver does not know ${name}`);
  }
}

function valueOf(key: string, values: Values): string {
  const value = values[key];
  if (value === undefined) throw new Error(`no value for ${key}`);
  return value;
}
