import { type RequestListener, request } from 'node:http';

/** Hands every request on to a server at `baseUrl` and its answer back. */
export const forwardTo =
  (baseUrl: string): RequestListener =>
  (req, res) => {
    const { method, headers, url = '/' } = req;
    const onward = request(new URL(url, baseUrl), { method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', (error) => res.destroy(error));
    req.pipe(onward);
  };
