export { clientAJira } from './worlds/client-a.ts';
export { techcorpJira } from './worlds/techcorp.ts';
