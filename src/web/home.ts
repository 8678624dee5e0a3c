import type { FastifyInstance } from 'fastify';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Waymark</title>
</head>
<body>
<main>
<h1>Waymark is up</h1>
<p>Waymark reads the issues of Jira and Linear as missions, and says kindly, on the issue, what is missing.</p>
<ul>
<li><a href="/readyz">Is every part of it well?</a></li>
<li><a href="/metrics">Numbers, for Prometheus</a></li>
</ul>
</main>
</body>
</html>
`;

/** `GET /`: says what answers here. */
export async function homePage(server: FastifyInstance): Promise<void> {
  server.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}
