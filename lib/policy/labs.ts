import { Fn } from 'aws-cdk-lib/core';
import type { Lab } from '../../src/catalog/schema.ts';
import { pascal } from '../logical-id.ts';
import type { Statement } from './statement.ts';

/** A role that a lab needs beside the sandbox's own. */
interface LabRole {
  /** Logical id in the template. */
  readonly id: string;
  /** The service that assumes it. */
  readonly service: string;
  readonly statements: readonly Statement[];
}

/** What the labs' manifests ask for beyond the base policy, a statement per entry. */
export function labPermissions(labs: readonly Lab[]): readonly Statement[] {
  return labs.flatMap((lab) => statements(pascal(lab.id), lab.permissions));
}

/** The roles of the labs' manifests. */
export function labRoles(labs: readonly Lab[]): readonly LabRole[] {
  return labs.flatMap((lab) =>
    lab.roles.map(({ name, service, permissions }) => {
      const id = `${pascal(lab.id)}${pascal(name)}Role`;
      return { id, service, statements: statements(id, permissions) };
    }),
  );
}

/**
 * A manifest's resources are the text of Fn::Sub: `${AWS::Partition}`, `${AWS::Region}`,
 * `${AWS::AccountId}`, `${AWS::StackName}` and `${Bucket}` stand for the sandbox's own.
 */
function statements(sid: string, permissions: Lab['permissions']): readonly Statement[] {
  return permissions.map(({ actions, resources }, index) => ({
    Sid: `${sid}${index + 1}`,
    Effect: 'Allow',
    Action: actions,
    Resource: resources.map((resource) => (resource.includes('${') ? Fn.sub(resource) : resource)),
  }));
}
