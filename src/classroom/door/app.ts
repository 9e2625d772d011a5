import { Hono } from 'hono';
import { addBoard } from './board-routes.ts';
import type { DoorOptions } from './options.ts';
import { addLastResorts, addSafeguards } from './safeguards.ts';
import { addStudentPages } from './student-routes.ts';

/** The door of a class as a web application: the same under Node, and as a function. */
export function createDoor(options: DoorOptions): Hono {
  const app = new Hono();
  addSafeguards(app, options);
  addStudentPages(app, options);
  addBoard(app, options);
  addLastResorts(app, options);
  return app;
}
