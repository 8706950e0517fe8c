/** The test files that must notice that a guard is gone. */
export const catalog = 'test/isolation/catalog.test.ts';
export const ciphertexts = 'test/isolation/ciphertexts.test.ts';
export const caches = 'test/isolation/caches.test.ts';
export const egress = 'test/isolation/egress.test.ts';
export const sessions = 'test/isolation/sessions.test.ts';
export const routes = 'test/isolation/routes/routes.test.ts';
export const requests = 'test/isolation/slack-requests.test.ts';
export const doors = 'test/integrations/kubernetes/kubeconfig/doors.test.ts';
export const malformed = 'test/integrations/kubernetes/kubeconfig/malformed.test.ts';
export const surface = 'test/surfaces/slack/actor/separation.test.ts';
