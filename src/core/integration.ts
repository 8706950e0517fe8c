/** The kinds of tool that a tenant connects. `slack` comes by installation, the others by credential. */
export const integrationTypes = ['slack', 'github', 'k8s', 'jira', 'notion'] as const;
export type IntegrationType = (typeof integrationTypes)[number];
/** The kinds that are connected with a credential and opened as a client. */
export type ToolType = Exclude<IntegrationType, 'slack'>;

/** How a tool is named to people. */
export const serviceNames: Readonly<Record<IntegrationType, string>> = {
  slack: 'Slack',
  github: 'GitHub',
  k8s: 'Kubernetes',
  jira: 'Jira',
  notion: 'Notion',
};

/** A connected tool, without its secret. */
export interface Integration {
  readonly id: number;
  readonly type: IntegrationType;
  readonly name: string;
  /** What was found on connecting, safe to show: account, host, version… */
  readonly details: Readonly<Record<string, string>>;
  /** Kubernetes only: changes ask for the permission `k8s:operate-protected`. */
  readonly protected: boolean;
  readonly health: 'ok' | 'failing' | 'unknown';
  readonly createdAt: Date;
}
