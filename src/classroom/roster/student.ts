/** A student as a roster has them. Only `id` and `type` may leave the roster for AWS. */
export interface Student {
  /** Slug of the student number: the owner of the sandbox. */
  readonly id: string;
  /** Instance type of their notebook, where the roster wishes another than the labs'. */
  readonly type?: string;
  readonly person: Person;
}

/** What stays in the files on this machine: the roster and the handouts. */
export interface Person {
  /** The student number as it is written in the roster. */
  readonly number: string;
  readonly name?: string;
  readonly email?: string;
}
