export { clientAWorld, clientBWorld } from './worlds/clients.ts';
export { prodWorld } from './worlds/prod.ts';
export { stagingWorld } from './worlds/staging.ts';
