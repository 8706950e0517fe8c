import type { Closable, Environment } from '../provider.ts';
import { addComment, assignIssue, createIssue, moveIssue, textFor } from './changes.ts';
import type { JiraConfiguration } from './configuration.ts';
import { connectJira } from './connection.ts';
import { findPeople, findProject, listPriorities, listProjects, onePerson } from './directory.ts';
import type { Among } from './directory.ts';
import { readIssue } from './issue.ts';
import { listFields, listMoves, listTypes } from './screens.ts';
import { searchIssues } from './search.ts';
import type { Found } from './search.ts';
import type { IssueDetail, IssueType, JiraField, JiraPerson, JiraProject, Move, NewIssue } from './types.ts';

/** One tenant's Jira. Errors: NoxError `upstream_*`; what is not there is `upstream_not_found`. */
export interface JiraClient extends Closable {
  /** The first issues that a query finds. */
  search(jql: string, limit: number): Promise<Found>;
  issue(key: string): Promise<IssueDetail>;
  /** Where people read an issue. */
  pageOf(key: string): string;
  project(key: string): Promise<JiraProject | undefined>;
  projects(): Promise<JiraProject[]>;
  types(project: string): Promise<IssueType[]>;
  fields(project: string, type: string): Promise<JiraField[]>;
  priorities(): Promise<{ readonly id: string; readonly name: string }[]>;
  /** People by the beginning of a name or an address. */
  people(words: string, among?: Among): Promise<JiraPerson[]>;
  person(id: string): Promise<JiraPerson>;
  moves(key: string): Promise<Move[]>;
  /** Gives the new issue's key. */
  create(issue: NewIssue): Promise<string>;
  comment(key: string, text: string): Promise<void>;
  assign(key: string, person: string | null): Promise<void>;
  move(key: string, move: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  /** A long text in the form that this Jira takes. */
  textField(text: string): unknown;
}

/** A client for one configuration; every byte goes through the egress guard to the configured site alone. */
export function openJira(
  configuration: JiraConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): JiraClient {
  const connection = connectJira(configuration, environment, name, signal);
  return {
    close: () => connection.close(),
    search: (jql, limit) => searchIssues(connection, jql, limit),
    issue: (key) => readIssue(connection, key),
    pageOf: (key) => connection.pageOf(key),
    project: (key) => findProject(connection, key),
    projects: () => listProjects(connection),
    types: (project) => listTypes(connection, project),
    fields: (project, type) => listFields(connection, project, type),
    priorities: () => listPriorities(connection),
    people: (words, among) => findPeople(connection, words, among),
    person: (id) => onePerson(connection, id),
    moves: (key) => listMoves(connection, key),
    create: (issue) => createIssue(connection, issue),
    comment: (key, text) => addComment(connection, key, text),
    assign: (key, person) => assignIssue(connection, key, person),
    move: (key, move, fields) => moveIssue(connection, key, move, fields),
    textField: (text) => textFor(connection, text),
  };
}
