import type { ClusterWorld } from '../world.ts';
import { configMap, namespaces, secret } from './pieces.ts';

/** A freelancer's first client: an online shop. */
export function clientAWorld(): ClusterWorld {
  return {
    version: 'v1.32.8+k3s1',
    namespaces: namespaces('210d', ['shop']),
    nodes: [{ name: 'client-a-1', age: '210d', cpu: 4, memoryGi: 16 }],
    deployments: [
      {
        namespace: 'shop',
        name: 'shop',
        replicas: 2,
        service: 80,
        containers: [
          {
            name: 'shop',
            image: 'ghcr.io/client-a/shop',
            port: 8000,
            lines: [
              'gunicorn 23.0.0 starting',
              'Listening at: http://0.0.0.0:8000',
              'Booting worker with pid: 7',
            ],
            traffic: [
              '"GET / HTTP/1.1" 200',
              '"GET /catalogue/ HTTP/1.1" 200',
              '"POST /commande/ HTTP/1.1" 302',
            ],
          },
        ],
        revisions: [
          { tag: 'v3.1.0', age: '48d' },
          { tag: 'v3.2.0', age: '9d', cause: 'shop v3.2.0' },
        ],
      },
      {
        namespace: 'shop',
        name: 'mailer',
        replicas: 1,
        containers: [
          {
            name: 'mailer',
            image: 'ghcr.io/client-a/mailer',
            traffic: ['mail sent template=order-confirmed', 'queue empty'],
            lastWords: ['MemoryError: cannot render invoice batch of 4000'],
          },
        ],
        revisions: [
          { tag: 'v1.7.0', age: '60d' },
          { tag: 'v1.8.0', age: '5h', health: 'oom' },
        ],
      },
      {
        namespace: 'shop',
        name: 'redis',
        replicas: 1,
        recreate: true,
        service: 6379,
        containers: [
          { name: 'redis', image: 'redis', port: 6379, lines: ['Ready to accept connections tcp'] },
        ],
        revisions: [{ tag: '8.0-alpine', age: '130d' }],
      },
    ],
    objects: [secret('shop', 'shop-env', { SECRET_KEY: 'simulated' })],
  };
}

/** A freelancer's second client: a blog. */
export function clientBWorld(): ClusterWorld {
  return {
    version: 'v1.31.12',
    namespaces: namespaces('95d', ['wordpress']),
    nodes: [
      { name: 'client-b-1', age: '95d', cpu: 2, memoryGi: 8 },
      { name: 'client-b-2', age: '30d', cpu: 2, memoryGi: 8 },
    ],
    deployments: [
      {
        namespace: 'wordpress',
        name: 'wordpress',
        replicas: 2,
        service: 80,
        containers: [
          {
            name: 'wordpress',
            image: 'wordpress',
            port: 80,
            lines: [
              'WordPress not found in /var/www/html - copying now...',
              'Complete! WordPress has been successfully copied',
            ],
            traffic: [
              '"GET / HTTP/1.1" 200 51233',
              '"GET /wp-login.php HTTP/1.1" 200 4211',
              '"GET /feed/ HTTP/1.1" 200 9022',
            ],
          },
        ],
        revisions: [
          { tag: '6.7-apache', age: '80d' },
          { tag: '6.8-apache', age: '17d', cause: 'wordpress 6.8' },
        ],
      },
      {
        namespace: 'wordpress',
        name: 'mariadb',
        replicas: 1,
        recreate: true,
        service: 3306,
        containers: [
          { name: 'mariadb', image: 'mariadb', port: 3306, lines: ['mariadbd: ready for connections.'] },
        ],
        revisions: [{ tag: '11.8', age: '95d' }],
      },
    ],
    objects: [configMap('wordpress', 'php-ini', { 'uploads.ini': 'upload_max_filesize = 64M\n' })],
  };
}
