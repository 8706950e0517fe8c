/** A kubeconfig (YAML) with one context for a cluster, its authority inline, and a bearer token. */
export function kubeconfigText(name: string, url: string, authorityData: string, token: string): string {
  const quoted = JSON.stringify(name);
  const user = JSON.stringify(`${name}-user`);
  return `apiVersion: v1
kind: Config
clusters:
  - name: ${quoted}
    cluster:
      server: ${url}
      certificate-authority-data: ${authorityData}
users:
  - name: ${user}
    user:
      token: ${JSON.stringify(token)}
contexts:
  - name: ${quoted}
    context:
      cluster: ${quoted}
      user: ${user}
current-context: ${quoted}
`;
}
