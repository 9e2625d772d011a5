import type { Stack } from 'aws-cdk-lib/core';
import { CfnCondition, Fn } from 'aws-cdk-lib/core';

/** A condition that holds where a value is not empty. */
export function given(stack: Stack, name: string, value: string): CfnCondition {
  return new CfnCondition(stack, name, {
    expression: Fn.conditionNot(Fn.conditionEquals(value, '')),
  });
}
