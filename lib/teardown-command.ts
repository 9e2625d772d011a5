import type { CfnCondition, Stack } from 'aws-cdk-lib/core';
import { Fn, Token } from 'aws-cdk-lib/core';
import { given } from './given.ts';
import type { Parameters } from './parameters.ts';

/**
 * The command that removes the sandbox, as an output's value: `--owner` and `--sandbox` are what
 * its stack's name was made from, in a class the class and the student.
 */
export function teardownCommand(
  stack: Stack,
  parameters: Parameters,
  inClass: CfnCondition,
): string {
  const isNamed = given(stack, 'IsNamed', parameters.sandbox.valueAsString);
  const whose = either(
    inClass,
    '--owner ${Class} --sandbox ${Owner}',
    either(isNamed, '--owner ${Owner} --sandbox ${Sandbox}', '--owner ${Owner}'),
  );
  return Fn.join(' ', ['npx labs down', whose, Fn.sub('--region ${AWS::Region}')]);
}

function either(condition: CfnCondition, yes: string, no: string): string {
  return Token.asString(
    Fn.conditionIf(condition.logicalId, text(yes), Token.isUnresolved(no) ? no : text(no)),
  );
}

function text(sub: string): string {
  return Fn.sub(sub);
}
